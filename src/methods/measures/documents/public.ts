/**
 * Rates as the public may see them: a row whose people, or whose units in or out of the numerator, are 1 to 10 is withheld (CMS cell size suppression policy,
 * `../../suppression`); and where only one row of a measure and stratum is, the smallest other one too, so that no total gives it away.
 */
import { CMS_THRESHOLD } from '../../suppression/index.ts';

export interface RateRow {
  measure: string;
  provider: string;
  stratum: string;
  units: string;
  people: string;
  excluded: string;
  unknown: string;
  denominator: string;
  numerator: string;
  score: string | null;
  reason: string | null;
}

const COLUMNS = ['units', 'people', 'excluded', 'unknown', 'denominator', 'numerator', 'score'] as const;
const WITHHELD = '*';

/** `counted`: measures whose numerator is part of the denominator, counted in units. */
export function publicRows(rows: readonly RateRow[], counted: ReadonlySet<string>): RateRow[] {
  const small = (text: string) => {
    const count = Number(text);
    return count > 0 && count < CMS_THRESHOLD;
  };
  const hidden = new Set<RateRow>();
  for (const row of rows) {
    const rest = String(Number(row.denominator) - Number(row.numerator));
    const parts = counted.has(row.measure) ? [row.numerator, rest] : [];
    if ([row.people, row.excluded, row.unknown, ...parts].some(small)) hidden.add(row);
  }
  // Rows that add up to something published: strata of a provider, providers of a stratum.
  const sets = Map.groupBy(rows, ({ measure, provider, stratum }) => {
    const [family = '', of] = stratum.split(':');
    return of === undefined ? `${measure}\n\n${family}` : `${measure}\n${provider}\n${family}`;
  });
  for (const set of sets.values()) {
    const withheld = set.filter((row) => hidden.has(row));
    if (withheld.length !== 1 || set.length === 1) continue;
    const [next] = set
      .filter((row) => !hidden.has(row) && Number(row.people) > 0)
      .sort(
        (a, b) =>
          Number(a.people) - Number(b.people) || (a.provider + a.stratum < b.provider + b.stratum ? -1 : 1),
      );
    if (next) hidden.add(next);
  }
  return rows.map((row) =>
    hidden.has(row) ? { ...row, ...Object.fromEntries(COLUMNS.map((name) => [name, WITHHELD])) } : { ...row },
  );
}
