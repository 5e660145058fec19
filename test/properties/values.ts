/** Values of data and parameters, written as in documents: plain ones, and those at the edges. */
import type { Random } from './random.ts';
import { type Declared, type Dimensions, type NumberType, spell } from './types.ts';

/** How wild the data of a model is. */
export interface Mood {
  /** Percent of facts left empty, of references left empty. */
  unknown: number;
  /** Percent of numbers at the edges: 18 digits, beyond 64 bits, zero. */
  extreme: number;
  /** Percent of numbers from a pool of three, so that ties and equal sums come about. */
  tied: number;
}

export function mood(random: Random): Mood {
  return {
    unknown: random.pick([0, 0, 2, 8]),
    extreme: random.pick([0, 0, 0, 3, 12]),
    tied: random.pick([10, 30, 80]),
  };
}

const TEXTS = ['A', 'B', 'C', 'north', 'T1+', '60+', 'DRG-470', "it's", '50%', 'a_b', 'é', '心', '😀', '～'];

export function writeNumber(random: Random, type: NumberType, { extreme, tied }: Mood): string {
  if (random.chance(extreme)) return edge(random, type);
  if (random.chance(tied)) return random.pick(type.scale === 0 ? ['1', '2', '5'] : ['1', '0.5', '2', '0']);
  const sign = random.chance(15) ? '-' : '';
  if (type.scale === 0) return `${sign}${random.int(0, random.pick([3, 20, 1000]))}`;
  const whole = random.int(0, random.pick(bySize(type.dimensions)));
  const digits = random.int(0, type.scale);
  return `${sign}${whole}${digits === 0 ? '' : `.${digitsOf(random, digits)}`}`;
}

function bySize(dimensions: Dimensions): number[] {
  return spell(dimensions) === 'money^1' ? [1, 100, 1_000_000] : [0, 1, 1, 30];
}

/** Zero, halves of the last digit, 18 digits before the point, and as many as the type holds at all. */
function edge(random: Random, type: NumberType): string {
  const sign = random.chance(40) ? '-' : '';
  const longest = 38 - type.scale;
  const length = random.pick([1, 9, 18, 18, longest - 1, longest]);
  const whole =
    length === longest
      ? `1${digitsOf(random, length - 1)}`
      : `${random.int(1, 9)}${digitsOf(random, length - 1)}`;
  if (random.chance(20)) return '0';
  return `${sign}${whole}${type.scale === 0 ? '' : `.${digitsOf(random, type.scale)}`}`;
}

function digitsOf(random: Random, n: number): string {
  return Array.from({ length: n }, () => random.int(0, 9)).join('');
}

const DAYS = [
  '2024-02-29',
  '2023-02-28',
  '2023-12-31',
  '2024-01-31',
  '2023-03-31',
  '2023-01-01',
  '2024-01-01',
];

export function writeDate(random: Random, { extreme }: Mood): string {
  if (random.chance(Math.min(extreme, 4)))
    return random.pick(['0001-01-01', '9999-12-31', '1900-02-28', '2000-02-29']);
  if (random.chance(50)) return random.pick(DAYS);
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${random.int(2022, 2025)}-${pad(random.int(1, 12))}-${pad(random.int(1, 28))}`;
}

export function writeDuration(random: Random): string {
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
