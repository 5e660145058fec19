/** Findings of a file gathered under their code, so that a million of a kind are one finding with a count, a sum and examples. */
import type { Finding, InputFile, Intake } from '../../import/format.ts';
import { decimalText } from './decimal.ts';

const EXAMPLES = 10;

interface Gathered {
  count: number;
  amount: bigint | undefined;
  examples: Finding['examples'][number][];
}

interface Found {
  /** Line of the file, or what stands for it. */
  place?: number | undefined;
  key?: string | undefined;
  text?: string | undefined;
  /** In millionths. */
  amount?: bigint | undefined;
}

export class Findings {
  readonly #gathered = new Map<string, Gathered>();

  add(code: string, found: Found): void {
    let entry = this.#gathered.get(code);
    if (!entry) this.#gathered.set(code, (entry = { count: 0, amount: undefined, examples: [] }));
    entry.count += 1;
    if (found.amount !== undefined) entry.amount = (entry.amount ?? 0n) + found.amount;
    if (entry.examples.length < EXAMPLES)
      entry.examples.push({
        ...(found.place !== undefined && { at: { file: '', line: found.place } }),
        ...(found.key !== undefined && { key: found.key }),
        ...(found.text !== undefined && { text: found.text.slice(0, 200) }),
      });
  }

  /** Tells the intake, in the order first found, and forgets. */
  tell(intake: Intake, file: InputFile, table?: string): void {
    for (const [code, { count, amount, examples }] of this.#gathered) {
      intake.find({
        code,
        ...(table && { table }),
        file,
        count,
        ...(amount !== undefined && { amount: decimalText(amount) }),
        examples: examples.map((one) => (one.at ? { ...one, at: { ...one.at, file: file.path } } : one)),
      });
    }
    this.#gathered.clear();
  }
}
