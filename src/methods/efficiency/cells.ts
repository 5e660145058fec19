/** Sums of the cases of a hospital (and department) in a group and period: all that every figure of the report is made of. Exact whole numbers. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { Cell as Value, Warehouse } from '../../warehouse/warehouse.ts';
import { messages } from './messages/cases.ts';

const report = reporter(messages);

/** Money in units of the fourth digit. Of pairs (a share's two parts) only cases where both are known count. */
export interface Cell {
  /** 0: the period reported; 1: the one before. */
  period: 0 | 1;
  hospital: string | undefined;
  department: string | undefined;
  group: string | undefined;
  cases: bigint;
  stay: Sums;
  fee: Sums;
  drugs: Pair;
  /** Drugs without herbal pieces. */
  plainDrugs: Pair;
  materials: Pair;
  /** Cases of which it is known whether the person died. */
  fates: bigint;
  deaths: bigint;
}

export interface Sums {
  cases: bigint;
  sum: bigint;
  squares: bigint;
}

/** Σd, Σf, Σd², Σdf, Σf² over cases where both are known. */
export interface Pair {
  cases: bigint;
  part: bigint;
  whole: bigint;
  partSquares: bigint;
  products: bigint;
  wholeSquares: bigint;
}

export interface Period {
  from: string;
  to: string;
}

const fourth = (column: string) => `(${column} * 10000::decimal(5,0))::hugeint`;
const sums = (value: string) =>
  `count(${value}), coalesce(sum(${value}), 0), coalesce(sum(${value}::hugeint * ${value}), 0)`;

function pair(part: string): string {
  const known = `filter (where ${part} is not null and f is not null)`;
  const sum = (value: string) => `coalesce(sum(${value}) ${known}, 0)`;
  return `count(*) ${known}, ${[part, 'f', `${part} * ${part}`, `${part} * f`, 'f * f'].map(sum).join(', ')}`;
}

/** Cases whose figures no hospital has, and whose squares would not fit 128 bits. */
export async function beyond(warehouse: Warehouse, table: string): Promise<Diagnostic[]> {
  const money = ['fee', 'drugs', 'herbs', 'materials'].map((name) => `abs(${name}) >= 1000000000`);
  const [row] = await warehouse.values(
    `select count(*), min(case_id) from ${table} where ${[...money, 'abs(stay) >= 1000000'].join(' or ')}`,
  );
  const count = Number(row?.[0] ?? 0);
  return count === 0 ? [] : [report('report-beyond', { count, id: String(row?.[1]) })];
}

/** Of a table of `read.ts`; `when` are SQL conditions of a period, in the order of `Cell.period`. */
export async function readCells(
  warehouse: Warehouse,
  parts: readonly { table: string; period: Period | undefined }[],
  by: 'hospital' | 'department',
): Promise<Cell[]> {
  const found: Cell[] = [];
  for (const [i, { table, period }] of parts.entries()) {
    const when = period ? `day >= date '${period.from}' and day < date '${period.to}'` : 'true';
    const rows = await warehouse.values(`
      select hospital, dept, grp, count(*), ${sums('stay')}, ${sums('f')}, ${pair('d')}, ${pair('p')}, ${pair('m')}, count(died), count(*) filter (where died)
      from (
        select hospital, ${by === 'department' ? 'department' : 'null::varchar'} as dept, grp, stay::hugeint as stay, ${fourth('fee::decimal(22,4)')} as f,
          ${fourth('drugs::decimal(22,4)')} as d, ${fourth('(drugs - herbs)::decimal(22,4)')} as p, ${fourth('materials::decimal(22,4)')} as m, died
        from ${table} where ${when})
      group by all order by hospital, dept, grp`);
    found.push(...rows.map((row) => cellOf(row, i as 0 | 1)));
  }
  return found;
}

function cellOf(row: readonly Value[], period: 0 | 1): Cell {
  let at = 0;
  const text = () => {
    const value = row[at++];
    return value === null || value === undefined ? undefined : String(value);
  };
  const whole = () => BigInt(String(row[at++]));
  const three = (): Sums => ({ cases: whole(), sum: whole(), squares: whole() });
  const six = (): Pair => ({
    cases: whole(),
    part: whole(),
    whole: whole(),
    partSquares: whole(),
    products: whole(),
    wholeSquares: whole(),
  });
  // In the order of the query.
  return {
    period,
    hospital: text(),
    department: text(),
    group: text(),
    cases: whole(),
    stay: three(),
    fee: three(),
    drugs: six(),
    plainDrugs: six(),
    materials: six(),
    fates: whole(),
    deaths: whole(),
  };
}

const plus = (a: Sums, b: Sums): Sums => ({
  cases: a.cases + b.cases,
  sum: a.sum + b.sum,
  squares: a.squares + b.squares,
});

const plusPair = (a: Pair, b: Pair): Pair => ({
  cases: a.cases + b.cases,
  part: a.part + b.part,
  whole: a.whole + b.whole,
  partSquares: a.partSquares + b.partSquares,
  products: a.products + b.products,
  wholeSquares: a.wholeSquares + b.wholeSquares,
});

/** Cells as one per group: what a unit, or all of them, had. In the order in which the groups first come. */
export function byGroup(cells: readonly Cell[]): Cell[] {
  const found = new Map<string | undefined, Cell>();
  for (const cell of cells) {
    const before = found.get(cell.group);
    found.set(cell.group, before ? added(before, cell) : cell);
  }
  return [...found.values()];
}

function added(a: Cell, b: Cell): Cell {
  return {
    ...a,
    cases: a.cases + b.cases,
    stay: plus(a.stay, b.stay),
    fee: plus(a.fee, b.fee),
    drugs: plusPair(a.drugs, b.drugs),
    plainDrugs: plusPair(a.plainDrugs, b.plainDrugs),
    materials: plusPair(a.materials, b.materials),
    fates: a.fates + b.fates,
    deaths: a.deaths + b.deaths,
  };
}
