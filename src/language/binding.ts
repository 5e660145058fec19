/** A column map on its own: a document with the keys of a contract's binding (docs/language.md §6), for files that no contract binds. */
import type { TableSource } from './agreement.ts';
import { checkSource } from './check/sources.ts';
import { hasErrors } from './diagnostic.ts';
import type { Checked, Location } from './diagnostic.ts';
import { sourceOf } from './documents/contract.ts';
import { readText } from './documents/text.ts';
import type { Node } from './documents/tree.ts';
import { get } from './documents/tree.ts';
import { validate } from './documents/validate.ts';
import { parseTree } from './documents/yaml.ts';
import type { Plan, PlanEntity, ScalarType } from './plan.ts';
import { binding } from './schema/contract.ts';

/**
 * Reads the map in `file` for the table in the file `table` (relative to the working folder), which takes the place of one that the map may
 * name. `columns` are the names that may be mapped, with their types; `name` is what they belong to.
 */
export function readBinding(
  file: string,
  table: string,
  name: string,
  columns: ReadonlyMap<string, ScalarType>,
): Checked<TableSource & { at: Location }> {
  const text = readText(file);
  if (!text.value) return { diagnostics: text.diagnostics };
  const tree = parseTree(text.value);
  const diagnostics = [...text.diagnostics, ...tree.diagnostics];
  if (!tree.value) return { diagnostics };
  diagnostics.push(...validate(tree.value, binding));
  if (tree.value.kind !== 'map' || hasErrors(diagnostics)) return { diagnostics };
  const [document] = sourceOf(named(tree.value, table), diagnostics);
  if (document?.kind !== 'table') return { diagnostics };
  const entity = entityOf(name, columns, file);
  const plan: Plan = {
    version: 1,
    model: name,
    modelVersion: '1',
    currency: '',
    minorUnit: 2,
    parties: [],
    entities: [entity],
    parameters: [],
    payments: [],
    posted: [],
    order: [],
  };
  const [source] = checkSource(document, {
    file,
    plan,
    entity,
    table,
    results: new Map(),
    documents: {},
    diagnostics,
  });
  return { ...(source?.kind === 'table' && !hasErrors(diagnostics) && { value: source }), diagnostics };
}

/** The map with the table it is for. */
function named(node: Node & { kind: 'map' }, table: string): Node {
  if (get(node, 'table')) return node;
  const scalar = (text: string) => ({ text, at: node.at, locate: () => node.at });
  const value: Node = { kind: 'text', at: node.at, scalar: scalar(table), plain: true };
  return { ...node, entries: [{ key: scalar('table'), value }, ...node.entries] };
}

function entityOf(name: string, columns: ReadonlyMap<string, ScalarType>, file: string): PlanEntity {
  const origin = { file, line: 1, column: 1 };
  return {
    name,
    key: [],
    rows: { kind: 'bound' },
    facts: [...columns].map(([column, type]) => ({ name: column, type, optional: true, origin })),
    references: [],
    terms: [],
    elements: [],
    origin,
  };
}
