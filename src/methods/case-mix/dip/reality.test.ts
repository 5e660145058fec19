/** The catalogue of 13,820 combinations: a case with a group's diagnosis and procedures finds it. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import { readCatalogue } from './catalogue.ts';
import { groupDip } from './group.ts';
import { NATIONAL } from './scheme.ts';

const file = resolve(import.meta.dirname, '../../../../../shared/reference/dip/catalogue-2021.csv');

test.skipIf(!existsSync(file))('every group of the catalogue is found by a case of its own', async () => {
  const warehouse = await openDuckdb();
  try {
    await warehouse.run(
      `create table given as select * from read_csv(${quoteLiteral(file)}, all_varchar = true)`,
    );
    const rows = (await warehouse.rows('select dx, code, proc from given')) as unknown as {
      dx: string;
      code: string;
      proc: string;
    }[];
    expect(rows.length).toBe(13_820);
    await warehouse.run(
      `create table cases as select code as case_id, null::decimal(18, 4) as fee from given;
       create table diagnoses as select code as case_id, 1 as position, dx || '00' as code from given;
       create table procedures as select code as case_id, u.i as position, u.p as code from given,
         (select unnest(generate_series(1, len(string_split(proc, '+')))) as i, unnest(string_split(proc, '+')) as p) u where proc <> '.'`,
    );
    await groupDip(
      warehouse,
      { groups: readCatalogue(rows), rules: NATIONAL },
      {
        cases: 'cases',
        diagnoses: 'diagnoses',
        procedures: 'procedures',
        into: 'made',
      },
    );
    // Entries of the same procedures cannot be told apart: the first of them by code has the cases of all. 38 repeat a text, 9 more its parts in another order.
    await warehouse.run(
      `create table entries as select code, dx, list_sort(string_split(proc, '+')) as parts from given;
       create table firsts as select code, count(*) over w as n, min(code) over w as first from entries window w as (partition by dx, parts)`,
    );
    const [[alike, lost] = []] = await warehouse.values(
      'select count(*) filter (n > 1), count(*) filter (code <> first) from firsts',
    );
    expect([Number(alike), Number(lost)]).toEqual([93, 47]);
    const missed = await warehouse.values(
      `select m.case_id, m.code, f.first from made m join firsts f on f.code = m.case_id where m.code is distinct from f.first order by 1`,
    );
    expect(missed).toEqual([]);
    const [[own] = []] = await warehouse.values('select count(*) from made where code = case_id');
    expect(Number(own)).toBe(13_820 - 47);
  } finally {
    warehouse.close();
  }
});
