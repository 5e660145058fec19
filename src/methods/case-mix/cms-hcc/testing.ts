/** For tests: tables of a model as small as can be, and the scores of a few people by them. */
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { HccModel } from './models.ts';
import { scoreCmsHcc } from './score.ts';
import { CompiledHcc } from './tables.ts';
import type { HccTables } from './tables.ts';

interface TestPerson {
  age?: number;
  sex?: string;
  dx?: readonly string[];
  [fact: string]: unknown;
}

/** `score` and what adds up to it, by name: `{ score: '1.024', parts: { F70_74: '0.386' }, dx: { I509: 'counted 226' } }`. */
export async function scoresOf(model: HccModel, tables: Partial<HccTables>, people: readonly TestPerson[]) {
  const whole = { mapping: {}, coefficients: {}, hierarchies: {}, labels: {}, edits: [], ...tables };
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    const facts = [...new Set(people.flatMap((person) => Object.keys(person)))].filter(
      (name) => name !== 'dx',
    );
    const cell = (value: unknown) =>
      value === undefined ? 'null' : typeof value === 'string' ? quoteLiteral(value) : String(value);
    const rows = people.map(
      (person, i) => `(${[String(i), ...facts.map((name) => cell(person[name]))].join(', ')})`,
    );
    await warehouse.run(
      `create table people as select * from (values ${rows.join(', ')}) t(${['person_id', ...facts].join(', ')})`,
    );
    await warehouse.run('create table diagnoses(person_id integer, code varchar)');
    const codes = people.flatMap(({ dx = [] }, i) => dx.map((code) => `(${i}, ${quoteLiteral(code)})`));
    if (codes.length > 0) await warehouse.run(`insert into diagnoses values ${codes.join(', ')}`);
    await scoreCmsHcc(warehouse, new CompiledHcc(model, whole), {
      people: 'people',
      diagnoses: 'diagnoses',
      into: 'scored',
      contributions: 'parts',
      diagnosed: 'became',
    });
    const scored = await warehouse.values(
      'select score::varchar, reason, segment from scored order by person_id',
    );
    const parts = await warehouse.values(
      'select person_id, variable, value::varchar from parts order by all',
    );
    const became = await warehouse.values(
      `select person_id, code, concat_ws(' ', outcome, category, 'by ' || superseded_by) from became order by all`,
    );
    const own = (rowsOf: unknown[][], i: number) =>
      Object.fromEntries(
        rowsOf.filter(([id]) => Number(id) === i).map(([, name, value]) => [name, value]) as [
          string,
          string,
        ][],
      );
    return scored.map(([score, reason, segment], i) => ({
      score,
      ...(reason !== null && { reason }),
      segment,
      parts: own(parts, i),
      dx: own(became, i),
    }));
  } finally {
    warehouse.close();
  }
}
