/** Rows and amounts by month, months that look wrong, the lag triangle, and shifts of what columns say. */
import { found } from './found.ts';
import { median, ratioText } from './figures.ts';
import { SHAPES } from './checks/check.ts';
import type { MonthsReport, QualityFinding } from './report.ts';
import type { Cell } from './month.ts';
import { monthText } from './month.ts';
import { ENOUGH as ENOUGH_FOR_SHIFTS, findShifts } from './shifts.ts';
import type { Subject } from './subject.ts';
import { amountText } from './subject.ts';
import { makeTriangle } from './triangle.ts';

export interface Months {
  report: MonthsReport;
  findings: QualityFinding[];
}

/** Nothing where the table's rows have no dates, or no month of a year anybody has data of. */
export async function findMonths(subject: Subject, table: string): Promise<Months | undefined> {
  const shape = SHAPES[table];
  const cells = await cellsOf(subject, table);
  if (!shape || cells.length === 0) return undefined;
  const byMonth = new Map<number, { rows: bigint; amount: bigint; known: bigint }>();
  for (const cell of cells) {
    const sum = byMonth.get(cell.month) ?? { rows: 0n, amount: 0n, known: 0n };
    sum.rows += cell.rows;
    sum.amount += cell.amount;
    sum.known += cell.known;
    byMonth.set(cell.month, sum);
  }
  const months = [...byMonth.keys()].sort((a, b) => a - b);
  const triangle = shape.paid ? makeTriangle(cells) : undefined;
  const all = cells.reduce((sum, { rows }) => sum + rows, 0n);
  const shifts =
    all < 2n * BigInt(ENOUGH_FOR_SHIFTS)
      ? { shifts: [], findings: [] }
      : await findShifts(subject, table, shape);
  const incomplete = new Set(
    (triangle?.rows ?? [])
      .filter((row) => row.complete !== null && Number(row.complete) < 95)
      .map((row) => row.month),
  );
  const report: MonthsReport = {
    table,
    ...(shape.amount && { amount: shape.amount.replace(/^t\."|"$/g, '') }),
    months: months.map((month) => {
      const { rows, amount, known } = byMonth.get(month) as { rows: bigint; amount: bigint; known: bigint };
      return {
        month: monthText(month),
        rows: String(rows),
        amount: known > 0n ? (amountText(ratioText(amount, 10_000n, 4)) ?? null) : null,
        mean: known > 0n ? ratioText(amount, known * 10_000n, 4) : null,
      };
    }),
    ...(triangle && { triangle }),
    shifts: shifts.shifts,
  };
  const findings = [
    ...unlike(table, months, byMonth, incomplete),
    ...means(table, months, byMonth, incomplete),
    ...shifts.findings,
  ];
  if (triangle && incomplete.size > 0) {
    const rows = triangle.rows.filter((row) => incomplete.has(row.month));
    findings.push(
      found('month-incomplete', {
        table,
        count: String(rows.length),
        of: String(triangle.rows.length),
        examples: rows.slice(-6).map((row) => ({ key: row.month, text: `${row.complete} %` })),
      }),
    );
  }
  return { report, findings };
}

async function cellsOf({ warehouse, tables }: Subject, table: string): Promise<Cell[]> {
  const shape = SHAPES[table];
  if (!shape?.date) return [];
  const monthOf = (date: string) => `(year(${date}) * 12 + month(${date}) - 1)`;
  const lag = shape.paid ? `greatest(${monthOf(shape.paid)} - ${monthOf(shape.date)}, 0)` : 'null::bigint';
  const amount = shape.amount ?? 'null::decimal(18,4)';
  const rows = await warehouse.values(
    `select ${monthOf(shape.date)} as m, ${lag} as lag, count(*), (coalesce(sum(${amount}), 0) * 10000)::hugeint, count(${amount})
     from ${tables.get(table) ?? ''} t
     where ${shape.date} >= date '1900-02-01' and ${shape.date} < date '2100-01-01'
     group by all order by all`,
  );
  return rows.map(([month, late, count, sum, known]) => ({
    month: Number(month),
    lag: late === null || late === undefined ? undefined : Number(late),
    rows: BigInt(String(count)),
    amount: BigInt(String(sum)),
    known: BigInt(String(known)),
  }));
}

type Sums = ReadonlyMap<number, { rows: bigint; amount: bigint; known: bigint }>;

/** Fewer rows than this around a month, and chance alone makes months unlike each other. */
const ENOUGH = 100;
const AROUND = 6;

/** Months without rows, or with far fewer or more than the median of the six before and the six after. */
function unlike(
  table: string,
  months: readonly number[],
  sums: Sums,
  incomplete: ReadonlySet<string>,
): QualityFinding[] {
  const [first = 0, last = 0] = [months[0], months.at(-1)];
  const empty: string[] = [];
  const other: { key: string; text: string }[] = [];
  // The first and last month are cut by the period of the extract.
  for (let month = first + 1; month < last; month += 1) {
    const around: number[] = [];
    for (let near = Math.max(first, month - AROUND); near <= Math.min(last, month + AROUND); near += 1)
      if (near !== month) around.push(Number(sums.get(near)?.rows ?? 0n));
    const usual = median(around);
    if (usual < ENOUGH) continue;
    const rows = Number(sums.get(month)?.rows ?? 0n);
    if (rows === 0) empty.push(monthText(month));
    else if (rows * 2 < usual || rows > usual * 2) {
      if (rows * 2 < usual && incomplete.has(monthText(month))) continue;
      other.push({ key: monthText(month), text: `${rows} / ${usual}` });
    }
  }
  const findings: QualityFinding[] = [];
  if (empty.length > 0)
    findings.push(
      found('month-empty', {
        table,
        count: String(empty.length),
        examples: empty.slice(0, 12).map((key) => ({ key })),
      }),
    );
  if (other.length > 0)
    findings.push(
      found('month-unlike', { table, count: String(other.length), examples: other.slice(0, 12) }),
    );
  return findings;
}

/** Rows with an amount that a month, and the twelve before it, must have for their means to be compared. */
const ENOUGH_FOR_MEANS = 1000n;

function means(
  table: string,
  months: readonly number[],
  sums: Sums,
  incomplete: ReadonlySet<string>,
): QualityFinding[] {
  const examples: { key: string; text: string }[] = [];
  for (const month of months) {
    const here = sums.get(month);
    if (!here || here.known < ENOUGH_FOR_MEANS || incomplete.has(monthText(month))) continue;
    let [amount, known] = [0n, 0n];
    for (let before = month - 12; before < month; before += 1) {
      amount += sums.get(before)?.amount ?? 0n;
      known += sums.get(before)?.known ?? 0n;
    }
    if (known < ENOUGH_FOR_MEANS || amount <= 0n) continue;
    // here.amount / here.known against amount / known, without dividing.
    const [now, then] = [here.amount * known, amount * here.known];
    if (now * 2n > then * 3n || now * 3n < then * 2n) {
      const text = `${ratioText(here.amount, here.known * 10_000n, 2)} / ${ratioText(amount, known * 10_000n, 2)}`;
      examples.push({ key: monthText(month), text });
    }
  }
  if (examples.length === 0) return [];
  return [found('mean-shift', { table, count: String(examples.length), examples: examples.slice(0, 12) })];
}
