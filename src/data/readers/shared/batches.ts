/** Rows for the intake by table, handed over some thousand at a time. */
import type { InputFile, Intake, TextRow } from '../../import/format.ts';

const ROWS = 4096;

export class Batches {
  readonly #intake: Intake;
  readonly #file: InputFile;
  readonly #tables = new Map<string, { line: number; row: TextRow }[]>();
  #held = 0;

  constructor(intake: Intake, file: InputFile) {
    this.#intake = intake;
    this.#file = file;
  }

  add(table: string, line: number, row: TextRow): void {
    const rows = this.#tables.get(table);
    if (rows) rows.push({ line, row });
    else this.#tables.set(table, [{ line, row }]);
    this.#held += 1;
  }

  /** Hands over what has gathered, if it is much; all of it with `all`. Call it often. */
  async flush(all = false): Promise<void> {
    if (this.#held === 0 || (this.#held < ROWS && !all)) return;
    const full = [...this.#tables];
    this.#tables.clear();
    this.#held = 0;
    for (const [table, rows] of full) await this.#intake.rows(table, this.#file, rows);
  }
}
