/**
 * A formula put into the reader's words: names become titles, operators become signs, `list[condition].value` becomes "value of list where
 * condition". What is not understood stays as the author wrote it.
 */
import type { Localized } from '../../../../server/api.ts';
import type { Say } from '../../../app/settings.tsx';
import { formula as words } from '../../../words/why.ts';
import { grouped } from '../../../kit/decimal.ts';

export type Token = { kind: 'name' | 'number' | 'text' | 'sign' | 'open' | 'close' | 'comma'; text: string };

/** A piece to draw. `name`: a title (or value) put in for a name. */
export interface Piece {
  kind: 'name' | 'word' | 'sign' | 'plain';
  text: string;
}

const PATTERN =
  /\s*(?:("(?:[^"\\]|\\.)*")|(\d+(?:\.\d+)?)|([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)|(<=|>=|!=|\*\*|\.\.|[-+*/=<>.])|([([{])|([)\]}])|(,)|(\S))/gu;

export function tokens(formula: string): Token[] {
  return [...formula.matchAll(PATTERN)].map(
    ([, text, number, name, sign, open, close, comma, other]): Token => {
      if (text !== undefined) return { kind: 'text', text };
      if (number !== undefined) return { kind: 'number', text: number };
      if (name !== undefined) return { kind: 'name', text: name };
      if (sign !== undefined) return { kind: 'sign', text: sign };
      if (open !== undefined) return { kind: 'open', text: open };
      if (close !== undefined) return { kind: 'close', text: close };
      if (comma !== undefined) return { kind: 'comma', text: comma };
      return { kind: 'sign', text: other ?? '' };
    },
  );
}

const SIGNS: Record<string, string> = {
  '*': '×',
  '/': '÷',
  '-': '−',
  '<=': '≤',
  '>=': '≥',
  '!=': '≠',
  '..': '…',
  '**': '^',
};
const FUNCTIONS = new Set([
  'sum',
  'count',
  'min',
  'max',
  'mean',
  'median',
  'stddev',
  'any',
  'all',
  'only',
  'percentile',
  'rank',
  'allocate',
  'abs',
  'clamp',
  'otherwise',
  'round',
  'posted',
  'not',
]);

/** Index of the bracket that closes the one at `from`. */
export function closing(list: readonly Token[], from: number): number {
  let depth = 0;
  for (let i = from; i < list.length; i += 1) {
    if (list[i]?.kind === 'open') depth += 1;
    if (list[i]?.kind === 'close' && (depth -= 1) === 0) return i;
  }
  return list.length - 1;
}

export interface Naming {
  t: Say;
  /** What a name is called where it stands; null: nothing is known of it. `of`: the list it is read from. */
  title(name: string, of?: string): Localized | string | null;
  /** A value to put in for a name or the call of a table, as shown; null: the name stays. */
  value?(name: string): string | null;
  /** Is there a value for this fact? Then what would stand in for it is left out, and the other way round. */
  given?(name: string): boolean | null;
  /** A value for a whole part of the formula (an aggregate). */
  part?(text: string): string | null;
}

export function inWords(formula: string, naming: Naming): Piece[] {
  const pieces = phrase(tokens(formula), naming);
  // In Chinese a number keeps a blank from the words before it.
  return pieces.map((piece, i) =>
    /^[\d−]/.test(piece.text) && /\p{Script=Han}$/u.test(pieces[i - 1]?.text ?? '')
      ? { ...piece, text: ` ${piece.text}` }
      : piece,
  );
}

export const plainText = (pieces: readonly Piece[]) =>
  pieces
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

function phrase(list: readonly Token[], naming: Naming, of?: string): Piece[] {
  const { t } = naming;
  const pieces: Piece[] = [];
  const put = (kind: Piece['kind'], text: string) => pieces.push({ kind, text });
  for (let i = 0; i < list.length; i += 1) {
    const token = list[i] as Token;
    const next = list[i + 1];
    switch (token.kind) {
      case 'number':
        put('plain', grouped(token.text));
        continue;
      case 'text':
        put('plain', token.text);
        continue;
      case 'comma':
        put('plain', t(words.comma));
        continue;
      case 'open':
      case 'close':
        put('plain', token.text === '(' ? t(words.open) : token.text === ')' ? t(words.close) : token.text);
        continue;
      case 'sign': {
        const before = list[i - 1];
        const unary =
          token.text === '-' &&
          (!before ||
            before.kind === 'sign' ||
            before.kind === 'open' ||
            before.kind === 'comma' ||
            isWord(before.text));
        put('sign', unary ? '−' : ` ${SIGNS[token.text] ?? token.text} `);
        continue;
      }
      default:
    }
    // An aggregate with its value: the whole call.
    if (next?.text === '(') {
      const end = closing(list, i + 1);
      const call = list.slice(i, end + 1);
      const known =
        naming.part?.(written(call)) ??
        (FUNCTIONS.has(token.text) ? null : (naming.value?.(token.text) ?? null));
      if (known !== null && known !== undefined) {
        put('name', known);
        i = end;
        continue;
      }
      if (token.text === 'otherwise') {
        pieces.push(...otherwise(list.slice(i + 2, end), naming));
        i = end;
        continue;
      }
      if (FUNCTIONS.has(token.text) && token.text in words) {
        put('word', t(words[token.text as keyof typeof words]));
        continue;
      }
    }
    if (isWord(token.text)) {
      const word = t(words[`word_${token.text as 'if'}`]);
      // `else if`: one blank between them.
      const after = pieces.at(-1);
      put('word', after?.text.endsWith(' ') ? word.trimStart() : word);
      continue;
    }
    if (next?.text === '[') {
      const end = closing(list, i + 1);
      const condition = plainText(phrase(list.slice(i + 2, end), naming, token.text));
      const where = t(words.where, { list: called(naming, token.text, of), condition });
      const value = valueAfter(list, end);
      put(
        'name',
        value ? t(words.of, { value: called(naming, value.name, token.text), list: where }) : where,
      );
      i = value ? value.end : end;
      continue;
    }
    put('name', naming.value?.(token.text) ?? called(naming, token.text, of));
  }
  return pieces;
}

/** `otherwise(a, b)`: "a, if not given b". */
function otherwise(list: readonly Token[], naming: Naming): Piece[] {
  let depth = 0;
  const comma = list.findIndex(({ kind }) => {
    if (kind === 'open') depth += 1;
    if (kind === 'close') depth -= 1;
    return kind === 'comma' && depth === 0;
  });
  const [fact] = list;
  const given = comma === 1 && fact ? (naming.given?.(fact.text) ?? null) : null;
  if (given !== null) return phrase(given ? list.slice(0, comma) : list.slice(comma + 1), naming);
  const [before = '', between = '', after = ''] = naming
    .t(words.otherwise, { given: MARK, instead: MARK })
    .split(MARK);
  const word = (text: string): Piece => ({ kind: 'word', text });
  return [
    word(before),
    ...phrase(list.slice(0, comma), naming),
    word(between),
    ...phrase(list.slice(comma + 1), naming),
    word(after),
  ];
}

/** Stands where a part of the formula goes. */
const MARK = '\u0000';

const WORDS = new Set([
  'if',
  'then',
  'else',
  'and',
  'or',
  'for',
  'in',
  'return',
  'between',
  'true',
  'false',
  'null',
  'as_of',
]);
const isWord = (text: string) => WORDS.has(text);

/** `].spending`: the name after a condition. */
export function valueAfter(list: readonly Token[], end: number): { name: string; end: number } | null {
  const [dot, name] = [list[end + 1], list[end + 2]];
  return dot?.text === '.' && name?.kind === 'name' ? { name: name.text, end: end + 2 } : null;
}

/** `base_year.weight` → "weight of base year". */
function called(naming: Naming, name: string, of?: string): string {
  const { t } = naming;
  const whole = naming.title(name, of);
  if (whole !== null) return typeof whole === 'string' ? whole : t(whole);
  if (!name.includes('.')) return name;
  const parts = name.split('.');
  const last = parts.at(-1) as string;
  const list = parts.slice(0, -1).join('.');
  if (list === 'period') return t(words.of, { value: t(words[last as 'start']), list: t(words.period) });
  const titled = naming.title(last, list) ?? last;
  // There is one agreement: it is not said whose.
  if (list === 'agreement') return typeof titled === 'string' ? titled : t(titled);
  return t(words.of, {
    value: typeof titled === 'string' ? titled : t(titled),
    list: called(naming, list, of),
  });
}

/** Without spaces, so that the same part is the same text however it was written. */
const written = (list: readonly Token[]) => list.map(({ text }) => text).join('');
export const normal = (formula: string) => written(tokens(formula));
