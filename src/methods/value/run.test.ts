/** Worked examples: a few people's claims → what became of them and what it cost, provider by provider. */
import { afterEach, describe, expect, it } from 'vitest';
import { canonicalTable } from '../../data/canonical/index.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import { checkDocument } from '../shared/document.ts';
import { columnsOfTable, completeTables } from '../tables.ts';
import { condition, misfits } from './document.ts';
import type { ValueReport } from './report.ts';
import { reported } from './run.ts';

type Row = Record<string, string | number | boolean | null>;
const open: Warehouse[] = [];
afterEach(() => open.splice(0).forEach((warehouse) => warehouse.close()));

async function data(tables: Record<string, readonly Row[]>): Promise<Warehouse> {
  const warehouse = await openDuckdb({ threads: 1 });
  open.push(warehouse);
  await completeTables(warehouse);
  await warehouse.run('create schema methods');
  for (const [name, rows] of Object.entries(tables)) {
    const columns = columnsOfTable(canonicalTable(name));
    for (const [i, given] of rows.entries()) {
      const row: Row = { _source: 0, _file: 0, _line: i + 1, ...given };
      const cells = Object.entries(row).map(([column, cell]) => {
        const type = columns.find((one) => one.name === column)?.type;
        if (type === undefined) throw new Error(`${name} has no column ${column}`);
        return cell === null ? 'null' : `${quoteLiteral(String(cell))}::${type}`;
      });
      await warehouse.run(
        `insert into data.${name} (${Object.keys(row).map(quoteIdentifier).join(', ')}) values (${cells.join(', ')})`,
      );
    }
  }
  return warehouse;
}

const head = `
condition: test
version: '1'
title: { en: Test, zh: 测试 }
source: made up
adjustment: { method: strata, least: '1' }
least_cases: '1'
`;
const words = (name: string) => `outcome: ${name}
    title: { en: ${name}, zh: ${name} }
    source: made up`;

async function run(text: string, tables: Record<string, readonly Row[]>, asOf = '2023-01-01') {
  const { value: document, diagnostics: wrong } = checkDocument(head + text, '/test.yaml', condition);
  expect(wrong).toEqual([]);
  expect(misfits(document!)).toEqual([]);
  const warehouse = await data(tables);
  const { value, diagnostics } = await reported(
    warehouse,
    document!,
    { file: '/test.yaml' },
    {
      data: '/data',
      basis: 'paid',
      cwd: '/',
      asOf,
    },
  );
  const outcome = async (name: string) =>
    Object.fromEntries(
      (
        await warehouse.values(
          `select person_id, coalesce(value::double::varchar, reason) from outcome join cycle using (cycle_id) where outcome = '${name}' order by start, person_id`,
        )
      ).map(([person, cell]) => [String(person), String(cell)]),
    );
  const rows = (sql: string) => warehouse.values(sql);
  return { value: value as ValueReport, diagnostics, outcome, rows };
}

let claims = 0;
const stay = (
  person_id: string,
  facility_npi: string,
  [from, to]: [string, string],
  paid_amount: string | null,
  more: Row = {},
): Row => ({
  claim_id: `C${(claims += 1)}`,
  claim_line_number: 1,
  claim_type: 'institutional',
  bill_type_code: '111',
  person_id,
  facility_npi,
  claim_start_date: from,
  claim_end_date: to,
  admission_date: from,
  discharge_date: to,
  diagnosis_code_1: 'I50.9',
  paid_amount,
  data_source: 'test',
  ...more,
});
const visit = (person_id: string, billing_npi: string, day: string, more: Row = {}): Row => ({
  claim_id: `C${(claims += 1)}`,
  claim_line_number: 1,
  claim_type: 'professional',
  person_id,
  billing_npi,
  claim_start_date: day,
  claim_line_start_date: day,
  claim_end_date: day,
  diagnosis_code_1: 'E11.9',
  paid_amount: '10',
  data_source: 'test',
  ...more,
});
const person = (person_id: string, more: Row = {}): Row => ({
  person_id,
  gender: 'female',
  birth_date: '1950-06-15',
  enrollment_start_date: '2020-01-01',
  enrollment_end_date: null,
  ...more,
});

describe('stays for heart failure', () => {
  const document = `
people: { begins: stay, diagnoses: ['I50*'] }
cycle: { length: P90D }
provider: facility
case_mix: []
headline: again
outcomes:
  - kind: stay
    better: lower
    from: discharge
    within: P30D
    urgent: 'true'
    among: discharged-alive
    ${words('again')}
  - kind: death
    better: lower
    within: P90D
    ${words('death')}
  - kind: stay-length
    better: lower
    ${words('days')}
`;
  const tables = {
    eligibility: [
      person('back'),
      person('dies', { death_date: '2022-03-20', enrollment_end_date: '2022-03-20' }),
      person('leaves', { enrollment_end_date: '2022-05-20' }),
      person('planned'),
      person('in-hospital', { death_date: '2022-07-03' }),
      person('late'),
      person('transfer'),
    ],
    medical_claim: [
      stay('back', 'A', ['2022-01-10', '2022-01-15'], '1000.10'),
      stay('back', 'B', ['2022-02-01', '2022-02-03'], '200.20', { diagnosis_code_1: 'J18.9' }),
      visit('back', 'X', '2022-03-01', { paid_amount: '0.05' }),
      visit('back', 'X', '2022-04-30', { paid_amount: '77' }),
      stay('dies', 'A', ['2022-03-01', '2022-03-05'], '500'),
      stay('leaves', 'A', ['2022-05-01', '2022-05-04'], '300'),
      stay('planned', 'B', ['2022-06-01', '2022-06-06'], '400'),
      stay('planned', 'B', ['2022-06-16', '2022-06-17'], '50', {
        admit_type_code: '3',
        diagnosis_code_1: 'Z45.0',
      }),
      stay('in-hospital', 'B', ['2022-07-01', '2022-07-03'], '600', { discharge_disposition_code: '20' }),
      stay('late', 'B', ['2022-12-10', '2022-12-15'], '700'),
      // Moved to another hospital on the day: one stay, not a readmission.
      stay('transfer', 'A', ['2022-08-01', '2022-08-03'], '100'),
      stay('transfer', 'B', ['2022-08-03', '2022-08-09'], '900'),
    ],
  };

  it('readmission: urgent, of those who went home alive, known where the 30 days were followed or death came first', async () => {
    const { outcome } = await run(document, tables);
    expect(await outcome('again')).toEqual({
      back: '1.0',
      dies: '0.0',
      leaves: 'lost',
      planned: '0.0',
      late: 'not-due',
      transfer: '0.0',
    });
    expect(await outcome('death')).toEqual({
      back: '0.0',
      dies: '1.0',
      leaves: 'lost',
      planned: '0.0',
      'in-hospital': '1.0',
      late: 'not-due',
      transfer: '0.0',
    });
    expect(await outcome('days')).toMatchObject({ back: '5.0', transfer: '8.0' });
  });

  it('cost: all services of the 90 days, to the cent, of cycles that are over and followed', async () => {
    const { rows, value } = await run(document, tables);
    const costs = await rows(
      'select person_id, cost::varchar, cost_start::varchar, cost_stays::varchar, cost_outpatient::varchar, why from cycle order by start',
    );
    expect(costs).toEqual([
      ['back', '1200.3500', '1000.1000', '200.2000', '0.0500', null],
      ['dies', '500.0000', '500.0000', '0.0000', '0.0000', null],
      ['leaves', null, null, null, null, 'lost'],
      ['planned', '450.0000', '400.0000', '50.0000', '0.0000', null],
      ['in-hospital', '600.0000', '600.0000', '0.0000', '0.0000', null],
      ['transfer', '1000.0000', '1000.0000', '0.0000', '0.0000', null],
      ['late', null, null, null, null, 'not-over'],
    ]);
    expect(value.all.figures['cost']?.total).toBe('3750.35');
    expect(value.all.figures['cost']?.observed).toBeCloseTo(750.07, 10);
  });

  it('providers: where the cycle began; unknown outcomes stand beside the share, not in it', async () => {
    const { value } = await run(document, tables);
    expect(value.providers.map(({ provider, cycles }) => [provider, cycles])).toEqual([
      ['A', 4],
      ['B', 3],
    ]);
    const [a, b] = value.providers;
    expect(a?.figures['again']).toMatchObject({ cases: 4, known: 3, total: '1', unknown: { lost: 1 } });
    // Of the three of B one died in hospital, of one it is too early to say.
    expect(b?.figures['again']).toMatchObject({ cases: 2, known: 1, total: '0', unknown: { 'not-due': 1 } });
    // One of four in all; the three of A would have 0.75 were they like all.
    expect(a?.figures['again']?.expected).toBeCloseTo(0.25, 12);
    expect(a?.figures['again']?.ratio).toBeCloseTo(1 / 0.75, 12);
    expect(a?.quadrant).toBe('worse-dearer');
  });

  it('an amount that is unknown makes the cost of its cycle unknown, not less', async () => {
    const claim = [...tables.medical_claim, visit('planned', 'X', '2022-06-20', { paid_amount: null })];
    const { value } = await run(document, { ...tables, medical_claim: claim });
    expect(value.all.figures['cost']).toMatchObject({
      known: 4,
      unknown: { 'amount-unknown': 1, lost: 1, 'not-over': 1 },
    });
  });

  it('an amount that cannot be right is an error, not a wrong figure', async () => {
    const { value, diagnostics } = await run(document, {
      ...tables,
      medical_claim: [
        ...tables.medical_claim,
        visit('planned', 'X', '2022-06-20', { paid_amount: '99999999999999' }),
      ],
    });
    expect(value).toBeUndefined();
    expect(diagnostics.find(({ code }) => code === 'value-too-large')?.data).toMatchObject({
      outcome: 'cost',
    });
  });

  it('without coverage nobody is lost, which is said', async () => {
    const { diagnostics, outcome } = await run(document, { medical_claim: tables.medical_claim });
    expect(diagnostics.map(({ code }) => code)).toContain('value-no-coverage');
    expect(await outcome('again')).toMatchObject({ leaves: '0.0' });
  });

  it('nothing at all, or nobody with the condition, is an error with words', async () => {
    const nobody = await run(document, { medical_claim: [visit('x', 'X', '2022-01-01')] });
    expect(nobody.diagnostics.map(({ code }) => code)).toContain('value-no-cycles');
    const nothing = await run(document, {});
    expect(nothing.diagnostics.map(({ code }) => code)).toEqual(['value-empty-data']);
  });
});

describe('years with diabetes', () => {
  const document = `
people: { begins: year, diagnoses: ['E11*'], days_needed: '2', from_age: '18' }
cycle: { length: P12M }
provider: primary-care
case_mix: [{ variable: age, bands: ['50', '70'] }, { variable: sex }]
headline: controlled
outcomes:
  - kind: level
    better: higher
    codes: ['4548-4']
    units: [{ unit: '%' }, { unit: mmol/mol, times: '0.09148', plus: '2.152' }]
    below: '7'
    ${words('controlled')}
  - kind: visits
    better: higher
    at_most: '2'
    diagnoses: ['E11*']
    ${words('visits')}
  - kind: diagnosis
    better: lower
    within: P12M
    diagnoses: ['I21*']
    ${words('attack')}
  - kind: drug
    better: higher
    among: low-income
    drugs: ['99999020190']
    ${words('drug')}
`;
  const result = (
    person_id: string,
    observation_date: string,
    value_number: string,
    unit: string,
    i: number,
  ): Row => ({
    observation_id: `${person_id}${i}`,
    person_id,
    code: '4548-4',
    observation_date,
    value_number,
    unit,
  });
  const tables = {
    eligibility: [
      person('a', { registered_provider: 'P1', low_income_subsidy_indicator: '1' }),
      person('b', { birth_date: '1980-01-01', gender: 'male', low_income_subsidy_indicator: '1' }),
      person('c'),
      person('once'),
      person('child', { birth_date: '2010-01-01' }),
    ],
    provider: [
      { provider_id: 'P1', name: 'House 1', kind: 'institution', primary_care: true },
      { provider_id: 'P2', name: 'House 2', kind: 'institution', primary_care: true },
      { provider_id: 'H', name: 'Hospital', kind: 'institution', primary_care: false },
    ],
    medical_claim: [
      ...['2021-01-01', '2021-03-01', '2021-06-01'].map((day) => visit('a', 'P2', day)),
      ...['2021-01-01', '2021-02-01'].map((day) => visit('b', 'P2', day)),
      visit('b', 'H', '2021-05-05', { diagnosis_code_1: 'I21.9' }),
      ...['2021-01-01', '2021-02-01', '2021-02-02'].map((day) => visit('c', 'H', day)),
      // Known since before the first year: not new in it.
      visit('c', 'H', '2020-12-01', { diagnosis_code_1: 'I21.9' }),
      visit('c', 'H', '2021-05-05', { diagnosis_code_1: 'I21.9' }),
      visit('once', 'P1', '2021-01-01'),
      ...['2021-01-01', '2021-02-01'].map((day) => visit('child', 'P1', day)),
    ],
    pharmacy_claim: [
      {
        claim_id: 'R1',
        claim_line_number: 1,
        person_id: 'a',
        dispensing_date: '2021-04-01',
        ndc_code: '99999020190',
        paid_amount: '12.34',
        data_source: 'test',
      },
    ],
    observation: [
      result('a', '2021-02-01', '6.0', '%', 1),
      result('a', '2021-11-01', '7.0', '%', 2),
      // 50 mmol/mol is 6.7 %.
      result('b', '2021-06-01', '50', 'mmol/mol', 1),
      result('c', '2021-06-01', '120', 'mg/dL', 1),
    ],
  };

  it('the last result of the year, in any unit that can be compared; who was not measured is not known', async () => {
    const { outcome, diagnostics } = await run(document, tables, '2022-01-01');
    expect(await outcome('controlled')).toEqual({ a: '0.0', b: '1.0', c: 'not-measured' });
    const strange = diagnostics.find(({ code }) => code === 'value-strange-units');
    expect(strange?.data).toMatchObject({ count: 1, units: 'mg/dL' });
  });

  it('visits for the condition, complications that are new, drugs of people of low income', async () => {
    const { outcome, diagnostics } = await run(document, tables, '2022-01-01');
    expect(await outcome('visits')).toEqual({ a: '0.0', b: '1.0', c: '0.0' });
    expect(await outcome('attack')).toEqual({ a: '0.0', b: '1.0' });
    expect(await outcome('drug')).toEqual({ a: '1.0', b: '0.0' });
    // One outpatient day is no diagnosis; a child is none of these people.
    expect(diagnostics.find(({ code }) => code === 'value-no-age')?.data).toMatchObject({ count: 1 });
  });

  it('registered people are their house’s, others that of primary care with most days, else nobody’s', async () => {
    const { value, rows } = await run(document, tables, '2022-01-01');
    expect(
      await rows(
        'select person_id, provider, age, levels from cycle join case_mix using (cycle_id) order by 1',
      ),
    ).toEqual([
      ['a', 'P1', 70n, ['≥70', 'female']],
      ['b', 'P2', 41n, ['<50', 'male']],
      ['c', null, 70n, ['≥70', 'female']],
    ]);
    expect(value.providers.map(({ provider, name }) => [provider, name])).toEqual([
      ['P1', 'House 1'],
      ['P2', 'House 2'],
      [null, null],
    ]);
    expect(value.all.figures['cost']?.total).toBe('112.34');
  });
});

describe('first diagnosis of cancer', () => {
  const document = `
people: { begins: first-diagnosis, diagnoses: ['C50*'], days_needed: '1' }
cycle: { length: P12M }
provider: most-visits
headline: again
outcomes:
  - kind: procedure
    better: lower
    within: P90D
    after: ['19301']
    procedures: ['19301', '19303']
    ${words('again')}
  - kind: event
    better: lower
    within: P12M
    events: [Relapse]
    ${words('relapse')}
  - kind: change
    better: higher
    codes: [EQ]
    before: P60D
    at: P6M
    within: P30D
    ${words('life')}
  - kind: responder
    better: higher
    codes: [EQ]
    before: P60D
    at: P6M
    within: P30D
    important: '0.1'
    ${words('better')}
`;
  const breast = (person_id: string, npi: string, day: string, more: Row = {}) =>
    visit(person_id, npi, day, { diagnosis_code_1: 'C50.9', ...more });
  const score = (person_id: string, observation_date: string, value_number: string): Row => ({
    observation_id: `${person_id}${observation_date}`,
    person_id,
    code: 'EQ',
    observation_date,
    value_number,
  });
  const tables = {
    eligibility: ['new', 'known', 'whole', 'short'].map((one) =>
      person(one, one === 'short' ? { enrollment_start_date: '2021-05-01' } : {}),
    ),
    medical_claim: [
      breast('new', 'S', '2021-06-01'),
      breast('new', 'S', '2021-06-20', { hcpcs_code: '19301' }),
      breast('new', 'S', '2021-08-20', { hcpcs_code: '19303' }),
      breast('new', 'T', '2021-09-01'),
      // Ill since before: her second year is not a first one.
      breast('known', 'S', '2020-03-01'),
      breast('known', 'S', '2021-03-01'),
      breast('whole', 'T', '2021-07-01', { hcpcs_code: '19301' }),
      breast('whole', 'T', '2021-12-01', { hcpcs_code: '19301' }),
      // Covered for less than a year before: nobody knows whether it is the first.
      breast('short', 'T', '2021-07-01'),
    ],
    outcome_event: [{ person_id: 'whole', event: 'relapse', event_date: '2022-03-01' }],
    observation: [
      score('new', '2021-05-20', '0.50'),
      score('new', '2021-12-10', '0.65'),
      score('whole', '2021-06-20', '0.70'),
    ],
  };

  it('new patients only; reoperation counts from the first operation; scores that lack a side are unknown', async () => {
    const { outcome, value } = await run(document, tables, '2023-01-01');
    expect(await outcome('again')).toEqual({ new: '1.0', whole: '0.0' });
    expect(await outcome('relapse')).toEqual({ new: '0.0', whole: '1.0' });
    expect(await outcome('life')).toEqual({ new: '0.15', whole: 'no-followup' });
    expect(await outcome('better')).toEqual({ new: '1.0', whole: 'no-followup' });
    expect(value.rejected).toEqual({ 'not-covered': 2 });
    // Three days at S, one at T.
    expect(value.providers.map(({ provider }) => provider)).toEqual(['S', 'T']);
  });
});

describe('answers to an instrument', () => {
  const document = (more: string) => `
people: { begins: procedure, procedures: ['80.51'] }
cycle: { length: P12M }
provider: facility
case_mix: [{ variable: score, outcome: change, bands: ['5'] }]
headline: change
outcomes:
  - kind: change
    better: lower
    ${more}
    at: P6M
    within: P30D
    ${words('change')}
`;
  const answer = (person_id: string, observation_date: string, code: string, value_number: string): Row => ({
    observation_id: `${person_id}${observation_date}${code}`,
    person_id,
    code_type: code === 'pain' ? 'pain-nrs' : 'eq-5d-5l',
    code,
    observation_date,
    value_number,
  });
  const tables = {
    eligibility: [person('p'), person('q')],
    medical_claim: ['p', 'q'].map((one) =>
      stay(one, 'A', ['2021-02-01', '2021-02-05'], '100', {
        procedure_code_1: '80.51',
        diagnosis_code_1: 'M51.2',
      }),
    ),
    observation: [
      answer('p', '2021-01-20', 'pain', '8'),
      answer('p', '2021-08-05', 'pain', '3'),
      answer('q', '2021-01-20', 'pain', '4'),
      ...['MO', 'SC', 'UA', 'PD', 'AD'].map((item) => answer('p', '2021-01-20', item, '2')),
    ],
  };

  it('are scored as its document says; the score before is a variable of case mix', async () => {
    const { outcome, rows } = await run(document('instrument: pain-nrs\n    scale: pain'), tables);
    expect(await outcome('change')).toEqual({ p: '-5.0', q: 'no-followup' });
    expect(
      await rows('select person_id, levels from cycle join case_mix using (cycle_id) order by 1'),
    ).toEqual([
      ['p', ['≥5']],
      ['q', ['<5']],
    ]);
  });

  it('need a value set where it has one, which is said', async () => {
    const { diagnostics } = await run(document('instrument: eq-5d-5l\n    scale: utility'), tables);
    expect(diagnostics.map(({ code }) => code)).toContain('value-no-scale');
  });
});
