/** Years of the population, as ISO days: year k runs from `starts[k]` to the day before `starts[k + 1]`. */
export interface Calendar {
  from: string;
  until: string;
  years: number;
  starts: readonly string[];
}

/** `from` is the first of a month. */
export function makeCalendar(from: string, years: number): Calendar {
  const [year = 0, ...rest] = from.split('-').map(Number);
  const [month, day] = rest.map((part) => String(part).padStart(2, '0'));
  const starts = Array.from(
    { length: years + 1 },
    (_, k) => `${String(year + k).padStart(4, '0')}-${month}-${day}`,
  );
  return { from, until: starts[years] as string, years, starts };
}

export const date = (iso: string) => `date '${iso}'`;
