/** The table of factors: sex (female, male, all), from, to (last age, empty without end), factor. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { csvRows } from '../shared/csv.ts';
import type { Fraction } from '../shared/fraction.ts';
import { messages as sharedMessages } from '../shared/messages.ts';
import type { Band, Factor } from './cells.ts';
import { messages } from './messages.ts';

const report = reporter(messages);
const reportShared = reporter(sharedMessages);

const SEXES = ['female', 'male', 'all'];
export const OLDEST = 130;

/** A band per age at which anything changes, so that tables with different bands by sex are one grid. */
export async function readFactors(
  context: MethodContext,
): Promise<Checked<{ bands: Band[]; factors: Factor[] }>> {
  const { at } = context;
  const file = await csvRows(context, 'factors', ['sex', 'from', 'factor']);
  const diagnostics: Diagnostic[] = [...file.diagnostics];
  const rows: { row: number; sex: string; from: number; to: number; factor: Fraction }[] = [];
  for (const { row, cell } of file.value ?? []) {
    const refuse = (column: string, text: string, expected: string) =>
      diagnostics.push(
        reportShared('file-row-refused', { option: 'factors', row, column, text, expected }, at),
      );
    const [sex, from, to] = [
      cell('sex')?.toLowerCase() ?? '',
      cell('from') ?? '',
      cell('to') ?? String(OLDEST),
    ];
    const match = /^(\d{1,6})(?:\.(\d{1,12}))?$/.exec(cell('factor') ?? '');
    if (!SEXES.includes(sex)) refuse('sex', sex, SEXES.join(', '));
    else if (!/^\d{1,3}$/.test(from)) refuse('from', from, '65');
    else if (!/^\d{1,3}$/.test(to) || Number(to) < Number(from)) refuse('to', to, '69');
    else if (!match) refuse('factor', cell('factor') ?? '', '1.234');
    else {
      const [, whole = '0', decimals = ''] = match;
      const factor = { over: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) };
      rows.push({ row, sex, from: Number(from), to: Number(to), factor });
    }
  }
  rows.forEach((one, i) => {
    const other = rows.slice(0, i).find((o) => o.sex === one.sex && o.from <= one.to && one.from <= o.to);
    if (!other) return;
    const data = { first: other.row, row: one.row, sex: one.sex, age: Math.max(one.from, other.from) };
    diagnostics.push(report('bands-overlap', data, at));
  });
  const starts = [...new Set([0, ...rows.flatMap(({ from, to }) => [from, to + 1])])]
    .filter((age) => age <= OLDEST)
    .sort((a, b) => a - b);
  const bands = starts.map((from, i) => {
    const next = starts[i + 1];
    return { from, to: next === undefined ? undefined : next - 1 };
  });
  const sexes = rows.some(({ sex }) => sex !== 'all') ? ['female', 'male', 'all'] : ['all'];
  const factors = sexes.flatMap((sex) =>
    bands.map(({ from }, band): Factor => {
      const holds = (of: string) => rows.find((one) => one.sex === of && one.from <= from && from <= one.to);
      const found = holds(sex) ?? holds('all');
      return { sex, band, factor: found?.factor, reason: found ? undefined : 'no-factor' };
    }),
  );
  return { value: { bands, factors }, diagnostics };
}
