/** Titles of tables and columns, as the server sends them; a name nobody gave words to is shown itself. */
import type { Quality } from '../../../../server/api.ts';
import { useSay } from '../../../app/settings.tsx';
import { data as words } from '../../../words/data.ts';

export function useLabels({ labels, reasons }: Pick<Quality, 'labels' | 'reasons'>) {
  const t = useSay();
  return {
    table: (name: string) => (name === '' ? t(words.noTable) : t(labels[name]) || name),
    column: (table: string, name: string) =>
      name === '' ? t(words.refusedLines) : t(labels[`${table}.${name}`]) || name,
    reason: (key: string, code: string) => t(reasons[key]) || code,
  };
}

/** `part` of `whole` in per cent with one digit; never 0 or 100 for what is not none or all. Null of nothing. */
export function percentOf(part: string, whole: string): string | null {
  const [a, b] = [BigInt(part), BigInt(whole)];
  if (b === 0n) return null;
  const tenths = (a * 1000n) / b;
  if (a > 0n && tenths === 0n) return '< 0.1';
  if (a < b && tenths === 1000n) return '> 99.9';
  return tenths % 10n === 0n ? `${tenths / 10n}` : `${tenths / 10n}.${tenths % 10n}`;
}

/** For a bar's length only. */
export const shareOf = (part: string, whole: string): number =>
  BigInt(whole) === 0n ? 0 : Number((BigInt(part) * 1000n) / BigInt(whole)) / 10;
