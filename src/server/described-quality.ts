/** A quality report with words for its codes, so that a page needs none of ours. */
import { columnLabel, passedWords, refusalWords, summaryOf, tableLabel } from '../data/quality/index.ts';
import type { QualityReport } from '../data/quality/index.ts';
import type { Localized, Quality } from './api.ts';

export function describedQuality(report: QualityReport): Quality {
  const labels = new Map<string, Localized>();
  const reasons = new Map<string, Localized>();
  const label = (table: string | undefined, column?: string) => {
    if (table === undefined || table === '') return;
    labels.set(table, tableLabel(table));
    if (column) labels.set(`${table}.${column}`, columnLabel(table, column));
  };
  for (const { table, columns } of report.tables) {
    label(table);
    for (const { column } of columns) label(table, column);
  }
  for (const { table, column } of [...report.money, ...report.findings]) label(table, column);
  for (const { table, shifts } of report.months) {
    label(table);
    for (const { column } of shifts) label(table, column);
  }
  for (const { rows, refusals, passedOver } of report.sources) {
    for (const { table } of rows) label(table);
    for (const { table, reason, column } of refusals) {
      label(table, column);
      reasons.set(`${reason}|${table}|${column}`, refusalWords(reason, table, column));
    }
    for (const { reason } of passedOver) reasons.set(reason, passedWords(reason));
  }
  return {
    report,
    summary: summaryOf(report),
    labels: Object.fromEntries(labels),
    reasons: Object.fromEntries(reasons),
  };
}
