/** A formula's text beside its tree: parts of a node, what they say, and the first mistake with its place. */
import { reporter } from '../diagnostic.ts';
import type { Location } from '../diagnostic.ts';
import type { Scalar } from '../document.ts';
import { Failure } from './failure.ts';
import { findForeign } from './foreign.ts';
import { messages } from './messages.ts';
import type { Raw } from './tree.ts';

const report = reporter(messages);

/** The place of `from`…`to` of a formula's text. */
export function place(source: Scalar, from: number, to: number): Location {
  const at = source.locate(Math.min(from, Math.max(0, source.text.length - 1)));
  return to > from ? { ...at, length: to - from } : at;
}

export class FormulaText {
  protected readonly source: Scalar;
  protected readonly text: string;
  protected readonly shift: number;

  constructor(source: Scalar, text: string, shift: number) {
    this.source = source;
    this.text = text;
    this.shift = shift;
  }

  protected fail(
    code: keyof typeof messages,
    data: Record<string, string | number>,
    from: number,
    to: number,
  ): never {
    throw new Failure(
      report(code, data, place(this.source, Math.max(0, from - this.shift), Math.max(0, to - this.shift))),
    );
  }

  /** A mistake of syntax: most come from operators of other languages, which have their own words. */
  protected syntax(from: number, to: number): never {
    const foreign = findForeign(this.text, this.shift);
    if (foreign)
      this.fail(foreign.code, { found: foreign.found, instead: foreign.instead }, foreign.from, foreign.to);
    const percent = this.text.replace(/"(?:[^"\\]|\\.)*"/g, (t) => ' '.repeat(t.length)).indexOf('%');
    if (percent >= 0) this.fail('refused-percent', {}, percent, percent + 1);
    const end = this.shift + this.source.text.length;
    const rest = this.text.slice(from, end).trim();
    if (rest === '') {
      const near = this.source.text.trim().split(/\s+/).slice(-2).join(' ');
      this.fail('formula-unfinished', { near }, end - 1, end);
    }
    this.fail('formula-syntax', { near: rest.slice(0, 20) }, from, Math.max(to, from + 1));
  }

  /** The parts of a node; a mistake among them ends the reading. */
  protected kids(raw: Raw): Raw[] {
    for (const kid of raw.kids) if (kid.type === '⚠') this.syntax(kid.from, kid.to);
    return raw.kids;
  }

  protected slice(raw: Raw): string {
    return this.text.slice(raw.from, raw.to);
  }

  /** Parts that are operands: `null` is one though its type begins in lower case. */
  protected operands(raw: Raw): Raw[] {
    return this.kids(raw).filter((kid) => /^[A-Z]/.test(kid.type) || kid.type === 'null');
  }

  protected two(raw: Raw): [Raw, Raw] {
    const [left, right] = this.operands(raw);
    if (!left || !right) this.syntax(raw.to, raw.to);
    return [left, right];
  }

  protected oneWord(raw: Raw): string {
    const words = this.kids(raw);
    const name = this.slice(raw);
    if (words.length <= 1 && /^\w*$/.test(name)) return name;
    const foreign = findForeign(this.text, this.shift);
    if (foreign)
      this.fail(foreign.code, { found: foreign.found, instead: foreign.instead }, foreign.from, foreign.to);
    if (words.length <= 1) return name;
    const [first, second] = words as [Raw, Raw];
    const data = { text: name, first: this.slice(first), second: this.slice(second) };
    return this.fail('missing-operator', data, raw.from, raw.to);
  }

  protected literal(raw: Raw): string {
    return this.slice(raw)
      .slice(1, -1)
      .replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, escape: string) => {
        if (escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
        return { n: '\n', t: '\t', r: '\r' }[escape] ?? escape;
      });
  }
}
