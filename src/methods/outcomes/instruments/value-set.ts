/**
 * A value set: what a health state of EQ-5D is worth to the people of a country, from 1 (full health) past 0 (as bad as being dead). Countries estimated
 * different equations, so the document states a sum of terms; the states are few (243 or 3,125) and are all computed once.
 */
import { z } from 'zod';
import { decimal, localized, whole, words } from '../../shared/document.ts';
import { roundDouble, sumOfDoubles } from './doubles.ts';

/** Mobility, self-care, usual activities, pain or discomfort, anxiety or depression: the order of the five digits of a state. */
export const DIMENSIONS = ['MO', 'SC', 'UA', 'PD', 'AD'] as const;
type Dimension = (typeof DIMENSIONS)[number];

const dimension = z.enum(DIMENSIONS);
const levels = z.array(whole).min(1);

export const valueSet = z.strictObject({
  value_set: words,
  instrument: z.enum(['eq-5d-5l', 'eq-5d-3l']),
  title: localized,
  source: words,
  /** Digits after the point that the value has; a score has four, a fifth would be cut. */
  digits: whole.refine((digits) => digits >= 0 && digits <= 4, '0 … 4').default(3),
  /** What everything else is added to. */
  start: decimal,
  /** What each answer adds, from level 1; of every dimension. */
  levels: z.record(dimension, z.array(decimal)),
  /** What each answer so bad or worse adds besides. */
  each: z.array(z.strictObject({ from: whole, add: z.partialRecord(dimension, decimal) })).default([]),
  /** What is added once where some answer is at least so bad: a constant for any problem (2), N4, N5, N3. */
  any: z.array(z.strictObject({ from: whole, add: decimal })).default([]),
  /** What is added for how many answers are at these levels: beyond so many, to a power, and only where another level occurs. */
  counts: z
    .array(
      z.strictObject({
        levels,
        beyond: whole.default(0),
        power: whole.default(1),
        with: whole.optional(),
        times: decimal,
      }),
    )
    .default([]),
  /** What is added where all answers are at these levels, and each of `all` occurs. */
  only: z.array(z.strictObject({ levels, with: z.array(whole).default([]), add: decimal })).default([]),
  /** What is added where two answers are at these levels: `{ MO: 3, SC: 3, add: 0.064 }`. */
  pairs: z.array(z.strictObject({ of: z.partialRecord(dimension, whole), add: decimal })).default([]),
  /** What is added by the product of two answers, each in steps from the best. */
  products: z.array(z.strictObject({ of: z.tuple([dimension, dimension]), times: decimal })).default([]),
  /** States whose value was set, not computed. */
  fixed: z.record(z.string().regex(/^[1-5]{5}$/), decimal).default({}),
});

export type ValueSet = z.infer<typeof valueSet>;

const mostOf = ({ instrument }: ValueSet): number => (instrument === 'eq-5d-5l' ? 5 : 3);

/** Levels that the instrument has not, and those whose value is not given: paths of the document, and what should stand there. */
export function misfitsOfSet(set: ValueSet): { where: string; expected: string }[] {
  const most = mostOf(set);
  const expected = `1 … ${most}`;
  const outside = (where: string, list: readonly number[]) =>
    list.some((level) => level < 1 || level > most) ? [{ where, expected }] : [];
  return [
    ...DIMENSIONS.flatMap((name) =>
      set.levels[name].length === most ? [] : [{ where: `levels.${name}`, expected: String(most) }],
    ),
    ...set.each.flatMap(({ from }, i) => outside(`each.${i}.from`, [from])),
    ...set.any.flatMap(({ from }, i) => outside(`any.${i}.from`, [from])),
    ...set.counts.flatMap(({ levels: list, with: other }, i) => [
      ...outside(`counts.${i}.levels`, list),
      ...outside(`counts.${i}.with`, other === undefined ? [] : [other]),
    ]),
    ...set.only.flatMap(({ levels: list, with: all }, i) => [
      ...outside(`only.${i}.levels`, list),
      ...outside(`only.${i}.with`, all),
    ]),
    ...set.pairs.flatMap(({ of }, i) => outside(`pairs.${i}.of`, Object.values(of))),
    ...Object.keys(set.fixed).flatMap((state) => outside(`fixed.${state}`, Array.from(state, Number))),
  ];
}

/** Every state of the instrument and its value as decimal text. */
export function utilities(set: ValueSet): Map<string, string> {
  const most = mostOf(set);
  const values = new Map<string, string>();
  for (let i = 0; i < most ** DIMENSIONS.length; i += 1) {
    const digits = i.toString(most).padStart(DIMENSIONS.length, '0');
    const state = Array.from(digits, (digit) => Number(digit) + 1);
    const name = state.join('');
    const value = set.fixed[name] === undefined ? sumOfDoubles(termsOf(set, state)) : Number(set.fixed[name]);
    values.set(name, roundDouble(value, set.digits).toFixed(set.digits));
  }
  return values;
}

function termsOf(set: ValueSet, state: readonly number[]): number[] {
  const at = (name: Dimension) => state[DIMENSIONS.indexOf(name)] ?? 1;
  const among = (list: readonly number[]) => state.filter((level) => list.includes(level)).length;
  const terms = [Number(set.start)];
  const add = (text: string | undefined, times = 1) => terms.push(Number(text ?? '0') * times);
  for (const name of DIMENSIONS) add(set.levels[name]?.[at(name) - 1]);
  for (const { from, add: more } of set.each)
    for (const name of DIMENSIONS) if (at(name) >= from) add(more[name]);
  for (const { from, add: more } of set.any) if (state.some((level) => level >= from)) add(more);
  for (const { levels: list, beyond, power, with: other, times } of set.counts)
    if (other === undefined || state.includes(other)) add(times, Math.max(0, among(list) - beyond) ** power);
  for (const { levels: list, with: all, add: more } of set.only)
    if (among(list) === state.length && all.every((level) => state.includes(level))) add(more);
  for (const { of, add: more } of set.pairs)
    if (Object.entries(of).every(([name, level]) => at(name as Dimension) === level)) add(more);
  for (const { of, times } of set.products)
    add(
      times,
      of.reduce((product, name) => product * (at(name) - 1), 1),
    );
  return terms;
}
