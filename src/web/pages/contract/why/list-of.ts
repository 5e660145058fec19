/** The list an aggregate runs over, as conditions of the entity table; only where that says the same. */
import { closing, tokens, valueAfter, type Token } from './formula.ts';

/** What a list's elements give: `sum(person_year[years_back = 0].spending)` → entity, conditions, and the column summed. */
interface ListOf {
  list: string;
  value: string | null;
  /** `years_back:eq:0`; null where a condition is more than a comparison with a constant. */
  where: string[] | null;
}

const OPERATORS: Record<string, string> = {
  '=': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
};

export function listOf(formula: string): ListOf | null {
  const list = tokens(formula);
  if (list[0]?.kind !== 'name' || list[1]?.text !== '(' || closing(list, 1) !== list.length - 1) return null;
  const inner = list.slice(2, -1);
  const [first, second] = inner;
  if (first?.kind !== 'name') return null;
  if (second?.text === '[') {
    const end = closing(inner, 1);
    const value = valueAfter(inner, end);
    if (end !== inner.length - 1 && value?.end !== inner.length - 1) return null;
    return { list: first.text, value: value?.name ?? null, where: conditions(inner.slice(2, end)) };
  }
  if (inner.length !== 1) return null;
  const at = first.text.lastIndexOf('.');
  return at === -1
    ? { list: first.text, value: null, where: [] }
    : { list: first.text.slice(0, at), value: first.text.slice(at + 1), where: [] };
}

function conditions(list: readonly Token[]): string[] | null {
  const found: string[] = [];
  for (let i = 0; i < list.length; i += 4) {
    const [name, sign, value, and] = list.slice(i, i + 4);
    if (and && and.text !== 'and') return null;
    if (name?.kind === 'name' && (!sign || sign.text === 'and')) {
      found.push(`${name.text}:eq:true`);
      i -= 2;
      continue;
    }
    const operator = OPERATORS[sign?.text ?? ''];
    if (
      name?.kind !== 'name' ||
      !operator ||
      !value ||
      (value.kind !== 'number' && value.kind !== 'text' && !isTruth(value.text))
    )
      return null;
    found.push(`${name.text}:${operator}:${value.kind === 'text' ? value.text.slice(1, -1) : value.text}`);
  }
  return found;
}

const isTruth = (text: string) => text === 'true' || text === 'false';
