/** A tests document from its tree. What is missing or misshapen has been reported; here it is left out. */
import type { Checked, Diagnostic } from '../diagnostic.ts';
import type { ExpectedValue, Scalar, TestDocument, TestsDocument } from '../document.ts';
import { periodOf, rowsOf } from './contract.ts';
import { describedOf } from './described.ts';
import { parametersOf } from './parameters.ts';
import { isWhole, readTree } from './reading.ts';
import type { Read } from './reading.ts';
import type { Seen } from './text.ts';
import { entriesOf, get, getText, isNull, itemsOf } from './tree.ts';
import type { Entry, Node } from './tree.ts';

export function readTests(file: string, read: Read = {}): Checked<TestsDocument> {
  const tree = readTree(file, 'tests', read);
  const { diagnostics } = tree;
  const root = tree.value;
  const model = getText(root, 'model');
  if (!root || !model) return { diagnostics };
  const tests = itemsOf(get(root, 'tests')).flatMap((node) => testOf(node, root, diagnostics, read.seen));
  return { ...(isWhole(diagnostics) && { value: { file, model, tests } }), diagnostics };
}

/** `period` and `as_of` of the document hold for the tests that have none of their own. */
function testOf(node: Node, root: Node, diagnostics: Diagnostic[], seen?: Seen): TestDocument[] {
  const name = getText(node, 'name');
  if (!name) return [];
  const period = periodOf(get(node, 'period') ?? get(root, 'period'));
  const asOf = getText(node, 'as_of') ?? getText(root, 'as_of');
  const expect = get(node, 'expect');
  return [
    {
      name,
      ...describedOf(node),
      ...(period && { period }),
      ...(asOf && { asOf }),
      parameters: parametersOf(get(node, 'parameters'), diagnostics, seen),
      facts: entriesOf(get(node, 'facts')).map(({ key: entity, value }) => ({ entity, rows: rowsOf(value) })),
      expect: entriesOf(expect).flatMap(({ key: entity, value }) =>
        entity.text === 'payments' ? [] : [{ entity, rows: expectedRows(entity, value) }],
      ),
      payments: entriesOf(get(expect, 'payments')).map(({ key: id, value }) => ({
        id,
        rows: entriesOf(value).map((row) => ({ key: row.key, values: paymentValues(row) })),
      })),
    },
  ];
}

type ExpectedRow = { key: Scalar; values: ExpectedValue[] };

/** The agreement has one row and no key: its terms may stand directly below it, or below the empty key `''`. */
function expectedRows(entity: Scalar, node: Node): ExpectedRow[] {
  const rows = entriesOf(node);
  if (entity.text === 'agreement' && !(rows.length === 1 && rows[0]?.key.text === '')) {
    return [{ key: { ...entity, text: '' }, values: rows.map(expectedOf) }];
  }
  return rows.map(({ key, value }) => ({ key, values: entriesOf(value).map(expectedOf) }));
}

function expectedOf({ key: name, value: node }: Entry): ExpectedValue {
  if (node.kind === 'text') return { name, value: isNull(node) ? null : node.scalar.text };
  const reason = getText(node, 'unknown')?.text;
  if (reason !== undefined) return { name, value: null, reason };
  const value = get(node, 'value');
  const within = getText(node, 'within')?.text;
  const text = value?.kind === 'text' && !isNull(value) ? value.scalar.text : null;
  return { name, value: text, ...(within !== undefined && { within }) };
}

/** `within` of a payment belongs to its amount; a bare value is the amount. */
function paymentValues({ key, value: node }: Entry): ExpectedValue[] {
  if (node.kind === 'text')
    return [{ ...expectedOf({ key, value: node }), name: { ...node.scalar, text: 'amount' } }];
  const within = getText(node, 'within')?.text;
  return entriesOf(node).flatMap((entry) => {
    if (entry.key.text === 'within') return [];
    const expected = expectedOf(entry);
    return [entry.key.text === 'amount' && within !== undefined ? { ...expected, within } : expected];
  });
}
