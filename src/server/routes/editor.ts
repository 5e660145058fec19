/** What the editor asks while somebody writes. */
import { z } from 'zod';
import { find } from '../../engine/explain/find.ts';
import { Rows } from '../../engine/explain/rows.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { shownValue } from '../../statement/index.ts';
import { checkFile } from '../../methods/contract.ts';
import type { Hover } from '../api.ts';
import { useRun, type Bench } from '../bench.ts';
import { completionsAt } from '../editor/complete.ts';
import { hoveredAt } from '../editor/hover.ts';
import { answer, type Routes } from '../http/define.ts';
import { rowsOf } from '../runs/rows.ts';
import { columnsOf } from '../runs/shape.ts';
import type { Root } from '../workspace/root.ts';

const tags = ['editor'];
const document = z.object({ file: z.string().min(1).max(2000), text: z.string().max(4 * 2 ** 20) });
const place = document.extend({
  line: z.number().int().min(1).max(1_000_000),
  column: z.number().int().min(1).max(1_000_000),
});

export const editorRoutes: Routes = (app, bench) => {
  const { root } = bench;
  app.post(
    '/check',
    {
      schema: {
        tags,
        summary: 'Check a text that is not saved yet',
        body: document,
        response: answer('POST /check'),
      },
    },
    ({ body: { file, text } }) => {
      const { checked } = checkFile(root.at(file), { text });
      return { diagnostics: checked.diagnostics.map((one) => named(root, one)) };
    },
  );
  app.post(
    '/complete',
    {
      schema: {
        tags,
        summary: 'What can be written at a place',
        body: place,
        response: answer('POST /complete'),
      },
    },
    ({ body }) => completionsAt({ ...body, file: root.at(body.file) }),
  );
  app.post(
    '/hover',
    {
      schema: {
        tags,
        summary: 'What the name at a place is; null where there is none',
        body: place.extend({
          run: z.string().max(2000).optional(),
          entityKey: z.string().max(2000).optional(),
        }),
        response: answer('POST /hover'),
      },
    },
    async ({ body }, reply) => {
      const found = hoveredAt({ ...body, file: root.at(body.file) });
      // An answer of nothing is `null`, and not an empty one.
      if (!found) return reply.type('application/json').send('null' as never);
      const { hover, entity } = found;
      const { run, entityKey } = body;
      if (run === undefined || entityKey === undefined || entity === undefined) return hover;
      return { ...hover, value: await valueIn(bench, run, entity, entityKey, hover.name) } satisfies Hover;
    },
  );
};

/** Files as the pages name them. */
function named(root: Root, diagnostic: Diagnostic): Diagnostic {
  const { at } = diagnostic;
  return at && root.holds(at.file) ? { ...diagnostic, at: { ...at, file: root.name(at.file) } } : diagnostic;
}

/** In words of no language: digits and unit. */
async function valueIn(
  bench: Bench,
  run: string,
  entity: string,
  key: string,
  name: string,
): Promise<string | null> {
  return useRun(bench, run, async (open) => {
    const { plan } = open.run;
    const owner = plan.entities.find((one) => one.name === entity);
    const column = owner && columnsOf(owner).find((one) => one.name === name);
    if (!owner || !column) return null;
    const [rid] = await find(new Rows(open.work), entity, key);
    const [row] = rid === undefined ? [] : await rowsOf(open, owner, [rid]);
    const value = row?.values[name] ?? null;
    return (
      shownValue(value, column.type, { lang: 'en', currency: plan.currency, minorUnit: plan.minorUnit }) ??
      null
    );
  });
}
