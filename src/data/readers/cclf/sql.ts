/** The lines of a feed as columns, whether they are of fixed width or delimited. */
import { quoteIdentifier as q, quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { InputFile, Intake } from '../../import/format.ts';
import type { CclfPart } from './layout.ts';
import { LAYOUT, SHORTEST } from './layout.ts';

/** A character no feed holds: a line is then one cell. */
const NEVER = '\u0001';

/** Makes a view `reader.<name>` with the part's fields as text, `_file` and `_line`; nothing where no file of the part was given. */
export async function openPart(
  part: CclfPart,
  files: readonly InputFile[],
  delimited: ReadonlyMap<InputFile, boolean>,
  intake: Intake,
): Promise<string> {
  const fields = LAYOUT[part];
  const names = fields.map(({ name }) => name);
  const selects: string[] = [];
  for (const file of files) {
    const raw = `cclf_${part}_${file.index}`;
    if (delimited.get(file)) {
      const headers = await intake.delimited(file, raw, { delimiter: '|', quote: false, headers: names });
      if (!headers) continue;
      const cells = names.map((name) => `nullif(trim(${q(name)}), '') as ${q(name)}`);
      // A first line with the names of the fields is no row.
      const first = q(names[0] ?? '');
      const [[count] = []] = await intake.warehouse.values(
        `select count(*) from reader.${q(raw)} where upper(trim(${first})) = ${quoteLiteral(names[0] ?? '')}`,
      );
      if (Number(count) > 0) intake.passOver(file, 'names-of-fields', Number(count));
      selects.push(
        `select ${cells.join(', ')}, ${file.index} as _file, _line from reader.${q(raw)} where upper(trim(${first})) is distinct from ${quoteLiteral(names[0] ?? '')}`,
      );
      continue;
    }
    const headers = await intake.delimited(file, raw, { delimiter: NEVER, quote: false, headers: ['text'] });
    if (!headers) continue;
    const short = await intake.warehouse.values(
      `select _line, text from reader.${q(raw)} where length(text) < ${SHORTEST[part]} order by _line`,
    );
    for (const [line, text] of short)
      intake.refuse({
        file,
        line: Number(line),
        reason: 'row-ragged',
        text: String(text ?? '').slice(0, 200),
      });
    const cells = fields.map(
      ({ name, from, length }) => `nullif(trim(substr(text, ${from}, ${length})), '') as ${q(name)}`,
    );
    selects.push(
      `select ${cells.join(', ')}, ${file.index} as _file, _line from reader.${q(raw)} where length(text) >= ${SHORTEST[part]}`,
    );
  }
  const empty = `select ${names.map((name) => `null::varchar as ${q(name)}`).join(', ')}, 0 as _file, 0::bigint as _line where false`;
  const view = `reader.cclf_${part}`;
  await intake.warehouse.run(`create view ${view} as ${[...selects, empty].join(' union all by name ')}`);
  return view;
}

/** CMS writes 1000-01-01 or 0001-01-01 where there is no date, and 9999-12-31 where there is no end. */
export function date(column: string): string {
  return `case when ${column} in ('1000-01-01', '0001-01-01', '9999-12-31') then null else ${column} end`;
}

/** The identifier a person has now, by the cross-reference (CCLF9), however often it changed. */
export const CURRENT = `
create table reader.cclf_people as
with recursive step(previous, current, depth) as (
    select PRVS_NUM, CRNT_NUM, 1 from reader.cclf_9 where PRVS_NUM is not null and CRNT_NUM is not null and PRVS_NUM <> CRNT_NUM
    union all
    select s.previous, x.CRNT_NUM, s.depth + 1 from step s join reader.cclf_9 x on x.PRVS_NUM = s.current
    where x.CRNT_NUM <> s.previous and x.CRNT_NUM <> x.PRVS_NUM and s.depth < 20)
select previous, max_by(current, depth) as current from step group by previous`;

/** Who a row is of, by the identifier of now; its `from` has `withCurrent`. */
export function personOf(alias: string): string {
  return `coalesce(cross_reference.current, ${alias}.BENE_MBI_ID)`;
}

/** After the table `alias` in `from`. A previous identifier stands once in the table, so rows stay as many as they are. */
export function withCurrent(alias: string): string {
  return `left join reader.cclf_people cross_reference on cross_reference.previous = ${alias}.BENE_MBI_ID`;
}

/** How an adjustment type stands to the versions of the claim. */
export function action(column: string): string {
  return `case ltrim(${column}, '0') when '' then 'original' when '1' then 'void' when '2' then 'replacement' end`;
}
