/** The library of models. */
import { dirname, join } from 'node:path';
import { existsSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import { failure } from '../http/problem.ts';
import { answer, type Routes } from '../http/define.ts';
import { modelCards, modelDetail, modelNamed } from '../models/library.ts';

const tags = ['models'];
const params = z.object({
  model: z.string().max(300).describe('`us/mssp@2025.1`, or `us/mssp` for the latest.'),
});

export const modelRoutes: Routes = (app, bench) => {
  app.get(
    '/models',
    { schema: { tags, summary: 'The models the folder can use', response: answer('GET /models') } },
    () => modelCards(bench),
  );
  app.get(
    '/models/:model',
    { schema: { tags, summary: 'One model', params, response: answer('GET /models/:model') } },
    (request) => modelDetail(bench, request.params.model),
  );
  app.post(
    '/models/:model/test',
    {
      schema: {
        tags: ['jobs'],
        summary: 'Run a model’s tests',
        params,
        body: z.any().optional(),
        response: answer('POST /models/:model/test', 202),
      },
    },
    (request, reply) => {
      const model = modelNamed(bench, request.params.model);
      const folder = join(dirname(model.file), 'tests');
      const files = existsSync(folder)
        ? readdirSync(folder)
            .filter((name) => /\.ya?ml$/.test(name))
            .sort()
            .map((name) => join(folder, name))
        : [];
      if (files.length === 0) throw failure(404, 'no-tests', { model: model.model });
      const id = `${model.model}@${model.version}`;
      const job = bench.jobs.start(id, { kind: 'test', files }, (tests) => bench.tests.set(id, tests));
      reply.status(202);
      return job;
    },
  );
};
