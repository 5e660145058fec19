import type { Diagnostic } from '../../language/diagnostic.ts';
import { divideHalfEven } from '../../language/number.ts';
import { noLines } from '../shared/no-lines.ts';
import type { Method, MethodContext } from '../method.ts';
import { dateLiteral } from '../options.ts';
import { LINES_OPTIONS, PEOPLE_OPTIONS, withoutDrugs } from './options.ts';
import { report } from './messages.ts';
import { triangle } from './triangle.ts';

/** Factors are kept to so many digits, rounded half to even once, when they are multiplied out. */
const DIGITS = 12;
const ONE = 10n ** BigInt(DIGITS);

/**
 * Chain ladder on a triangle: `paid[i][k]` is what was paid by lag k for month i, known up to lag `age[i]`. Volume-weighted age-to-age factors over all
 * months that show both ages. The share completed at age k is the product, over later ages, of Σ paid by k / Σ paid by k+1; exact fractions until the end.
 * Undefined where nothing was paid by an age in the months that show the next.
 */
export function completionByAge(paid: readonly (readonly bigint[])[]): (bigint | undefined)[] {
  const oldest = Math.max(0, ...paid.map((row) => row.length)) - 1;
  const shares: (bigint | undefined)[] = [];
  let [numerator, denominator]: [bigint, bigint] = [1n, 1n];
  let known = true;
  for (let age = oldest; age >= 0; age -= 1) {
    if (age < oldest) {
      const both = paid.filter((row) => row.length > age + 1);
      const by = both.reduce((sum, row) => sum + (row[age] as bigint), 0n);
      const next = both.reduce((sum, row) => sum + (row[age + 1] as bigint), 0n);
      if (by <= 0n || next <= 0n) known = false;
      else [numerator, denominator] = reduced(numerator * by, denominator * next);
    }
    shares[age] = known ? divideHalfEven(numerator * ONE, denominator) : undefined;
  }
  return shares;
}

/** Numbers of hundreds of digits help nobody: what is common is taken out. */
function reduced(a: bigint, b: bigint): [bigint, bigint] {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return [a / x, b / x];
}

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const made = await triangle(context);
  if (!made.value) return made.diagnostics;
  const { table, seen } = made.value;
  const { warehouse, into } = context;
  const rows = await warehouse.values(
    `select m::bigint, lag::bigint, (amount::decimal(38,4) * 10000::decimal(5,0))::hugeint, ${seen}::bigint from ${table} order by m, lag`,
  );
  const last = rows[0] ? Number(rows[0][3]) : 0;
  const months = new Map<number, bigint[]>();
  for (const [m, lag, amount] of rows as [bigint, bigint, bigint, bigint][]) {
    const month = Number(m);
    if (month > last) continue;
    const by = months.get(month) ?? Array.from({ length: last - month + 1 }, () => 0n);
    by[Number(lag)] = (by[Number(lag)] ?? 0n) + amount;
    months.set(month, by);
  }
  for (const by of months.values())
    for (let k = 1; k < by.length; k += 1) by[k] = (by[k] as bigint) + (by[k - 1] as bigint);
  const shares = completionByAge([...months.values()]);
  await warehouse.run(
    `create table ${into} (month date, age integer, paid decimal(38,4), completed decimal(38,12), ultimate decimal(38,4), outstanding decimal(38,4))`,
  );
  const values = [...months].map(([month, by]) => {
    const age = by.length - 1;
    const paid = by[age] as bigint;
    const share = shares[age];
    const ultimate = share === undefined ? undefined : divideHalfEven(paid * ONE, share);
    const money = (units: bigint | undefined) =>
      units === undefined ? 'null' : `(${units}::hugeint::decimal(38,0) * 0.0001::decimal(5,4))`;
    const first = `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
    const completed =
      share === undefined ? 'null' : `(${share}::decimal(38,0) * 0.000000000001::decimal(13,12))`;
    return `(${dateLiteral(first)}, ${age}, ${money(paid)}, ${completed}, ${money(ultimate)}, ${money(ultimate === undefined ? undefined : ultimate - paid)})`;
  });
  if (values.length > 0) await warehouse.run(`insert into ${into} values ${values.join(', ')}`);
  if (context.lines !== undefined) await noLines(context, context.lines);
  const undefinedAt = shares.findLastIndex((share) => share === undefined);
  return [
    ...made.diagnostics,
    ...(undefinedAt >= 0 ? [report('factor-undefined', { lag: undefinedAt }, context.at)] : []),
  ];
}

export const completion: Method = {
  name: 'spending.completion',
  title: { en: 'Completion of claims by month', zh: '各月赔付完成率' },
  about: {
    en: 'How much of the services of each month has been paid as of the run, from the lag triangle of the claims themselves: chain ladder with volume-weighted age-to-age factors over all months, nothing assumed beyond the oldest age seen. `ultimate` is paid over completed, `outstanding` what is still to come. Money is rounded half to even at four digits, shares at twelve.',
    zh: '按截至日期推算各服务月份费用的支付完成率，取自数据本身的滞后三角形：链梯法，逐月进展因子按金额加权、取全部月份，最早月份之后不再假设进展。`ultimate` 为已付金额除以完成率，`outstanding` 为未付部分。金额按四位小数、比率按十二位小数，四舍六入五成双。',
  },
  source: 'Chain ladder (link ratio) method, volume weighted',
  reads: ['medical_claim', 'inpatient_case', 'pharmacy_claim'],
  unread: withoutDrugs,
  options: [
    ...PEOPLE_OPTIONS.filter(({ name }) => name === 'years'),
    ...LINES_OPTIONS.filter(({ name }) => name !== 'run_out'),
  ],
  columns: [
    {
      name: 'month',
      type: 'date',
      key: true,
      label: { en: 'First day of the month of service', zh: '服务月份首日' },
    },
    {
      name: 'age',
      type: 'integer',
      label: { en: 'Months of payment seen after it', zh: '已观察的支付月数' },
    },
    { name: 'paid', type: 'money', label: { en: 'Paid', zh: '已付金额' } },
    { name: 'completed', type: 'decimal', label: { en: 'Share paid so far', zh: '完成率' } },
    { name: 'ultimate', type: 'money', label: { en: 'Expected in the end', zh: '预计最终金额' } },
    { name: 'outstanding', type: 'money', label: { en: 'Still to be paid', zh: '未付金额' } },
  ],
  compute,
};
