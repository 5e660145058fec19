/** Documents checked with all methods known, and all they say of cells: what everyone outside the language calls. */
import { writtenProblems } from '../data/tables/index.ts';
import type { Agreement } from '../language/agreement.ts';
import type { Checked } from '../language/diagnostic.ts';
import { hasErrors } from '../language/diagnostic.ts';
import { checkContract as checkContractWith, checkFile as checkFileWith } from '../language/index.ts';
import type { CheckedFile, CheckOptions, ContractOptions } from '../language/index.ts';
import { methodSignatures } from './registry.ts';

export function checkContract(file: string, options: ContractOptions = {}): Checked<Agreement> {
  return withRows(checkContractWith(file, { methods: methodSignatures(), ...options }), (one) => [one]);
}

export function checkFile(file: string, options: CheckOptions = {}): CheckedFile {
  const found = checkFileWith(file, { methods: methodSignatures(), ...options });
  switch (found.kind) {
    case 'contract':
      return { ...found, checked: withRows(found.checked, (one) => [one]) };
    case 'tests':
      return {
        ...found,
        checked: withRows(found.checked, (tests) => tests.map(({ agreement }) => agreement)),
      };
    default:
      return found;
  }
}

/** No value where rows that are written in the document cannot be read. */
function withRows<T>(checked: Checked<T>, agreements: (value: T) => Agreement[]): Checked<T> {
  if (checked.value === undefined) return checked;
  const problems = agreements(checked.value).flatMap(writtenProblems);
  const diagnostics = [...checked.diagnostics, ...problems];
  return hasErrors(problems) ? { diagnostics } : { value: checked.value, diagnostics };
}
