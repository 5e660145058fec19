/** What stands in the JSON files of a data folder. Nothing in them depends on when or where an import ran. */
import type { Finding, FormatOptions } from './format.ts';
import type { WrittenFile } from './written.ts';

/** Goes up when folders of before can no longer be read, or would be written otherwise: it is part of a source's name. */
export const LAYOUT = 3;

export interface SourceFile {
  /** The last part of its path, or its path below the folder that was given. */
  name: string;
  part: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

/** Exact decimal texts, in major units. `read` = `kept` + `refused`; of `unreadable` rows nobody knows the amount. */
export interface MoneySum {
  read: string;
  kept: string;
  refused: string;
  /** Cells that are no amount: their rows are among the refused. */
  unreadable: number;
}

export interface SourceTable {
  name: string;
  /** Parquet files beside `source.json`: `medical_claim.parquet`, `medical_claim.2.parquet` …; rows in the order they were read. */
  parts: string[];
  read: number;
  kept: number;
  refused: number;
  /** Canonical columns the source fills at all. */
  columns: string[];
  /** By column of type money. */
  money: Record<string, MoneySum>;
}

export interface RefusedCount {
  /** Place in `files`. */
  file: number;
  table?: string;
  /** A code of `refusals` in messages.ts. */
  reason: string;
  column?: string;
  count: number;
  /** Sum of those amounts that could be read. */
  amount?: string;
  /** Whether it was a row, whose money is in the sums of its table, or never became one. */
  of: 'row' | 'line';
}

export interface PassedOver {
  file: number;
  reason: string;
  count: number;
}

/** A finding as it is written: the file by its place. */
export interface SourceFinding extends Omit<Finding, 'file' | 'examples'> {
  file?: number;
  examples: { line?: number; key?: string; text?: string }[];
}

/** `received/<id>/source.json`. */
export interface SourceManifest {
  layout: number;
  id: string;
  format: string;
  options: FormatOptions;
  files: SourceFile[];
  tables: SourceTable[];
  /** Most first. */
  refused: RefusedCount[];
  passedOver: PassedOver[];
  findings: SourceFinding[];
  /** Every file beside this one, by name: what is read later must be what was written. */
  written: WrittenFile[];
}

/** Rows of a table that no longer stand, by reason. */
export interface SupersededTable {
  name: string;
  /** Below the data folder. */
  file: string;
  reasons: Record<string, number>;
}

/** `data.json`. `_source` of a row is the place of its source here. */
export interface DataManifest {
  layout: number;
  sources: { id: string; format: string; files: SourceFile[] }[];
  tables: { name: string; received: number; superseded: number; standing: number }[];
  superseded: SupersededTable[];
  /**
   * Tables worked out of others (`../sums`): name, file below the data folder, and by what query, as its hash: where the program has another by now, the file is
   * not read.
   */
  derived: { name: string; file: string; query: string }[];
  /** What the comparison of sources found. */
  findings: SourceFinding[];
  /** The `source.json` of each source, which names its own files, and the files of superseded rows and of derived tables: so that the hash of this file stands for all. */
  written: WrittenFile[];
  /** SHA-256 of this file's JSON without this line. */
  seal: string;
}
