/**
 * What the models of `models/README.md` (and `more`) must not do, tried on the tests of each, by the interpreter, as some hundred runs take it a second.
 *
 * As of a day nobody knows a later one: as of days in the middle of the story, once with everything the table holds and once with only what had happened by
 * then, what is final must be the same. And unknown is not zero: with a fact taken out, what was final stays as it was or is no longer final; no other amount
 * takes its place, not even of another row that the fact’s row would have stood before. (Rows of groups and years that vanish with the fact are for the run to
 * report.)
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TestCase } from '../../src/language/agreement.ts';
import type { Plan } from '../../src/language/plan.ts';
import { givenOf } from '../properties/given.ts';
import type { Data, DataRow } from '../properties/model.ts';
import { casesOf, libraryTests } from '../runs/library.ts';
import { dataOf } from './data-of.ts';
import { interpret } from './interpret.ts';

const table = readFileSync(resolve(import.meta.dirname, '../../models/README.md'), 'utf8');
const models = new Set([...table.matchAll(/^\| A\d+b? \|[^|]*\| `([^`]+)` \|/gm)].map(([, model]) => model));
/** Of other rows, held to the same. */
const more = new Set([
  'cn/dip',
  'cn/drg',
  'cn/county-consortium',
  'uk/best-practice-tariff',
  'generic/fee-for-service',
  'nl/diabetes-bundle',
  'us/team',
  'us/cjr',
]);
const listed = libraryTests().filter(({ model }) => models.has(model) || more.has(model));

/** How far somebody was followed: by an earlier day to it, at most. */
const FOLLOWED = new Set(['seen_until']);
/** Says by itself when the rest of its row came to be known. */
const ARRIVED = new Set(['reported']);

/** What the table would have held on the day: no later row, no later date in a row of an earlier one. */
function knownOn(plan: Plan, data: Data, day: string): Data {
  const gone = new Map<string, Set<string>>();
  let rows = data.rows;
  // Rows of rows that are gone go too, whatever the order of the entities.
  for (let before = -1, now = 0; before !== now; now = [...gone.values()].flatMap((ids) => [...ids]).length) {
    before = now;
    rows = Object.fromEntries(
      plan.entities
        .filter(({ name }) => name in rows)
        .map((entity) => {
          const ids = gone.get(entity.name) ?? new Set();
          gone.set(entity.name, ids);
          const kept = (rows[entity.name] ?? []).flatMap((row): DataRow[] => {
            const copy = { ...row };
            let later = entity.references.some(
              ({ to, name }) => row[name] !== undefined && gone.get(to)?.has(row[name]),
            );
            for (const { name, type, optional } of entity.facts) {
              if (type.kind !== 'date' || ARRIVED.has(name) || (row[name] ?? '') <= day) continue;
              if (FOLLOWED.has(name)) copy[name] = day;
              else if (optional) delete copy[name];
              else later = true;
            }
            if (later && row['id'] !== undefined) ids.add(row['id']);
            return later ? [] : [copy];
          });
          return [entity.name, kept];
        }),
    );
  }
  return { ...data, rows };
}

/** Days in the test’s facts, and the eve of each: a third and two thirds through; every one with OPENVBP_ALL_CASES. */
function daysOf(plan: Plan, { rows, asOf }: Data): string[] {
  const dates = plan.entities.flatMap(({ name, facts }) =>
    facts
      .filter(({ type }) => type.kind === 'date')
      .flatMap((fact) => (rows[name] ?? []).map((row) => row[fact.name] ?? '')),
  );
  const eve = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  const days = [...new Set(dates.filter((day) => day !== '').flatMap((day) => [eve(day), day]))];
  const before = days.filter((day) => day <= asOf).sort();
  if (process.env['OPENVBP_ALL_CASES'] !== undefined) return before;
  const third = Math.floor(before.length / 3);
  return [...new Set([before[third], before[2 * third]])].filter((day) => day !== undefined);
}

interface Payment {
  status: string;
  amount: string;
}

/** By payment and key. */
function statement({ agreement: { plan, parties } }: TestCase, data: Data): Map<string, Payment> {
  const roles = Object.fromEntries(parties.map(({ role, id }) => [role, id]));
  const rows = interpret(plan, { ...givenOf(plan, data), parties: roles }).statement;
  return new Map(
    rows.map(({ payment, key, status, amount }) => [`${payment} ${key}`, { status, amount: String(amount) }]),
  );
}

/** What is final, but nothing. */
const finals = (all: Map<string, Payment>) =>
  new Map([...all].filter(([, { status, amount }]) => status === 'final' && Number(amount) !== 0));

/** A late dispute of no known amount holds nothing up: what is owed is the same, under the other name. */
const MEANT = new Set(['drug/rebate-disputes dispute.amount']);

/** The data without a fact of a row. */
const without = (data: Data, entity: string, at: number, fact: string): Data => ({
  ...data,
  rows: {
    ...data.rows,
    [entity]: (data.rows[entity] ?? []).map((row, i) =>
      i === at ? Object.fromEntries(Object.entries(row).filter(([name]) => name !== fact)) : row,
    ),
  },
});

/** Facts that must be known, with the rows that have them: the first of each; every one with OPENVBP_ALL_CASES. */
const needed = (plan: Plan, data: Data) =>
  plan.entities.flatMap(({ name, facts, key }) =>
    facts
      .filter((fact) => !fact.optional && !key.some((part) => part.name === fact.name))
      .flatMap((fact) => {
        const rows = (data.rows[name] ?? []).flatMap((row, i) => (fact.name in row ? [i] : []));
        const some = process.env['OPENVBP_ALL_CASES'] === undefined ? rows.slice(0, 1) : rows;
        return some.map((at) => ({ entity: name, fact: fact.name, at }));
      }),
  );

describe('a model of the table', () => {
  it.each(listed)('$model: $name reads nothing later than the as-of date', ({ file }) => {
    for (const one of casesOf(file)) {
      const data = dataOf(one);
      for (const day of daysOf(one.agreement.plan, data)) {
        const all = statement(one, { ...data, asOf: day });
        const known = statement(one, { ...knownOn(one.agreement.plan, data, day), asOf: day });
        expect(finals(all), `${one.name}, as of ${day}`).toEqual(finals(known));
      }
    }
  });

  it.each(listed)('$model: $name takes nothing unknown for zero', ({ model, file }) => {
    const all = casesOf(file);
    for (const one of process.env['OPENVBP_ALL_CASES'] === undefined ? all.slice(0, 3) : all) {
      const data = dataOf(one);
      const before = statement(one, data);
      for (const { entity, fact, at } of needed(one.agreement.plan, data)) {
        if (MEANT.has(`${model} ${entity}.${fact}`)) continue;
        const changed = [...statement(one, without(data, entity, at, fact))].filter(
          ([payment, { status, amount }]) => {
            const was = before.get(payment);
            // What another unknown held up before is not looked at.
            if (status !== 'final' || was?.status === 'undetermined') return false;
            return was?.status !== 'final' || was.amount !== amount;
          },
        );
        expect(changed, `${one.name}: without ${entity}.${fact} of row ${at + 1}`).toEqual([]);
      }
    }
  });
});
