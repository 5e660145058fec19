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
    // A group whose parts all begin another's is met by the other's case too: as many parts, and it may come first by code.
    const other = await warehouse.values(
      `select m.case_id, m.code, g.proc, o.proc from made m join given g on g.code = m.case_id left join given o on o.code = m.code
       where m.code is distinct from m.case_id
         and not (len(string_split(o.proc, '+')) >= len(string_split(g.proc, '+'))
           and list_bool_and(list_transform(string_split(o.proc, '+'), lambda p: list_bool_or(list_transform(string_split(g.proc, '+'), lambda q: starts_with(q, p))))))`,
    );
    expect(other).toEqual([]);
    const [[same] = []] = await warehouse.values('select count(*) from made where code = case_id');
    expect(Number(same)).toBeGreaterThan(13_000);
  } finally {
    warehouse.close();
  }
});
