/**
 * Rows of formats that are parsed, on their way to the intake: they wait in tables of the import's database that have only the columns that
 * occur, some thousand at a time. A claim has 150 columns and a remittance fills 30 of them; writing the rest takes most of the time.
 */
import { quoteIdentifier } from '../../../warehouse/warehouse.ts';
import type { Cell, Column } from '../../../warehouse/warehouse.ts';
import type { InputFile, Intake, TextRow } from '../../import/format.ts';

const ROWS = 4096;
const PLACE: readonly Column[] = [
  { name: '_file', type: 'integer' },
  { name: '_line', type: 'bigint' },
];

interface Waiting {
  file: number;
  line: number;
  row: TextRow;
}

interface Staged {
  waiting: Waiting[];
  /** Those of the table as it is in the database, in their order. */
  columns: Column[];
  places: Map<string, number>;
}

export class StagedRows {
  readonly #intake: Intake;
  readonly #tables = new Map<string, Staged>();
  #waiting = 0;

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  add(table: string, file: InputFile, line: number, row: TextRow): void {
    let staged = this.#tables.get(table);
    if (!staged) this.#tables.set(table, (staged = { waiting: [], columns: [], places: new Map() }));
    staged.waiting.push({ file: file.index, line, row });
    this.#waiting += 1;
  }

  /** Writes what waits, if it is much. Call it often. */
  async flush(): Promise<void> {
    if (this.#waiting < ROWS) return;
    await this.#write();
  }

  /** Hands all to the intake, table by table in the order first met. */
  async finish(): Promise<void> {
    await this.#write();
    for (const name of this.#tables.keys()) {
      const table = quoteIdentifier(stagedName(name));
      await this.#intake.query(name, `select * from reader.${table}`);
      await this.#intake.warehouse.run(`drop table reader.${table}`);
    }
    this.#tables.clear();
  }

  async #write(): Promise<void> {
    for (const [name, staged] of this.#tables) {
      if (staged.waiting.length === 0) continue;
      const rows = staged.waiting;
      staged.waiting = [];
      await this.#widen(name, staged, rows);
      await this.#intake.warehouse.insert(
        { schema: 'reader', name: stagedName(name) },
        staged.columns,
        cells(rows, staged),
      );
    }
    this.#waiting = 0;
  }

  /** Gives the table the columns that it does not have yet. */
  async #widen(name: string, staged: Staged, rows: readonly Waiting[]): Promise<void> {
    const added: Column[] = [];
    for (const { row } of rows) {
      for (const column in row) {
        if (row[column] === undefined || row[column] === null || staged.places.has(column)) continue;
        staged.places.set(column, PLACE.length + staged.places.size);
        added.push({ name: column, type: 'varchar' });
      }
    }
    const { warehouse } = this.#intake;
    const table = { schema: 'reader', name: stagedName(name) };
    if (staged.columns.length === 0) {
      staged.columns = [...PLACE, ...added];
      await warehouse.create(table, staged.columns);
      return;
    }
    for (const column of added) {
      staged.columns.push(column);
      const names = `reader.${quoteIdentifier(table.name)} add column ${quoteIdentifier(column.name)}`;
      await warehouse.run(`alter table ${names} varchar`);
    }
  }
}

/** For tests too, that look at what was staged. */
export function stagedName(table: string): string {
  return `rows_${table}`;
}

function* cells(rows: readonly Waiting[], { columns, places }: Staged): Generator<Cell[]> {
  for (const { file, line, row } of rows) {
    const filled: Cell[] = columns.map(() => null);
    filled[0] = BigInt(file);
    filled[1] = BigInt(line);
    for (const column in row) {
      const place = places.get(column);
      const cell = row[column];
      if (place !== undefined && cell !== undefined) filled[place] = cell;
    }
    yield filled;
  }
}
