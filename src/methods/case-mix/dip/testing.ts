/** Cases given as objects → the tables groupers read. */
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';

export interface GivenCase {
  id: string;
  /** The principal one first, more with `|` between. */
  dx: string;
  px?: readonly string[];
  fee?: number;
  year?: number;
  age?: number;
  days?: number;
  stay?: number;
  icu?: number;
  died?: boolean;
}

export async function caseTables(warehouse: Warehouse, given: readonly GivenCase[]) {
  const text = (value: string | undefined) => (value === undefined ? 'null' : quoteLiteral(value));
  const values = (rows: string[], columns: string) =>
    rows.length > 0
      ? `select * from (values ${rows.join(', ')}) t(${columns})`
      : `select null::varchar as case_id, 1 as position, null::varchar as code where false`;
  const codes = (of: (one: GivenCase) => readonly string[]) =>
    values(
      given.flatMap((one) => of(one).map((code, i) => `(${text(one.id)}, ${i + 1}, ${text(code)})`)),
      'case_id, position, code',
    );
  await warehouse.run(
    `create or replace table cases as ${values(
      given.map(
        ({ id, fee, year, age, days, stay, icu, died }) =>
          `(${text(id)}, ${fee ?? 'null'}::decimal(18, 4), ${year ?? 'null'}::integer, ${age ?? 'null'}::bigint, ${days ?? 'null'}::bigint, ${stay ?? 'null'}::bigint, ${icu ?? 'null'}::decimal(18, 4), ${died ?? 'null'}::boolean)`,
      ),
      'case_id, fee, year, age_years, age_days, stay_days, icu_hours, died',
    )};
     ${given.length > 0 ? '' : 'create or replace table cases(case_id varchar, fee decimal(18, 4), year integer, age_years bigint, age_days bigint, stay_days bigint, icu_hours decimal(18, 4), died boolean);'}
     create or replace table diagnoses as ${codes(({ dx }) => (dx === '' ? [] : dx.split('|')))};
     create or replace table procedures as ${codes(({ px = [] }) => px)};
     drop table if exists made; drop table if exists catalogue; drop table if exists measured`,
  );
  return { cases: 'cases', diagnoses: 'diagnoses', procedures: 'procedures' };
}
