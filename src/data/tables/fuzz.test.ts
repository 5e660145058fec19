/** Whatever bytes a file holds, reading it ends in facts or in diagnostics, never in an exception. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import ExcelJS from 'exceljs';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { loadFacts } from './load.ts';
import { agreement, boolean, date, entity, fixtures, money, table, text } from './testing.ts';

const files = fixtures();
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ threads: 1 });
});
afterAll(() => {
  warehouse.close();
  files.remove();
});

const shape = entity('x', {
  facts: {
    a: { type: money, optional: true },
    b: { type: date, optional: true },
    c: { type: boolean, optional: true },
    d: { type: text, optional: true },
  },
});

async function survives(name: string, content: Uint8Array | string, options = {}): Promise<void> {
  const file = files.write(name, content);
  const { sources, diagnostics } = await loadFacts(
    warehouse,
    agreement([shape], { x: [table(file, options)] }),
  );
  const [[rows]] = (await warehouse.values('select count(*) from facts.x')) as [[bigint]];
  await warehouse.run('drop schema facts cascade');
  expect(sources).toHaveLength(1);
  expect(Number(rows)).toBe(sources[0]?.kept);
  for (const d of diagnostics) expect(d.message.en).not.toMatch(/undefined|\[object/);
}

const pieces = fc.constantFrom(
  'id',
  'a',
  'b',
  ',',
  ';',
  '|',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '"',
  '""',
  ' ',
  '1',
  '2.5',
  '-',
  'é',
  '\ufeff',
  '\0',
  '{',
  '}',
  ':',
  '[',
  'null',
  '\\',
);
const body = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.array(pieces, { maxLength: 60 }).map((parts) => new TextEncoder().encode(parts.join(''))),
);

describe('any bytes', () => {
  const runs = { numRuns: 150 };
  it('as CSV', async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.boolean(), fc.integer({ min: 1, max: 3 }), async (bytes, headed, header) => {
        const content = headed ? Buffer.concat([Buffer.from('id,a,b,c,d\n'), bytes]) : bytes;
        await survives('any.csv', content, { header: headed ? 1 : header });
      }),
      runs,
    );
  });

  it('as CSV in some encoding', async () => {
    const encodings = fc.constantFrom('gbk', 'gb18030', 'utf-16', 'latin1', 'big5', 'shift_jis');
    await fc.assert(
      fc.asyncProperty(body, encodings, async (bytes, encoding) => survives('any.csv', bytes, { encoding })),
      runs,
    );
  });

  it('as JSON lines', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (bytes) => survives('any.jsonl', bytes)),
      runs,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.json(), { maxLength: 4 }), async (lines) =>
        survives('any.jsonl', lines.join('\n')),
      ),
      runs,
    );
  });

  it('as Parquet', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (bytes) =>
        survives('any.parquet', Buffer.concat([Buffer.from('PAR1'), bytes])),
      ),
      { numRuns: 30 },
    );
  });

  it('as a workbook, whole or with bytes changed', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('x').addRows([
      ['id', 'a', 'b'],
      ['A', 1, new Date(0)],
      ['B', { formula: '1', result: 1 }],
    ]);
    const whole = new Uint8Array(await workbook.xlsx.writeBuffer());
    await survives('whole.xlsx', whole);
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 5 }),
        fc.nat(whole.length),
        async (changes, end) => {
          const bytes = whole.slice(0, end % 2 === 0 ? whole.length : end);
          for (const { at, to } of changes) if (at < bytes.length) bytes[at] = to;
          await survives('any.xlsx', bytes);
        },
      ),
      { numRuns: 80 },
    );
    await fc.assert(
      fc.asyncProperty(body, async (bytes) => survives('any.xlsx', bytes)),
      { numRuns: 30 },
    );
  });
});
