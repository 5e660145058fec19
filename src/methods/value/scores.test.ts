/** First diagnoses: further operations, events, what patients report. */
import { describe, expect, it } from 'vitest';
import type { Row } from './testing.ts';
import { person, run, stay, visit, words } from './testing.ts';

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
