/** Price files as tables: checked row by row, dated, without two prices for one thing on one day. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { isDate } from '../../language/value.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { csvRows } from '../shared/csv.ts';
import { units } from '../shared/decimal.ts';
import { messages as sharedMessages } from '../shared/messages.ts';
import { messages } from './messages.ts';

const report = reporter(messages);
const reportShared = reporter(sharedMessages);

const ALWAYS = { from: '0001-01-01', to: '9999-12-31' };

export interface PriceFile {
  /** SQL name: the keys (text; null where the row leaves it open), `from_`, `to_` (half-open), `value` (decimal(18,4)), `per_line` (boolean). */
  table: string;
  /** Keys that any row uses. */
  used: Set<string>;
}

/**
 * `keys` tell prices apart; those of `required` must be there. `value` is the column of the figure. `from` and `to` are optional, half-open;
 * `per` is `unit` (unless said) or `line`.
 */
export async function readPrices(
  context: MethodContext,
  option: string,
  keys: readonly string[],
  required: readonly string[],
  value: string,
): Promise<Checked<PriceFile> | undefined> {
  const file = await csvRows(context, option, [...required, value]);
  if (!file.value && file.diagnostics.length === 0) return undefined;
  const { at, warehouse } = context;
  const diagnostics: Diagnostic[] = [...file.diagnostics];
  const used = new Set<string>();
  const found: {
    row: number;
    key: (string | undefined)[];
    from: string;
    to: string;
    units: bigint;
    line: boolean;
  }[] = [];
  for (const { row, cell } of file.value ?? []) {
    const refuse = (column: string, text: string, expected: string) =>
      diagnostics.push(reportShared('file-row-refused', { option, row, column, text, expected }, at));
    const missing = required.find((name) => cell(name) === undefined);
    const figure = units(cell(value) ?? '');
    const [from, to] = [cell('from') ?? ALWAYS.from, cell('to') ?? ALWAYS.to];
    const per = cell('per')?.toLowerCase() ?? 'unit';
    if (missing !== undefined) refuse(missing, '', '99213');
    else if (figure === undefined || figure < 0n || figure >= 10n ** 18n)
      refuse(value, cell(value) ?? '', '12.34');
    else if (!isDate(from)) refuse('from', from, '2023-01-01');
    else if (!isDate(to) || to <= from) refuse('to', to, '2024-01-01');
    else if (per !== 'unit' && per !== 'line') refuse('per', per, 'unit, line');
    else {
      const key = keys.map((name) => cell(name)?.toUpperCase());
      keys.forEach((name, i) => key[i] !== undefined && used.add(name));
      found.push({ row, key, from, to, units: figure, line: per === 'line' });
    }
  }
  diagnostics.push(...overlaps(found, option, at));
  if (hasErrors(diagnostics)) return { diagnostics };
  const table = context.temporary();
  const columns = keys.map((name) => `${name} varchar`).join(', ');
  await warehouse.run(
    `create table ${table} (${columns}, from_ date, to_ date, value decimal(18,4), per_line boolean)`,
  );
  const cells = found.map(({ key, from, to, units: figure, line }) => {
    const own = key.map((text) => (text === undefined ? 'null' : quoteLiteral(text)));
    const exact = `(${figure}::hugeint::decimal(34,0) * 0.0001::decimal(4,4))`;
    return `(${[...own, quoteLiteral(from), quoteLiteral(to), exact, line].join(', ')})`;
  });
  for (let i = 0; i < cells.length; i += 1000)
    await warehouse.run(`insert into ${table} values ${cells.slice(i, i + 1000).join(', ')}`);
  return { value: { table, used }, diagnostics };
}

function overlaps(
  rows: readonly { row: number; key: readonly (string | undefined)[]; from: string; to: string }[],
  option: string,
  at: MethodContext['at'],
): Diagnostic[] {
  const sorted = rows
    .map((row) => ({ ...row, id: JSON.stringify(row.key.map((part) => part ?? null)) }))
    .sort((a, b) =>
      a.id !== b.id ? (a.id < b.id ? -1 : 1) : a.from !== b.from ? (a.from < b.from ? -1 : 1) : a.row - b.row,
    );
  return sorted.flatMap((row, i) => {
    const before = sorted[i - 1];
    if (!before || before.id !== row.id || before.to <= row.from) return [];
    const what = row.key.filter((part) => part !== undefined).join(' ');
    return [report('prices-overlap', { option, first: before.row, row: row.row, what, day: row.from }, at)];
  });
}
