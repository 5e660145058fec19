/** A model document from its tree. What is missing or misshapen has been reported; here it is left out. */
import type { Checked, Diagnostic } from '../diagnostic.ts';
import type {
  EntityDocument,
  FactDocument,
  ModelDocument,
  PaymentDocument,
  ReferenceDocument,
  Scalar,
  TermDocument,
} from '../document.ts';
import { describedOf, wordsOf } from './described.ts';
import { extend } from './extend.ts';
import type { Block } from './extend.ts';
import { formulaOf } from './formulas.ts';
import { findModel, NO_VERSION } from './library.ts';
import { report } from './messages.ts';
import { parametersOf } from './parameters.ts';
import { isWhole, readTree } from './reading.ts';
import type { Read } from './reading.ts';
import type { Seen } from './text.ts';
import { entriesOf, get, getText, itemsOf, textOf, textsOf } from './tree.ts';
import type { Entry, Node } from './tree.ts';

/**
 * Reads a model, with the blocks it extends in it. `text` stands in for the file's; `seen` collects the hashes of the files read; `within` is
 * where a block is read: the models that extend it, and all that have been taken in, so that none is read twice.
 */
export function readModel(
  file: string,
  text?: string,
  seen?: Seen,
  at?: Read['at'],
  within: Within = { chain: [], taken: new Set([file]) },
): Checked<ModelDocument> {
  const tree = readTree(file, 'model', {
    ...(text !== undefined && { text }),
    ...(seen && { seen }),
    ...(at && { at }),
  });
  const { diagnostics } = tree;
  const root = tree.value;
  const model = getText(root, 'model');
  const currency = getText(root, 'currency');
  if (!root || !model || !currency) return { diagnostics };
  const version = getText(root, 'version')?.text;
  if (version === undefined) diagnostics.push(report('no-version', {}, model.at));
  const blocks = textsOf(get(root, 'extends')).flatMap((id) =>
    blockOf(id, { ...within, chain: [...within.chain, file] }, diagnostics, seen),
  );
  const own: ModelDocument = {
    file,
    model,
    version: version ?? NO_VERSION,
    currency,
    ...describedOf(root),
    parties: textsOf(get(root, 'parties')),
    ...wordsOf(get(root, 'words')),
    entities: entriesOf(get(root, 'entities')).map((entry) => entityOf(entry, diagnostics)),
    parameters: parametersOf(get(root, 'parameters'), diagnostics, seen),
    terms: entriesOf(get(root, 'terms')).flatMap((entity) =>
      entriesOf(entity.value).flatMap((entry) => termOf(entity.key, entry, diagnostics)),
    ),
    payments: itemsOf(get(root, 'payments')).flatMap((node) => paymentOf(node, diagnostics)),
  };
  reportTwice([...own.parties], diagnostics);
  reportTwice(
    own.payments.map((payment) => payment.id),
    diagnostics,
  );
  const value = blocks.length === 0 ? own : extend(own, blocks, diagnostics);
  return { ...(isWhole(diagnostics) && { value }), diagnostics };
}

interface Within {
  chain: readonly string[];
  taken: Set<string>;
}

/** The block of this name; its own diagnostics come along. */
function blockOf(id: Scalar, within: Within, diagnostics: Diagnostic[], seen?: Seen): Block[] {
  const found = findModel(id.text, id.at.file, id.at);
  diagnostics.push(...found.diagnostics);
  if (!found.value) return [];
  const { file } = found.value;
  if (within.taken.has(file)) {
    const code = within.chain.includes(file) ? 'extends-itself' : 'extends-twice';
    diagnostics.push(report(code, { block: id.text }, id.at));
    return [];
  }
  within.taken.add(file);
  const read = readModel(file, undefined, seen, id.at, within);
  diagnostics.push(...read.diagnostics);
  return read.value ? [{ id, document: read.value }] : [];
}

/** Names in a list, which YAML does not keep apart as it does keys. */
function reportTwice(names: readonly Scalar[], diagnostics: Diagnostic[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name.text)) diagnostics.push(report('duplicate-name', { name: name.text }, name.at));
    seen.add(name.text);
  }
}

function entityOf({ key: name, value: node }: Entry, diagnostics: Diagnostic[]): EntityDocument {
  const formula = (key: string) => formulaOf(get(node, key), diagnostics);
  const group = groupOf(node, diagnostics);
  const each = eachOf(node, diagnostics);
  const dated = formula('dated');
  const key = textsOf(get(node, 'key'));
  reportTwice(key, diagnostics);
  ownership(node, diagnostics);
  return {
    name,
    ...describedOf(node),
    key,
    facts: entriesOf(get(node, 'facts')).flatMap(factOf),
    references: entriesOf(get(node, 'references')).flatMap((entry) => referenceOf(entry, diagnostics)),
    ...(group && { group }),
    ...(each && { each }),
    ...(dated && { dated }),
  };
}

/** Keys of an entity that belong together, or exclude each other. */
function ownership(node: Node, diagnostics: Diagnostic[]): void {
  const keyAt = (key: string) => entriesOf(node).find((entry) => entry.key.text === key)?.key.at;
  for (const [key, owner] of [
    ['by', 'group'],
    ['where', 'group'],
    ['for', 'each'],
  ] as const) {
    const at = keyAt(key);
    if (at && !get(node, owner)) diagnostics.push(report('key-without-owner', { key, owner }, at));
  }
  for (const [key, other] of [
    ['each', 'group'],
    ['key', 'group'],
    ['key', 'each'],
  ] as const) {
    const at = keyAt(key);
    if (at && get(node, other)) diagnostics.push(report('rows-two-ways', { key, other }, at));
  }
}

function groupOf(node: Node, diagnostics: Diagnostic[]): EntityDocument['group'] {
  const of = getText(node, 'group');
  if (!of) return undefined;
  const by = entriesOf(get(node, 'by')).flatMap(({ key, value }) => {
    const formula = formulaOf(value, diagnostics);
    return formula ? [{ name: key, formula }] : [];
  });
  if (by.length === 0) {
    diagnostics.push(report('group-without-by', {}, of.at));
    return undefined;
  }
  const where = formulaOf(get(node, 'where'), diagnostics);
  return { of, by, ...(where && { where }) };
}

function eachOf(node: Node, diagnostics: Diagnostic[]): EntityDocument['each'] {
  const of = getText(node, 'each');
  if (!of) return undefined;
  const variables = entriesOf(get(node, 'for'));
  const first = variables[0];
  if (!first) diagnostics.push(report('each-without-for', {}, of.at));
  else if (variables.length > 1) {
    diagnostics.push(
      report('each-one-variable', { count: variables.length }, (variables[1] as Entry).key.at),
    );
  }
  const list = formulaOf(first?.value, diagnostics);
  return first && list ? { of, variable: first.key, list } : undefined;
}

function factOf({ key: name, value: node }: Entry): FactDocument[] {
  if (node.kind === 'text') return [{ name, type: node.scalar, optional: false }];
  const type = getText(node, 'type');
  if (!type) return [];
  const unit = getText(node, 'unit');
  const oneOf = get(node, 'one_of');
  return [
    {
      name,
      type,
      ...describedOf(node),
      ...(unit && { unit }),
      ...(oneOf && { oneOf: textsOf(oneOf) }),
      optional: getText(node, 'optional')?.text === 'true',
    },
  ];
}

function referenceOf({ key: name, value: node }: Entry, diagnostics: Diagnostic[]): ReferenceDocument[] {
  const to = textOf(node) ?? getText(node, 'to');
  if (!to) return [];
  const by = get(node, 'by');
  const list = getText(node, 'list');
  return [
    {
      name,
      to,
      ...(by && { by: itemsOf(by).flatMap((item) => formulaOf(item, diagnostics) ?? []) }),
      ...(list && { list }),
    },
  ];
}

function termOf(
  entity: Scalar,
  { key: name, value: node }: Entry,
  diagnostics: Diagnostic[],
): TermDocument[] {
  const formula = formulaOf(node.kind === 'text' ? node : get(node, 'formula'), diagnostics);
  if (!formula) return [];
  const type = getText(node, 'type');
  return [{ entity, name, formula, ...describedOf(node), ...(type && { type }) }];
}

function paymentOf(node: Node, diagnostics: Diagnostic[]): PaymentDocument[] {
  const [id, entity, from, to] = ['id', 'for', 'from', 'to'].map((key) => getText(node, key));
  const amount = formulaOf(get(node, 'amount'), diagnostics);
  if (!id || !entity || !from || !to || !amount) return [];
  const due = formulaOf(get(node, 'due'), diagnostics);
  const pendingUnless = formulaOf(get(node, 'pending_unless'), diagnostics);
  return [
    {
      id,
      for: entity,
      from,
      to,
      amount,
      ...describedOf(node),
      ...(due && { due }),
      signed: getText(node, 'signed')?.text === 'true',
      ...(pendingUnless && { pendingUnless }),
    },
  ];
}
