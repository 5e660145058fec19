/** Which columns the tables of a schema have. */
import { quoteLiteral, quoteTable, type Warehouse } from './warehouse.ts';

/** Table → column → its type in SQL, for the tables of `main` of an attached file; tables by name, columns in their order. */
type Columns = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Each table is described: of a list of all columns the database makes out those of its own hundred views, too, which takes ten times as long. */
export async function columnsOf(warehouse: Warehouse, catalog: string): Promise<Columns> {
  const tables = await warehouse.values(
    `select table_name from duckdb_tables() where database_name = ${quoteLiteral(catalog)} and schema_name = 'main' order by 1`,
  );
  const found = new Map(tables.map(([name]) => [String(name), new Map<string, string>()]));
  const described = [...found.keys()].map(
    (name) =>
      `select ${quoteLiteral(name)}, column_name, column_type from (describe ${quoteTable({ catalog, name })})`,
  );
  // One query of some tables at a time: of all those of a large run it would be as deep as they are many.
  for (let from = 0; from < described.length; from += AT_ONCE) {
    const rows = await warehouse.values(described.slice(from, from + AT_ONCE).join(' union all '));
    for (const [table, column, type] of rows) found.get(String(table))?.set(String(column), String(type));
  }
  return found;
}

const AT_ONCE = 50;
