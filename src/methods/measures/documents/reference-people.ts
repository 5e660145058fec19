/** Test support: people as the eligibility has them, by a slow plain reading: every day of coverage is counted by itself. */
import type { Day, World } from './reference-rows.ts';
import { toDay } from './reference-rows.ts';

/** Completed years. */
export function ageOn(birth: Day, day: Day): number {
  const [a, b] = [new Date(birth * 86_400_000), new Date(day * 86_400_000)];
  const inYear = (date: Date) => date.getUTCMonth() * 100 + date.getUTCDate();
  return b.getUTCFullYear() - a.getUTCFullYear() - (inYear(a) > inYear(b) ? 1 : 0);
}

export interface Person {
  birth: Day | undefined;
  sex: string | undefined;
  death: Day | undefined;
  plans: Set<string>;
  flags: Set<string>;
  months: number;
  /** Days of coverage, and by which plan. */
  covered: { day: Day; plan: string | undefined }[];
}

/** Everybody with a span that begins in the period or before. */
export function peopleOf({ tables }: World, from: Day, until: Day, asOf: Day): Map<string, Person> {
  const died = new Map<string, Day>();
  const deathOf = (person: string, day: Day | undefined) => {
    if (day !== undefined) died.set(person, Math.min(day, died.get(person) ?? day));
  };
  for (const row of tables['eligibility'] ?? []) deathOf(String(row['person_id']), toDay(row['death_date']));
  for (const row of tables['outcome_event'] ?? []) {
    const day = toDay(row['event_date']);
    if (row['event'] === 'death' && day !== undefined && day <= asOf) deathOf(String(row['person_id']), day);
  }
  const people = new Map<string, Person>();
  const spans = (tables['eligibility'] ?? [])
    .map((row) => ({ row, first: toDay(row['enrollment_start_date']) ?? 0 }))
    .filter(({ first }) => first < until)
    .sort((a, b) => a.first - b.first);
  for (const { row, first } of spans) {
    const id = String(row['person_id']);
    const death = died.get(id);
    const who = people.get(id) ?? {
      birth: undefined,
      sex: undefined,
      death,
      plans: new Set<string>(),
      flags: new Set<string>(),
      months: 0,
      covered: [],
    };
    people.set(id, who);
    who.birth = toDay(row['birth_date']) ?? who.birth;
    // The last that is known.
    if (row['gender'] === 'female' || row['gender'] === 'male') who.sex = row['gender'];
    const end = toDay(row['enrollment_end_date']);
    if (end === undefined || end >= from) {
      if (typeof row['plan'] === 'string') who.plans.add(row['plan']);
      for (const flag of ['hospice_flag', 'long_term_institutional_flag', 'esrd_status'])
        if (row[flag] === true) who.flags.add(flag);
    }
    const last = Math.min(end ?? asOf, death ?? asOf, asOf);
    for (let day = first; day <= last; day += 1)
      who.covered.push({ day, plan: typeof row['plan'] === 'string' ? row['plan'] : undefined });
  }
  for (const who of people.values()) {
    const days = new Set(who.covered.map(({ day }) => day));
    for (let day = from; day < until; day += 1)
      if (new Date(day * 86_400_000).getUTCDate() === 1 && days.has(day)) who.months += 1;
  }
  return people;
}
