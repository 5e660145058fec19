/** A finished run, readable and computable again: its tables as the engine's store, in a database of its own beside them. */
import { join } from 'node:path';
import type { ScalarType } from '../language/plan.ts';
import { openDuckdb } from '../warehouse/duckdb/driver.ts';
import { quoteIdentifier, quoteLiteral } from '../warehouse/warehouse.ts';
import { referenceColumn } from './columns.ts';
import { info } from './lower/arithmetic.ts';
import { kindOf } from './lower/constants.ts';
import { LIMIT, LIMIT_64 } from './lower/steps.ts';
import type { StoredColumn, StoredEntity } from './store.ts';
import type { Run } from './types.ts';
import { Work } from './work.ts';

/** The catalogue under which the run's database is attached, read only. */
export const RUN_CATALOG = 'run';

/** What is computed on it goes to a database in memory; the run itself is never changed. The caller closes `warehouse`. */
export async function reopen(run: Run, options: { threads?: number } = {}): Promise<Work> {
  const warehouse = await openDuckdb(options);
  try {
    await warehouse.attach(join(run.folder, 'run.duckdb'), RUN_CATALOG, { readOnly: true });
    const work = new Work(warehouse, run.agreement);
    const columns = await warehouse.rows(
      `select table_name, column_name, data_type from duckdb_columns()
       where database_name = ${quoteLiteral(RUN_CATALOG)} and schema_name = 'main'`,
    );
    const types = new Map(
      columns.map((c) => [`${c['table_name']}.${c['column_name']}`, String(c['data_type'])]),
    );
    for (const stored of work.store.entities()) fillStored(stored, types);
    return work;
  } catch (error) {
    warehouse.close();
    throw error;
  }
}

function fillStored(stored: StoredEntity, types: ReadonlyMap<string, string>): void {
  const { entity } = stored;
  const table = `${quoteIdentifier(RUN_CATALOG)}.main.${quoteIdentifier(entity.name)}`;
  stored.rows = table;
  const add = (name: string, type: ScalarType, stands = name) => {
    const sqlType = types.get(`${entity.name}.${stands}`);
    if (sqlType === undefined) return;
    const column: StoredColumn = { table, name: stands, kind: kindOf(type) };
    if (column.kind === 'number') column.number = info(sqlType === 'HUGEINT' ? LIMIT : LIMIT_64);
    stored.columns.set(stands, column);
  };
  for (const { name, type } of [...entity.key, ...entity.elements, ...entity.facts, ...entity.terms])
    add(name, type);
  for (const { name, to } of entity.references) {
    const type: ScalarType = to === 'party' ? { kind: 'party' } : { kind: 'reference', entity: to };
    // A party is kept as its identifier, any other reference as the number of the row it leads to.
    if (to === 'party') add(name, type);
    else add(name, type, referenceColumn(name));
  }
}
