/** Documents checked with all methods known: what everyone outside the language calls. */
import type { Agreement } from '../language/agreement.ts';
import type { Checked } from '../language/diagnostic.ts';
import { checkContract as checkContractWith, checkFile as checkFileWith } from '../language/index.ts';
import type { CheckedFile, CheckOptions, ContractOptions } from '../language/index.ts';
import { methodSignatures } from './registry.ts';

export function checkContract(file: string, options: ContractOptions = {}): Checked<Agreement> {
  return checkContractWith(file, { methods: methodSignatures(), ...options });
}

export function checkFile(file: string, options: CheckOptions = {}): CheckedFile {
  return checkFileWith(file, { methods: methodSignatures(), ...options });
}
