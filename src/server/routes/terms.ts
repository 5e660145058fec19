/** The contract to be read, and what of it can be moved. */
import { useRun } from '../bench.ts';
import { answer, runParams, type Routes } from '../http/define.ts';
import { termsOfRun } from '../terms/terms.ts';
import { leversOf } from '../what-if/levers.ts';

export const termsRoutes: Routes = (app, bench) => {
  app.get(
    '/runs/:run/terms',
    {
      schema: {
        tags: ['terms'],
        summary: 'The contract as clauses',
        params: runParams,
        response: answer('GET /runs/:run/terms'),
      },
    },
    (request) => useRun(bench, request.params.run, (open) => open.once('terms', () => termsOfRun(open))),
  );
  app.get(
    '/runs/:run/levers',
    {
      schema: {
        tags: ['what-if'],
        summary: 'What can be moved, with a sensible range',
        params: runParams,
        response: answer('GET /runs/:run/levers'),
      },
    },
    (request) =>
      useRun(bench, request.params.run, (open) => open.once('levers', async () => leversOf(open.run))),
  );
};
