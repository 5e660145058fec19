/** A contract document from its tree. What is missing or misshapen has been reported; here it is left out. */
import type { Checked, Diagnostic } from '../diagnostic.ts';
import type {
  ColumnDocument,
  ContractDocument,
  MethodDocument,
  ResultFactDocument,
  RunFactDocument,
  Scalar,
  ShapeDocument,
  SourceDocument,
} from '../document.ts';
import { describedOf, localizedOf } from './described.ts';
import { report } from './messages.ts';
import { parametersOf } from './parameters.ts';
import { isWhole, readTree } from './reading.ts';
import type { Read } from './reading.ts';
import { entriesOf, get, getText, isNull, itemsOf, textOf } from './tree.ts';
import type { Entry, Node } from './tree.ts';

export function readContract(file: string, read: Read = {}): Checked<ContractDocument> {
  const tree = readTree(file, 'contract', read);
  const { diagnostics } = tree;
  const root = tree.value;
  const contract = getText(root, 'contract');
  const model = getText(root, 'model');
  const period = periodOf(get(root, 'period'));
  if (!root || !contract || !model || !period) return { diagnostics };
  const currency = getText(root, 'currency');
  const asOf = getText(root, 'as_of');
  const supersedes = getText(root, 'supersedes');
  const data = getText(root, 'data');
  const value: ContractDocument = {
    file,
    contract,
    model,
    ...describedOf(root),
    ...(currency && { currency }),
    parties: entriesOf(get(root, 'parties')).flatMap(partyOf),
    names: entriesOf(get(root, 'names')).flatMap(({ key: id, value: node }) => {
      const name = localizedOf(node);
      return name ? [{ id, name }] : [];
    }),
    period,
    ...(asOf && { asOf }),
    posts: getText(root, 'posts')?.text === 'all' ? 'all' : 'difference',
    ...(supersedes && { supersedes }),
    ...(data && { data }),
    methods: entriesOf(get(root, 'methods')).flatMap(methodOf),
    bind: entriesOf(get(root, 'bind')).map((entry) => bindingOf(entry, diagnostics)),
    parameters: parametersOf(get(root, 'parameters'), diagnostics, read.seen),
  };
  return { ...(isWhole(diagnostics) && { value }), diagnostics };
}

export function periodOf(node: Node | undefined): { from: Scalar; to: Scalar } | undefined {
  const from = getText(node, 'from');
  const to = getText(node, 'to');
  return from && to ? { from, to } : undefined;
}

function partyOf({ key: role, value: node }: Entry): ContractDocument['parties'] {
  const id = textOf(node) ?? getText(node, 'id');
  const name = localizedOf(get(node, 'name'));
  return id ? [{ role, id, ...(name && { name }) }] : [];
}

function methodOf({ key: name, value: node }: Entry): MethodDocument[] {
  const method = getText(node, 'method');
  if (!method) return [];
  const options = entriesOf(get(node, 'options')).flatMap(({ key, value }) => {
    if (value.kind === 'text') return [{ name: key, value: known(value) }];
    const items = oneOrMore(value);
    const text = items.map((item) => item.text).join(',');
    return [{ name: key, value: { text, at: value.at, locate: () => value.at }, items }];
  });
  return [{ name, method, options, lines: getText(node, 'lines')?.text === 'true' }];
}

function bindingOf(
  { key: entity, value: node }: Entry,
  diagnostics: Diagnostic[],
): ContractDocument['bind'][number] {
  const parts = node.kind === 'list' ? node.items : [node];
  return {
    entity,
    sources: parts.flatMap((part) => sourceOf(part, diagnostics)),
    facts: parts.flatMap((part) => entriesOf(get(part, 'facts')).flatMap(runFactOf)),
    results: parts.flatMap((part) => entriesOf(get(part, 'facts')).flatMap(resultFactOf)),
  };
}

function runFactOf({ key: name, value: node }: Entry): RunFactDocument[] {
  const run = getText(node, 'run');
  const term = getText(node, 'term');
  return run && term ? [{ name, run, term }] : [];
}

function resultFactOf({ key: name, value: node }: Entry): ResultFactDocument[] {
  const result = getText(node, 'method');
  const column = getText(node, 'column');
  const by = entriesOf(get(node, 'by')).map(({ key: part, value }) => ({ name: part, map: columnOf(value) }));
  return result ? [{ name, result, ...(column && { column }), by }] : [];
}

/** What says where rows come from, and the keys that go with it. */
const SHAPE = ['columns', 'keep', 'unpivot'] as const;
const SOURCES: Record<SourceDocument['kind'], readonly string[]> = {
  table: ['sheet', 'range', 'delimiter', 'encoding', 'format', 'header', ...SHAPE],
  rows: [],
  method: SHAPE,
  sql: [],
};

export function sourceOf(node: Node, diagnostics: Diagnostic[]): SourceDocument[] {
  const given = (Object.keys(SOURCES) as SourceDocument['kind'][]).filter((key) => get(node, key));
  const [kind, second] = given;
  for (const { key } of entriesOf(node)) {
    const owners = Object.entries(SOURCES).filter(([, keys]) => keys.includes(key.text));
    const [owner] = owners.map(([name]) => name);
    if (owner === undefined || owners.some(([name]) => given.includes(name as SourceDocument['kind'])))
      continue;
    diagnostics.push(report('key-without-owner', { key: key.text, owner }, key.at));
  }
  if (!kind) {
    if (!get(node, 'facts')) diagnostics.push(report('binding-no-source', {}, node.at));
    return [];
  }
  if (second) {
    const at = entriesOf(node).find((entry) => entry.key.text === second)?.key.at ?? node.at;
    diagnostics.push(report('binding-two-sources', { first: kind, second }, at));
  }
  const { at } = node;
  const named = getText(node, kind);
  switch (kind) {
    case 'rows':
      return [{ at, kind, rows: rowsOf(get(node, 'rows')) }];
    case 'method':
      return named ? [{ at: named.at, kind, result: named, ...shapeOf(node, diagnostics) }] : [];
    case 'sql':
      return named ? [{ at, kind, file: named }] : [];
    case 'table':
      return named ? [tableOf(node, named, diagnostics)] : [];
  }
}

function pairsOf(node: Node | undefined): { name: Scalar; value: Scalar }[] {
  return entriesOf(node).flatMap(({ key: name, value }) =>
    value.kind === 'text' ? [{ name, value: known(value) }] : [],
  );
}

/** Rows written out: name → text. `null`, `~` and nothing at all are unknown, which is the empty text. */
export function rowsOf(node: Node | undefined): { name: Scalar; value: Scalar }[][] {
  return itemsOf(node).map(pairsOf);
}

function known(node: Extract<Node, { kind: 'text' }>): Scalar {
  return isNull(node) ? { ...node.scalar, text: '' } : node.scalar;
}

function tableOf(node: Node, table: Scalar, diagnostics: Diagnostic[]): SourceDocument {
  const option = (key: 'sheet' | 'range' | 'delimiter' | 'encoding' | 'header') => {
    const value = getText(node, key);
    return value && { [key]: value };
  };
  const format = getText(node, 'format')?.text as 'csv' | 'parquet' | 'xlsx' | 'jsonl' | undefined;
  return {
    at: table.at,
    kind: 'table',
    table,
    ...(format && { format }),
    ...option('sheet'),
    ...option('range'),
    ...option('delimiter'),
    ...option('encoding'),
    ...option('header'),
    ...shapeOf(node, diagnostics),
  };
}

function shapeOf(node: Node, diagnostics: Diagnostic[]): ShapeDocument {
  const unpivot = unpivotOf(get(node, 'unpivot'), diagnostics);
  return {
    columns: entriesOf(get(node, 'columns')).map(({ key: name, value }) => ({ name, map: columnOf(value) })),
    keep: entriesOf(get(node, 'keep')).map(({ key: header, value }) => ({
      header,
      values: oneOrMore(value),
    })),
    ...(unpivot && { unpivot }),
  };
}

function oneOrMore(node: Node | undefined): Scalar[] {
  if (node?.kind === 'text') return [node.scalar];
  return itemsOf(node).flatMap((item) => (item.kind === 'text' ? [item.scalar] : []));
}

function columnOf(node: Node): ColumnDocument {
  if (node.kind === 'text') return { at: node.at, column: node.scalar, formats: [], values: [], unknown: [] };
  const column = getText(node, 'column');
  const value = getText(node, 'value');
  const format = get(node, 'format');
  const by = getText(format, 'by');
  return {
    at: node.at,
    ...(column && { column }),
    ...(value && { value }),
    formats: oneOrMore(format),
    ...(by && {
      formatBy: {
        column: by,
        cases: entriesOf(get(format, 'cases')).map((entry) => ({
          cell: entry.key.text,
          formats: oneOrMore(entry.value),
        })),
      },
    }),
    values: pairsOf(get(node, 'values')).map(({ name, value: to }) => ({ cell: name.text, value: to.text })),
    unknown: oneOrMore(get(node, 'unknown')).map((cell) => cell.text),
  };
}

function unpivotOf(node: Node | undefined, diagnostics: Diagnostic[]) {
  const [first, second] = entriesOf(node);
  if (!first) return undefined;
  if (second)
    diagnostics.push(
      report('unpivot-two', { first: first.key.text, second: second.key.text }, second.key.at),
    );
  const values =
    first.value.kind === 'map'
      ? pairsOf(first.value).map(({ name, value }) => ({ value: name, text: value.text }))
      : oneOrMore(first.value).map((value) => ({ value, text: value.text }));
  return { name: first.key, values };
}
