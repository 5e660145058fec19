/** People with their age, sex and band; and what the reference population spent, by cell. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import type { Band, Seen } from './cells.ts';
import { messages } from './messages.ts';
import { OLDEST } from './table.ts';

const report = reporter(messages);

export const bySex = (context: MethodContext) => new Options(context.options).maybe('by_sex') !== 'false';

interface Placing {
  result: string;
  bands: readonly Band[];
  ageOn: string;
  amount: string | undefined;
  exposure: string | undefined;
}

/**
 * A row per person of the result: `person_id`, `age` (completed years on the day; 0 for who is born later), `sex`, `cell_sex`, `band`,
 * `unplaced` (why there is no band), `amount`, `exposure`, `birthdays`, and the row of coverage it was read from (the latest that says them).
 */
export async function placePeople(context: MethodContext, placing: Placing): Promise<string> {
  const { warehouse } = context;
  const table = context.temporary();
  const on = `date ${quoteLiteral(placing.ageOn)}`;
  const exact = (column: string | undefined, otherwise: string) =>
    column === undefined
      ? otherwise
      : // Of a person with several rows one unknown leaves the sum unknown.
        `case when count(*) = count(${quoteIdentifier(column)}) then sum(${quoteIdentifier(column)}::decimal(38,8)) end`;
  const sexes = bySex(context);
  const band = placing.bands.map(({ from }, i) => `when age >= ${from} then ${i}`).toReversed();
  await warehouse.run(`
    create table ${table} as
    with p as (
      select person_id, ${exact(placing.amount, 'null::decimal(38,8)')} as amount, ${exact(placing.exposure, '1::decimal(38,8)')} as exposure
      from ${context.result(placing.result)} where person_id is not null group by person_id),
    known as (
      select person_id, birth_date, gender, _source, _file, _line, count(distinct birth_date) over (partition by person_id) as birthdays
      from ${context.table('eligibility')} where person_id in (select person_id from p)
      qualify row_number() over (partition by person_id order by birth_date is null, coalesce(gender, 'unknown') = 'unknown',
        enrollment_start_date desc, _source desc, _file desc, _line desc) = 1),
    aged as (
      select p.*, k.birth_date, coalesce(k.gender, 'unknown') as sex, coalesce(k.birthdays, 0) as birthdays, k._source, k._file, k._line,
        greatest(date_sub('year', k.birth_date, ${on}), 0) as years
      from p left join known k on k.person_id = p.person_id),
    placed as (
      select *, case when birth_date is not null and years <= ${OLDEST} then years end as age,
        ${sexes ? 'sex' : `'all'`} as cell_sex,
        case when birth_date is null then 'age-unknown' when years > ${OLDEST} then 'age-impossible'
          ${sexes ? `when sex = 'unknown' then 'sex-unknown'` : ''} end as unplaced
      from aged)
    select *, case ${band.join(' ')} end as band from placed`);
  return table;
}

/** Cells of the reference; who cannot be placed is reported. Amounts and times in units of 10⁻⁸. */
export async function seenCells(
  context: MethodContext,
  placed: string,
  diagnostics: Diagnostic[],
): Promise<Seen[]> {
  const { warehouse, at } = context;
  const estimated = !new Options(context.options).has('factors');
  const usable = `unplaced is null and exposure is not null${estimated ? ' and amount is not null' : ''}`;
  const [left] = await warehouse.values(
    `select count(*), coalesce(sum(amount), 0)::decimal(38,4)::varchar from ${placed} where not (${usable})`,
  );
  const count = Number(left?.[0] ?? 0);
  if (count > 0) diagnostics.push(report('left-out-of-reference', { count, amount: String(left?.[1]) }, at));
  const whole = (column: string) => `(coalesce(sum(${column}), 0) * 100000000::decimal(9,0))::hugeint`;
  const rows = await warehouse.values(`
    select cell_sex, band, count(*), ${whole('exposure')}, ${whole('amount')} from ${placed} where ${usable}
    group by cell_sex, band order by cell_sex, band`);
  return rows.map(([sex, band, people, exposure, amount]) => ({
    sex: String(sex),
    band: Number(band),
    people: BigInt(String(people)),
    exposure: BigInt(String(exposure)),
    amount: BigInt(String(amount)),
  }));
}

export async function missingColumn(
  context: MethodContext,
  result: string,
  columns: readonly (string | undefined)[],
): Promise<Diagnostic | undefined> {
  const found = (await context.warehouse.values(`describe ${context.result(result)}`)).map(([name]) =>
    String(name),
  );
  const column = columns.find((name) => name !== undefined && !found.includes(name));
  if (column === undefined) return undefined;
  return report('result-column-missing', { result, column, found: found.join(', ') }, context.at);
}
