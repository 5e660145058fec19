/** Why a figure is what it is. */
import { z } from 'zod';
import { useRun } from '../bench.ts';
import { answer, runParams, whole, type Routes } from '../http/define.ts';
import { whyOf } from '../why/why.ts';

const tags = ['why'];
const figure = z.object({
  entity: z.string().max(200),
  key: z.string().max(2000).default(''),
  term: z.string().max(200),
});

export const whyRoutes: Routes = (app, bench) => {
  app.get(
    '/runs/:run/explain',
    {
      schema: {
        tags,
        summary: 'A figure and what it was made from',
        params: runParams,
        querystring: figure.extend({
          depth: whole(1, 64).default(3),
          page: whole(1, 1_000_000_000).optional(),
        }),
        response: answer('GET /runs/:run/explain'),
      },
    },
    ({ params, query }) => useRun(bench, params.run, (open) => whyOf(open, query)),
  );
};
