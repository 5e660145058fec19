/** A run: its statement in brief, its entities page by page, and how a number is spread. */
import { z } from 'zod';
import { compare } from '../../engine/compare/index.ts';
import { owedSentence } from '../../statement/index.ts';
import type { Bench } from '../bench.ts';
import { useRun } from '../bench.ts';
import { failure, valueOf } from '../http/problem.ts';
import { answer, entityParams, narrowed, runParams, whole, type Routes } from '../http/define.ts';
import type { RunDetail } from '../api.ts';
import { distributionOf } from '../runs/distribution.ts';
import { csvOf, xlsxOf } from '../runs/export.ts';
import type { OpenRun } from '../runs/open-runs.ts';
import { entityPage } from '../runs/rows.ts';
import { entityOf, shapesOf } from '../runs/shape.ts';
import { summaryOf } from '../runs/summary.ts';
import { timelineOf } from '../runs/timeline.ts';
import { currencyWords } from '../../language/currency.ts';
import { askedWaterfall, waterfallsOf } from '../why/waterfall.ts';

const tags = ['runs'];
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const runRoutes: Routes = (app, bench) => {
  app.get(
    '/runs/:run',
    { schema: { tags, summary: 'A run in brief', params: runParams, response: answer('GET /runs/:run') } },
    (request) => useRun(bench, request.params.run, (open) => detail(bench, open)),
  );

  app.get(
    '/runs/:run/entities/:entity',
    {
      schema: {
        tags,
        summary: 'A page of an entity’s rows',
        params: entityParams,
        querystring: narrowed.extend({
          offset: whole(0, 1_000_000_000).default(0),
          limit: whole(1, 500).default(100),
          sort: z
            .string()
            .max(200)
            .optional()
            .describe('A column, `-` before it for descending; `key`, `-key`.'),
        }),
        response: answer('GET /runs/:run/entities/:entity'),
      },
    },
    ({ params, query }) =>
      useRun(bench, params.run, (open) => entityPage(open, entityOf(open.run.plan, params.entity), query)),
  );

  app.get(
    '/runs/:run/entities/:entity/export',
    {
      schema: {
        tags,
        summary: 'An entity’s rows as a file',
        files: Object.values(TYPES),
        params: entityParams,
        querystring: narrowed.extend({
          format: z.enum(['csv', 'xlsx']).default('csv'),
          lang: z.enum(['en', 'zh']).default('en'),
          sort: z.string().max(200).optional(),
        }),
      },
    },
    ({ params, query }, reply) =>
      useRun(bench, params.run, async (open) => {
        const entity = entityOf(open.run.plan, params.entity);
        const name = `${open.run.manifest.contract}-${entity.name}.${query.format}`;
        reply
          .type(TYPES[query.format])
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
        return query.format === 'csv' ? csvOf(open, entity, query) : xlsxOf(open, entity, query);
      }),
  );

  app.get(
    '/runs/:run/entities/:entity/distribution/:term',
    {
      schema: {
        tags,
        summary: 'How a number is spread over the rows',
        params: entityParams.extend({ term: z.string().max(200) }),
        querystring: narrowed,
        response: answer('GET /runs/:run/entities/:entity/distribution/:term'),
      },
    },
    ({ params, query }) =>
      useRun(bench, params.run, (open) =>
        distributionOf(open, entityOf(open.run.plan, params.entity), params.term, query),
      ),
  );

  app.get(
    '/runs/:run/timeline',
    {
      schema: {
        tags,
        summary: 'Payments by month of due date',
        params: runParams,
        response: answer('GET /runs/:run/timeline'),
      },
    },
    (request) => useRun(bench, request.params.run, timelineOf),
  );

  app.get(
    '/runs/:run/waterfall',
    {
      schema: {
        tags,
        summary: 'The path of money to a payment of one row',
        params: runParams,
        querystring: z.object({ payment: z.string().max(200), key: z.string().max(2000).default('') }),
        response: answer('GET /runs/:run/waterfall'),
      },
    },
    ({ params, query }) =>
      useRun(bench, params.run, (open) => askedWaterfall(open, query.payment, query.key)),
  );

  app.get(
    '/runs/:run/compare/:other',
    {
      schema: {
        tags,
        summary: 'What differs from an earlier run',
        params: runParams.extend({ other: runParams.shape.run }),
        response: answer('GET /runs/:run/compare/:other'),
      },
    },
    ({ params }) =>
      useRun(bench, params.run, (after) =>
        useRun(bench, params.other, async (before) =>
          after.once(`compare ${before.name} ${before.written.getTime()}`, async () =>
            valueOf(await compare(before.run, after.run)),
          ),
        ),
      ),
  );
};

async function detail({ folder, root }: Bench, open: OpenRun): Promise<RunDetail> {
  const { run } = open;
  const card = await folder.card(root.at(open.name));
  if (!card) throw failure(410, 'run-gone', { run: open.name });
  const { summary, flows, nothing, ways } = await summaryOf(open);
  return {
    card,
    manifest: run.manifest,
    summary,
    flows,
    nothing,
    sentence: owedSentence(summary, ways, currencyWords(summary.currency)),
    waterfalls: await waterfallsOf(open, summary),
    entities: shapesOf(run.plan, run.manifest.rows),
    words: run.plan.words ?? {},
  };
}
