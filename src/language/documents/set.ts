/** Parameters given from outside a document, as `NAME=VALUE` on the command line: a value is written as it would be in the document. */
import type { Checked, Diagnostic } from '../diagnostic.ts';
import type { ParameterDocument } from '../document.ts';
import { parameters } from '../schema/parameters.ts';
import { parametersOf } from './parameters.ts';
import { isWhole } from './reading.ts';
import type { Node } from './tree.ts';
import { plainScalar } from './scalar.ts';
import { validate } from './validate.ts';
import { parseTree } from './yaml.ts';

/** `from` of a table given so is relative to `file`, the contract. */
export function setParameters(values: Record<string, string>, file: string): Checked<ParameterDocument[]> {
  const diagnostics: Diagnostic[] = [];
  const documents = Object.entries(values).flatMap(([name, text]) => {
    const at = { file };
    const tree = parseTree({ file, text, sha256: '' });
    // The value stands in no file: its diagnostics name the parameter, not a line.
    const placed = (found: readonly Diagnostic[]) => found.map((diagnostic) => ({ ...diagnostic, at }));
    diagnostics.push(...placed(tree.diagnostics));
    if (!tree.value) return [];
    // A bare list is the value of a list parameter.
    const key = (word: string) => plainScalar(word, at);
    const value: Node =
      tree.value.kind === 'list'
        ? { kind: 'map', at, entries: [{ key: key('value'), value: tree.value }] }
        : tree.value;
    const root: Node = { kind: 'map', at, entries: [{ key: key(name), value }] };
    const problems = validate(root, parameters);
    diagnostics.push(...placed(problems));
    return isWhole(problems) ? parametersOf(root, diagnostics) : [];
  });
  return { value: documents, diagnostics };
}
