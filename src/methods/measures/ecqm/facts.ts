/** Results as rows: patient × group × stratum × population, or each episode of it. */
import { countsOf } from './counts.ts';
import { decimalText, unitsOf } from './decimal.ts';
import type { Measure, PatientResult, Unit } from './types.ts';

export interface Fact {
  patient_id: string;
  group_id: string;
  stratum: string;
  population: string;
  episode_id: string;
  population_type: string;
  expression: string;
  /** Null where the patient could not be computed. */
  count: number | null;
  member: boolean | null;
  /** The sum of what was observed, decimal text; null of what is no observation, and where nothing was. */
  observed: string | null;
  reason: string | null;
}

export type Rows = 'patient' | 'episode';

/** By episode, a patient without any has no row in that group; a group that counts patients has one with no episode. */
export function factsOf(measure: Measure, { patient, failed, groups }: PatientResult, rows: Rows): Fact[] {
  return measure.groups.flatMap((group, n) => {
    const units = groups[n] ?? [];
    const parts: readonly (readonly Unit[])[] =
      rows === 'patient' || failed !== undefined ? [units] : units.map((unit) => [unit]);
    return parts.flatMap((part) =>
      countsOf(group, part).map(({ stratum, population, count, observations }): Fact => {
        const own = group.populations.find(({ key }) => key === population);
        const known = failed === undefined;
        const sum = observations.reduce((total, one) => total + unitsOf(one), 0n);
        return {
          patient_id: patient,
          group_id: group.id,
          stratum,
          population,
          episode_id: rows === 'patient' ? '' : (part[0]?.episode ?? ''),
          population_type: own?.type ?? '',
          expression: own?.expression ?? '',
          count: known ? count : null,
          member: known ? count > 0 : null,
          observed: known && observations.length > 0 ? decimalText(sum) : null,
          reason: known ? null : 'failed',
        };
      }),
    );
  });
}
