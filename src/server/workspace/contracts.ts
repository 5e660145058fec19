/** A contract in brief: who it is, and how many problems the checker finds in it. A broken one is shown like any other. */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { checkContract } from '../../methods/contract.ts';
import type { ContractCard } from '../api.ts';

/** `dataFolder` is absolute. */
export type ContractParts = Omit<ContractCard, 'runs' | 'latest' | 'change' | 'file' | 'data'> & {
  dataFolder: string | null;
};

interface Known {
  /** Stamps of the documents it was read from; of a broken contract those of all documents of the folder. */
  stamps: Map<string, string>;
  generation: number;
  parts: ContractParts;
}

const known = new Map<string, Known>();

/** `generation` counts the changes below the folder: what a broken contract lacks may be in any file. */
export function contractParts(file: string, generation: number): ContractParts {
  const before = known.get(file);
  const same = before && [...before.stamps].every(([name, stamp]) => stampOf(name) === stamp);
  if (before && same && (before.parts.diagnostics.errors === 0 || before.generation === generation))
    return before.parts;
  const { value, diagnostics } = checkContract(file);
  const counts = countOf(diagnostics);
  const parts: ContractParts = value
    ? {
        contract: value.contract,
        title: value.title ?? null,
        model: `${value.plan.model}@${value.plan.modelVersion}`,
        modelTitle: value.plan.title ?? null,
        period: value.period,
        currency: value.plan.currency,
        diagnostics: counts,
        dataFolder: value.data?.folder ?? null,
      }
    : { ...headOf(file), diagnostics: counts };
  const documents = [file, ...Object.keys(value?.documents ?? {})];
  const stamps = new Map(documents.map((name) => [name, stampOf(name)]));
  known.set(file, { stamps, generation, parts });
  return parts;
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size}` : '';
}

function countOf(diagnostics: readonly Diagnostic[]) {
  const of = (severity: string) => diagnostics.filter((one) => one.severity === severity).length;
  return { errors: of('error'), warnings: of('warning') };
}

/** What can be told of a contract that does not hold. */
function headOf(file: string): Omit<ContractParts, 'diagnostics'> {
  const nothing = { title: null, modelTitle: null, period: null, currency: null, dataFolder: null };
  let tree: unknown;
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
    tree = parse(text);
  } catch {
    // A document that is no YAML still has lines.
  }
  const of = (name: string) => {
    const value = (tree as Record<string, unknown> | undefined)?.[name];
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    return new RegExp(`^${name}[ \\t]*:[ \\t]*["']?([^"'#\\n]+)`, 'm').exec(text)?.[1]?.trim();
  };
  return {
    ...nothing,
    title: titleOf(tree),
    contract: of('contract') ?? basename(file),
    model: of('model') ?? '',
  };
}

function titleOf(tree: unknown): Localized | null {
  const title = (tree as Record<string, unknown> | undefined)?.['title'];
  if (typeof title === 'string') return { en: title, zh: title };
  const both = title as Partial<Localized> | undefined;
  const [en, zh] = [both?.en, both?.zh];
  if (typeof en !== 'string' && typeof zh !== 'string') return null;
  return { en: String(en ?? zh), zh: String(zh ?? en) };
}
