/** An explanation in one line, for a table's cell or to be copied. */
import type { Explanation } from '../engine/types.ts';
import { shownValue, type Style } from './format/index.ts';
import { titled, word } from './words.ts';

/** "earned 45,867,446.00 USD = savings × rate; savings 62,404,688.00 USD": for a table's cell. */
export function explanationSentence(root: Explanation, style: Style): string {
  const named = (figure: Explanation) => {
    const value = shownValue(figure.value, figure.type, style) ?? word('unknown', style.lang);
    return `${titled(figure.title, figure.name, style.lang)} ${value}`;
  };
  const parts = root.children.filter(({ kind }) => kind !== 'key').map(named);
  const formula = root.formula === undefined ? '' : `= ${oneLine(root.formula)}`;
  const separator = style.lang === 'zh' ? '；' : '; ';
  return [formula, ...parts].filter((part) => part !== '').join(separator);
}

export const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
