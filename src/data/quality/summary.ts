/** What both the terminal and the page say of a report: counted once, here. */
import { fill } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { columnLabel, tableLabel } from './found.ts';
import { reportWords as words } from './messages/report.ts';
import type { MonthsReport, QualityReport } from './report.ts';

/** `1234567.5` → `1,234,567.5`. */
export function grouped(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  return whole === ''
    ? text
    : `${sign === '-' ? '−' : sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}

/** Per cent to the nearest tenth, but never 0 or 100 for what is not none or all. */
export function percentText(part: string, whole: string): string {
  const [a, b] = [BigInt(part), BigInt(whole)];
  if (b === 0n) return '';
  const tenths = (a * 2000n + b) / (2n * b);
  if (a > 0n && tenths === 0n) return '< 0.1 %';
  if (a < b && tenths === 1000n) return '> 99.9 %';
  return tenths % 10n === 0n ? `${tenths / 10n} %` : `${tenths / 10n}.${tenths % 10n} %`;
}

export function summaryOf({ tables, sources, findings }: QualityReport): Localized {
  const sum = (texts: readonly string[]) => String(texts.reduce((total, text) => total + BigInt(text), 0n));
  const of = (severity: string) => String(findings.filter((one) => one.severity === severity).length);
  const data = {
    rows: grouped(sum(tables.map(({ rows }) => rows))),
    tables: String(tables.length),
    refused: grouped(sum(sources.flatMap(({ rows }) => rows.map(({ refused }) => refused)))),
    errors: of('error'),
    warnings: of('warning'),
    notes: of('note'),
  };
  return { en: fill(words.summary.en, data), zh: fill(words.summary.zh, data) };
}

/** Whose money: the column of a table, or the lines that never were rows. */
export function moneyLabel(table: string, column: string): Localized {
  const of = table === '' ? words.noTable : tableLabel(table);
  const what = column === '' ? words.refusedLines : columnLabel(table, column);
  return { en: `${of.en}: ${what.en}`, zh: `${of.zh}：${what.zh}` };
}

/** Cells and lines whose money nobody could read. */
export function unreadCount(money: QualityReport['money']): bigint {
  return money.reduce((sum, { unreadable }) => sum + BigInt(unreadable), 0n);
}

/** The months a page shows: the last five years of those that are not years away from all others. */
export function shownMonths({ months }: MonthsReport): MonthsReport['months'] {
  return months.slice(-60);
}

/** Estimated share of a month that is paid, where it is under 95 per cent. */
export function incompleteMonths({ triangle }: MonthsReport): ReadonlyMap<string, string> {
  const rows = (triangle?.rows ?? []).flatMap(({ month, complete }): [string, string][] =>
    complete !== null && Number(complete) < 95 ? [[month, complete]] : [],
  );
  return new Map(rows);
}
