/** What a run says of each row: settled, or expected by the rule of its payment. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { add, decimal, roundHalfUp, ZERO, type Decimal } from '../decimal.ts';
import { figureOf, ourRows } from '../reconcile/ours.ts';
import { statementRows } from '../statement-rows.ts';
import type { Run, StatementRow } from '../types.ts';
import type { Standing } from './journal.ts';
import { report } from './messages.ts';
import type { AccrualRules, Rule } from './rules.ts';

/** The natural key of a position: one row of a payment between two parties. */
export interface Position {
  payment: string;
  entity: string;
  key: string;
  from: string;
  to: string;
}

export interface Stands {
  /** By natural key; rows that are neither settled nor expected are absent. */
  rows: Map<string, { position: Position; standing: Standing }>;
  /** Rows without an expectation: undetermined, or whose figure is unknown, or before anything is final. */
  left: { payment: string; count: number; first: string }[];
}

export async function standsOf(run: Run, rules: AccrualRules): Promise<Checked<Stands>> {
  const diagnostics: Diagnostic[] = [];
  const bases = new Map<string, Map<string, Decimal | null>>();
  for (const [payment, rule] of Object.entries(rules.payments)) {
    if (rule.rule === 'amount') continue;
    const base = await baseOf(run, payment, rule.of);
    if (base.value) bases.set(payment, base.value);
    diagnostics.push(...base.diagnostics);
  }
  if (diagnostics.length > 0) return { diagnostics };
  const statement: StatementRow[] = [];
  for await (const row of statementRows(run))
    if (Object.hasOwn(rules.payments, row.payment)) statement.push(row);
  const stands: Stands = { rows: new Map(), left: [] };
  for (const [payment, rule] of Object.entries(rules.payments)) {
    const own = statement.filter((row) => row.payment === payment);
    const expected = expectation(rule, own, bases.get(payment), run.plan.minorUnit);
    let count = 0;
    let first = '';
    for (const row of own) {
      const standing: Standing | undefined =
        row.status === 'final' ? { kind: 'settled', amount: minor(row.amount, run) } : expected(row);
      if (standing === undefined) {
        if (count === 0) first = row.key;
        count += 1;
        continue;
      }
      const { entity, key, from, to } = row;
      const position = { payment, entity, key, from: from ?? '', to: to ?? '' };
      stands.rows.set(nameOf(position), { position, standing });
    }
    if (count > 0) stands.left.push({ payment, count, first });
  }
  return { value: stands, diagnostics: [] };
}

export function nameOf({ payment, key, from, to }: Position): string {
  return JSON.stringify([payment, key, from, to]);
}

function minor(amount: string | null, { plan }: Run): bigint {
  return amount === null ? 0n : widened(decimal(amount), plan.minorUnit);
}

/** Rounded half up to the minor unit, as amounts are. */
function widened(value: Decimal, minorUnit: number): bigint {
  const { digits, scale } = roundHalfUp(value, minorUnit);
  return digits * 10n ** BigInt(minorUnit - scale);
}

/** What is expected of a row that waits; undetermined ones have no amount to expect, and parties may be unknown. */
function expectation(
  rule: Rule,
  rows: readonly StatementRow[],
  base: ReadonlyMap<string, Decimal | null> | undefined,
  minorUnit: number,
): (row: StatementRow) => Standing | undefined {
  const accrued = (amount: bigint): Standing => ({ kind: 'accrued', amount });
  if (rule.rule === 'amount')
    return (row) =>
      row.status === 'pending' && row.amount !== null
        ? accrued(widened(decimal(row.amount), minorUnit))
        : undefined;
  const share = rule.rule === 'rate' ? fraction(decimal(rule.rate)) : experience(rows, base, rule.otherwise);
  return (row) => {
    const figure = base?.get(row.key);
    if (row.status !== 'pending' || !figure || !share) return undefined;
    // One rounding, from the exact product.
    const over = figure.digits * share.over * 10n ** BigInt(minorUnit);
    return accrued(halfUp(over, share.under * 10n ** BigInt(figure.scale)));
  };
}

interface Fraction {
  over: bigint;
  /** Above 0. */
  under: bigint;
}

const fraction = ({ digits, scale }: Decimal): Fraction => ({ over: digits, under: 10n ** BigInt(scale) });

/** Σ of final amounts ÷ Σ of their figures, exact. */
function experience(
  rows: readonly StatementRow[],
  base: ReadonlyMap<string, Decimal | null> | undefined,
  otherwise: string | undefined,
): Fraction | undefined {
  let [amounts, figures] = [ZERO, ZERO];
  for (const { status, amount, key } of rows) {
    const figure = base?.get(key);
    if (status !== 'final' || amount === null || !figure) continue;
    [amounts, figures] = [add(amounts, decimal(amount)), add(figures, figure)];
  }
  if (figures.digits <= 0n) return otherwise === undefined ? undefined : fraction(decimal(otherwise));
  return {
    over: amounts.digits * 10n ** BigInt(figures.scale),
    under: figures.digits * 10n ** BigInt(amounts.scale),
  };
}

function halfUp(over: bigint, under: bigint): bigint {
  const size = over < 0n ? -over : over;
  const rounded = (2n * size + under) / (2n * under);
  return over < 0n ? -rounded : rounded;
}

/** The money figure a rule is of, by key; null where it is unknown. */
async function baseOf(run: Run, payment: string, of: string): Promise<Checked<Map<string, Decimal | null>>> {
  const { plan } = run;
  const at = { file: plan.model };
  const entity = plan.payments.find(({ id }) => id === payment)?.for;
  if (entity === undefined) {
    const names = plan.payments.map(({ id }) => id).join(', ');
    return { diagnostics: [report('accrual-no-payment', { name: payment, names }, at)] };
  }
  const figure = figureOf(run, { entity, term: of });
  if ('near' in figure)
    return {
      diagnostics: [report('accrual-no-figure', { payment, name: of, entity, near: figure.near }, at)],
    };
  const { type } = figure;
  if (type.kind !== 'number' || type.dimensions['money'] !== 1 || Object.keys(type.dimensions).length > 1)
    return { diagnostics: [report('accrual-not-money', { payment, name: of }, at)] };
  const rows = await ourRows(run, figure, figure.entity.key.length);
  return {
    value: new Map(
      rows.map(({ key, value }) => [
        key,
        typeof value === 'string' ? { digits: BigInt(value), scale: type.scale } : null,
      ]),
    ),
    diagnostics: [],
  };
}
