/** What every kind of source gives: headers, and on demand the text of some columns in a staging table. */
import type { Location } from '../../../language/diagnostic.ts';
import type { TableName, Warehouse } from '../../../warehouse/warehouse.ts';
import type { Plan } from '../../../language/plan.ts';
import type { Problems } from '../problems.ts';

/** An opened source. Its headers are known, its rows not yet read. */
export interface Opened {
  headers: string[];
  /** Where the headers stand, for messages about them. */
  headerAt: Location;
  sha256: string;
  /** By index, columns that hold dates or exact numbers and need not go through text. */
  exact?: readonly (Exact | undefined)[];
  /** Puts the columns (by index) as text `c<index>` into `into`, those of `asTheyAre` in their own type; nothing where errors were reported. */
  stage(
    columns: readonly number[],
    into: TableName,
    asTheyAre?: ReadonlySet<number>,
  ): Promise<Staged | undefined>;
}

/** What a column of a typed file holds: dates, or numbers with so many places. */
export type Exact = { kind: 'date' } | { kind: 'number'; places: number };

export interface Staged {
  /** SQL for the line of a row of the staging table `r`. */
  line: string;
  /** Rows of the file that are not in it, as they lie after the as-of date. */
  leftOut?: number;
}

export interface Reading {
  warehouse: Warehouse;
  problems: Problems;
  /** Whose formulas say what is read where an optional fact is absent; absent where a file is only looked at. */
  plan?: Plan;
  /** What a canonical table says of later days is left out; absent where a file is only looked at. */
  asOf?: string;
  /** A folder for temporary files, removed when reading ends. */
  folder(): Promise<string>;
}
