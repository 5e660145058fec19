/** Constants of a plan (scaled integers) as decimal text, and the cells of a table as a person would write them. */
import type { Lang } from '../../language/diagnostic.ts';
import type { Cell, Constant, ScalarType } from '../../language/plan.ts';
import { decimalText, trimmed } from '../../engine/decimal.ts';
import { shownValue, type Style } from './values.ts';

/** A plan's constant as runs and explanations give values: decimal digits without zeros at the end. */
export function unscaled(value: Constant, type: ScalarType): Constant {
  if (type.kind !== 'number' || value === null) return value;
  return decimalText(trimmed({ digits: BigInt(String(value)), scale: type.scale }));
}

export function shownConstant(value: Constant, type: ScalarType, style: Style): string {
  return shownValue(unscaled(value, type), type, style) ?? '–';
}

const WORDS: Record<Lang, { any: string; not: string; or: string }> = {
  en: { any: 'any', not: 'not', or: ', ' },
  zh: { any: '任意', not: '非', or: '、' },
};

export function shownCell(cell: Cell, type: ScalarType, style: Style): string {
  const words = WORDS[style.lang];
  switch (cell.test) {
    case 'any':
      return words.any;
    case 'is':
      return shownConstant(cell.value, type, style);
    case 'between': {
      const bound = (value: string) => shownConstant(value, type, style);
      if (cell.low === undefined && cell.high === undefined) return words.any;
      if (cell.low === undefined) return `${cell.highClosed ? '≤' : '<'} ${bound(cell.high as string)}`;
      if (cell.high === undefined) return `${cell.lowClosed ? '≥' : '>'} ${bound(cell.low)}`;
      return `${cell.lowClosed ? '[' : '('}${bound(cell.low)} … ${bound(cell.high)}${cell.highClosed ? ']' : ')'}`;
    }
    case 'either':
      return cell.cells.map((one) => shownCell(one, type, style)).join(words.or);
    case 'not':
      return `${words.not}(${cell.cells.map((one) => shownCell(one, type, style)).join(words.or)})`;
  }
}
