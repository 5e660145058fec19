/** The document of rules that a method's option names; its hash is kept with the run. */
import type { Checked } from '../../../language/diagnostic.ts';
import type { MethodContext } from '../../method.ts';
import { readRules } from './rules.ts';
import type { DipRules } from './scheme.ts';

/** Undefined where the option is not given. */
export async function rulesOf(context: MethodContext): Promise<Checked<DipRules> | undefined> {
  if (!context.options.has('rules')) return undefined;
  const path = await context.document('rules');
  return path.value === undefined ? { diagnostics: path.diagnostics } : readRules(path.value);
}
