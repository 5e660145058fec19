/** Parameters from their tree: a value, dated values, a list, records, or a table (docs/language.md, "Parameters"). */
import { dirname, isAbsolute, join } from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';
import type { DatedDocument, NamedType, ParameterDocument, Scalar } from '../document.ts';
import { readTableFile } from './csv.ts';
import { describedOf } from './described.ts';
import { report } from './messages.ts';
import type { Seen } from './text.ts';
import { entriesOf, get, getText, itemsOf, textsOf } from './tree.ts';
import type { Entry, Node } from './tree.ts';

type Shape = ParameterDocument['shape'];
type TableShape = Extract<Shape, { kind: 'table' }>;

export function parametersOf(
  node: Node | undefined,
  diagnostics: Diagnostic[],
  seen?: Seen,
): ParameterDocument[] {
  return entriesOf(node).flatMap((entry) => parameterOf(entry, diagnostics, seen));
}

function parameterOf(
  { key: name, value: node }: Entry,
  diagnostics: Diagnostic[],
  seen?: Seen,
): ParameterDocument[] {
  if (node.kind === 'text') {
    const values = [{ value: node.scalar, unverified: false, at: node.at }];
    return [{ name, shape: { kind: 'scalar', values } }];
  }
  const shape = shapeOf(name, node, diagnostics, seen);
  if (!shape) return [];
  const type = getText(node, 'type');
  const unit = getText(node, 'unit');
  const fixed = getText(node, 'fixed')?.text === 'true' && { fixed: true as const };
  return [{ name, ...describedOf(node), ...(type && { type }), ...(unit && { unit }), ...fixed, shape }];
}

function shapeOf(name: Scalar, node: Node, diagnostics: Diagnostic[], seen?: Seen): Shape | undefined {
  // Without names for its columns no row can be counted.
  if (get(node, 'inputs')?.kind === 'text' || get(node, 'columns')?.kind === 'text') return undefined;
  if (get(node, 'inputs')) return tableOf(name, node, diagnostics, seen);
  if (get(node, 'columns')) return recordsOf(node, diagnostics);
  const value = get(node, 'value');
  if (value) {
    if (value.kind === 'text')
      return { kind: 'scalar', values: [{ value: value.scalar, ...sourcing(node), at: value.at }] };
    return { kind: 'list', values: [{ value: textsOf(value), ...sourcing(node), at: value.at }] };
  }
  return valuesOf(get(node, 'values'));
}

/** Where a value comes from, and whether somebody has checked it. */
function sourcing(node: Node): { source?: string; unverified: boolean } {
  const source = getText(node, 'source')?.text;
  return {
    ...(source !== undefined && { source }),
    unverified: getText(node, 'unverified')?.text === 'true',
  };
}

function valuesOf(node: Node | undefined): Shape | undefined {
  if (node?.kind !== 'map') return undefined;
  const scalars: DatedDocument<Scalar>[] = [];
  const lists: DatedDocument<Scalar[]>[] = [];
  for (const { key: from, value: entry } of node.entries) {
    const value = entry.kind === 'map' ? get(entry, 'value') : entry;
    const rest = { from, ...sourcing(entry), at: from.at };
    if (value?.kind === 'text') scalars.push({ value: value.scalar, ...rest });
    else if (value?.kind === 'list') lists.push({ value: textsOf(value), ...rest });
  }
  if (lists.length > 0) return { kind: 'list', values: lists };
  return { kind: 'scalar', values: scalars };
}

function recordsOf(node: Node, diagnostics: Diagnostic[]): Shape {
  const columns = columnsOf(get(node, 'columns'), diagnostics);
  const rows = rowsOf(get(node, 'rows'), columns, diagnostics);
  return { kind: 'records', columns, rows, ...sourcing(node) };
}

/** Names in a list, or names with types in a map. */
function columnsOf(node: Node | undefined, diagnostics: Diagnostic[]): NamedType[] {
  if (node?.kind === 'map') {
    return node.entries.map(({ key: name, value }) => ({
      name,
      ...(value.kind === 'text' && { type: value.scalar }),
    }));
  }
  const names = textsOf(node);
  for (const [i, name] of names.entries()) {
    if (names.findIndex((other) => other.text === name.text) < i) {
      diagnostics.push(report('duplicate-name', { name: name.text }, name.at));
    }
  }
  return names.map((name) => ({ name }));
}

function rowsOf(
  node: Node | undefined,
  columns: readonly NamedType[],
  diagnostics: Diagnostic[],
): Scalar[][] {
  return itemsOf(node).flatMap((item) => {
    const cells = textsOf(item);
    if (cells.length === columns.length) return [cells];
    const names = columns.map((column) => column.name.text).join(', ');
    diagnostics.push(
      report(
        'row-length',
        { found: itemsOf(item).length, expected: columns.length, columns: names },
        item.at,
      ),
    );
    return [];
  });
}

function tableOf(name: Scalar, node: Node, diagnostics: Diagnostic[], seen?: Seen): TableShape {
  const inputs = columnsOf(get(node, 'inputs'), diagnostics);
  const type = getText(node, 'type');
  // A table with one unnamed output has it under the table's own name.
  const outputs = get(node, 'outputs')
    ? columnsOf(get(node, 'outputs'), diagnostics)
    : [{ name, ...(type && { type }) }];
  const word = (key: string) => getText(node, key)?.text;
  const columns = [...inputs, ...outputs];
  const read = (owner: Node) => tableRows(owner, columns, outputs.length, diagnostics, seen);
  const sources = entriesOf(node).filter((entry) => ['rows', 'from', 'values'].includes(entry.key.text));
  if (sources.length === 0) diagnostics.push(report('table-no-source', {}, name.at));
  if (sources.length > 1) {
    const keys = sources.map((entry) => entry.key.text).join(', ');
    diagnostics.push(report('table-two-sources', { keys }, (sources[1] as Entry).key.at));
  }
  const dated = get(node, 'values');
  const values: TableShape['values'] = dated
    ? entriesOf(dated).map(({ key: from, value }) => ({
        from,
        value: read(value),
        ...sourcing(value),
        at: from.at,
      }))
    : [{ value: read(node), ...sourcing(node), at: sources[0]?.key.at ?? name.at }];
  return {
    kind: 'table',
    inputs,
    outputs,
    read: (word('read') ?? 'match') as TableShape['read'],
    hit: (word('hit') ?? 'unique') as TableShape['hit'],
    outside: (word('outside') ?? 'unknown') as TableShape['outside'],
    values,
  };
}

function tableRows(
  owner: Node,
  columns: readonly NamedType[],
  outputs: number,
  diagnostics: Diagnostic[],
  seen?: Seen,
): Scalar[][] {
  const from = getText(owner, 'from');
  if (!from) return rowsOf(get(owner, 'rows'), columns, diagnostics);
  const path = isAbsolute(from.text) ? from.text : join(dirname(from.at.file), from.text);
  const names = columns.map((column) => column.name.text);
  const rows = readTableFile(path, from.at, names, outputs, seen);
  diagnostics.push(...rows.diagnostics);
  return rows.value ?? [];
}
