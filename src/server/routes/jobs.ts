/** Settling, the demo and model tests: started here, done in processes of their own. */
import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { z } from 'zod';
import { RunFolder } from '../../engine/run/folder.ts';
import { DEMO_FOLDER } from '../demo.ts';
import { failure } from '../http/problem.ts';
import { answer, fileParams, whole, type Routes } from '../http/define.ts';
import { stream } from '../http/stream.ts';
import { isEnded } from '../jobs/jobs.ts';
import { stampOf } from '../runs/open-runs.ts';
import { isDate } from '../../language/value.ts';

const id = z.object({ id: z.string().max(60) });
const tags = ['jobs'];

const settleBody = z
  .object({
    set: z.record(z.string().max(300), z.string().max(2000)).optional(),
    asOf: z.string().refine(isDate, 'YYYY-MM-DD').optional(),
    output: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .describe('The run’s folder; a run that is there is replaced.'),
  })
  .nullish();

const demoBody = z
  .object({
    members: whole(100, 50_000).optional().describe('People of the made-up population; 5,000 unless given.'),
  })
  .nullish();

export const jobRoutes: Routes = (app, bench) => {
  const { jobs, root, folder } = bench;

  app.post(
    '/contracts/:file/settle',
    {
      schema: {
        tags,
        summary: 'Settle a contract',
        params: fileParams,
        body: settleBody,
        response: answer('POST /contracts/:file/settle', 202),
      },
    },
    async (request, reply) => {
      const contract = root.at(request.params.file);
      if (!existsSync(contract)) throw failure(404, 'no-document', { file: request.params.file });
      const { set = {}, asOf, output } = request.body ?? {};
      const place = output === undefined ? await freeFolder(contract) : root.at(output);
      if (output !== undefined && existsSync(place) && stampOf(place) === undefined)
        throw failure(409, 'run-folder-taken', { folder: output });
      const job = jobs.start(root.name(contract), { kind: 'settle', contract, output: place, set, asOf });
      return reply.status(202).send(job);
    },
  );

  /** Beside the contract's last run, else beside the contract, by its name; the runs before stay, to be compared with. */
  async function freeFolder(contract: string): Promise<string> {
    const { contracts } = await folder.workspace();
    const card = contracts.find(({ file }) => file === root.name(contract));
    const id = card?.contract ?? basename(contract, extname(contract));
    const name = id.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^\.+/, '') || 'contract';
    const beside = dirname(card?.latest ? root.at(card.latest.run) : contract);
    // What the command line or another server makes there is passed over, too.
    const busy = new Set(jobs.list().map((job) => (isEnded(job) ? undefined : jobs.outputOf(job.id))));
    for (let i = 1; ; i += 1) {
      const place = join(beside, i === 1 ? `${name}.run` : `${name}-${i}.run`);
      if (!existsSync(place) && !busy.has(place) && (await new RunFolder(place).clear())) return place;
    }
  }

  app.post(
    '/demo',
    {
      schema: {
        tags,
        summary: 'Make the demo below the folder',
        body: demoBody,
        response: answer('POST /demo', 202),
      },
    },
    (request, reply) => {
      const running = jobs.list().find((job) => job.kind === 'demo' && !isEnded(job));
      const job =
        running ??
        jobs.start('demo', {
          kind: 'demo',
          folder: join(root.folder, DEMO_FOLDER),
          members: request.body?.members,
        });
      reply.status(202);
      return job;
    },
  );

  app.get(
    '/jobs',
    { schema: { tags, summary: 'Jobs of this server, oldest first', response: answer('GET /jobs') } },
    () => jobs.list(),
  );
  app.get(
    '/jobs/:id',
    { schema: { tags, summary: 'One job', params: id, response: answer('GET /jobs/:id') } },
    (request) => jobs.get(request.params.id),
  );
  app.get(
    '/jobs/:id/events',
    { schema: { tags, summary: 'The job as it goes on, until it ends (server-sent Job)', params: id } },
    (request, reply) => {
      jobs.get(request.params.id);
      return stream(reply, ({ send, end }) =>
        jobs.listen(request.params.id, (job) => {
          send(job);
          if (isEnded(job)) end();
        }),
      );
    },
  );
  app.delete(
    '/jobs/:id',
    { schema: { tags, summary: 'Cancel a job', params: id, response: answer('DELETE /jobs/:id') } },
    (request) => jobs.cancel(request.params.id),
  );
};
