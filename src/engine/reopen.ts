/** A finished run, readable and computable again: its tables as the engine's store, in a database of its own beside them. */
import { join } from 'node:path';
import type { ScalarType } from '../language/plan.ts';
import { openDuckdb } from '../warehouse/duckdb/driver.ts';
import { columnsOf } from '../warehouse/columns.ts';
import { quoteIdentifier, type Warehouse } from '../warehouse/warehouse.ts';
import { referenceColumn } from './columns.ts';
import { info } from './lower/integers.ts';
import { kindOf } from './lower/constants.ts';
import { LIMIT, LIMIT_64 } from './lower/steps.ts';
import { referenceParts } from './rows/bound.ts';
import { DATABASE } from './run/folder.ts';
import type { StoredColumn, StoredEntity } from './store.ts';
import type { Run } from './types.ts';
import type { WorkOptions } from './work.ts';
import { Work } from './work.ts';

/** The catalogue under which the run's database is attached, read only. */
export const RUN_CATALOG = 'run';

interface ReopenOptions extends WorkOptions {
  threads?: number;
}

/** What is computed on it goes to a database in memory; the run itself is never changed. The caller closes `warehouse`. */
export async function reopen(run: Run, options: ReopenOptions = {}): Promise<Work> {
  const tables = await openTables(run, options);
  try {
    return await tables.work(run);
  } catch (error) {
    tables.warehouse.close();
    throw error;
  }
}

/** A run's tables in an open database, to be computed on several times. */
export interface OpenTables {
  readonly warehouse: Warehouse;
  /** Begins anew: what was computed before is gone. The plan may have other parameters than the run's. */
  work(run: Run): Promise<Work>;
}

export async function openTables(run: Run, { threads, ...options }: ReopenOptions = {}): Promise<OpenTables> {
  const warehouse = await openDuckdb({ ...(threads !== undefined && { threads }) });
  try {
    await warehouse.attach(join(run.folder, DATABASE), RUN_CATALOG, { readOnly: true });
    const places = await placesOf(warehouse);
    const files = run.manifest.sources.map(({ file }) => file);
    let used = false;
    return {
      warehouse,
      async work(again) {
        if (used)
          await warehouse.run('drop schema if exists work cascade; drop schema if exists lookup cascade');
        used = true;
        await warehouse.run('create schema work');
        const work = new Work(warehouse, again.agreement, { files, ...options });
        for (const stored of work.store.entities()) {
          stored.count = run.manifest.rows[stored.entity.name] ?? 1;
          fillStored(work, stored, places);
        }
        return work;
      },
    };
  } catch (error) {
    warehouse.close();
    throw error;
  }
}

type Places = ReadonlyMap<string, { table: string; type: string }>;

async function placesOf(warehouse: Warehouse): Promise<Places> {
  const places = new Map<string, { table: string; type: string }>();
  for (const [table, columns] of await columnsOf(warehouse, RUN_CATALOG)) {
    // An entity with very many terms has further tables, `entity~1`, beside its own.
    const [entity = ''] = table.split('~');
    for (const [column, type] of columns) places.set(`${entity}.${column}`, { table, type });
  }
  return places;
}

function fillStored(work: Work, stored: StoredEntity, places: Places): void {
  const { entity } = stored;
  const tableOf = (name: string) => `${quoteIdentifier(RUN_CATALOG)}.main.${quoteIdentifier(name)}`;
  stored.rows = tableOf(entity.name);
  const add = (name: string, type: ScalarType, stands = name) => {
    const place = places.get(`${entity.name}.${stands}`);
    if (!place) return;
    const column: StoredColumn = { table: tableOf(place.table), name: stands, kind: kindOf(type) };
    if (column.kind === 'number') column.number = info(place.type === 'HUGEINT' ? LIMIT : LIMIT_64);
    stored.columns.set(stands, column);
  };
  for (const { name, type } of [...entity.key, ...entity.elements, ...entity.facts, ...entity.terms])
    add(name, type);
  for (const reference of entity.references) {
    const { name, to, kind } = reference;
    // A party is kept as its identifier, any other reference as the number of the row it leads to; beside it the key that was read,
    // by which it is matched again where the rows it leads to are made anew.
    if (to === 'party') add(name, { kind: 'party' });
    else add(name, { kind: 'reference', entity: to }, referenceColumn(name));
    if (kind === 'column' && to !== 'party')
      for (const part of referenceParts(work, entity, reference)) add(part.name, part.type);
  }
}
