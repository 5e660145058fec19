/**
 * The reason a figure is nothing, or a condition is not met, followed through the formulas to the comparison that decided: "Savings rate 0.92 % is
 * less than Minimum savings rate 12.2 %". Only what the values show is said; where a formula is more than that, it ends.
 */
import type { Explanation } from '../../../../server/api.ts';
import { compared, signOf } from '../../../kit/decimal.ts';
import { tokens, type Token } from './formula.ts';

type Step =
  /** A condition that is not met (or is, where that is what counts). */
  | { kind: 'is'; of: Explanation; met: boolean }
  /** `left sign right` does not hold. */
  | { kind: 'compare'; left: Explanation | string; sign: Sign; right: Explanation | string };

type Sign = '>' | '>=' | '<' | '<=' | '=' | '!=';
const SIGNS: readonly string[] = ['>', '>=', '<', '<=', '=', '!='];

export function because(root: Explanation): Step[] {
  return follow(root, 0);
}

const DEEPEST = 8;

function follow(one: Explanation, depth: number): Step[] {
  if (depth > DEEPEST || one.formula === undefined) return [];
  const formula = tokens(one.formula);
  if (one.type.kind === 'boolean') return isFalse(one) ? unmet(formula, one, depth) : [];
  if (one.type.kind !== 'number' || one.value === null || signOf(String(one.value)) !== 0) return [];
  return nothing(formula, one, depth);
}

const isFalse = ({ value }: Explanation) => value === false || value === 'false';
const isTrue = ({ value }: Explanation) => value === true || value === 'true';

/** Why a formula gives nothing. */
function nothing(formula: readonly Token[], one: Explanation, depth: number): Step[] {
  if (formula[0]?.text === 'if') {
    const [then, other] = [at(formula, 'then'), at(formula, 'else')];
    if (then === -1 || other === -1) return [];
    const condition = formula.slice(1, then);
    const met = truth(condition, one);
    if (met === null) return [];
    const branch = formula.slice(met ? then + 1 : other + 1, met ? other : undefined);
    // A branch that is a number is nothing because of the condition; any other because of itself.
    if (branch.length > 1 || branch[0]?.kind !== 'number') return nothing(branch, one, depth + 1);
    return met ? isMet(condition, one) : unmet(condition, one, depth);
  }
  if (formula.length === 1 || formula[1]?.text === '-' || formula[1]?.text === '*') {
    const zero = formula
      .filter(({ kind }) => kind === 'name')
      .map(({ text }) => child(one, text))
      .find(
        (found) =>
          found !== undefined &&
          found.value !== null &&
          signOf(String(found.value)) === 0 &&
          found.formula !== undefined,
      );
    return zero ? follow(zero, depth + 1) : [];
  }
  return [];
}

function isMet(condition: readonly Token[], one: Explanation): Step[] {
  const [first, more] = condition;
  const found = first && !more && child(one, first.text);
  return found ? [{ kind: 'is', of: found, met: true }] : [];
}

/** Why a condition is not met: the first part joined by "and" that is not. */
function unmet(condition: readonly Token[], one: Explanation, depth: number): Step[] {
  for (const part of parts(condition, 'and')) {
    if (truth(part, one) !== false) continue;
    const [first, sign, ...rest] = part;
    if (part.length === 1 && first) {
      const found = child(one, first.text);
      if (!found) return [];
      return [{ kind: 'is', of: found, met: false }, ...follow(found, depth + 1)];
    }
    if (first?.text === 'not') {
      const [inner] = part.filter(({ kind, text }) => kind === 'name' && text !== 'not');
      const found = inner && child(one, inner.text);
      return found ? [{ kind: 'is', of: found, met: true }] : [];
    }
    if (first && sign && rest.length === 1 && SIGNS.includes(sign.text)) {
      const [right] = rest as [Token];
      return [
        {
          kind: 'compare',
          left: child(one, first.text) ?? first.text,
          sign: sign.text as Sign,
          right: child(one, right.text) ?? right.text,
        },
      ];
    }
    return [];
  }
  return [];
}

/** Null where the values here do not tell. */
function truth(condition: readonly Token[], one: Explanation): boolean | null {
  const all = parts(condition, 'and');
  if (all.length > 1) {
    const each = all.map((part) => truth(part, one));
    return each.includes(false) ? false : each.includes(null) ? null : true;
  }
  const [first, sign, right, more] = condition;
  if (!first || more !== undefined) return notOf(condition, one);
  if (!sign) {
    const found = child(one, first.text);
    return !found ? null : isTrue(found) ? true : isFalse(found) ? false : null;
  }
  if (!right || !SIGNS.includes(sign.text)) return null;
  const [a, b] = [valueOf(first, one), valueOf(right, one)];
  if (a === null || b === null) return null;
  const order = /^[-\d.]+$/.test(a) && /^[-\d.]+$/.test(b) ? compared(a, b) : a < b ? -1 : a > b ? 1 : 0;
  return {
    '>': order > 0,
    '>=': order >= 0,
    '<': order < 0,
    '<=': order <= 0,
    '=': order === 0,
    '!=': order !== 0,
  }[sign.text as Sign];
}

/** `not(name)`. */
function notOf(condition: readonly Token[], one: Explanation): boolean | null {
  const [not, open, name, close, more] = condition;
  if (not?.text !== 'not' || open?.text !== '(' || !name || close?.text !== ')' || more) return null;
  const found = child(one, name.text);
  return !found ? null : isTrue(found) ? false : isFalse(found) ? true : null;
}

function valueOf(token: Token, one: Explanation): string | null {
  if (token.kind === 'number') return token.text;
  if (token.kind === 'text') return token.text.slice(1, -1);
  const found = child(one, token.text);
  return found && found.value !== null ? String(found.value) : null;
}

const child = (one: Explanation, name: string) =>
  one.children.find((found) => found.name === name && found.column === undefined);

/** Split at a word that stands in no bracket. */
function parts(list: readonly Token[], word: string): Token[][] {
  const found: Token[][] = [[]];
  let depth = 0;
  for (const token of list) {
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
    if (depth === 0 && token.text === word) found.push([]);
    else found.at(-1)?.push(token);
  }
  return found;
}

function at(list: readonly Token[], word: string): number {
  let depth = 0;
  let ifs = 0;
  return list.findIndex(({ kind, text }, i) => {
    if (kind === 'open') depth += 1;
    if (kind === 'close') depth -= 1;
    if (text === 'if' && i > 0) ifs += 1;
    if (depth !== 0 || text !== word) return false;
    if (ifs === 0) return true;
    if (word === 'else') ifs -= 1;
    return false;
  });
}
