/** `settle`: reads the data of an agreement, computes it, and writes the run. Pure: nothing but the run's folder changes. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadFacts, withResults } from '../../data/tables/index.ts';
import type { Agreement } from '../../language/agreement.ts';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteLiteral, WarehouseError } from '../../warehouse/warehouse.ts';
import { evaluate } from '../evaluate.ts';
import { positionsOf, readLedgers } from '../ledger/index.ts';
import type { Position } from '../ledger/index.ts';
import { report } from '../messages.ts';
import { STATEMENT } from '../payments/statement.ts';
import { ROOT } from '../store.ts';
import type { Run, RunManifest, SettleOptions } from '../types.ts';
import type { Work } from '../work.ts';
import { entityDigest, statementDigest } from './digest.ts';
import { AGREEMENT, DATABASE, MANIFEST, METHODS, PLAN, RunFolder } from './folder.ts';
import { manifestOf, sorted } from './manifest.ts';
import { computeMethods } from './methods.ts';
import { openRun, runTerm } from './open.ts';

/** The run's own database, attached beside the one in memory in which it is computed. */
const CATALOG = 'run';

export async function settle(agreement: Agreement, options: SettleOptions): Promise<Checked<Run>> {
  const output = resolve(options.output);
  const diagnostics: Diagnostic[] = [];
  if (existsSync(output) && options.replace !== true) {
    return { diagnostics: [report('run-exists', { folder: options.output }, { file: output })] };
  }
  const ledger = await ledgerOf(agreement, options, diagnostics);
  if (!ledger || hasErrors(diagnostics)) return { diagnostics };

  const folder = new RunFolder(output);
  let warehouse: Warehouse | undefined;
  try {
    if (!(await folder.begin()))
      return {
        diagnostics: [report('run-being-written', { folder: options.output, lock: folder.lockFile })],
      };
    // Came meanwhile, or back from a settlement that was killed while it replaced it.
    if (existsSync(output) && options.replace !== true) {
      await folder.abandon();
      return { diagnostics: [report('run-exists', { folder: options.output }, { file: output })] };
    }
    warehouse = await openDuckdb({ ...(options.threads !== undefined && { threads: options.threads }) });
    await warehouse.run(`set temp_directory = ${quoteLiteral(folder.temporary)}`);
    await warehouse.attach(folder.file(DATABASE), CATALOG);
    const done = await compute(agreement, options, warehouse, folder, ledger, diagnostics);
    if (done) {
      await warehouse.detach(CATALOG);
      await folder.write(PLAN, agreement.plan);
      const { plan: _plan, ...rest } = agreement;
      await folder.write(AGREEMENT, rest);
      await folder.write(MANIFEST, done);
      warehouse.close();
      warehouse = undefined;
      await folder.commit();
      const run = await openRun(output);
      return { ...run, diagnostics: [...diagnostics, ...run.diagnostics] };
    }
  } catch (error) {
    diagnostics.push(failure(error, options.output));
  } finally {
    warehouse?.close();
  }
  await folder.abandon();
  return { diagnostics };
}

async function compute(
  agreement: Agreement,
  options: SettleOptions,
  warehouse: Warehouse,
  folder: RunFolder,
  ledger: { positions: readonly Position[]; manifest: RunManifest['ledger'] },
  diagnostics: Diagnostic[],
): Promise<RunManifest | undefined> {
  const methods = await computeMethods(agreement, warehouse, folder.file(METHODS), options, diagnostics);
  if (!methods) return undefined;
  const facts = await loadFacts(warehouse, withResults(agreement, methods.files), {
    openRunTerm: (run, entity, term) => runTerm(agreement, options.output, run, entity, term),
    ...(options.onProgress && { onProgress: options.onProgress }),
  });
  diagnostics.push(...facts.diagnostics);
  if (hasErrors(diagnostics)) return undefined;
  const total = agreement.plan.entities.length + agreement.plan.payments.length;
  const begun = new Set<string>();
  await warehouse.run(`create schema if not exists ${CATALOG}.statement`);
  const work = await evaluate(agreement, warehouse, {
    ledger: ledger.positions,
    into: `${CATALOG}.main`,
    statement: `${CATALOG}.${STATEMENT}`,
    release: true,
    files: facts.sources.map(({ file }) => file),
    onStage(name) {
      begun.add(name);
      options.onProgress?.({ stage: 'compute', name, done: begun.size - 1, total });
    },
  });
  diagnostics.push(...work.diagnostics);
  if (hasErrors(diagnostics)) return undefined;
  options.onProgress?.({ stage: 'write', name: '', done: 0, total: 1 });
  const manifest = manifestOf(agreement, {
    sources: facts.sources,
    ...methods.manifest,
    ledger: ledger.manifest,
    diagnostics,
    ...(await results(work)),
  });
  options.onProgress?.({ stage: 'write', name: '', done: 1, total: 1 });
  return manifest;
}

async function results(work: Work): Promise<Pick<RunManifest, 'rows' | 'digests'>> {
  const rows: Record<string, number> = {};
  const digests: Record<string, string> = {};
  for (const { entity, count } of work.store.entities()) {
    if (entity === ROOT) continue;
    rows[entity.name] = count;
    digests[entity.name] = await entityDigest(work, entity.name);
  }
  return {
    rows: sorted(rows),
    digests: { ...sorted(digests), statement: await statementDigest(work, `${CATALOG}.${STATEMENT}`) },
  };
}

/** What stands posted: given, or the contract's ledger after those of the contracts it supersedes. */
async function ledgerOf(
  agreement: Agreement,
  options: SettleOptions,
  diagnostics: Diagnostic[],
): Promise<{ positions: readonly Position[]; manifest: RunManifest['ledger'] } | undefined> {
  if (options.ledger) {
    const text = JSON.stringify(options.ledger);
    const sha256 = options.ledger.length === 0 ? null : createHash('sha256').update(text).digest('hex');
    return { positions: options.ledger, manifest: { postings: options.ledger.length, sha256 } };
  }
  const read = await readLedgers(agreement);
  diagnostics.push(...read.diagnostics);
  if (!read.value) return undefined;
  const { own, before } = read.value;
  const postings = own.batches.reduce((sum, batch) => sum + batch.postings, 0);
  return { positions: positionsOf(...before, own), manifest: { postings, sha256: own.sha256 } };
}

/** No stack reaches a user: what failed, where, and what to do. */
export function failure(error: unknown, folder: string): Diagnostic {
  const problem = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const stage = error instanceof Error && 'stage' in error ? String(error.stage) : '–';
  const { code } = error as NodeJS.ErrnoException;
  if (/out of memory|no space left|disk full/i.test(problem) || code === 'ENOSPC') {
    return report('out-of-memory', { stage });
  }
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return report('cannot-write', { folder, problem });
  if (error instanceof WarehouseError && /IO Error|Permission denied/i.test(problem)) {
    return report('cannot-write', { folder, problem });
  }
  return report('engine-failed', { stage, problem });
}
