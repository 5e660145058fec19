/** Cells of Synthea rows in SQL. */

const FINE = String.raw`\.\d{5,}|[eE]`;
const wide = (cell: string) => `try_cast(${cell} as decimal(38,18))`;

/**
 * An amount that came from a floating number (more than four decimals), rounded half to even to the cent, exactly; all others as they
 * stand. What is no amount stays as it is, for the intake to refuse.
 */
export function cents(cell: string): string {
  const near = `${wide(cell)}::decimal(24,2)`;
  const away = `case when ${wide(cell)} < 0 then -0.01 else 0.01 end`;
  const tie = `abs(${wide(cell)} - ${near}) = 0.005 and ((${near}) * 100)::hugeint % 2 <> 0`;
  return `case when not regexp_matches(${cell}, '${FINE}') or ${wide(cell)} is null then ${cell}
    when ${tie} then (${near} - ${away})::varchar else (${near})::varchar end`;
}

/** Whether an amount was changed by it. */
export function rounded(cell: string): string {
  return `coalesce(regexp_matches(${cell}, '${FINE}') and ${wide(cell)} <> try_cast((${cents(cell)}) as decimal(24,2)), false)`;
}

export function amount(cell: string): string {
  return `try_cast((${cents(cell)}) as decimal(18,4))`;
}

/** The day of a time. */
export function day(cell: string): string {
  return `case when regexp_full_match(${cell}, '\\d{4}-\\d\\d-\\d\\d[T ].*') then left(${cell}, 10) else ${cell} end`;
}

/** A key for rows that have none: what tells them apart, numbered where that repeats. */
export function madeKey(...cells: string[]): string {
  const key = `concat_ws('|', ${cells.map((cell) => `coalesce(${cell}, '')`).join(', ')})`;
  const place = `row_number() over (partition by ${key} order by _file, _line)`;
  return `${key} || case when ${place} > 1 then '#' || ${place} else '' end`;
}

export const SOURCE = `'synthea' as data_source`;
