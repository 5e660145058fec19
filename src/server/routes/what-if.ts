/** The run under other parameters. */
import { z } from 'zod';
import { whatIf } from '../../engine/what-if/index.ts';
import { useRun } from '../bench.ts';
import { Failure, problemFrom } from '../http/problem.ts';
import { answer, runParams, type Routes } from '../http/define.ts';
import { sensitivityOf } from '../what-if/sensitivity.ts';
import { whatWouldChange } from '../what-if/why-not.ts';

const tags = ['what-if'];

export const whatIfRoutes: Routes = (app, bench) => {
  app.post(
    '/runs/:run/what-if',
    {
      schema: {
        tags,
        summary: 'One scenario: parameters as written in a contract',
        params: runParams,
        body: z.object({ set: z.record(z.string().max(500), z.string().max(2000)) }),
        response: answer('POST /runs/:run/what-if'),
      },
    },
    ({ params, body }) =>
      useRun(bench, params.run, async (open) => {
        const { value, diagnostics } = await whatIf(open.run, [body.set]);
        const [scenario] = value ?? [];
        if (!scenario) throw new Failure(422, problemFrom(diagnostics, 'not-found-out'));
        return { scenario, diagnostics };
      }),
  );

  app.get(
    '/runs/:run/sensitivity',
    {
      schema: {
        tags,
        summary: 'Each lever a tenth down and up: what it does to a payment',
        params: runParams,
        querystring: z.object({ payment: z.string().max(200).optional() }),
        response: answer('GET /runs/:run/sensitivity'),
      },
    },
    ({ params, query }) => useRun(bench, params.run, (open) => sensitivityOf(open, query.payment)),
  );

  app.get(
    '/runs/:run/why-not',
    {
      schema: {
        tags: ['why'],
        summary: 'What would change a figure: single parameters and facts of its row at their neighbours',
        params: runParams,
        querystring: z.object({
          entity: z.string().max(200),
          key: z.string().max(2000).default(''),
          term: z.string().max(200),
        }),
        response: answer('GET /runs/:run/why-not'),
      },
    },
    ({ params, query }) => useRun(bench, params.run, (open) => whatWouldChange(open, query)),
  );
};
