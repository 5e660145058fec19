/**
 * As of a day nobody knows a later one: the tests of the models of `models/README.md`, each as of days in the middle of its story, once with everything its
 * table holds and once with only what had happened by then. What is final must be the same. By the interpreter, as some hundred runs take it a second.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TestCase } from '../../src/language/agreement.ts';
import type { Plan } from '../../src/language/plan.ts';
import { givenOf } from '../properties/given.ts';
import type { Data, DataRow } from '../properties/model.ts';
import { casesOf, libraryTests } from '../runs/library.ts';
import { dataOf } from './data-of.ts';
import { interpret } from './interpret.ts';

const models = resolve(import.meta.dirname, '../../models');
const table = readFileSync(join(models, 'README.md'), 'utf8');
const listed = new Set([...table.matchAll(/^\| A\d+b? \|[^|]*\| `([^`]+)` \|/gm)].map(([, model]) => model));
const files = libraryTests().filter(({ model }) => listed.has(model));

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

/** Payments as of the day by payment and key, those of nothing left out. */
function statement(one: TestCase, data: Data, asOf: string): Map<string, string> {
  const { plan, parties } = one.agreement;
  const given = {
    ...givenOf(plan, { ...data, asOf }),
    parties: Object.fromEntries(parties.map(({ role, id }) => [role, id])),
  };
  const final = interpret(plan, given).statement.filter(
    ({ status, amount }) => status === 'final' && Number(amount) !== 0,
  );
  return new Map(final.map((row) => [`${row.payment} ${row.key}`, String(row.amount)]));
}

describe('nothing later than the as-of date decides what is final', () => {
  it.each(files)('$model: $name', ({ file }) => {
    for (const one of casesOf(file)) {
      const data = dataOf(one);
      for (const day of daysOf(one.agreement.plan, data)) {
        const all = statement(one, data, day);
        const known = statement(one, knownOn(one.agreement.plan, data, day), day);
        expect(all, `${one.name}, as of ${day}`).toEqual(known);
      }
    }
  });
});
