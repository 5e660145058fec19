/** Cells of a parameter table as a person would write them. */
import type { Constant, ParameterNote, ScalarType } from '../../../../server/api.ts';
import type { Say } from '../../../app/settings.tsx';
import type { Lang } from '../../../words/define.ts';
import { rounded, trimmed } from '../../../kit/decimal.ts';
import { shownValue } from '../../../kit/format.ts';
import type { Currency } from '../../../kit/figure.tsx';
import { terms as words } from '../../../words/terms.ts';

export type Table = Extract<ParameterNote['shape'], { kind: 'table' }>;
type Cell = Table['values'][number]['value'][number]['cells'][number];

export interface Style {
  t: Say;
  lang: Lang;
  money: Currency;
  /** Ratios of this column are coefficients: one of them is beyond 1. */
  factor?: boolean;
}

/** Every digit of it: a contract rounds nothing. */
export function exactly(value: Constant, type: ScalarType, { lang, money, factor = false }: Style): string {
  return shownValue(value, type, { lang, ...money }, { factor })?.full ?? '–';
}

/** A column of a table, as the model's own words have it. */
export const called = (name: string, { lang, money }: Style): string =>
  money.words?.[name]?.[lang] ?? name.replaceAll('_', ' ');

/** Cells keep the scale of their input: `5000000000` at nine digits is 5. */
function bound(value: Constant, type: ScalarType, style: Style): string {
  if (type.kind !== 'number' || value === null) return exactly(value, type, style);
  return exactly(trimmed(rounded(String(value), 40, -type.scale)), type, style);
}

export function shownCell(cell: Cell, type: ScalarType, style: Style): string {
  const { t } = style;
  switch (cell.test) {
    case 'any':
      return t(words.any);
    case 'is':
      return bound(cell.value, type, style);
    case 'either':
      return cell.cells.map((one) => shownCell(one, type, style)).join(t(words.separator));
    case 'not':
      return t(words.not, {
        cell: cell.cells.map((one) => shownCell(one, type, style)).join(t(words.separator)),
      });
    case 'between': {
      const { low, high } = cell;
      if (low === undefined && high === undefined) return t(words.any);
      if (low === undefined) return `${cell.highClosed ? '≤' : '<'} ${bound(high ?? null, type, style)}`;
      if (high === undefined) return `${cell.lowClosed ? '≥' : '>'} ${bound(low, type, style)}`;
      const [from, to] = [bound(low, type, style), bound(high, type, style)];
      if (cell.lowClosed && cell.highClosed) return t(words.and, { low: from, high: to });
      return `${cell.lowClosed ? '≥' : '>'} ${from}, ${cell.highClosed ? '≤' : '<'} ${to}`;
    }
  }
}

/** The numbers a cell compares with, to tell coefficients from percentages. */
export function numbersIn(cell: Cell, type: ScalarType): Constant[] {
  if (type.kind !== 'number') return [];
  const plain = (value: Constant | undefined) =>
    typeof value === 'string' ? [trimmed(rounded(value, 40, -type.scale))] : [];
  switch (cell.test) {
    case 'is':
      return plain(cell.value);
    case 'between':
      return [...plain(cell.low), ...plain(cell.high)];
    case 'either':
    case 'not':
      return cell.cells.flatMap((one) => numbersIn(one, type));
    case 'any':
      return [];
  }
}
