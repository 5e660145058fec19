/** Units of a group → counts by stratum and population. */
import type { MeasureGroup, Unit } from './types.ts';

export interface Count {
  /** '' is all of the group, without regard to strata. */
  stratum: string;
  population: string;
  /** Patients or episodes in the population; of an observation how many values were observed. */
  count: number;
  /** Observed values as decimal text. */
  observations: string[];
}

/** Strata in order, '' first; in each the populations of the group in order. */
export function countsOf({ populations, stratifiers }: MeasureGroup, units: readonly Unit[]): Count[] {
  return ['', ...stratifiers.map(({ key }) => key)].flatMap((stratum, s) => {
    const within = s === 0 ? units : units.filter(({ strata }) => strata[s - 1] === true);
    return populations.map(({ key, type }, n) => {
      const observations = within.flatMap((unit) => unit.observations[n] ?? []);
      const members = within.filter((unit) => unit.members[n] === true).length;
      const count = type === 'measure-observation' ? observations.length : members;
      return { stratum, population: key, count, observations };
    });
  });
}
