/** Bits of categories, and what the bits of a byte stand for: rows of the lists that scoring looks up. */
import type { Cell } from '../../../warehouse/warehouse.ts';
import type { Interaction } from './models.ts';
import { SEGMENTS } from './people.ts';
import type { CompiledHcc } from './tables.ts';

/** By byte: the categories below its own, and its own in words. */
export function* bytesOf(c: CompiledHcc): Generator<Cell[]> {
  for (let index = 0; index < c.bytes; index += 1)
    for (let byte = 0; byte < 256; byte += 1) {
      const categories = c.ofByte(index, byte);
      const below = categories.flatMap((category) => c.below(category));
      yield [index * 256 + byte, byte, ...maskText(c, below), categories.map((one) => `|${one}`).join('')];
    }
}

/** By segment, then byte: the sum of the coefficients of a byte's categories. */
export function* sumsOf(c: CompiledHcc): Generator<Cell[]> {
  let place = 0;
  for (const segment of SEGMENTS[c.model.kind]) {
    const own = new Map(
      c.categories.map((one) => [one, c.coefficient(segment, `${c.model.prefix}${one}`) ?? 0]),
    );
    for (let index = 0; index < c.bytes; index += 1)
      for (let byte = 0; byte < 256; byte += 1) {
        const units = c.ofByte(index, byte).reduce((sum, category) => sum + (own.get(category) ?? 0), 0);
        yield [place, units];
        place += 1;
      }
  }
}

/** By segment: interactions in order, then counts of no category to ten and more. */
export function* extrasOf(c: CompiledHcc): Generator<Cell[]> {
  let place = 0;
  for (const segment of SEGMENTS[c.model.kind])
    for (const variable of [...interactionsOf(c).map(({ name }) => name), '', ...COUNTS]) {
      yield [place, variable === '' ? 0 : (c.coefficient(segment, variable) ?? 0)];
      place += 1;
    }
}

/** Those some segment has a coefficient for. */
export function interactionsOf(c: CompiledHcc): Interaction[] {
  return c.model.interactions.filter(({ name }) =>
    SEGMENTS[c.model.kind].some((segment) => c.coefficient(segment, name) !== undefined),
  );
}

/** SQL: the person meets an interaction. */
export function metOf(c: CompiledHcc, { all, who }: Interaction): string {
  const tests = all.map((set) => any(c.mask(set)));
  if (who !== undefined) tests.push('age < 65');
  if (who === 'disabled') tests.push(`orec <> '0'`);
  return tests.join(' and ');
}

/** Names of the counts of categories, from one to ten and more. */
export const COUNTS = [...Array.from({ length: 9 }, (_, i) => `D${i + 1}`), 'D10P'];

/** Both masks as text. */
export const maskText = (c: CompiledHcc, categories: readonly number[]) =>
  c.mask(categories).map(String) as [string, string];
export const literal = (mask: bigint) => `${mask}::ubigint`;

/** Some of the bits are set. */
export function any([lo, hi]: readonly [bigint, bigint]): string {
  const tests = [
    ...(lo > 0n ? [`(lo & ${literal(lo)}) <> 0`] : []),
    ...(hi > 0n ? [`(hi & ${literal(hi)}) <> 0`] : []),
  ];
  return tests.length === 0 ? 'false' : `(${tests.join(' or ')})`;
}

export const byteOf = (index: number) =>
  index < 8 ? `((lo >> ${index * 8}) & 255)` : `((hi >> ${(index - 8) * 8}) & 255)`;

/** The place in a list by byte, from 1. */
export const at = (index: number) => `(${index * 256 + 1} + ${byteOf(index)})::bigint`;

export const eachByte = (bytes: number, part: (at: string) => string, between: string) =>
  Array.from({ length: bytes }, (_, i) => part(at(i))).join(between);
