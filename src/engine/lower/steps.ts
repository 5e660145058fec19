/**
 * Steps: a query's computations as a graph without duplicates, written out as nested selects.
 *
 * SQL has no names inside an expression, and a lateral alias is pasted wherever it is used, so that a chain of formulas
 * grows exponentially. Here every computation is a step; a step used once is written where it is used, a step used more
 * than once becomes a column of an inner select. All formulas of a batch share these levels, and equal steps are one.
 */

/** What a step holds. `row` is the number of a row (`rid`). */
export type StepKind = 'number' | 'text' | 'boolean' | 'date' | 'duration' | 'row';

export interface Step {
  readonly id: number;
  readonly kind: StepKind;
  readonly parts: readonly (string | Step)[];
  /** A column of the innermost tables: written as it is there, given a name further out. */
  readonly leaf: boolean;
  /** No column ever: the text is as cheap as a name. */
  readonly constant: boolean;
  /** Numbers: |value| ≤ bound, of which the width and the checks needed follow. */
  readonly bound: bigint;
  /** Numbers: 64 bits or 128. */
  readonly wide: boolean;
}

/** SQL text with steps in it. */
export interface Fragment {
  readonly parts: readonly (string | Step)[];
}

type Piece = string | Step | Fragment;

/** Makes a fragment: ``sql`case when ${a} then ${b} end` ``. Strings are put in as they are: they are SQL, never a user's text. */
export function sql(strings: TemplateStringsArray, ...values: Piece[]): Fragment {
  const parts: (string | Step)[] = [];
  strings.forEach((text, i) => {
    append(parts, text);
    const value = values[i];
    if (value !== undefined) appendPiece(parts, value);
  });
  return { parts };
}

export function join(pieces: readonly Piece[], separator: string): Fragment {
  const parts: (string | Step)[] = [];
  pieces.forEach((piece, i) => {
    if (i > 0) append(parts, separator);
    appendPiece(parts, piece);
  });
  return { parts };
}

function appendPiece(parts: (string | Step)[], piece: Piece): void {
  if (typeof piece === 'string') append(parts, piece);
  else if ('id' in piece) parts.push(piece);
  else for (const part of piece.parts) appendPiece(parts, part);
}

function append(parts: (string | Step)[], text: string): void {
  const last = parts.length - 1;
  if (typeof parts[last] === 'string') parts[last] += text;
  else if (text !== '') parts.push(text);
}

/** The largest number there is (docs/language.md §2, "Overflow"). */
export const LIMIT = 2n ** 127n - 1n;
export const LIMIT_64 = 2n ** 63n - 1n;

export interface NumberInfo {
  bound: bigint;
  wide: boolean;
}

export class Steps {
  /**
   * For few rows: exact operators of the database in place of the faster ways round them. They are slow by the value but short to
   * write, and a query on few rows costs what its text costs.
   */
  readonly plain: boolean;
  readonly #made = new Map<string, Step>();
  #count = 0;

  constructor(options: { plain?: boolean } = {}) {
    this.plain = options.plain ?? false;
  }

  /** A step; an equal one that was made before is given again. */
  make(kind: StepKind, fragment: Fragment, number?: NumberInfo): Step {
    return this.#intern(kind, fragment.parts, false, false, number);
  }

  leaf(kind: StepKind, text: string, number?: NumberInfo): Step {
    return this.#intern(kind, [text], true, false, number);
  }

  constant(kind: StepKind, text: string, number?: NumberInfo): Step {
    return this.#intern(kind, [text], false, true, number);
  }

  #intern(
    kind: StepKind,
    parts: readonly (string | Step)[],
    leaf: boolean,
    constant: boolean,
    { bound, wide }: NumberInfo = { bound: 0n, wide: false },
  ): Step {
    const key =
      kind + '\0' + parts.map((part) => (typeof part === 'string' ? part : `\0${part.id}\0`)).join('');
    const known = this.#made.get(key);
    if (known) return known;
    const step: Step = { id: this.#count, kind, parts, leaf, constant, bound, wide };
    this.#count += 1;
    this.#made.set(key, step);
    return step;
  }
}

export interface Output {
  name: string;
  step: Step;
}

/** How deep steps are written into one another before one becomes a column: parsers have limits. */
const INLINE = 24;

interface Arrangement {
  /** The select in which a step becomes a column, the innermost 1; leaves are there at 0. Steps written in place have none. */
  level: Map<Step, number>;
  /** The columns that a step's text names. */
  inner: Map<Step, Set<Step>>;
  /** The outermost level of a column. */
  last: number;
}

function arrange(outputs: readonly Output[]): Arrangement {
  const order = reachable(outputs);
  const uses = new Map<Step, number>();
  const use = (step: Step) => uses.set(step, (uses.get(step) ?? 0) + 1);
  for (const { step } of outputs) use(step);
  for (const step of order) for (const part of step.parts) if (typeof part !== 'string') use(part);

  // How deep the text of a step written in place is.
  const level = new Map<Step, number>();
  const depth = new Map<Step, number>();
  const inner = new Map<Step, Set<Step>>();
  let last = 1;
  for (const step of order) {
    if (step.constant) continue;
    if (step.leaf) {
      level.set(step, 0);
      continue;
    }
    const columns = new Set<Step>();
    let deep = 1;
    for (const part of step.parts) {
      if (typeof part === 'string' || part.constant) continue;
      if (level.has(part)) columns.add(part);
      else {
        deep = Math.max(deep, 1 + (depth.get(part) ?? 0));
        for (const column of inner.get(part) ?? []) columns.add(column);
      }
    }
    inner.set(step, columns);
    if ((uses.get(step) ?? 0) > 1 || deep >= INLINE) {
      const at = 1 + Math.max(0, ...[...columns].map((column) => level.get(column) ?? 0));
      level.set(step, at);
      last = Math.max(last, at);
    } else depth.set(step, deep);
  }

  return { level, inner, last };
}

/** How many selects stand in one another to compute the outputs. */
export function levelsOf(outputs: readonly Output[]): number {
  return arrange(outputs).last;
}

/**
 * Writes the select that computes `outputs` (names are SQL identifiers, quoted already) over `from`, a complete
 * `from … where …` clause in which leaves can be read.
 */
export function writeSelect(outputs: readonly Output[], from: string): string {
  const { level, inner, last } = arrange(outputs);
  // How far out a column is still read.
  const until = new Map<Step, number>();
  const keep = (step: Step, reader: number) => until.set(step, Math.max(until.get(step) ?? 0, reader));
  for (const [step, at] of level) for (const column of inner.get(step) ?? []) keep(column, at);
  const levels = [...level].filter(([step]) => !step.leaf);
  const final = levels.length === 0 ? 1 : last + 1;
  for (const { step } of outputs) {
    if (level.has(step)) keep(step, final);
    else for (const column of inner.get(step) ?? []) keep(column, final);
  }

  const name = (step: Step) => `c${step.id}`;
  /** The text of a step in a select at level `at`. */
  const text = (step: Step, at: number): string => {
    if (step.constant) return step.parts[0] as string;
    const own = level.get(step);
    if (own !== undefined && own < at) return step.leaf && at === 1 ? (step.parts[0] as string) : name(step);
    return step.parts.map((part) => (typeof part === 'string' ? part : text(part, at))).join('');
  };
  let source = from;
  for (let at = 1; at < final; at += 1) {
    const columns: string[] = [];
    for (const [step, own] of level) {
      if ((until.get(step) ?? 0) <= at) continue;
      if (own === at) columns.push(`${text(step, at)} as ${name(step)}`);
      else if (own < at) columns.push(at === 1 ? `${step.parts[0] as string} as ${name(step)}` : name(step));
    }
    source = `from (select ${columns.length === 0 ? '1 as c' : columns.join(', ')} ${source})`;
  }
  const list = outputs.map((output) => `${text(output.step, final)} as ${output.name}`);
  return `select ${list.join(', ')} ${source}`;
}

/** Every step the outputs need, operands first. */
function reachable(outputs: readonly Output[]): Step[] {
  const order: Step[] = [];
  const seen = new Set<Step>();
  // A stack of our own: formulas may be nested deeper than the language's stack allows.
  const stack: { step: Step; next: number }[] = [];
  for (const output of outputs) {
    stack.push({ step: output.step, next: 0 });
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as { step: Step; next: number };
      if (seen.has(top.step)) {
        stack.pop();
        continue;
      }
      const part = top.step.parts[top.next];
      top.next += 1;
      if (part === undefined) {
        seen.add(top.step);
        order.push(top.step);
        stack.pop();
      } else if (typeof part !== 'string' && !seen.has(part)) stack.push({ step: part, next: 0 });
    }
  }
  return order;
}
