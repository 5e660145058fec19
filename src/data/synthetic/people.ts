/**
 * People: when they were born, of which sex, where they live, how frail they are, which diseases they have and since when, and when they die.
 *
 * A disease is one draw per person and disease against its prevalence by age, which never falls: who has it keeps it, and who gets it does so
 * in the year in which prevalence passes the draw. So prevalence is right at every age, and diseases last across years.
 */
import { quoteLiteral as text } from '../../warehouse/warehouse.ts';
import type { Calendar } from './calendar.ts';
import { date } from './calendar.ts';
import { decimal, OLDEST } from './curve.ts';
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
    select *, ([${agesDrawn(country, years).join(',')}]::integer[])[1 + (${draw('m', 'age')} >> 20)::bigint] as cell from (${base})`;
  const born = `
    select id, m, cell & 1 = 1 as female, (cell >> 1) - ${years} as age,
      ${date(from)} - (floor(((cell >> 1) - ${years}) * 365.25 + ${unit('m', 'birthday')} * 365.25)::integer + 1) as born,
      skewed_frailty(${draw('m', 'frailty')}) as frailty, ${regionSql(unit('m', 'region'), regions)} as region
    from (${aged})`;
  const ages = Array.from({ length: years + 1 }, (_, k) => k);
  const columns = ages.map((k) => [
    `l${k}.men as men_${k}, l${k}.women as women_${k}`,
    ...diseases.map((_, i) => `l${k}.p${i + 1} as p${i + 1}_${k}`),
  ]);
  const lives = ages.map(
    (k) => `join life l${k} on l${k}.at_age = greatest(0, least(${OLDEST}, b.age + ${k}))`,
  );
  // Draws are columns before they are used: written out at each use, they would be parsed and planned at each.
  const draws = diseases.flatMap(({ name }, i) => [
    `${unit('m', `has ${name}`)} as u${i + 1}`,
    `${unit('m', `onset ${i + 1}`)} as o${i + 1}`,
    `${unit('m', `code ${name}`)} as c${i + 1}`,
  ]);
  const living = `select b.*, ${[...columns.flat(), ...draws].join(', ')} from (${born}) b ${lives.join(' ')}`;
  const sick = stages(diseases).reduce((inner, stage) => {
    const onsets = stage.map((place) => `${onsetYear(country, place, years)} as ${onset(place + 1)}`);
    return `select *, ${onsets.join(', ')} from (${inner})`;
  }, living);
  const dying = `select *, ${deathDay(country, calendar)} as dies from (${sick})`;
  const dates = diseases.map((_, i) => onsetDay(calendar, i + 1));
  return `create or replace table person as
    select id, m, female, age, greatest(born, date '1900-01-01') as born, frailty, region,
      case when dies < ${date(calendar.until)} then greatest(dies, born) end as died,
      ${diseases.map((_, i) => onset(i + 1)).join(', ')}, [${dates.join(', ')}]::date[] as onsets,
      [${diseases.map((d, i) => codeOf(d, i + 1)).join(', ')}]::varchar[] as codes
    from (${dying}) order by id`;
}

/** The pyramid as 4,096 equal parts: `(age + years) * 2 + female`, so that those born within the period come as ages below zero. */
function agesDrawn(country: Country, years: number): number[] {
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

/** Places of diseases, those first that bring others on: a stage needs only those before it. */
function stages(diseases: readonly Disease[]): number[][] {
  const stageOf: number[] = [];
  for (const disease of diseases) {
    const parents = Object.keys(disease.with ?? {}).map((name) =>
      diseases.findIndex((one) => one.name === name),
    );
    stageOf.push(Math.max(-1, ...parents.map((parent) => stageOf[parent] ?? 0)) + 1);
  }
  const count = Math.max(...stageOf) + 1;
  return Array.from({ length: count }, (_, stage) =>
    stageOf.flatMap((of, place) => (of === stage ? [place] : [])),
  );
}

function onsetYear(country: Country, place: number, years: number): string {
  const disease = country.diseases[place] as Disease;
  const risks = Object.entries(disease.with ?? {}).map(([name, times]) => {
    const parent = country.diseases.findIndex((d) => d.name === name) + 1;
    return ` * case when ${onset(parent)} = 0 then ${decimal(times)} else 1 end`;
  });
  const sex = ` * case when female then ${decimal(disease.women ?? 1)} else ${decimal(disease.men ?? 1)} end`;
  const risk = `((0.6 + 0.4 * least(frailty, 4))${sex}${risks.join('')})`;
  const cases = Array.from(
    { length: years + 1 },
    (_, k) => `when u${place + 1} < p${place + 1}_${k} * ${decimal(1 + REPLACED * k)} * ${risk} then ${k}`,
  );
  return `case ${cases.join(' ')} end`;
}

function onsetDay(calendar: Calendar, disease: number): string {
  const u = `o${disease}`;
  const starts = calendar.starts.map(date).join(', ');
  return `case when ${onset(disease)} = 0 then greatest(born, ${date(calendar.from)} - (1 + floor(${u} * 3650)::integer))
    when ${onset(disease)} > 0 then greatest(born, ([${starts}])[${onset(disease)}] + floor(${u} * 365)::integer) end`;
}

function deathDay(country: Country, calendar: Calendar): string {
  const cases = Array.from({ length: calendar.years }, (_, k) => {
    const diseases = country.diseases.flatMap((disease, i) =>
      disease.mortality === undefined
        ? []
        : [` * case when ${onset(i + 1)} <= ${k} then ${decimal(disease.mortality)} else 1 end`],
    );
    const share = `${WITHOUT_DISEASE} * case when female then women_${k} else men_${k} end${diseases.join('')}`;
    return `when age + ${k} >= -1 and ${chance('m', `dies ${k}`, `(${share})`)} then ${date(calendar.starts[k] as string)} + ${oneOf('m', `death day ${k}`, 365)}`;
  });
  return `case ${cases.join('\n')} end`;
}

/** A person's code of a disease, which stays. */
function codeOf(disease: Disease, place: number): string {
  const entries = Object.entries(disease.codes);
  const total = entries.reduce((sum, [, share]) => sum + share, 0);
  const u = `c${place}`;
  let at = 0;
  const cases = entries.slice(0, -1).map(([code, share]) => {
    at += share / total;
    return `when ${u} < ${decimal(at)} then ${text(code)}`;
  });
  const last = text(entries.at(-1)?.[0] ?? '');
  return cases.length === 0 ? last : `case ${cases.join(' ')} else ${last} end`;
}
