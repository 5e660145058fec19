/** Cells of RIF rows in SQL: dates, amounts, what stands for a version. */
import { quoteLiteral } from '../../../warehouse/warehouse.ts';

/** `17-Jan-1942`, also `19420117` and ISO. What is none of them stays as it is, for the intake to refuse with its text. */
export function date(column: string): string {
  const formats = `['%d-%b-%Y', '%Y%m%d', '%Y-%m-%d']`;
  return `coalesce(strftime(try_strptime(${column}, ${formats}), '%Y-%m-%d'), ${column})`;
}

/** Exact, null where it is no amount. */
export function amount(column: string): string {
  return `try_cast(${column} as decimal(18,4))`;
}

/** Sum of amounts that are no cell of their own; what is empty counts nothing, nothing but empty is unknown. Of an unreadable one the text, to be refused. */
export function added(...columns: string[]): string {
  const wrong = columns.map((one) => `when ${one} is not null and ${amount(one)} is null then ${one}`);
  const sum = columns.map((one) => `coalesce(${amount(one)}, 0)`).join(' + ');
  return `case ${wrong.join(' ')} when coalesce(${columns.join(', ')}) is null then null else (${sum})::varchar end`;
}

/** Codes written without their leading zeros. */
export function padded(column: string, width: number): string {
  return `case when regexp_full_match(${column}, '\\d{1,${width}}') then lpad(${column}, ${width}, '0') else ${column} end`;
}

export function mapped(column: string, to: Readonly<Record<string, string>>, otherwise = column): string {
  const cases = Object.entries(to).map(([code, is]) => `when ${quoteLiteral(code)} then ${quoteLiteral(is)}`);
  return `case ${column} ${cases.join(' ')} else ${otherwise} end`;
}

interface Split {
  /** Amount of the line, where the file has one. */
  line?: string;
  /** Amount of the claim, repeated on each of its lines. */
  claim: string;
  /** Lines that hold totals of others (revenue centre 0001). */
  total?: string;
}

/**
 * An amount told of the claim on every line and perhaps of each line too, such that the lines of a claim add up to the claim: the lines' own
 * where they do so (without lines of totals, if it takes that), else the claim's on its first line and nothing on the others. CMS says to rely on
 * amounts of revenue centres only where they add up (CCLF Information Packet 36, §3.5; the data of both are the same).
 *
 * `columns` are to be made in a query over the rows, with `claim` the names that make a claim; `cell` then is the amount.
 */
export function split(name: string, { line, claim, total }: Split): { columns: string[]; cell: string } {
  const [sum, part, head, first] = [`${name}_sum`, `${name}_part`, `${name}_head`, `_first`];
  const heads = `first_value(${amount(claim)}) over claim as ${head}`;
  const bad = (column: string) => `when ${column} is not null and ${amount(column)} is null then ${column}`;
  if (line === undefined) {
    return {
      columns: [heads],
      cell: `case when ${first} then ${claim} ${bad(claim)} else case when ${head} is not null then '0' end end`,
    };
  }
  const lines = `sum(${amount(line)}) over claim as ${sum}`;
  const parts = `sum(${amount(line)}) filter (not coalesce(${total ?? 'false'}, false)) over claim as ${part}`;
  return {
    columns: [heads, lines, ...(total === undefined ? [] : [parts])],
    cell: `case ${bad(line)} ${bad(claim)}
      when ${head} is null or ${sum} = ${head} then ${line}
      ${total === undefined ? '' : `when ${part} = ${head} then case when coalesce(${total}, false) then '0' else ${line} end`}
      when ${first} then ${claim} else '0' end`,
  };
}

/** Lines of a claim in the order of its file. */
export const CLAIM_WINDOW = `window claim as (partition by _file, "CLM_ID" order by _line rows between unbounded preceding and unbounded following)`;

export const FIRST = `row_number() over claim = 1 as _first`;

/**
 * A version that is not final (`FINAL_ACTION` N) stands for nothing where its file holds no final one of its group; with one, the later
 * received stands anyhow. `DML_IND` DELETE takes a claim back.
 */
export function action(group: string, cases: string): string {
  return `case when "DML_IND" = 'DELETE' then 'void' ${cases}
    when "FINAL_ACTION" = 'N' and not bool_or(coalesce("FINAL_ACTION", 'F') <> 'N') over (partition by _file, ${group}) then 'void'
    else 'original' end`;
}
