/**
 * Pathways as process maps: the steps of a care path, which resources each uses for how many minutes, how likely and how often, by which day, and
 * the codes that tell in claims that it was done. A row per step and resource.
 */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { csvRows } from '../shared/csv.ts';
import type { CsvRow } from '../shared/csv.ts';
import { units } from '../shared/decimal.ts';
import { messages } from './messages.ts';
import { fill } from './ratios.ts';
import type { Resources } from './resources.ts';

const report = reporter(messages);

/** Minutes below a million, times below ten thousand: with the bounds of resources every product fits 128 bits. */
const MINUTES = 10n ** 10n;
const TIMES = 10n ** 8n;
const ONE = 10_000n;
const SUPPLIES = 10n ** 13n;

interface Step {
  pathway: string;
  name: string;
  row: number;
  /** Units of the fourth digit. */
  probability: bigint;
  quantity: bigint;
  supplies: bigint;
  byDay: number | undefined;
  codes: string[];
  uses: { resource: string; minutes: bigint; row: number }[];
  /** What rows said of the step, to compare. */
  said: Map<string, { text: string; row: number }>;
}

export interface Pathways {
  names: Set<string>;
  /** pathway, step, place, row, probability, quantity, supplies (per time), duration (longest resource), by_day. */
  steps: string;
  /** pathway, step, resource, minutes, row. */
  uses: string;
  /** pathway, code, step. */
  codes: string;
  /** case_group, pathway. */
  assignments: string;
}

/** Of `pathways` and `assignments`. */
export async function readPathways(
  context: MethodContext,
  resources: Resources | undefined,
): Promise<Checked<Pathways>> {
  const rows = await csvRows(context, 'pathways', ['pathway', 'step', 'resource', 'minutes']);
  if (!rows.value) return { diagnostics: rows.diagnostics };
  const diagnostics: Diagnostic[] = [...rows.diagnostics];
  const steps = new Map<string, Step>();
  for (const one of rows.value) takeRow(one, steps, resources, context, diagnostics);
  const all = [...steps.values()];
  diagnostics.push(...ambiguous(all, context));
  const names = new Set(all.map(({ pathway }) => pathway));
  const assignments = await assigned(context, names, diagnostics);
  if (hasErrors(diagnostics)) return { diagnostics };
  const text = quoteLiteral;
  const place = new Map<string, number>();
  const stepRows = all.map((step) => {
    const n = (place.get(step.pathway) ?? 0) + 1;
    place.set(step.pathway, n);
    const duration = step.uses.reduce((most, { minutes }) => (minutes > most ? minutes : most), 0n);
    const figures = [step.probability, step.quantity, step.supplies, duration].map((u) => `${u}::hugeint`);
    return `(${[text(step.pathway), text(step.name), n, step.row, ...figures, step.byDay ?? 'null'].join(', ')})`;
  });
  const useRows = all.flatMap(({ pathway, name, uses }) =>
    uses.map(
      ({ resource, minutes, row }) =>
        `(${text(pathway)}, ${text(name)}, ${text(resource)}, ${minutes}::hugeint, ${row})`,
    ),
  );
  const codeRows = all.flatMap(({ pathway, name, codes }) =>
    codes.map((code) => `(${text(pathway)}, ${text(code)}, ${text(name)})`),
  );
  const value = {
    names,
    steps: await fill(
      context,
      'pathway varchar, step varchar, place integer, row bigint, probability hugeint, quantity hugeint, supplies hugeint, duration hugeint, by_day integer',
      stepRows,
    ),
    uses: await fill(
      context,
      'pathway varchar, step varchar, resource varchar, minutes hugeint, row bigint',
      useRows,
    ),
    codes: await fill(context, 'pathway varchar, code varchar, step varchar', codeRows),
    assignments: await fill(
      context,
      'case_group varchar, pathway varchar',
      assignments.map(([group, pathway]) => `(${text(group)}, ${text(pathway)})`),
    ),
  };
  return { value, diagnostics };
}

function takeRow(
  { row, cell }: CsvRow,
  steps: Map<string, Step>,
  resources: Resources | undefined,
  { at }: MethodContext,
  diagnostics: Diagnostic[],
): void {
  const refuse = (column: string, expected: string): void => {
    const data = { option: 'pathways', row, column, text: cell(column) ?? '', expected };
    diagnostics.push(report('row-refused', data, at));
  };
  const [pathway, name, resource] = [cell('pathway'), cell('step'), cell('resource')];
  if (pathway === undefined) return refuse('pathway', 'knee');
  if (name === undefined) return refuse('step', 'consultation');
  const figure = (column: string, most: bigint, preset: bigint, expected: string): bigint | undefined => {
    const text = cell(column);
    const found = text === undefined ? preset : units(text);
    if (found !== undefined && found >= 0n && found <= most) return found;
    refuse(column, expected);
    return undefined;
  };
  const probability = figure('probability', ONE, ONE, '0 … 1');
  const quantity = figure('quantity', TIMES - 1n, ONE, '1');
  const supplies = figure('supplies', SUPPLIES, 0n, '120.50');
  const byDay = cell('by_day');
  if (byDay !== undefined && !/^\d{1,4}$/.test(byDay)) return refuse('by_day', '3');
  if (probability === undefined || quantity === undefined || supplies === undefined) return;
  const key = JSON.stringify([pathway, name]);
  const step: Step = steps.get(key) ?? {
    pathway,
    name,
    row,
    probability,
    quantity,
    supplies: 0n,
    byDay: undefined,
    codes: [],
    uses: [],
    said: new Map(),
  };
  steps.set(key, step);
  for (const column of ['probability', 'quantity', 'by_day'] as const) {
    const text = cell(column);
    if (text === undefined) continue;
    const before = step.said.get(column);
    if (before && units(before.text) !== units(text)) {
      const data = { first: before.row, row, column, step: name, pathway };
      diagnostics.push(report('step-differs', data, at));
    }
    step.said.set(column, { text, row });
    if (column === 'probability') step.probability = probability;
    if (column === 'quantity') step.quantity = quantity;
    if (column === 'by_day') step.byDay = Number(text);
  }
  // Supplies of rows of one step are further supplies.
  step.supplies += supplies;
  for (const code of (cell('codes') ?? '').split('|').map((one) => one.trim().toUpperCase()))
    if (code !== '' && !step.codes.includes(code)) step.codes.push(code);
  if (resource === undefined) {
    if (cell('minutes') !== undefined) refuse('resource', 'surgeon');
    return;
  }
  const minutes = units(cell('minutes') ?? '');
  if (minutes === undefined || minutes < 0n || minutes >= MINUTES) return refuse('minutes', '40');
  const twice = step.uses.find((one) => one.resource === resource);
  if (twice) {
    const data = { first: twice.row, row, step: name, pathway };
    diagnostics.push(report('step-resource-twice', data, at));
  }
  if (resources && !resources.list.some((one) => one.name === resource)) {
    const names = [...new Set(resources.list.map((one) => one.name))].slice(0, 20).join(', ');
    diagnostics.push(report('resource-unknown', { row, name: resource, names }, at));
  }
  step.uses.push({ resource, minutes, row });
}

/** A code of two steps would not tell which of them was done. */
function ambiguous(steps: readonly Step[], { at }: MethodContext): Diagnostic[] {
  const seen = new Map<string, string>();
  const found: Diagnostic[] = [];
  for (const { pathway, name, codes } of steps)
    for (const code of codes) {
      const key = JSON.stringify([pathway, code]);
      const first = seen.get(key);
      if (first !== undefined) found.push(report('code-twice', { pathway, code, first, second: name }, at));
      seen.set(key, name);
    }
  return found;
}

/** A group takes the pathway it is given, else that of its own name. */
async function assigned(
  context: MethodContext,
  names: ReadonlySet<string>,
  diagnostics: Diagnostic[],
): Promise<[string, string][]> {
  const rows = await csvRows(context, 'assignments', ['case_group', 'pathway']);
  diagnostics.push(...rows.diagnostics);
  const given = new Map<string, { pathway: string; row: number }>();
  for (const { row, cell } of rows.value ?? []) {
    const [group, pathway] = [cell('case_group'), cell('pathway')];
    const before = group === undefined ? undefined : given.get(group);
    if (group === undefined || pathway === undefined) {
      const column = group === undefined ? 'case_group' : 'pathway';
      const data = { option: 'assignments', row, column, text: '', expected: 'IC29' };
      diagnostics.push(report('row-refused', data, context.at));
    } else if (!names.has(pathway))
      diagnostics.push(report('pathway-unknown', { row, name: pathway }, context.at));
    else if (before)
      diagnostics.push(report('group-assigned-twice', { first: before.row, row, group }, context.at));
    else given.set(group, { pathway, row });
  }
  const own = [...names].filter((name) => !given.has(name)).map((name): [string, string] => [name, name]);
  return [...[...given].map(([group, { pathway }]): [string, string] => [group, pathway]), ...own];
}
