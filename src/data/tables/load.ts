/** Bound sources → `facts."<entity>"`, one entity after the other. The map of this folder is its README. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Agreement, Source } from '../../language/agreement.ts';
import type { PlanEntity } from '../../language/plan.ts';
import type { Column, Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteTable } from '../../warehouse/warehouse.ts';
import { sayAbsentCells, sayAbsentValues } from './absent.ts';
import { readDocumentRows } from './document-rows.ts';
import { checkKeys, haveSoundKeys } from './keys.ts';
import { sayLaterRows } from './later.ts';
import { Problems } from './problems.ts';
import type { Reading } from './readers/reader.ts';
import { Sandbox } from './readers/sql.ts';
import type { ResultColumn } from './result-facts.ts';
import { placeResultFact, readResultFact } from './result-facts.ts';
import type { RunColumn } from './runs.ts';
import { placeRunFact, readRunFact } from './runs.ts';
import type { ReadPart } from './source.ts';
import { readSource } from './source.ts';
import { closeStaging, openStaging } from './staging.ts';
import { sayTotalRows } from './total-rows.ts';
import type { Target } from './targets.ts';
import { boundEntities, boundTargets, columnTypeOf } from './targets.ts';
import { LINE, SOURCE } from './types.ts';
import type { Facts, LoadOptions, SourceRead } from './types.ts';

/**
 * Reads every bound source of an agreement into the warehouse: a table `facts."<entity>"` for each entity that takes its
 * rows from a binding (`docs/language.md` §6). Columns: key parts and facts by name, `<reference>.<part>` for references
 * held in columns, `source` (place in `sources`, from 0) and `line`. Numbers are integers at their type's scale, `bigint`
 * where all fit and else `hugeint`; unknown is null. Rows are in no order.
 *
 * Problems of the data are diagnostics, never exceptions; where one is an error the tables are not to be used.
 */
export async function loadFacts(
  warehouse: Warehouse,
  agreement: Agreement,
  options: LoadOptions = {},
): Promise<Facts> {
  const problems = new Problems();
  const sources: SourceRead[] = [];
  const bound = boundEntities(agreement);
  const total = bound.reduce((sum, e) => sum + (agreement.bindings[e.name]?.sources.length ?? 0), 0);
  let folder: Promise<string> | undefined;
  const reading: Reading = {
    warehouse,
    problems,
    plan: agreement.plan,
    asOf: agreement.asOf,
    folder: () => (folder ??= mkdtemp(join(tmpdir(), 'openvbp-'))),
  };
  const sandbox = new Sandbox(agreement, reading);
  await openStaging(warehouse);
  try {
    await warehouse.run('create schema if not exists facts');
    for (const entity of bound) {
      const binding = agreement.bindings[entity.name];
      const targets = boundTargets(agreement, entity);
      const parts: ReadPart[] = [];
      const said = problems.diagnostics.length;
      const first = sources.length;
      for (const source of binding?.sources ?? []) {
        options.onProgress?.({ stage: 'read', name: nameOf(entity, source), done: sources.length, total });
        const part =
          source.kind === 'rows'
            ? await readDocumentRows(entity, targets, source, sources.length, reading)
            : await readSource(entity, targets, source, sources.length, reading, sandbox);
        sources.push(part.read);
        parts.push(part);
      }
      const runs: RunColumn[] = [];
      for (const [i, run] of (binding?.runs ?? []).entries()) {
        const column = await readRunFact(warehouse, agreement.plan, entity, run, i, options, problems);
        if (column) runs.push(column);
      }
      const results: ResultColumn[] = [];
      for (const [i, one] of (binding?.results ?? []).entries()) {
        const place = sources.length + i;
        const column = await readResultFact(agreement.plan, entity, one, place, reading, sandbox);
        if (column) results.push(column);
      }
      await assemble(warehouse, entity, targets, parts, [...runs, ...results]);
      for (const part of parts) await part.release();
      await sayLaterRows(warehouse, entity, agreement, first, sources, problems);
      // A cell that could not be read is not an empty one.
      const sound = !problems.diagnostics.slice(said).some(({ severity }) => severity === 'error');
      const optional = parts.flatMap((part, i) =>
        part.optional ? [{ ...part.optional, place: first + i }] : [],
      );
      if (sound) await sayAbsentCells(warehouse, agreement.plan, entity, optional, sources, problems);
      for (const column of results) {
        sources.push(await placeResultFact(entity, column, reading));
        const from = { fact: column.fact.name, from: column.result, at: column.source.at };
        await sayAbsentValues(warehouse, agreement.plan, entity, from, problems);
      }
      for (const run of runs) {
        const { read, kept } = await placeRunFact(warehouse, entity, run, problems);
        const { sha256, given } = run;
        sources.push({ entity: entity.name, file: given.run, sha256, read, kept, leftOut: read - kept });
        const from = { fact: given.fact, from: given.run, at: given.at };
        await sayAbsentValues(warehouse, agreement.plan, entity, from, problems);
      }
      await sayTotalRows(warehouse, entity, agreement, first, sources, problems);
      if (!haveSoundKeys(entity, parts)) await checkKeys(warehouse, entity, sources, agreement, problems);
    }
    options.onProgress?.({ stage: 'read', name: '', done: total, total });
  } finally {
    await sandbox.close();
    await closeStaging(warehouse);
    if (folder) await rm(await folder, { recursive: true, force: true });
  }
  return { diagnostics: problems.diagnostics, sources };
}

function nameOf(entity: PlanEntity, source: Source): string {
  const from = source.kind === 'table' || source.kind === 'sql' ? source.file : source.at.file;
  return `${entity.name}: ${from.split('/').at(-1)}`;
}

/** The rows of all sources as one table; a number is wide where it is wide in one of them. */
async function assemble(
  warehouse: Warehouse,
  entity: PlanEntity,
  targets: readonly Target[],
  parts: readonly ReadPart[],
  others: readonly Pick<RunColumn, 'fact' | 'type'>[],
): Promise<void> {
  const columns: Column[] = [
    ...targets.map(({ name, type }) => {
      const wide = type.kind === 'number' && parts.some((part) => part.types[name] === 'hugeint');
      return { name, type: wide ? ('hugeint' as const) : columnTypeOf(type) };
    }),
    ...others.map(({ fact, type }) => ({ name: fact.name, type })),
    { name: SOURCE, type: 'integer' },
    { name: LINE, type: 'bigint' },
  ];
  const into = { schema: 'facts', name: entity.name };
  const shape = columns.map(({ name, type }) => `${quoteIdentifier(name)} ${type}`);
  await warehouse.run(`create table ${quoteTable(into)} (${shape.join(', ')})`);
  const names = [...targets.map((t) => t.name), SOURCE, LINE].map(quoteIdentifier).join(', ');
  for (const part of parts) {
    if (part.rows)
      await warehouse.insert(
        into,
        columns,
        part.rows.map((row) => columns.map(({ name }) => row.get(name) ?? null)),
      );
    if (part.query === undefined) continue;
    await warehouse.run(`insert into ${quoteTable(into)} (${names}) select ${names} from (${part.query})`);
  }
}
