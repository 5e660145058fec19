/** Test support: small populations and measure documents at random, whose days and codes meet more often than chance would have it. */
import * as fc from 'fast-check';
import type { Given } from '../../testing.ts';

/** Days at the edges of the period and of months, and some days about them. */
const BASES =
  '2021-12-31 2022-02-28 2022-12-31 2023-01-01 2023-03-31 2023-06-30 2023-07-14 2023-12-01 2023-12-31 2024-01-30 2024-02-29'.split(
    ' ',
  );
const later = (day: string, by: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
const day = fc
  .tuple(fc.constantFrom(...BASES), fc.constantFrom(0, 0, 0, 1, 2, 15, 30))
  .map(([base, by]) => later(base, by));
const maybe = <T>(one: fc.Arbitrary<T>, oneIn = 3) => fc.option(one, { freq: oneIn, nil: null });

const PEOPLE = ['p1', 'p2', 'p3', 'p4', 'p5'];
const person = fc.constantFrom(...PEOPLE);
const DIAGNOSES = ['E11.9', 'e119', 'E110', 'E1', 'I10', 'I21.4', 'J20', 'X007', 'X0071', 'Z51.5'];
const diagnosis = maybe(fc.constantFrom(...DIAGNOSES), 4);
const procedure = maybe(fc.constantFrom('0SR', '0SRB', '99213', '9921'), 1);

/** Lists by name; the long one is looked up another way than the rest. */
export const LISTS: Record<string, string[]> = {
  diabetes: ['E11*'],
  same: ['E11*'],
  some: ['e11.9', 'I10', 'X007'],
  all: ['E*', 'E1*', 'J20', 'E119'],
  long: [...Array.from({ length: 230 }, (_, i) => `X${String(i).padStart(3, '0')}`), 'I2*', 'E11.9'],
  done: ['0SR*', '9921'],
  nothing: ['Q99'],
};

const claim = fc
  .record({
    person,
    first: day,
    length: fc.constantFrom(0, 0, 1, 2, 6, 40),
    kind: fc.constantFrom('visit', 'visit', 'stay', 'stay', 'open', 'outpatient'),
    hospital: fc.constantFrom('H1', 'H2'),
    died: fc.constantFrom(false, false, false, true),
    lines: fc.array(
      fc.record({
        principal: diagnosis,
        second: diagnosis,
        poa: fc.constantFrom('Y', 'N', null),
        ninth: maybe(fc.constantFrom(...DIAGNOSES), 1),
        done: procedure,
        paid: maybe(fc.constantFrom('-5', '0', '49.99', '50', '1200.5')),
        place: fc.constantFrom('11', '21', null),
        /** Lines may lie elsewhere than their claim. */
        starts: fc.constantFrom(0, 0, 0, 1, 31, null),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    undated: fc.constantFrom(false, false, false, false, false, true),
  })
  .map(({ person: who, first, length, kind, hospital, died, lines, undated }) => {
    const inpatient = kind === 'stay' || kind === 'open';
    const last = later(first, length);
    return (id: number): Given[] =>
      lines.map((one, i) => ({
        claim_id: `C${id}`,
        claim_line_number: i + 1,
        claim_type: kind === 'visit' ? 'professional' : 'institutional',
        bill_type_code: inpatient ? '111' : kind === 'outpatient' ? '131' : null,
        person_id: who,
        data_source: 'd',
        facility_npi: kind === 'visit' ? null : hospital,
        claim_start_date: undated && !inpatient ? null : first,
        claim_end_date: last,
        claim_line_start_date:
          one.starts === null || (undated && !inpatient) ? null : later(first, one.starts),
        claim_line_end_date: null,
        admission_date: inpatient ? first : null,
        discharge_date: kind === 'stay' ? last : null,
        discharge_disposition_code: !inpatient ? null : kind === 'open' ? '30' : died ? '20' : '01',
        diagnosis_code_1: one.principal,
        diagnosis_code_2: one.second,
        diagnosis_poa_2: one.poa,
        diagnosis_code_9: one.ninth,
        procedure_code_1: one.done,
        paid_amount: one.paid,
        place_of_service_code: one.place,
      }));
  });

const observation = fc.record({
  person_id: person,
  observation_date: maybe(day, 9),
  code: fc.constantFrom('X', 'x', 'Y', 'Z'),
  value_number: maybe(fc.constantFrom('4', '5', '5.0001', '9.5', '-1', '0', '7'), 5),
  unit: fc.constantFrom('%', 'mmol', 'MMOL', 'g', null, null),
});

const eligibility = fc
  .record({
    birth: maybe(fc.constantFrom('1957-01-01', '1958-12-31', '2004-02-29', '2005-06-15', '1990-05-05'), 6),
    gender: fc.constantFrom('female', 'male', 'unknown', null),
    death: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: day }),
    spans: fc.array(
      fc.record({
        first: fc.constantFrom(
          '2020-01-01',
          '2020-01-01',
          '2020-01-01',
          '2022-06-01',
          '2023-01-01',
          '2023-03-02',
          '2023-07-01',
          '2024-01-01',
        ),
        last: maybe(
          fc.constantFrom('2022-12-31', '2023-02-28', '2023-03-31', '2023-06-30', '2023-12-31', '2024-03-31'),
          1,
        ),
        plan: fc.constantFrom('A', 'B', null),
        flag: fc.constantFrom(true, false, false, false, null),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  })
  .map(
    ({ birth, gender, death, spans }) =>
      (id: string): Given[] =>
        spans.map(({ first, last, plan, flag }) => ({
          person_id: id,
          birth_date: birth,
          gender,
          death_date: death,
          enrollment_start_date: first,
          enrollment_end_date: last !== null && last < first ? null : last,
          plan,
          payer: 'P',
          hospice_flag: flag,
        })),
  );

export const population = fc
  .record({
    people: fc.tuple(...PEOPLE.map(() => maybe(eligibility, 6))),
    claims: fc.array(claim, { minLength: 4, maxLength: 22 }),
    observations: fc.array(observation, { maxLength: 14 }),
    deaths: fc.array(fc.record({ person_id: person, event_date: day }), { maxLength: 1 }),
  })
  .map(({ people, claims, observations, deaths }): Record<string, Given[]> => ({
    eligibility: people.flatMap((one, i) => one?.(PEOPLE[i] ?? '') ?? []),
    medical_claim: claims.flatMap((one, i) => one(i + 1)),
    observation: observations.map((one, i) => ({ observation_id: `O${i}`, ...one })),
    outcome_event: deaths.map((one) => ({ ...one, event: 'death' })),
  }));

/** The first in most cases, so that some measure has the whole follow-up. */
export const asOf = fc.constantFrom('2024-06-30', '2024-06-30', '2024-01-10', '2023-12-31', '2023-07-15');
