/** Values of data and parameters, written as in documents: plain ones, and those at the edges. */
import type { Random } from './random.ts';
import { type Declared, type Dimensions, type NumberType, spell } from './types.ts';

/** How wild the data of a model is. */
export interface Mood {
  /** Percent of facts left empty, of references left empty. */
  unknown: number;
  /** Percent of numbers at the edges: 18 digits, beyond 64 bits, zero. */
  extreme: number;
  /** Percent of numbers odd in their last digit, so that halves of them are ties. */
  odd: number;
  /** Percent of numbers from a pool of three, so that ties and equal sums come about. */
  tied: number;
}

export function mood(random: Random): Mood {
  return {
    unknown: random.pick([0, 0, 2, 8]),
    extreme: random.pick([0, 0, 0, 3, 12, 30]),
    odd: random.pick([5, 15, 15, 70]),
    tied: random.pick([10, 30, 80]),
  };
}

const TEXTS = ['A', 'B', 'C', 'north', 'T1+', '60+', 'DRG-470', "it's", '50%', 'a_b', 'é', '心', '😀', '～'];

export function writeNumber(random: Random, type: NumberType, { extreme, tied, odd }: Mood): string {
  if (random.chance(extreme)) return edge(random, type);
  if (type.scale > 0 && random.chance(odd)) return lastDigits(random, type);
  if (random.chance(tied)) return random.pick(type.scale === 0 ? ['1', '2', '5'] : ['1', '0.5', '2', '0']);
  const sign = random.chance(15) ? '-' : '';
  if (type.scale === 0) return `${sign}${random.int(0, random.pick([3, 20, 1000]))}`;
  const whole = random.int(0, random.pick(bySize(type.dimensions)));
  const digits = random.int(0, type.scale);
  return `${sign}${whole}${digits === 0 ? '' : `.${digitsOf(random, digits)}`}`;
}

/** Odd in the last digit the scale has: a half of it is a tie. */
function lastDigits(random: Random, { scale }: NumberType): string {
  const sign = random.chance(30) ? '-' : '';
  const tail = random.pick(['1', '3', '5', '15', '25', '500001']).padStart(scale, '0');
  return `${sign}${random.int(0, 2)}.${tail.slice(-scale)}`;
}

function bySize(dimensions: Dimensions): number[] {
  return spell(dimensions) === 'money^1' ? [1, 100, 1_000_000] : [0, 1, 1, 30];
}

/** Where ranges end: ±(2^127 − 1), 2^126, 2^96 and what is next to them, and 64 bits. */
const ENDS = [
  2n ** 127n - 1n,
  2n ** 127n - 2n,
  2n ** 126n,
  2n ** 96n,
  2n ** 96n + 1n,
  2n ** 97n,
  2n ** 63n,
  10n ** 38n,
];

/** Zero, the ends of ranges, 18 digits before the point, and as many as the type holds at all. */
function edge(random: Random, type: NumberType): string {
  const sign = random.chance(40) ? '-' : '';
  if (random.chance(15)) return '0';
  if (random.chance(45)) {
    const digits = random
      .pick(ENDS)
      .toString()
      .padStart(type.scale + 1, '0');
    const cut = digits.length - type.scale;
    return `${sign}${digits.slice(0, cut)}${type.scale === 0 ? '' : `.${digits.slice(cut)}`}`;
  }
  const longest = 37 - type.scale;
  const length = random.pick([1, 9, 12, 18, 18, longest]);
  const whole = `${random.int(1, 9)}${digitsOf(random, length - 1)}`;
  return `${sign}${whole}${type.scale === 0 ? '' : `.${digitsOf(random, type.scale)}`}`;
}

function digitsOf(random: Random, n: number): string {
  return Array.from({ length: n }, () => random.int(0, 9)).join('');
}

const FAR_DAYS = [
  '0001-01-01',
  '0001-01-31',
  '9999-12-31',
  '9999-11-30',
  '1900-02-28',
  '2000-02-29',
  '2100-02-28',
  '2100-03-01',
  '1900-12-31',
];

const DAYS = [
  '2024-02-29',
  '2023-02-28',
  '2023-12-31',
  '2024-01-31',
  '2023-03-31',
  '2023-01-01',
  '2024-01-01',
];

function writeDate(random: Random, { extreme }: Mood): string {
  if (random.chance(extreme === 0 ? 5 : 15)) return random.pick(FAR_DAYS);
  if (random.chance(50)) return random.pick(DAYS);
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${random.int(2022, 2025)}-${pad(random.int(1, 12))}-${pad(random.int(1, 28))}`;
}

function writeDuration(random: Random): string {
  return random.pick(['P1M', 'P3M', 'P1Y', 'P7D', 'P1M1D', 'P0D', 'P1Y2M3D', 'P11M30D']);
}

export function writeText(random: Random): string {
  return random.chance(70) ? random.pick(TEXTS.slice(0, 4)) : random.pick(TEXTS);
}

export function writeValue(random: Random, { type }: Declared, of: Mood): string {
  switch (type.kind) {
    case 'number':
      return writeNumber(random, type, of);
    case 'text':
      return writeText(random);
    case 'boolean':
      return random.chance(50) ? 'true' : 'false';
    case 'date':
      return writeDate(random, of);
    case 'duration':
      return writeDuration(random);
  }
}
