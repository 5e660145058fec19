/** Is the cursor in a formula, and if so in the row of which entity? */
import type { Cursor } from './place.ts';
import type { Symbols } from './symbols.ts';

/** Keys of a payment that hold formulas. */
const OF_PAYMENT = ['amount', 'due', 'pending_unless', 'from', 'to'];

/** The entity a formula is read in; `undefined`: this is no formula. */
export function formulaEntity(
  symbols: Symbols,
  { path, writing }: Cursor,
  text: string,
  line: number,
): string | undefined {
  if (symbols.kind !== 'model' || writing !== 'value') return undefined;
  const [part, entity, name, ...rest] = path;
  const last = path.at(-1) ?? '';
  if (
    part === 'terms' &&
    entity !== undefined &&
    name !== undefined &&
    (rest.length === 0 || last === 'formula')
  )
    return entity;
  if (part === 'payments' && OF_PAYMENT.includes(last)) return paymentEntity(text, line);
  if (part === 'entities' && entity !== undefined) {
    if (last === 'dated') return entity;
    if (last === 'where' || path[2] === 'by' || path[2] === 'for')
      return symbols.grouped.get(entity) ?? entity;
    if (path[2] === 'references' && (last === 'by' || path.includes('by'))) return entity;
  }
  return undefined;
}

/** `for:` of the payment the line is in: the item's lines around it. */
function paymentEntity(text: string, line: number): string {
  const lines = text.split('\n');
  const begins = (one: string | undefined) => one !== undefined && /^\s*-\s/.test(one);
  let from = line - 1;
  while (from > 0 && !begins(lines[from])) from -= 1;
  let to = line;
  while (to < lines.length && !begins(lines[to]) && !/^\S/.test(lines[to] ?? '')) to += 1;
  return /\bfor:\s*["']?(\w+)/.exec(lines.slice(from, to).join('\n'))?.[1] ?? 'agreement';
}

/** Where a dotted name leads: the entity its last part is looked up in. */
export function entityBehind(symbols: Symbols, entity: string, parts: readonly string[]): string | undefined {
  let at: string | undefined = entity;
  for (const [i, part] of parts.entries()) {
    const reference: string | undefined = (at === undefined ? [] : (symbols.entities.get(at) ?? [])).find(
      ({ name, kind }) => name === part && kind === 'reference',
    )?.to;
    at = reference ?? (symbols.entities.has(part) ? part : undefined);
    if (at === undefined && i === 0) return undefined;
  }
  return at;
}
