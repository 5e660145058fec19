/** Measures on a few rows: people typed by what they show, and what becomes of each. */
import { computeExample } from '../../testing.ts';
import type { Example, Given, Outcome } from '../../testing.ts';
import { measurePerson, measureRate } from './methods.ts';

/** A person covered from 2018 on, born in 1960. */
export const covered = (person: string, more: Given = {}): Given => ({
  person_id: person,
  enrollment_start_date: '2018-01-01',
  birth_date: '1960-06-01',
  gender: 'female',
  payer: 'P',
  plan: 'A',
  ...more,
});

let lines = 0;

/** A line of a professional claim. */
export const line = (person: string, day: string, more: Given = {}): Given => ({
  claim_id: `C${(lines += 1)}`,
  claim_line_number: 1,
  claim_type: 'professional',
  person_id: person,
  claim_start_date: day,
  claim_line_start_date: day,
  data_source: 'd',
  ...more,
});

/** A diagnosis on lines of two days: enough for a chronic condition. */
export const twice = (person: string, code: string, days = ['2022-03-01', '2023-02-01']): Given[] =>
  days.map((day) => line(person, day, { diagnosis_code_3: code }));

/** A stay as one line of an inpatient claim. */
export const stay = (person: string, from: string, to: string | null, more: Given = {}): Given => ({
  ...line(person, from),
  claim_type: 'institutional',
  bill_type_code: '111',
  admission_date: from,
  discharge_date: to,
  claim_end_date: to,
  discharge_disposition_code: to === null ? '30' : '01',
  facility_npi: 'H1',
  diagnosis_code_1: 'K35.80',
  ...more,
});

export const fill = (person: string, day: string, days: number | null, code = 'D1'): Given => ({
  claim_id: `R${(lines += 1)}`,
  claim_line_number: 1,
  person_id: person,
  dispensing_date: day,
  days_supply: days,
  ndc_code: code,
  data_source: 'd',
});

export const observed = (
  person: string,
  day: string,
  code: string,
  value: string | null,
  unit: string | null = null,
): Given => ({
  observation_id: `O${(lines += 1)}`,
  person_id: person,
  observation_date: day,
  code,
  value_number: value,
  unit,
});

/** What a measure says of people, by person: `1/1`, `excluded`, `unknown: reason`; who is in no population is not there. */
export async function people(measures: string, example: Example): Promise<Record<string, string>> {
  const { rows, diagnostics } = await computeExample(measurePerson, withMeasures(measures, example));
  const wrong = diagnostics.find(({ severity }) => severity === 'error');
  if (wrong) throw new Error(wrong.message.en);
  const several = measures.includes(',');
  return Object.fromEntries(
    rows.map(({ measure, person_id: person, numerator, denominator, excluded, unknown, reason }) => [
      several ? `${measure} ${person}` : person,
      excluded === 1 && denominator === '0'
        ? 'excluded'
        : unknown === 1 && denominator === '0'
          ? `unknown: ${reason}`
          : `${numerator}/${denominator}`,
    ]),
  );
}

/** The result of each measure over everyone: `numerator/denominator = score`. */
export async function rates(measures: string, example: Example): Promise<Outcome> {
  return computeExample(measureRate, withMeasures(measures, example));
}

const withMeasures = (measures: string, example: Example): Example => ({
  withoutLines: true,
  ...example,
  options: { measures, ...example.options },
});

/** A measure of one's own, as `name.yaml`: a proportion with these parts. */
export const written = (name: string, body: string): Record<string, string> => ({
  [`${name}.yaml`]: `measure: ${name}
version: '1'
title: { en: Own, zh: 自有指标 }
source: the test
better: higher
unit: { en: '%', zh: '%' }
kind: proportion
${body}
`,
});
