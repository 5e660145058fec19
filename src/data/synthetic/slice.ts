/** One slice of members, from nothing to Parquet: a database of one thread, so that the bytes are the same however many slices run at once. */
import { join } from 'node:path';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { KEPT_PARQUET, parquetRows } from '../../warehouse/files.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { canonicalTable } from '../canonical/index.ts';
import type { Calendar } from './calendar.ts';
import { lookups } from './compile.ts';
import type { CountryTables } from './countries.ts';
import { coverage } from './coverage.ts';
import { drugs } from './drugs.ts';
import { events } from './events.ts';
import { claimsAndLines } from './lines.ts';
import type { Market } from './market.ts';
import { marketTables } from './market.ts';
import { needs } from './needs.ts';
import type { Country } from './parameters/types.ts';
import { people } from './people.ts';
import { randomMacros } from './random.ts';
import { results } from './results.ts';
import { canonicalSelect } from './select.ts';
import type { CanonicalQuery } from './select.ts';
import { providers } from './shared-tables.ts';
import { stays } from './stays.ts';
import { supersededRows } from './superseded.ts';

export interface Population {
  country: Country;
  made: CountryTables;
  calendar: Calendar;
  /** Mixed seed. */
  state: number;
  market: Market;
}

/** Rows of a table in one part, and the sum of each money column as exact text. */
export interface Written {
  table: string;
  part: string;
  rows: number;
  columns: string[];
  money: Record<string, string>;
}

export async function openWorker(
  population: Population,
  memory: number,
  temporary: string,
): Promise<Warehouse> {
  const warehouse = await openDuckdb({ threads: 1 });
  await warehouse.run(`set memory_limit = '${memory}MiB'; set temp_directory = ${quoteLiteral(temporary)}`);
  await warehouse.run(randomMacros(population.country.sigmas));
  await warehouse.run(lookups(population.country));
  await warehouse.run(marketTables(population.market));
  return warehouse;
}

/** `<table>.parquet`, `<table>.2.parquet` …: a part per slice. */
const partName = (table: string, slice: number) => `${table}${slice === 0 ? '' : `.${slice + 1}`}.parquet`;

export async function writeProviders(
  warehouse: Warehouse,
  population: Population,
  folder: string,
): Promise<Written> {
  return write(warehouse, providers(population.country), folder, 'provider.parquet', 0);
}

/** Members `first` … `last` into `folder`; what stands no longer into `superseded`. */
export async function writeSlice(
  warehouse: Warehouse,
  population: Population,
  slice: number,
  first: number,
  last: number,
  folder: string,
  superseded: string,
): Promise<Written[]> {
  const { country, calendar, state, market, made } = population;
  const steps = [
    people(country, calendar, state, first, last, market.regions),
    coverage(country, calendar, market.regions),
    needs(country, calendar),
    stays(country, calendar),
    events(country, calendar),
    claimsAndLines(country, calendar),
    drugs(country, calendar),
    results(country, calendar),
    made.prepare(country),
  ];
  for (const step of steps) await warehouse.run(step);
  const written: Written[] = [];
  for (const query of made.tables(country, calendar)) {
    written.push(await write(warehouse, query, folder, partName(query.table, slice), slice));
  }
  await supersededRows(warehouse, written, folder, slice, superseded);
  return written;
}

async function write(
  warehouse: Warehouse,
  query: CanonicalQuery,
  folder: string,
  part: string,
  file: number,
): Promise<Written> {
  const path = quoteLiteral(join(folder, part));
  if (query.inOrder) await warehouse.run(`set disabled_optimizers = 'join_order,build_side_probe_side'`);
  const rows = await warehouse.run(
    `copy (select *, ${file}::integer as _file, row_number() over ()::bigint as _line from (${canonicalSelect(query)}))
     to ${path} (${KEPT_PARQUET})`,
  );
  if (query.inOrder) await warehouse.run('reset disabled_optimizers');
  const columns = canonicalTable(query.table).columns.filter(({ name }) => query.columns[name] !== undefined);
  const money = columns.filter(({ type }) => type === 'money').map(({ name }) => name);
  const [sums = []] =
    money.length === 0
      ? []
      : await warehouse.values(
          `select ${money.map((name) => `coalesce(sum(${quoteIdentifier(name)}), 0)::varchar`).join(', ')} from ${parquetRows(join(folder, part))}`,
        );
  return {
    table: query.table,
    part,
    rows,
    columns: columns.map(({ name }) => name),
    money: Object.fromEntries(money.map((name, i) => [name, String(sums[i])])),
  };
}
