/** The accrual of what a contract's payments are expected to be, from its runs at successive closings. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { money } from '../statement-rows.ts';
import type { Run } from '../types.ts';
import { nameOf, standsOf, type Position, type Stands } from './expected.ts';
import { entries, type EntryKind } from './journal.ts';
import { report } from './messages.ts';
import type { AccrualRules } from './rules.ts';

/** An entry of the journal; amounts in the currency, with its digits. */
export interface JournalEntry extends Position {
  /** The as-of date of the run it was booked on. */
  closing: string;
  /** `2024Q1`, of the closing. */
  quarter: string;
  kind: EntryKind;
  amount: string;
}

/** One payment at one closing. Opening + accrued + adjusted + reversed = closing balance; all entries so far add up to that and what is settled. */
interface AccrualTotal {
  closing: string;
  quarter: string;
  payment: string;
  opening: string;
  accrued: string;
  adjusted: string;
  reversed: string;
  /** Expected and not final at the closing. */
  balance: string;
  /** Final in this period: settled, corrected, opened again. */
  settled: string;
  settledToDate: string;
  /** Rows that are neither final nor expected: undetermined, or without a figure the rule could be taken of; and the key of the first. */
  left: number;
  firstLeft?: string;
}

export interface Accrual {
  contract: string;
  currency: string;
  journal: JournalEntry[];
  totals: AccrualTotal[];
}

/** Runs in order of their as-of dates. What is booked of a row adds up, over all closings, to what the last run has of it. */
export async function accrue(runs: readonly Run[], rules: AccrualRules): Promise<Checked<Accrual>> {
  const diagnostics = unlike(runs);
  if (diagnostics.length > 0) return { diagnostics };
  const [first] = runs as [Run];
  const { minorUnit } = first.plan;
  const journal: JournalEntry[] = [];
  const totals: AccrualTotal[] = [];
  let before: Stands = { rows: new Map(), left: [] };
  for (const run of runs) {
    const stands = await standsOf(run, rules);
    if (!stands.value) return { diagnostics: stands.diagnostics };
    const now = stands.value;
    const closing = run.manifest.asOf;
    const quarter = quarterOf(closing);
    const booked = bookings(before, now);
    for (const { position, kind, amount } of booked)
      journal.push({ closing, quarter, ...position, kind, amount: money(amount, minorUnit) });
    for (const payment of Object.keys(rules.payments).toSorted()) {
      const of = (...kinds: EntryKind[]) =>
        booked
          .filter((one) => one.position.payment === payment && kinds.includes(one.kind))
          .reduce((sum, { amount }) => sum + amount, 0n);
      const left = now.left.find((one) => one.payment === payment);
      totals.push({
        closing,
        quarter,
        payment,
        opening: money(sumOf(before, payment, 'accrued'), minorUnit),
        accrued: money(of('accrue'), minorUnit),
        adjusted: money(of('adjust'), minorUnit),
        reversed: money(of('reverse'), minorUnit),
        balance: money(sumOf(now, payment, 'accrued'), minorUnit),
        settled: money(of('settle', 'correct', 'reopen'), minorUnit),
        settledToDate: money(sumOf(now, payment, 'settled'), minorUnit),
        left: left?.count ?? 0,
        ...(left && { firstLeft: left.first }),
      });
    }
    before = now;
  }
  const { contract, currency } = first.manifest;
  return { value: { contract, currency, journal, totals }, diagnostics: [] };
}

interface Booking {
  position: Position;
  kind: EntryKind;
  amount: bigint;
}

/** In order of payment, key, parties. */
function bookings(before: Stands, now: Stands): Booking[] {
  const positions = new Map<string, Position>();
  for (const { rows } of [before, now])
    for (const { position } of rows.values()) positions.set(nameOf(position), position);
  const names = [...positions.keys()].toSorted();
  return names.flatMap((name) => {
    const position = positions.get(name)!;
    return entries(before.rows.get(name)?.standing, now.rows.get(name)?.standing).map((entry) => ({
      position,
      ...entry,
    }));
  });
}

function sumOf({ rows }: Stands, payment: string, kind: 'accrued' | 'settled'): bigint {
  let sum = 0n;
  for (const { position, standing } of rows.values())
    if (position.payment === payment && standing.kind === kind) sum += standing.amount;
  return sum;
}

function quarterOf(date: string): string {
  return `${date.slice(0, 4)}Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** Runs that cannot follow each other. */
function unlike(runs: readonly Run[]): Diagnostic[] {
  return runs.slice(1).flatMap((run, i) => {
    const [a, b] = [runs[i]!.manifest, run.manifest];
    const at = { file: run.folder };
    if (a.contract !== b.contract || a.currency !== b.currency)
      return [
        report(
          'accrual-other-contract',
          { a: `${a.contract}, ${a.currency}`, b: `${b.contract}, ${b.currency}` },
          at,
        ),
      ];
    return a.asOf < b.asOf ? [] : [report('accrual-order', { a: a.asOf, b: b.asOf }, at)];
  });
}
