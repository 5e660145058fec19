/**
 * What a source format is to the import: which files are its, and how their rows come in. A reader maps names, codes and dates; what a
 * cell means, what is refused and which version of a claim stands is decided once, by the intake, for all formats.
 */
import type { Checked, Location } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

/** A file to be read, and what its format takes it for (`inpatient`, `CCLF1`, `patients` …). */
export interface InputFile {
  path: string;
  part: string;
  /** Place among the files of this import, from 0: `_file` of its rows. */
  index: number;
}

export interface Format {
  /** As on the command line: `tuva`, `rif`, `cclf`, `synthea`, `fhir`, `x12-835`, `x12-837`, `settlement-list`. */
  name: string;
  title: Localized;
  options?: readonly { name: string; label: Localized }[];
  /** Reads files packed by gzip itself; of other formats they are unpacked before. */
  unpacks?: true;
  /**
   * Takes its files from the paths given (folders are already listed, all names sorted). A file it does not know is a diagnostic, not a
   * silent omission; none it knows is an error.
   */
  choose(paths: readonly string[], options: FormatOptions): Promise<Checked<Omit<InputFile, 'index'>[]>>;
  /** Reads all files of one import, in the order of `files`, into the intake. */
  read(files: readonly InputFile[], intake: Intake, options: FormatOptions): Promise<void>;
}

export type FormatOptions = Readonly<Record<string, string>>;

/** A row as a reader has it: canonical column → text; absent, null and empty are unknown. Dates are ISO, numbers plain, booleans true/false. */
export type TextRow = Readonly<Record<string, string | null | undefined>>;

export interface Intake {
  /** A database of the import's own: readers may make tables in the schema `reader`, dropped at the end. */
  warehouse: Warehouse;
  /**
   * Rows by query, for tabular files: columns named as in the canonical table, as text (or already of its type), any subset of them, and
   * `_file`, `_line` (the line of the file, from 1, where the row starts). Each is typed and checked: kept, or refused with a reason.
   */
  query(table: string, sql: string): Promise<void>;
  /** The same, row by row, for formats that are parsed. */
  rows(
    table: string,
    file: InputFile,
    rows: AsyncIterable<{ line: number; row: TextRow }> | Iterable<{ line: number; row: TextRow }>,
  ): Promise<void>;
  /**
   * A delimited file as text: makes `reader.<name>` with a column per header (as written in the file, trimmed, without a byte order mark) and
   * `_line`, streaming. Lines that are not rows (ragged, an open quote, wrong encoding) are refused by themselves. Gives the headers,
   * undefined where the file is no such table at all.
   */
  delimited(
    file: InputFile,
    name: string,
    options?: DelimitedOptions,
  ): Promise<readonly string[] | undefined>;
  /**
   * A delimited file whose columns are, by other names perhaps, those of a canonical table: what `delimited` and `query` do one after the
   * other, in one pass. `match` gives canonical column → header. Gives the headers, as `delimited` does.
   */
  tabular?(
    table: string,
    file: InputFile,
    match: (headers: readonly string[]) => ReadonlyMap<string, string>,
    options?: DelimitedOptions,
  ): Promise<readonly string[] | undefined>;
  /** Lines of a text file with their numbers, streaming; what is not valid text is refused by itself. */
  lines(file: InputFile, encoding?: string): AsyncIterable<{ line: number; text: string }>;
  /** Something read that is no row (a malformed segment, an unknown resource): `amount` is the money on it, if it could be read. */
  refuse(refused: Refused): void;
  /** Rows that were read and rightly make no canonical row (trailers, resources of kinds that are not used): counted, with a reason. */
  passOver(file: InputFile, reason: string, count: number): void;
  /** A finding about the source itself that no single row shows: an overpaid claim, totals of a trailer that do not hold. */
  find(finding: Finding): void;
  /** Rows done so far of a file, for the progress bar. */
  progress(file: InputFile, bytes: number): void;
}

export interface DelimitedOptions {
  delimiter?: string;
  encoding?: string;
  /** Headers, for files that have none. */
  headers?: readonly string[];
  /** Which headers are known, for files that people head with titles: the header is then the line with the most of them (`header-line.ts`). */
  knows?: (header: string) => boolean;
  quote?: boolean;
}

export interface Refused {
  file: InputFile;
  line: number;
  /** Table the row would have gone to, if known. */
  table?: string;
  /** A code of `refusals` in messages.ts. */
  reason: string;
  column?: string;
  text?: string;
  /** Exact decimal text. */
  amount?: string;
}

export interface Finding {
  /** A code of the quality report's catalogue. */
  code: string;
  table?: string;
  file?: InputFile;
  count: number;
  /** Exact decimal text, where it is about money. */
  amount?: string;
  examples: readonly { at?: Location; key?: string; text?: string }[];
}
