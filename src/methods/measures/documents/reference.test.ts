/**
 * Measure documents made at random, over small populations made at random, come out as the plain reading of the guide says (`reference.ts`): rates, people, and the lines
 * behind. `OPENVBP_PROPERTY_MEASURES=500 OPENVBP_PROPERTY_SEED=7` asks for more, and for others.
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Given, Got } from '../../testing.ts';
import { computeExample } from '../../testing.ts';
import { measure as schema } from './document.ts';
import { measurePerson, measureRate } from './methods.ts';
import { asOf, population } from './random-measures.ts';
import { documents } from './random-documents.ts';
import type { Judged, Judgement } from './reference.ts';
import { judge } from './reference.ts';

const RUNS = Number(process.env['OPENVBP_PROPERTY_MEASURES'] ?? 3);
const SEED = Number(process.env['OPENVBP_PROPERTY_SEED'] ?? 4);
const PERIOD = { from: '2023-01-01', to: '2024-01-01' };

/** Ten-thousandths as a decimal without padding zeros. */
const shown = (value: bigint) => {
  const sign = value < 0n ? '-' : '';
  const digits = String(value < 0n ? -value : value).padStart(5, '0');
  return `${sign}${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '');
};

/** Millionths, half to even. */
function score(numerator: bigint, denominator: bigint, per: string): string | null {
  if (denominator === 0n) return null;
  const product = numerator * BigInt(per) * 1_000_000n;
  const negative = product < 0n;
  const whole = negative ? -product : product;
  const [quotient, rest] = [whole / denominator, whole % denominator];
  const up = rest * 2n > denominator || (rest * 2n === denominator && quotient % 2n === 1n);
  const rounded = quotient + (up ? 1n : 0n);
  const text = String(rounded).padStart(7, '0');
  const made = `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, '');
  return negative && rounded !== 0n ? `-${made}` : made;
}

function added(units: readonly Judged[]) {
  const sum = (of: (one: Judged) => bigint) => units.reduce((all, one) => all + of(one), 0n);
  const count = (status: string) => units.filter((one) => one.status === status).length;
  return {
    units: units.length,
    excluded: count('excluded'),
    unknown: count('unknown'),
    numerator: sum((one) => one.numerator),
    denominator: sum((one) => one.denominator),
  };
}

const row = (name: string, units: readonly Judged[], rest: (sums: ReturnType<typeof added>) => object) => {
  const sums = added(units);
  const { numerator, denominator } = sums;
  return {
    measure: name,
    ...sums,
    numerator: shown(numerator),
    denominator: shown(denominator),
    ...rest(sums),
  };
};

const REASONS = new Set(['unknown', 'not-due']);
/** Why it is not known is told more closely than the guide says. */
const reason = (text: unknown) => (REASONS.has(String(text)) ? 'unknown' : text);
const some = (rows: readonly Got[], names: readonly string[]) =>
  rows.map((one) =>
    Object.fromEntries(names.map((name) => [name, name === 'reason' ? reason(one[name]) : one[name]])),
  );
const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

async function compare(tables: Record<string, Given[]>, texts: readonly string[], day: string) {
  const files = Object.fromEntries(texts.map((text, i) => [`m${i}.yaml`, text]));
  const example = { tables, files, asOf: day, options: { measures: Object.keys(files).join(',') } };
  const judged = texts.map((text, i): [string, string, Judgement] => {
    const document = schema.parse(JSON.parse(text));
    return [`m${i}`, document.per, judge(document, { tables, period: PERIOD, asOf: day })];
  });
  const rates = await computeExample(measureRate, { ...example, withoutLines: true });
  expect(rates.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(
    some(rates.rows, ['measure', 'units', 'excluded', 'unknown', 'numerator', 'denominator', 'score']),
  ).toEqual(
    judged.map(([name, per, { units }]) =>
      row(name, units, ({ numerator, denominator }) => ({ score: score(numerator, denominator, per) })),
    ),
  );
  const people = await computeExample(measurePerson, example);
  const expected = judged.flatMap(([name, , { units }]) =>
    [...new Set(units.map(({ person }) => person))].map((person) => {
      const own = units.filter((one) => one.person === person);
      const why = own.flatMap((one) => (one.reason === null ? [] : [one.reason])).sort();
      return row(name, own, ({ denominator }) => ({
        person_id: person,
        reason: denominator > 0n ? null : (why[0] ?? null),
      }));
    }),
  );
  const columns = [
    'measure',
    'units',
    'excluded',
    'unknown',
    'numerator',
    'denominator',
    'person_id',
    'reason',
  ];
  expect(some(people.rows, columns).sort(byText)).toEqual(expected.sort(byText));
  const lines = people.lines.map(({ key, table, _line, counted, reason: why }) => {
    const [name, , person] = String(key).split(',');
    return { line: `${name} ${person} ${table}:${_line}`, counted, why };
  });
  const all = (of: (one: Judgement) => Set<string>, one: (typeof judged)[number]) =>
    [...of(one[2])].map((line) => `${one[0]} ${line}`);
  expect(lines.flatMap(({ line, counted }) => (counted ? [line] : [])).sort()).toEqual(
    judged.flatMap((one) => all(({ counted }) => counted, one)).sort(),
  );
  const seen = new Set(judged.flatMap((one) => all((judgement) => judgement.seen, one)));
  expect(lines.filter(({ line }) => !seen.has(line))).toEqual([]);
  return judged.map(([, , judgement]) => judgement);
}

it('is as the plain reading of the guide has it', { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(population, documents(4), asOf, async (tables, texts, day) => {
      await compare(tables, texts, day);
    }),
    { numRuns: RUNS, seed: SEED, ...(process.env['OPENVBP_SHRINK'] === undefined && { endOnFailure: true }) },
  );
});
