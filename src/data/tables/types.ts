/** What reading tables takes and gives. The engine imports these; data imports nothing of the engine. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { ScalarType } from '../../language/plan.ts';
import type { TableName } from '../../warehouse/warehouse.ts';

/**
 * Columns of a table of facts beside its own: which source a row came from, and its line there. No name of the language begins with an
 * underscore, and `line` and `source` are names people give their facts.
 */
export const SOURCE = '_source';
export const LINE = '_line';

/** One bound source as it was read. `facts.<entity>._source` is its place (from 0) in `Facts.sources`. */
export interface SourceRead {
  entity: string;
  /** The last part of its path; for rows in a document the document's. */
  file: string;
  /** Of the file's bytes; of the canonical JSON for rows in a document. */
  sha256: string;
  /** Rows after `unpivot`: read = kept + leftOut. */
  read: number;
  kept: number;
  /** Rows that `keep` did not name, and rows with nothing in any bound column. */
  leftOut: number;
}

export interface Facts {
  diagnostics: Diagnostic[];
  sources: SourceRead[];
}

interface ReadProgress {
  stage: 'read';
  /** The entity, and the file being read. */
  name: string;
  /** Sources read, of all. */
  done: number;
  total: number;
}

/** Where another run holds a term: a table of its database file with the key's columns by name. */
export interface RunTerm {
  /** The run's database file. */
  file: string;
  table: TableName;
  /** Where the term's column stands in a further table of the same rows: that table, and the column both tell rows apart by. */
  beside?: { table: TableName; by: string };
  /** The column with the term: an integer at the type's scale, text, date … */
  column: string;
  type: ScalarType;
  /** What money of that run is in. */
  currency: string;
  /** Names of the key's columns in that table, in order of the key. */
  key: string[];
  sha256?: string;
}

export interface LoadOptions {
  onProgress?(progress: ReadProgress): void;
  /** Opens a term of another run (the engine knows where runs are); nothing if there is no such run, the names there are if it lacks the term. */
  openRunTerm?(run: string, entity: string, term: string): Promise<RunTerm | { names: string[] } | undefined>;
}
