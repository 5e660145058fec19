/** Months without rows too: a gap is what one looks for. Not where data lie years apart. */

const NEAR = 24;

export function withoutGaps<T extends { month: string }>(
  months: readonly T[],
  empty: (month: string) => T,
): T[] {
  const filled: T[] = [];
  for (const one of months) {
    const last = filled.at(-1);
    const [from, to] = [monthNumber((last ?? one).month), monthNumber(one.month)];
    const near = to - from <= NEAR ? to : from;
    for (let month = from + 1; month < near; month += 1) filled.push(empty(monthName(month)));
    filled.push(one);
  }
  return filled;
}

function monthNumber(text: string): number {
  const [year, month] = text.split('-').map(Number);
  return (year ?? 0) * 12 + (month ?? 1) - 1;
}

function monthName(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}
