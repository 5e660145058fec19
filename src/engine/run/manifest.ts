/** `run.json`: what was run, on what, and what came out. No clock, no machine, no path: the same input gives the same bytes. */
import { basename } from 'node:path';
import type { Agreement } from '../../language/agreement.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { RunManifest } from '../types.ts';
import { RUN_VERSION } from '../types.ts';
import { unverifiedIn } from '../versions.ts';

/** Raised with every release; part of a run because another engine might compute otherwise. */
export const ENGINE = '0.1.0';

export function manifestOf(
  agreement: Agreement,
  parts: Pick<RunManifest, 'sources' | 'rows' | 'digests' | 'ledger' | 'data' | 'methods'> & {
    diagnostics: readonly Diagnostic[];
  },
): RunManifest {
  const { plan } = agreement;
  const unverified = unverifiedIn(plan, agreement);
  return {
    version: RUN_VERSION,
    engine: ENGINE,
    contract: agreement.contract,
    model: plan.model,
    modelVersion: plan.modelVersion,
    currency: plan.currency,
    period: agreement.period,
    asOf: agreement.asOf,
    parties: agreement.parties,
    documents: sorted(
      Object.fromEntries(
        Object.entries(agreement.documents).map(([file, sha256]) => [basename(file), sha256]),
      ),
    ),
    sources: parts.sources,
    ...(parts.data && { data: parts.data }),
    ...(parts.methods && { methods: parts.methods }),
    parameters: plan.parameters.map((parameter) => ({
      name: parameter.name,
      changed: agreement.changed.includes(parameter.name),
      unverified: unverified.has(parameter.name),
    })),
    rows: parts.rows,
    diagnostics: parts.diagnostics.map(withoutFolder),
    digests: parts.digests,
    ledger: parts.ledger,
  };
}

/** A diagnostic of a run names files, not where they lay. */
function withoutFolder(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.at
    ? { ...diagnostic, at: { ...diagnostic.at, file: basename(diagnostic.at.file) } }
    : diagnostic;
}

export function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
