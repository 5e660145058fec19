/** Which columns tables have. */
import { quoteLiteral, quoteTable, type TableName, type Warehouse } from './warehouse.ts';

/** Table → column → its type in SQL; tables by name, columns in their order. */
type Columns = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** One query of so many tables at a time: of all those of a large run it would be as deep as they are many. */
const AT_ONCE = 50;

/** Of the tables of `main` of an attached file. */
export async function columnsOf(warehouse: Warehouse, catalog: string): Promise<Columns> {
  const tables = await warehouse.values(
    `select table_name from duckdb_tables() where database_name = ${quoteLiteral(catalog)} and schema_name = 'main' order by 1`,
  );
  return describeTables(
    warehouse,
    tables.map(([name]) => ({ catalog, name: String(name) })),
  );
}

/** Each table is described: of a list of all columns the database makes out those of its own hundred views, too, which takes ten times as long. */
export async function describeTables(
  warehouse: Pick<Warehouse, 'values'>,
  tables: readonly TableName[],
): Promise<Columns> {
  const found = new Map(tables.map(({ name }) => [name, new Map<string, string>()]));
  const described = tables.map(
    (table) =>
      `select ${quoteLiteral(table.name)}, column_name, column_type from (describe ${quoteTable(table)})`,
  );
  for (let from = 0; from < described.length; from += AT_ONCE) {
    const rows = await warehouse.values(described.slice(from, from + AT_ONCE).join(' union all '));
    for (const [table, column, type] of rows) found.get(String(table))?.set(String(column), String(type));
  }
  return found;
}
