/** Patients on whose scores three independent implementations agree. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import { V24, V28 } from './models.ts';
import { scoreCmsHcc } from './score.ts';

const folder = resolve(import.meta.dirname, '../../../../../shared/reference/cms-hcc');
const table = (name: string) => `read_csv(${quoteLiteral(resolve(folder, name))}, all_varchar = true)`;

interface Patient {
  model: string;
  segment: string;
  age: number;
  sex: string;
  orec: string;
  dx: string[];
  hccs: string[];
  score: number;
}

test.skipIf(!existsSync(folder)).each([
  [V24, 1498],
  [V28, 1480],
] as const)('$name: categories and scores of $1 patients', async (model, count) => {
  const all = JSON.parse(readFileSync(resolve(folder, 'expected-scores.json'), 'utf8')) as Patient[];
  const patients = all.filter((patient) => patient.model === model.mapping);
  expect(patients.length).toBe(count);
  const warehouse = await openDuckdb();
  try {
    await warehouse.run(
      `create table mapping as select * from ${table('ra_dx_to_cc_2026.csv')};
       create table coefficients as select coefficient, value::decimal(18, 3) as value, model_version from ${table('ra_coefficients_2026.csv')};
       create table hierarchies as select * from ${table('ra_hierarchies_2026.csv')};
       create table edits as select * from ${table('ra_dx_edits.csv')};
       create table people(person_id integer, age integer, sex varchar, segment varchar, orec varchar, medicaid boolean);
       create table diagnoses(person_id integer, code varchar)`,
    );
    const text = quoteLiteral;
    const people = patients.map(
      (p, i) => `(${i}, ${p.age}, ${text(p.sex)}, ${text(p.segment)}, ${text(p.orec)}, false)`,
    );
    await warehouse.run(`insert into people values ${people.join(', ')}`);
    const codes = patients.flatMap((p, i) => p.dx.map((code) => `(${i}, ${text(code)})`));
    await warehouse.run(`insert into diagnoses values ${codes.join(', ')}`);
    await scoreCmsHcc(
      warehouse,
      model,
      { mapping: 'mapping', coefficients: 'coefficients', hierarchies: 'hierarchies', edits: 'edits' },
      { people: 'people', diagnoses: 'diagnoses', into: 'scored', contributions: 'parts' },
    );
    const scored = await warehouse.values(
      `select person_id, (score * 1000)::integer, list_transform(categories, lambda c: c::varchar) from scored order by person_id`,
    );
    const expected = patients.map(({ score, hccs }, i) => [
      BigInt(i),
      BigInt(Math.round(score * 1000)),
      hccs.toSorted((a, b) => Number(a) - Number(b)),
    ]);
    expect(scored.filter((row, i) => JSON.stringify(row, big) !== JSON.stringify(expected[i], big))).toEqual(
      [],
    );
    expect(scored.length).toBe(count);
  } finally {
    warehouse.close();
  }
});

const big = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
