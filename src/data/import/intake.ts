/** Takes in what a format reads: every row typed and kept, or refused with a reason; both counted, and their money. */
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { Cell, Warehouse } from '../../warehouse/warehouse.ts';
import { CANONICAL, canonicalTable } from '../canonical/index.ts';
import type { DelimitedContext } from './delimited.ts';
import { delimited, encodingOf, prepare } from './delimited.ts';
import { examineDirectly } from './direct.ts';
import { addExact } from './exact.ts';
import type { TextFacts } from './fingerprint.ts';
import type { DelimitedOptions, Finding, InputFile, Intake, Refused, TextRow } from './format.ts';
import { rawLines } from './lines.ts';
import type { PassedOver, RefusedCount, SourceFinding, SourceTable } from './manifest.ts';
import type { Destination, TakenIn } from './take-in.ts';
import { addTaken, takeExamined, takeIn } from './take-in.ts';
import { RefusedRows } from './refused.ts';

interface IntakeContext {
  warehouse: Warehouse;
  /** Where Parquet files go. */
  folder: string;
  /** For what is in between. */
  work: string;
  /** Databases of one thread each, to read with side by side. */
  workers(): Promise<readonly Warehouse[]>;
  facts(file: InputFile): Promise<TextFacts>;
  progress(file: InputFile, bytes: number): void;
}

interface Taken {
  tables: SourceTable[];
  refused: RefusedCount[];
  passedOver: PassedOver[];
  findings: SourceFinding[];
}

/** Examples kept of a finding. */
const EXAMPLES = 20;

export class FolderIntake implements Intake {
  readonly warehouse: Warehouse;
  readonly #context: IntakeContext;
  readonly #refused: RefusedRows;
  readonly #tables = new Map<string, SourceTable>();
  readonly #staged = new Set<string>();
  readonly #passed = new Map<string, PassedOver>();
  readonly #findings = new Map<string, SourceFinding>();

  constructor(context: IntakeContext) {
    this.warehouse = context.warehouse;
    this.#context = context;
    this.#refused = new RefusedRows(context.work);
  }

  async query(table: string, sql: string): Promise<void> {
    await this.#take(table, (part) =>
      takeIn(this.warehouse, canonicalTable(table), sql, this.#destination(part)),
    );
  }

  async #take(table: string, take: (part: string) => Promise<TakenIn>): Promise<void> {
    const entry = this.#table(table);
    const part = entry.parts.length === 0 ? `${table}.parquet` : `${table}.${entry.parts.length + 1}.parquet`;
    const taken = await take(join(this.#context.work, part));
    if (taken.kept > 0) {
      await rename(join(this.#context.work, part), join(this.#context.folder, part));
      entry.parts.push(part);
    }
    addTaken(entry, taken, canonicalTable(table));
    for (const finding of taken.findings) this.#find({ ...finding, table });
  }

  async rows(
    table: string,
    file: InputFile,
    rows: AsyncIterable<{ line: number; row: TextRow }> | Iterable<{ line: number; row: TextRow }>,
  ): Promise<void> {
    const names = canonicalTable(table).columns.map(({ name }) => name);
    const places = new Map(names.map((name, i) => [name, i + 2]));
    const staged = { schema: 'staged', name: table };
    const columns = [
      { name: '_file', type: 'integer' },
      { name: '_line', type: 'bigint' },
      ...names.map((name) => ({ name, type: 'varchar' }) as const),
    ] as const;
    if (!this.#staged.has(table)) {
      this.#staged.add(table);
      await this.warehouse.create(staged, columns);
    }
    async function* cells(): AsyncIterable<Cell[]> {
      for await (const { line, row } of rows) {
        const filled = columns.map((): Cell => null);
        filled[0] = BigInt(file.index);
        filled[1] = BigInt(line);
        for (const name in row) {
          const place = places.get(name);
          if (place === undefined) throw new Error(`${table} has no column ${name}`);
          filled[place] = row[name] ?? null;
        }
        yield filled;
      }
    }
    await this.warehouse.insert(staged, columns, cells());
  }

  async delimited(
    file: InputFile,
    name: string,
    options: DelimitedOptions = {},
  ): Promise<readonly string[] | undefined> {
    const context = this.#delimitedContext();
    const prepared = await prepare(context, file, options);
    if (prepared) await delimited(context, prepared, name);
    return prepared?.names;
  }

  async tabular(
    table: string,
    file: InputFile,
    match: (headers: readonly string[]) => ReadonlyMap<string, string>,
    options: DelimitedOptions = {},
  ): Promise<readonly string[] | undefined> {
    const context = this.#delimitedContext();
    const prepared = await prepare(context, file, options);
    if (!prepared) return undefined;
    const columns = match(prepared.names);
    const definition = canonicalTable(table);
    const { workers, work, progress } = this.#context;
    const onBytes = (bytes: number) => progress(file, bytes);
    const copies = await examineDirectly(workers, definition, prepared, columns, work, onBytes);
    if (copies) {
      for (const copy of copies) {
        await this.#take(table, (part) =>
          takeExamined(this.warehouse, definition, columns.keys(), copy, this.#destination(part)),
        );
      }
      return prepared.names;
    }
    const name = `tabular_${file.index}`;
    await delimited(context, prepared, name);
    const list = [...columns].map(
      ([column, header]) => `${quoteIdentifier(header)} as ${quoteIdentifier(column)}`,
    );
    const all = [...list, `${file.index} as _file`, '_line'].join(', ');
    await this.query(table, `select ${all} from reader.${quoteIdentifier(name)}`);
    return prepared.names;
  }

  #destination(part: string): Destination {
    return { part, refused: (count) => this.#refused.part(count) };
  }

  #delimitedContext(): DelimitedContext {
    return {
      warehouse: this.warehouse,
      work: this.#context.work,
      facts: this.#context.facts,
      refuse: (refused) => this.refuse(refused),
      note: (code, file, text, line) =>
        this.find({
          code,
          file,
          count: 1,
          examples: [
            {
              ...(text !== undefined && { text }),
              ...(line !== undefined && { at: { file: file.path, line } }),
            },
          ],
        }),
      progress: this.#context.progress,
    };
  }

  async *lines(file: InputFile, encoding?: string): AsyncIterable<{ line: number; text: string }> {
    const facts = await this.#context.facts(file);
    const raw = rawLines(file.path, {
      encoding: await encodingOf(this.#delimitedContext(), file, facts, encoding),
      returns: facts.loneReturns && facts.lineFeeds === 0,
      onBytes: (bytes) => this.#context.progress(file, bytes),
    });
    for await (const { line, text, bad, sample } of raw) {
      if (text === undefined) this.refuse({ file, line, reason: bad ?? 'encoding', text: sample });
      else yield { line, text };
    }
  }

  refuse(refused: Refused): void {
    this.#refused.add(refused);
  }

  passOver(file: InputFile, reason: string, count: number): void {
    if (count === 0) return;
    const key = JSON.stringify([file.index, reason]);
    const before = this.#passed.get(key);
    if (before) before.count += count;
    else this.#passed.set(key, { file: file.index, reason, count });
  }

  find(finding: Finding): void {
    const { file, examples, ...rest } = finding;
    this.#find({
      ...rest,
      ...(file && { file: file.index }),
      // Paths differ from machine to machine, and the same input must give the same bytes.
      examples: examples.map(({ at, key, text }) => ({
        ...(at?.line !== undefined && { line: at.line }),
        ...(key !== undefined && { key }),
        ...(text !== undefined && { text }),
      })),
    });
  }

  progress(file: InputFile, bytes: number): void {
    this.#context.progress(file, bytes);
  }

  /** Writes what is left to write. */
  async finish(): Promise<Taken> {
    for (const { name } of CANONICAL) {
      if (!this.#staged.has(name)) continue;
      const staged = `staged.${quoteIdentifier(name)}`;
      const filled = await this.#filled(name, staged);
      await this.query(name, `select ${['_file', '_line', ...filled].join(', ')} from ${staged}`);
      await this.warehouse.run(`drop table ${staged}`);
    }
    const refused = await this.#refused.write(this.warehouse, join(this.#context.folder, 'refused.parquet'));
    const order = CANONICAL.map(({ name }) => name);
    return {
      tables: [...this.#tables.values()].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
      refused,
      passedOver: sorted([...this.#passed.values()]),
      findings: sorted([...this.#findings.values()]),
    };
  }

  /** Columns in which any row has something; those that are always required too. */
  async #filled(name: string, staged: string): Promise<string[]> {
    const { columns } = canonicalTable(name);
    const counts = columns.map((column) => `count(${quoteIdentifier(column.name)})`);
    const [row = []] = await this.warehouse.values(`select ${counts.join(', ')} from ${staged}`);
    return columns
      .filter((column, i) => column.required || Number(row[i] ?? 0) > 0)
      .map((column) => quoteIdentifier(column.name));
  }

  #table(name: string): SourceTable {
    const found = this.#tables.get(name);
    if (found) return found;
    const made: SourceTable = { name, parts: [], read: 0, kept: 0, refused: 0, columns: [], money: {} };
    this.#tables.set(name, made);
    return made;
  }

  /** The same finding of the same file and table again adds to its count. */
  #find(finding: SourceFinding): void {
    const key = JSON.stringify([finding.code, finding.table ?? '', finding.file ?? '']);
    const before = this.#findings.get(key);
    if (!before) {
      this.#findings.set(key, { ...finding, examples: finding.examples.slice(0, EXAMPLES) });
      return;
    }
    before.count += finding.count;
    if (finding.amount !== undefined) before.amount = addExact(before.amount ?? '0', finding.amount);
    before.examples = [...before.examples, ...finding.examples].slice(0, EXAMPLES);
  }
}

function sorted<T>(list: T[]): T[] {
  const key = (one: T) => JSON.stringify(one);
  return list.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
