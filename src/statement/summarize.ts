/** Adds up a run's statement rows, in one pass over any number of them. */
import type { Agreement } from '../language/agreement.ts';
import type { Expression, Localized, Plan, PlanPayment } from '../language/plan.ts';
import { decimal, decimalText } from '../engine/decimal.ts';
import type { RunManifest, StatementRow } from '../engine/types.ts';
import { parameterNotes } from './parameters.ts';
import { roleTitle } from './words.ts';
import type {
  Flow,
  PaymentSummary,
  PendingGroup,
  StatementSummary,
  Totals,
  UndeterminedGroup,
} from './types.ts';

/** Keys shown as examples of a group. */
const EXAMPLES = 5;

/** What a summary reads of a run. */
export interface RunFacts {
  manifest: RunManifest;
  plan: Plan;
  agreement: Pick<Agreement, 'title' | 'changed' | 'bindings'>;
}

/** Amounts in whole minor units while they are added up. */
interface Sum {
  rows: number;
  amount: bigint;
}

interface Sums {
  final: Sum;
  pending: Sum;
  undetermined: number;
}

const noSums = (): Sums => ({
  final: { rows: 0, amount: 0n },
  pending: { rows: 0, amount: 0n },
  undetermined: 0,
});

function count(sums: Sums, status: StatementRow['status'], amount: bigint | null): void {
  if (status === 'undetermined') {
    sums.undetermined += 1;
    return;
  }
  const sum = sums[status];
  sum.rows += 1;
  if (amount !== null) sum.amount += amount;
}

/** "-12.50" with two digits: −1250n. */
function minorUnits(text: string, digits: number): bigint {
  const point = text.length - digits - 1;
  if (digits > 0 && text[point] === '.') return BigInt(text.slice(0, point) + text.slice(point + 1));
  const { digits: value, scale } = decimal(text);
  if (scale > digits) throw new Error(`an amount finer than the currency: ${text}`);
  return value * 10n ** BigInt(digits - scale);
}

const size = (amount: bigint) => (amount < 0n ? -amount : amount);

interface PaymentSums {
  total: Sums;
  posted: bigint;
  difference: bigint;
  /** By payer, then payee. */
  flows: Map<string | null, Map<string | null, Sums>>;
  undetermined: Map<string, UndeterminedGroup>;
  pending: { rows: number; amount: bigint; keys: string[] };
  largest?: { key: string; amount: bigint };
}

/** Takes the rows one by one, then gives the summary. */
export class Summarizer {
  readonly #run: RunFacts;
  readonly #payments = new Map<string, PaymentSums>();

  constructor(run: RunFacts) {
    this.#run = run;
    for (const { id } of run.plan.payments) {
      this.#payments.set(id, {
        total: noSums(),
        posted: 0n,
        difference: 0n,
        flows: new Map(),
        undetermined: new Map(),
        pending: { rows: 0, amount: 0n, keys: [] },
      });
    }
  }

  add(row: StatementRow): void {
    const payment = this.#payments.get(row.payment);
    if (!payment) throw new Error(`the statement has a payment its plan does not: ${row.payment}`);
    const { status, from, to } = row;
    const digits = this.#run.plan.minorUnit;
    const amount = row.amount === null ? null : minorUnits(row.amount, digits);
    count(payment.total, status, amount);
    payment.posted += minorUnits(row.posted, digits);
    if (row.difference !== null) payment.difference += minorUnits(row.difference, digits);
    let flows = payment.flows.get(from);
    if (!flows) payment.flows.set(from, (flows = new Map()));
    let sums = flows.get(to);
    if (!sums) flows.set(to, (sums = noSums()));
    count(sums, status, amount);
    if (amount !== null && (!payment.largest || size(amount) > payment.largest.amount)) {
      payment.largest = { key: row.key, amount: size(amount) };
    }
    if (status === 'undetermined') this.#undetermined(payment, row);
    if (status === 'pending') {
      payment.pending.rows += 1;
      payment.pending.amount += amount ?? 0n;
      if (payment.pending.keys.length < EXAMPLES) payment.pending.keys.push(row.key);
    }
  }

  #undetermined(payment: PaymentSums, row: StatementRow): void {
    const { reason } = row;
    const id = reason ? JSON.stringify([reason.kind, reason.entity, reason.name]) : '';
    let group = payment.undetermined.get(id);
    if (!group) {
      group = { payment: row.payment, ...lackOf(this.#run, reason), rows: 0, keys: [] };
      payment.undetermined.set(id, group);
    }
    group.rows += 1;
    const key = reason && reason.key !== '' ? reason.key : row.key;
    if (group.keys.length < EXAMPLES && !group.keys.includes(key)) group.keys.push(key);
  }

  summary(): StatementSummary {
    const { plan } = this.#run;
    const digits = plan.minorUnit;
    const payments = plan.payments.map((payment) => this.#payment(payment, digits));
    return wholeSummary(this.#run, {
      payments,
      undetermined: plan.payments.flatMap(({ id }) =>
        [...(this.#payments.get(id)?.undetermined.values() ?? [])].sort((a, b) => b.rows - a.rows),
      ),
      pending: plan.payments.flatMap((payment) => this.#pending(payment, digits)),
    });
  }

  #payment(payment: PlanPayment, digits: number): PaymentSummary {
    const { plan } = this.#run;
    const sums = this.#payments.get(payment.id) as PaymentSums;
    const flows = [...sums.flows].flatMap(([from, payees]) =>
      [...payees].map(([to, sums]) => ({ from, to, sums })),
    );
    const due = ({ sums }: { sums: Sums }) => size(sums.final.amount + sums.pending.amount);
    flows.sort((a, b) => byNumber(due(b), due(a)) || byText(a.from, b.from) || byText(a.to, b.to));
    return {
      ...paymentHead(plan, payment),
      total: totals(sums.total, digits),
      posted: inUnits(sums.posted, digits),
      difference: inUnits(sums.difference, digits),
      flows: flows.map(({ from, to, sums }): Flow => ({ from, to, ...totals(sums, digits) })),
      ...(sums.largest && { example: sums.largest.key }),
    };
  }

  #pending(payment: PlanPayment, digits: number): PendingGroup[] {
    const { rows, amount, keys } = (this.#payments.get(payment.id) as PaymentSums).pending;
    if (rows === 0) return [];
    return [
      {
        payment: payment.id,
        rows,
        amount: inUnits(amount, digits),
        keys,
        ...pendingTerm(this.#run.plan, payment),
      },
    ];
  }
}

/** A summary of these payments, with all that a run says of itself. */
export function wholeSummary(
  { manifest, plan, agreement }: RunFacts,
  parts: Pick<StatementSummary, 'payments' | 'undetermined' | 'pending'>,
): StatementSummary {
  const rows = (of: (totals: Totals) => number) =>
    parts.payments.reduce((sum, { total }) => sum + of(total), 0);
  const total = {
    final: rows((t) => t.final.rows),
    pending: rows((t) => t.pending.rows),
    undetermined: rows((t) => t.undetermined),
  };
  return {
    contract: manifest.contract,
    ...(agreement.title && { title: agreement.title }),
    model: manifest.model,
    modelVersion: manifest.modelVersion,
    ...(plan.title && { modelTitle: plan.title }),
    ...(plan.source !== undefined && { modelSource: plan.source }),
    currency: manifest.currency,
    minorUnit: plan.minorUnit,
    period: manifest.period,
    asOf: manifest.asOf,
    parties: manifest.parties.map((party) => {
      const title = party.role === null ? undefined : roleTitle(party.role, plan.words);
      return title ? { ...party, roleTitle: title } : party;
    }),
    sources: manifest.sources,
    documents: manifest.documents,
    engine: manifest.engine,
    total: { rows: total.final + total.pending + total.undetermined, ...total },
    payments: parts.payments,
    undetermined: parts.undetermined,
    pending: parts.pending,
    parameters: parameterNotes(plan, agreement.changed),
  };
}

const titleOfEntity = (plan: Plan, name: string | undefined) =>
  plan.entities.find((one) => one.name === name)?.title;

/** What the model says of a payment. */
export function paymentHead(
  plan: Plan,
  payment: PlanPayment,
): Pick<PaymentSummary, 'id' | 'title' | 'source' | 'entity' | 'entityTitle' | 'formula'> {
  const entityTitle = titleOfEntity(plan, payment.for);
  return {
    id: payment.id,
    ...(payment.title && { title: payment.title }),
    ...(payment.source !== undefined && { source: payment.source }),
    entity: payment.for,
    ...(entityTitle && { entityTitle }),
    formula: formulaOf(plan, payment.for, payment.terms.amount) ?? '',
  };
}

/** What undetermined rows lack, by its title, and where it would come from. */
export function lackOf(
  { plan, agreement }: RunFacts,
  reason: UndeterminedGroup['reason'],
): Pick<UndeterminedGroup, 'reason' | 'title' | 'entityTitle' | 'bound'> {
  if (!reason) return {};
  const { kind, entity, name } = reason;
  const title = titleOf(plan, entity, name);
  const entityTitle = titleOfEntity(plan, entity);
  const bound = kind === 'missing' ? boundTo(agreement.bindings, entity, name) : undefined;
  return {
    reason: { kind, entity, name },
    ...(title && { title }),
    ...(entityTitle && { entityTitle }),
    ...(bound && { bound }),
  };
}

/** What a payment awaits: the condition's title and formula. */
export function pendingTerm(plan: Plan, payment: PlanPayment): Pick<PendingGroup, 'title' | 'formula'> {
  const named = payment.pendingUnless && namedTerm(payment.pendingUnless);
  const term =
    named && plan.entities.find((e) => e.name === named.entity)?.terms.find((t) => t.name === named.name);
  const formula =
    term?.formula ??
    (payment.terms.pendingUnless === undefined
      ? undefined
      : formulaOf(plan, payment.for, payment.terms.pendingUnless));
  return { ...(term?.title && { title: term.title }), ...(formula !== undefined && { formula }) };
}

/** Final, and nothing to pay: most ACOs earn nothing, and saying so once is enough. */
export function isNothing({ final, pending, undetermined }: Totals): boolean {
  return pending.rows === 0 && undetermined === 0 && /^-?[0.]+$/.test(final.amount);
}

function totals(sums: Sums, digits: number): Totals {
  const tally = (sum: Sum) => ({ rows: sum.rows, amount: inUnits(sum.amount, digits) });
  return { final: tally(sums.final), pending: tally(sums.pending), undetermined: sums.undetermined };
}

const inUnits = (amount: bigint, digits: number) => decimalText({ digits: amount, scale: digits }, digits);

const byNumber = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);

function byText(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}

/** `pending_unless: decided` names a term, whose own formula says more than its name. */
function namedTerm(expression: Expression): { entity: string; name: string } | undefined {
  return expression.op === 'column' ? { entity: expression.entity, name: expression.name } : undefined;
}

function formulaOf(plan: Plan, entity: string, term: string): string | undefined {
  return plan.entities.find(({ name }) => name === entity)?.terms.find(({ name }) => name === term)?.formula;
}

/** The title of a fact, term or parameter. */
export function titleOf(plan: Plan, entity: string, name: string): Localized | undefined {
  const owner = plan.entities.find((e) => e.name === entity);
  return (
    owner?.facts.find((fact) => fact.name === name)?.title ??
    owner?.terms.find((term) => term.name === name)?.title ??
    plan.parameters.find((parameter) => parameter.name === name)?.title
  );
}

/** The table and header a fact is read from, the first where there are several. */
export function boundTo(bindings: Agreement['bindings'], entity: string, fact: string) {
  const { sources = [], runs = [], results = [] } = bindings[entity] ?? {};
  // From another run or a result of a method: no file of somebody's lacks it.
  if ([...runs, ...results].some((one) => one.fact === fact)) return undefined;
  for (const source of sources) {
    if (source.kind !== 'table' && source.kind !== 'method') continue;
    const column = source.columns[fact]?.column ?? fact;
    // Of a method's result its name: the contract says what made it, and `openvbp methods` what its columns are.
    return {
      file: source.kind === 'method' ? source.result : (source.file.split(/[\\/]/).at(-1) as string),
      column,
    };
  }
  return undefined;
}
