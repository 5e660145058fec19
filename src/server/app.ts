/** The server put together: guard, failures, routes under /api, pages. Nothing listens yet. */
import fastifyMultipart from '@fastify/multipart';
import fastifySwagger from '@fastify/swagger';
import fastify, { type FastifyInstance } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Bench } from './bench.ts';
import { described, openapi } from './http/describe.ts';
import { answerBadAddress, answerFailures } from './http/errors.ts';
import type { App } from './http/define.ts';
import { guard, type Access } from './http/guard.ts';
import { servePages } from './http/pages.ts';
import { Jobs } from './jobs/jobs.ts';
import { routes } from './routes/index.ts';
import { OpenRuns } from './runs/open-runs.ts';
import { Events } from './workspace/events.ts';
import { Root } from './workspace/root.ts';
import { Folder } from './workspace/workspace.ts';

export interface AppOptions extends Access {
  /** The folder that is served. */
  folder: string;
  /** The built pages; without them only the interface is served. */
  pages?: string | undefined;
  uploadMb?: number;
}

const UPLOAD_MB = 100;
const BODY = 8 * 2 ** 20;

interface Made {
  app: FastifyInstance;
  bench: Bench;
}

/** The caller closes `app`, which ends jobs and closes runs. */
export async function makeApp({ folder, pages, uploadMb = UPLOAD_MB, ...access }: AppOptions): Promise<Made> {
  const app = fastify({
    bodyLimit: BODY,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 8000 },
    logger: false,
    // A sender who trickles is let go; the largest file there may be takes less over any line that is one.
    requestTimeout: 15 * 60_000,
    frameworkErrors: answerBadAddress,
  });
  const root = new Root(folder);
  const runs = new OpenRuns();
  const shown = new Folder(root, runs);
  const events = new Events(() => (shown.generation += 1));
  const jobs = new Jobs(
    (job) => {
      events.send({ kind: 'job', job });
      if (job.run !== null) events.changed(job.run);
    },
    (output) => root.name(output),
  );
  const bench: Bench = { root, runs, folder: shown, events, jobs, uploadMb, tests: new Map() };
  events.watch(root);
  app.addHook('onClose', async () => {
    events.close();
    await jobs.close();
    runs.closeAll();
  });

  app.setValidatorCompiler(validatorCompiler);
  // Answers are of our own making: they are written, not checked again.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  answerFailures(app, uploadMb);
  guard(app, access);
  await app.register(fastifySwagger, openapi);
  await app.register(fastifyMultipart, {
    limits: { files: 1, fileSize: uploadMb * 2 ** 20, fields: 20, fieldSize: 10_000 },
  });
  await app.register(
    async (scope) => {
      const api = scope.withTypeProvider<ZodTypeProvider>() as App;
      for (const add of routes) add(api, bench);
      api.get('/openapi.json', { schema: { tags: ['api'], summary: 'This description' } }, () =>
        described(app.swagger()),
      );
    },
    { prefix: '/api' },
  );
  if (pages !== undefined) servePages(app, pages);
  await app.ready();
  return { app, bench };
}
