/** Patients on whose scores three independent implementations agree, by the tables of 2026. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral as text } from '../../../warehouse/warehouse.ts';
import { RX_V05, V24, V28 } from './models.ts';
import { readHcc } from './read.ts';
import { scoreCmsHcc } from './score.ts';
import { CompiledHcc } from './tables.ts';
import type { HccContent } from './tables.ts';

const folder = resolve(import.meta.dirname, '../../../../../shared/reference/cms-hcc');

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

describe.skipIf(!existsSync(folder))('tables and patients of 2026', () => {
  let warehouse: Warehouse;
  let content: HccContent;
  let said: string[];
  beforeAll(async () => {
    warehouse = await openDuckdb();
    const { value, diagnostics } = await readHcc(warehouse, folder, true);
    if (!value) throw new Error(JSON.stringify(diagnostics));
    ({ content } = value);
    said = diagnostics.map(({ code, data }) => `${code} ${String(data['model'] ?? data['file'])}`);
  });
  afterAll(() => warehouse.close());

  test('the models are whole; what the tables hold of RxHCC V08 is two models under one name', () => {
    expect(Object.keys(content.models).join(' ')).toBe('V22 V24 V28 ESRD-V21 ESRD-V24 RX-V05 RX-V08');
    expect(said).toEqual(['hcc-file-unknown ra_eligible_cpt_hcpcs_2026.csv', 'hcc-contradictory RX-V08']);
  });

  test('neither of the two is RxHCC V08 as CMS published it for 2023 or 2026, and their order does not tell them apart', () => {
    const pairs = new Map<string, string[]>();
    for (const line of readFileSync(resolve(folder, 'ra_coefficients_2026.csv'), 'utf8').split('\n')) {
      const [name = '', value = '', , version] = line.trim().split(',');
      if (version === 'R08') pairs.set(name.toLowerCase(), [...(pairs.get(name.toLowerCase()) ?? []), value]);
    }
    expect(pairs.size).toBe(828);
    const larger = [...pairs.values()].map(([a, b]) => Math.sign(Number(a) - Number(b)));
    expect([1, 0, -1].map((sign) => larger.filter((one) => one === sign).length)).toEqual([396, 58, 374]);
    // CMS, CY 2023 Announcement, attachment VIII: women in institutions, and aged women without and with low income.
    const published = {
      rx_ce_lti_f0_34: 1.978,
      rx_ce_lti_f35_44: 2.028,
      rx_ce_lti_f45_54: 1.705,
      rx_ce_lti_f55_59: 1.538,
      rx_ce_lti_f60_64: 1.401,
      rx_ce_lti_f65_69: 1.374,
      rx_ce_nolowaged_f65_69: 0.156,
      rx_ce_nolowaged_f70_74: 0.166,
      rx_ce_nolowaged_f80_84: 0.142,
      rx_ce_lowaged_f65_69: 0.347,
      rx_ce_lowaged_f70_74: 0.302,
      rx_ce_lowaged_f85_89: 0.151,
    };
    // CMS's two packages of 2026, as an independent program carries them: of diagnoses of 2018, and of 2022.
    const [of2018, of2022] = [
      {
        rx_ce_nolowaged_f70_74: 0.114,
        rx_ce_nolowaged_rxhcc30: 0.495,
        rx_ce_nolowaged_rxhcc31: 0.171,
        rx_ce_lowaged_rxhcc30: 0.941,
        rx_ce_lti_rxhcc30: 0.903,
      },
      {
        rx_ce_nolowaged_f70_74: 0.035,
        rx_ce_nolowaged_rxhcc30: 0.567,
        rx_ce_nolowaged_rxhcc31: 0.248,
        rx_ce_lowaged_rxhcc30: 0.983,
        rx_ce_lti_rxhcc30: 0.756,
      },
    ];
    const found = [published, of2018, of2022]
      .flatMap((factors) => Object.entries(factors))
      .filter(([name, value]) => pairs.get(name)?.map(Number).includes(value));
    expect(found).toEqual([]);
  });

  test('each age and sex of new enrollees has its coefficient of RxHCC V05', async () => {
    const tables = content.models[RX_V05.name];
    if (!tables) throw new Error('no tables');
    await warehouse.run(
      `create or replace table people as select row_number() over () as person_id, * from
         (select unnest(range(0, 100)) as age), (values ('F'), ('M')) s(sex), (values ('0'), ('1')) o(orec), (values (true), (false)) e(esrd),
         (values ('Rx_NE_LTI'), ('Rx_NE_Lo'), ('Rx_NE_NoLo')) g(segment);
       create or replace table diagnoses (person_id bigint, code varchar);
       drop table if exists scored; drop table if exists parts`,
    );
    const given = { people: 'people', diagnoses: 'diagnoses', into: 'scored', contributions: 'parts' };
    await scoreCmsHcc(warehouse, new CompiledHcc(RX_V05, tables), given);
    const used = `count(distinct segment || variable) from parts join scored using (person_id)`;
    // 3 segments, renal disease or not, sex: 16 age bands, and 11 from 65 on of those first entitled by disability.
    expect(await warehouse.values(`select count(*) from scored where score is null`)).toEqual([[0n]]);
    expect(await warehouse.values(`select ${used}`)).toEqual([[324n]]);
    // Row 6728 of the table.
    const one = `person_id in (select person_id from people where age = 67 and sex = 'M' and orec = '0' and not esrd)`;
    const score = `select score::varchar from scored where segment = 'Rx_NE_NoLo' and ${one}`;
    expect(await warehouse.values(score)).toEqual([['0.648']]);
  });

  test.each([
    [V24, 1498],
    [V28, 1480],
  ] as const)('$name: categories and scores of $1 patients', async (model, count) => {
    const all = JSON.parse(readFileSync(resolve(folder, 'expected-scores.json'), 'utf8')) as Patient[];
    const patients = all.filter((patient) => patient.model === model.mapping);
    expect(patients.length).toBe(count);
    const tables = content.models[model.name];
    if (!tables) throw new Error('no tables');
    const people = patients.map(
      (p, i) => `(${i}, ${p.age}, ${text(p.sex)}, ${text(p.segment)}, ${text(p.orec)})`,
    );
    const codes = patients.flatMap((p, i) => p.dx.map((code) => `(${i}, ${text(code)})`));
    await warehouse.run(
      `create or replace table people as select * from (values ${people.join(', ')}) t(person_id, age, sex, segment, orec);
       create or replace table diagnoses as select * from (values ${codes.join(', ')}) t(person_id, code);
       drop table if exists scored; drop table if exists parts`,
    );
    const given = { people: 'people', diagnoses: 'diagnoses', into: 'scored', contributions: 'parts' };
    await scoreCmsHcc(warehouse, new CompiledHcc(model, tables), given);
    const scored = await warehouse.values(
      `select person_id, (score * 1000)::integer, categories from scored order by person_id`,
    );
    const expected = patients.map(({ score, hccs }, i) => [
      BigInt(i),
      BigInt(Math.round(score * 1000)),
      hccs.toSorted((a, b) => Number(a) - Number(b)).join('|'),
    ]);
    expect(scored.filter((row, i) => String(row) !== String(expected[i]))).toEqual([]);
    expect(scored.length).toBe(count);
    // What is shown adds up to the score.
    const [apart] = await warehouse.values(
      `select count(*) from scored left join (select person_id, sum(value) as sum from parts group by 1) using (person_id) where score is distinct from sum`,
    );
    expect(apart).toEqual([0n]);
  });
});
