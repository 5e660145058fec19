/**
 * A million rows of ten facts read into a typed fact table, as a multiple of what DuckDB needs to copy the same file into a
 * table of text. Each pair is measured in the same process, one after the other; the files are made here.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFacts } from '../src/data/tables/index.ts';
import { agreement, entity, money, ratio, table } from '../src/data/tables/testing.ts';
import { openDuckdb } from '../src/warehouse/duckdb/driver.ts';

const ROWS = 1_000_000;
const FACTS = Array.from({ length: 10 }, (_, i) => `f${i}`);

const cents = (i: number) => `(hash(range * 10 + ${i}) % 100000000000 / 100)::decimal(18, 2)`;
const part = (i: number) => `(hash(range * 10 + ${i}) % 100000000000 / 100000000123)::double`;

export default async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-bench-'));
  try {
    const kinds = [
      { name: 'money, plain', type: money, format: 'plain', cell: cents },
      {
        name: 'money, thousands',
        type: money,
        format: 'thousands',
        cell: (i: number) => `format('{:,}', ${cents(i)}::bigint)`,
      },
      { name: 'ratios of 16 digits', type: ratio, format: 'plain', cell: part },
    ];
    for (const { name, type, format, cell } of kinds) {
      const file = join(folder, 'rows.csv');
      const facts = Object.fromEntries(FACTS.map((fact) => [fact, type]));
      const columns = Object.fromEntries(FACTS.map((fact) => [fact, { column: fact, formats: [format] }]));
      const given = agreement([entity('row', { facts })], { row: [table(file, { columns })] });
      const warehouse = await openDuckdb();
      try {
        const list = FACTS.map((fact, i) => `${cell(i)} as ${fact}`).join(', ');
        await warehouse.run(
          `copy (select 'K' || range as id, ${list} from range(${ROWS})) to '${file}' (header)`,
        );
        const start = performance.now();
        await warehouse.run(`create table bare as select * from read_csv('${file}', all_varchar = true)`);
        const copied = performance.now();
        await loadFacts(warehouse, given);
        const read = performance.now();
        const [bare, typed] = [(copied - start) / 1000, (read - copied) / 1000];
        const ratioOf = (typed / bare).toFixed(1);
        console.log(`  ${name}: bare ${bare.toFixed(2)} s, typed ${typed.toFixed(2)} s, ratio ${ratioOf}`);
      } finally {
        warehouse.close();
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
