/**
 * What people decided about findings: a CSV that only grows. `finding`, `fingerprint`, `decision` (confirmed, rejected, reversed), `by`, `date`, `reason`; with a
 * confirmation what follows from it: `amount`, `points`, `unpaid`. The last decision of a finding made by the as-of date stands. A row without a
 * decision is a finding nobody has decided yet, so the sheet that `openvbp audit` writes can be filled in and used as it is.
 */
import { unled } from '../../data/disk/cells.ts';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { isDate } from '../../language/value.ts';
import type { MethodContext } from '../method.ts';
import { decimalFraction, units } from '../shared/decimal.ts';
import { fileColumns } from '../shared/files.ts';
import { report } from './messages.ts';

const DECISIONS = ['confirmed', 'rejected', 'reversed'] as const;
export const EFFECTS = ['amount', 'points', 'unpaid'] as const;

export interface Decision {
  line: number;
  finding: string;
  fingerprint: string;
  decision: (typeof DECISIONS)[number];
  by: string;
  /** ISO. */
  date: string;
  reason: string;
  /** Plain decimals above zero. */
  amount?: string;
  points?: string;
  unpaid: boolean;
}

interface Decided {
  /** The last decision of each finding by the as-of date, by finding. */
  standing: Map<string, Decision>;
  /** Rows without a decision. */
  open: number;
}

const NEEDED = ['finding', 'fingerprint', 'decision', 'by', 'date', 'reason'] as const;
const YES = /^(true|yes|y|1|是)$/i;
const NO = /^(false|no|n|0|否)$/i;

export async function readDecisions(
  context: MethodContext,
  option: string,
  effects: readonly string[],
): Promise<Checked<Decided>> {
  const read = await fileColumns(context, option, NEEDED);
  if (!read.value) return { diagnostics: read.diagnostics };
  const { table, columns } = read.value;
  const names = [...NEEDED, ...EFFECTS];
  const rows = await context.warehouse.values(
    `select _line, ${names.map((name) => columns.get(name) ?? 'null').join(', ')} from ${table} order by _line`,
  );
  const file = context.options.get(option)?.split(/[/\\]/).at(-1) ?? '';
  const diagnostics: Diagnostic[] = [];
  const decisions: Decision[] = [];
  let open = 0;
  for (const [line, ...cells] of rows) {
    const cell = Object.fromEntries(
      names.map((name, i) => [name, cells[i] === null ? undefined : unled(String(cells[i]))]),
    );
    if ([...NEEDED.slice(2), ...EFFECTS].every((name) => cell[name] === undefined)) {
      open += 1;
      continue;
    }
    const { value, diagnostics: found } = decisionOf(cell, Number(line), { file, effects, context });
    diagnostics.push(...found);
    if (value) decisions.push(value);
  }
  if (diagnostics.length > 0) return { diagnostics };
  return inOrder(decisions, { file, context, open });
}

function decisionOf(
  cell: Record<string, string | undefined>,
  line: number,
  { file, effects, context }: { file: string; effects: readonly string[]; context: MethodContext },
): Checked<Decision> {
  const found: Diagnostic[] = [];
  const say = (code: Parameters<typeof report>[0], data: Record<string, string | number>) =>
    found.push(report(code, { file, line, ...data }, context.at));
  for (const column of NEEDED) if (cell[column] === undefined) say('decision-incomplete', { column });
  const bad = (column: string, expected: string) =>
    say('decision-bad', { column, text: cell[column] ?? '', expected });
  const { finding = '', fingerprint = '', by = '', date = '', reason = '' } = cell;
  const decision = DECISIONS.find((one) => one === cell['decision']?.toLowerCase());
  if (cell['decision'] !== undefined && !decision) bad('decision', DECISIONS.join(', '));
  if (date !== '' && !isDate(date)) bad('date', '2024-03-31');
  for (const name of ['amount', 'points'] as const) {
    const text = cell[name];
    if (text === undefined) continue;
    const value = units(text);
    // Money is paid to the cent; a third digit is a slip.
    const fine = value !== undefined && value > 0n && (name === 'points' || value % 100n === 0n);
    if (!fine || !decimalFraction(text)) bad(name, name === 'amount' ? '1234.56' : '12.5');
  }
  const unpaid = cell['unpaid'] !== undefined && YES.test(cell['unpaid']);
  if (cell['unpaid'] !== undefined && !unpaid && !NO.test(cell['unpaid'])) bad('unpaid', 'true, false');
  const stated = EFFECTS.filter((name) => (name === 'unpaid' ? unpaid : cell[name] !== undefined));
  if (decision === 'confirmed') {
    if (stated.length === 0) say('decision-no-effect', { finding });
    for (const effect of stated) {
      if (!effects.includes(effect))
        say('decision-effect-not-taken', { finding, effect, effects: effects.join(', ') });
    }
  } else if (decision) {
    for (const effect of stated) say('decision-stray-effect', { decision, effect });
  }
  if (found.length > 0 || !decision) return { diagnostics: found };
  const { amount, points } = cell;
  return {
    value: {
      line,
      finding,
      fingerprint,
      decision,
      by,
      date,
      reason,
      unpaid,
      ...(amount !== undefined && { amount }),
      ...(points !== undefined && { points }),
    },
    diagnostics: [],
  };
}

/** Decisions of a finding follow each other: confirmed or rejected, a confirmation reversed, and perhaps decided anew. */
function inOrder(
  decisions: readonly Decision[],
  { file, context, open }: { file: string; context: MethodContext; open: number },
): Checked<Decided> {
  const diagnostics: Diagnostic[] = [];
  const last = new Map<string, Decision>();
  const standing = new Map<string, Decision>();
  let later = 0;
  for (const one of decisions) {
    const { finding, line, date, decision } = one;
    const before = last.get(finding);
    const data = { file, line, finding };
    if (before && date < before.date)
      diagnostics.push(report('decision-out-of-order', { ...data, date, before: before.date }, context.at));
    if (decision === 'reversed' && before?.decision !== 'confirmed')
      diagnostics.push(report('decision-nothing-to-reverse', data, context.at));
    if (decision !== 'reversed' && before?.decision === 'confirmed')
      diagnostics.push(report('decision-confirmed-twice', { ...data, before: before.line }, context.at));
    last.set(finding, one);
    if (date > context.asOf) later += 1;
    else standing.set(finding, one);
  }
  if (diagnostics.length > 0) return { diagnostics };
  if (later > 0)
    diagnostics.push(report('decision-later', { file, count: later, asOf: context.asOf }, context.at));
  return { value: { standing, open }, diagnostics };
}
