/**
 * People: when they were born, of which sex, where they live, how frail they are, which diseases they have and since when, and when they die.
 *
 * A disease is one draw per person and disease against its prevalence by age, which never falls: who has it keeps it, and who gets it does so
 * in the year in which prevalence passes the draw. So prevalence is right at every age, and diseases last across years.
 */
import { quoteLiteral as text } from '../../warehouse/warehouse.ts';
import type { Calendar } from './calendar.ts';
import { date } from './calendar.ts';
import { atAge, decimal } from './curve.ts';
import { regionSql } from './market.ts';
import type { Country, Disease } from './parameters/types.ts';
import { chance, draw, oneOf, unit } from './random.ts';

const CELLS = 4096;

/** Mortality of people is lower than the table's, which their diseases raise again: the share that brings both together. */
const WITHOUT_DISEASE = 0.52;

/** People with a disease die sooner, and prevalence by age stays as it is: so more fall ill each year than prevalence rises with age. */
const REPLACED = 0.05;

/** Year of onset as a column: 0 before the first year, k in the k-th, null not by the end. */
export const onset = (disease: number) => `k${disease}`;

/** Makes table `person` of members `first` … `last` (numbers from 1). */
export function people(
  country: Country,
  calendar: Calendar,
  seed: number,
  first: number,
  last: number,
  regions: number,
): string {
  const { diseases } = country;
  const { from, years } = calendar;
  const base = `
    select range::integer as id, mix32(xor(mix32(range::ubigint), ${seed})) as m from range(${first}, ${last + 1})`;
  const aged = `
    select *, ([${ages(country, years).join(',')}]::integer[])[1 + (${draw('m', 'age')} >> 20)::bigint] as cell from (${base})`;
  const born = `
    select id, m, cell & 1 = 1 as female, (cell >> 1) - ${years} as age,
      ${date(from)} - (floor(((cell >> 1) - ${years}) * 365.25 + ${unit('m', 'birthday')} * 365.25)::integer + 1) as born,
      skewed_frailty(${draw('m', 'frailty')}) as frailty, ${regionSql(unit('m', 'region'), regions)} as region
    from (${aged})`;
  const sick = diseases.reduce(
    (inner, disease, i) =>
      `select *, ${onsetYear(country, disease, years)} as ${onset(i + 1)} from (${inner})`,
    born,
  );
  const dying = `select *, ${deathDay(country, calendar)} as dies from (${sick})`;
  const dates = diseases.map((_, i) => onsetDay(calendar, i + 1));
  return `create or replace table person as
    select id, m, female, age, greatest(born, date '1900-01-01') as born, frailty, region,
      case when dies < ${date(calendar.until)} then greatest(dies, born) end as died,
      ${diseases.map((_, i) => onset(i + 1)).join(', ')}, [${dates.join(', ')}]::date[] as onsets,
      [${diseases.map((d) => codeOf(d)).join(', ')}]::varchar[] as codes
    from (${dying}) order by id`;
}

/** The pyramid as 4,096 equal parts: `(age + years) * 2 + female`, so that those born within the period come as ages below zero. */
function ages(country: Country, years: number): number[] {
  const cells: { value: number; share: number }[] = [];
  const births = country.pyramid[0];
  const add = (age: number, men: number, women: number) => {
    cells.push({ value: (age + years) * 2, share: men }, { value: (age + years) * 2 + 1, share: women });
  };
  if (births)
    for (let k = 1; k <= years; k++)
      add(-k, births[2] / (births[1] - births[0]), births[3] / (births[1] - births[0]));
  for (const [from, to, men, women] of country.pyramid) {
    for (let age = from; age < to; age++) add(age, men / (to - from), women / (to - from));
  }
  const total = cells.reduce((sum, { share }) => sum + share, 0);
  const list: number[] = [];
  let reached = 0;
  for (const { value, share } of cells) {
    reached += share;
    while (list.length < Math.round((reached / total) * CELLS)) list.push(value);
  }
  return list;
}

function onsetYear(country: Country, disease: Disease, years: number): string {
  const risks = Object.entries(disease.with ?? {}).map(([name, times]) => {
    const parent = country.diseases.findIndex((d) => d.name === name) + 1;
    return ` * case when ${onset(parent)} = 0 then ${decimal(times)} else 1 end`;
  });
  const sex = ` * case when female then ${decimal(disease.women ?? 1)} else ${decimal(disease.men ?? 1)} end`;
  const risk = `((0.6 + 0.4 * least(frailty, 4))${sex}${risks.join('')})`;
  const u = unit('m', `has ${disease.name}`);
  const cases = Array.from(
    { length: years + 1 },
    (_, k) => `when ${u} < ${atAge(disease.prevalence, `age + ${k}`, 1 + REPLACED * k)} * ${risk} then ${k}`,
  );
  return `case ${cases.join(' ')} end`;
}

function onsetDay(calendar: Calendar, disease: number): string {
  const u = unit('m', `onset ${disease}`);
  const starts = calendar.starts.map(date).join(', ');
  return `case when ${onset(disease)} = 0 then greatest(born, ${date(calendar.from)} - (1 + floor(${u} * 3650)::integer))
    when ${onset(disease)} > 0 then greatest(born, ([${starts}])[${onset(disease)}] + floor(${u} * 365)::integer) end`;
}

function deathDay(country: Country, calendar: Calendar): string {
  const { men, women } = country.mortality;
  const cases = Array.from({ length: calendar.years }, (_, k) => {
    const diseases = country.diseases.flatMap((disease, i) =>
      disease.mortality === undefined
        ? []
        : [` * case when ${onset(i + 1)} <= ${k} then ${decimal(disease.mortality)} else 1 end`],
    );
    const share = `case when female then ${atAge(women, `age + ${k}`, WITHOUT_DISEASE)} else ${atAge(men, `age + ${k}`, WITHOUT_DISEASE)} end${diseases.join('')}`;
    return `when age + ${k} >= -1 and ${chance('m', `dies ${k}`, `(${share})`)} then ${date(calendar.starts[k] as string)} + ${oneOf('m', `death day ${k}`, 365)}`;
  });
  return `case ${cases.join('\n')} end`;
}

/** A person's code of a disease, which stays. */
function codeOf(disease: Disease): string {
  const entries = Object.entries(disease.codes);
  const total = entries.reduce((sum, [, share]) => sum + share, 0);
  const u = unit('m', `code ${disease.name}`);
  let at = 0;
  const cases = entries.slice(0, -1).map(([code, share]) => {
    at += share / total;
    return `when ${u} < ${decimal(at)} then ${text(code)}`;
  });
  const last = text(entries.at(-1)?.[0] ?? '');
  return cases.length === 0 ? last : `case ${cases.join(' ')} else ${last} end`;
}
