/** Parameters, lists and tables as a formula reads them: the version that holds, its source, the rows that matched. */
import type { Constant, Plan } from '../../language/plan.ts';
import { renderConstant } from '../../language/value.ts';
import type { Explanation } from '../types.ts';
import { versionAt } from '../versions.ts';
import type { Formula, Leaf } from './formula.ts';
import { shown } from './rows.ts';
import { matchedRows, rowsText } from './tables.ts';

type Found = Pick<
  Explanation,
  'kind' | 'name' | 'type' | 'value' | 'title' | 'from' | 'source' | 'unverified' | 'matched'
>;

/** A value, or the items of a list. */
export function constantLeaf(
  plan: Plan,
  formula: Formula,
  leaf: Extract<Leaf, { op: 'parameter' | 'in_list' }>,
): Found {
  const name = leaf.op === 'parameter' ? leaf.name : leaf.list;
  const parameter = plan.parameters.find((one) => one.name === name);
  const date = formula.value(leaf.date);
  const here = { kind: 'parameter', name, ...(parameter?.title && { title: parameter.title }) } as const;
  if (parameter?.kind === 'list') {
    const version = versionAt<Constant[]>(parameter.values, date);
    const items = version?.value.map((item) => renderConstant(item, parameter.type)).join(', ') ?? null;
    return { ...here, type: { kind: 'text' }, value: items, ...marks(version) };
  }
  if (parameter?.kind !== 'scalar') throw new Error(`not a value: ${name}`);
  const version = versionAt<Constant>(parameter.values, date);
  const { type } = parameter;
  return { ...here, type, value: shown(version?.value ?? null, type), ...marks(version) };
}

/** What a table gave, and for which of its rows. */
export function lookupLeaf(plan: Plan, formula: Formula, leaf: Extract<Leaf, { op: 'lookup' }>): Found {
  const table = plan.parameters.find((one) => one.name === leaf.table);
  if (table?.kind !== 'table') throw new Error(`not a table: ${leaf.table}`);
  const version = versionAt(table.values, formula.value(leaf.date));
  const values = leaf.arguments.map((one) => formula.value(one));
  const rows = matchedRows(table, version?.value ?? [], values);
  return {
    kind: 'lookup',
    name: leaf.table,
    ...formula.shown(leaf),
    ...(table.title && { title: table.title }),
    ...marks(version),
    ...(rows.length > 0 && { matched: rowsText(table, rows, leaf.output) }),
  };
}

function marks(version: { from: string | null; source?: string; unverified?: boolean } | undefined) {
  return {
    ...(version && { from: version.from }),
    ...(version?.source !== undefined && { source: version.source }),
    ...(version?.unverified && { unverified: true }),
  };
}
