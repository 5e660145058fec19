/** A finding in words, from its code and what was counted. */
import type { Severity } from '../../language/diagnostic.ts';
import { fill } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { CANONICAL } from '../canonical/index.ts';
import { passedOver, refusals } from '../readers/words.ts';
import type { Code } from './messages.ts';
import { findings } from './messages.ts';
import type { QualityFinding } from './report.ts';

type Found = Omit<QualityFinding, 'code' | 'severity' | 'message' | 'hint'>;

const NO_TABLE: Localized = { en: 'Lines of no table', zh: '未归入任何表的行' };

export function found(
  code: Code,
  about: Found,
  data: Record<string, string | Localized> = {},
): QualityFinding {
  const entry = findings[code] as { severity: Severity; en: string; zh: string; hint: Localized };
  const named = (lang: 'en' | 'zh') => ({
    table: about.table === undefined ? NO_TABLE[lang] : tableLabel(about.table)[lang],
    column: columnLabel(about.table, about.column)[lang],
    count: about.count,
    amount: about.amount ?? '',
    ...Object.fromEntries(
      Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? value : value[lang]]),
    ),
  });
  const say = (words: Localized): Localized => ({
    en: fill(words.en, named('en')),
    zh: fill(words.zh, named('zh')),
  });
  return { code, severity: entry.severity, ...about, message: say(entry), hint: say(entry.hint) };
}

export function tableLabel(name: string | undefined): Localized {
  const table = CANONICAL.find((one) => one.name === name);
  const { en, zh } = table?.label ?? { en: name ?? '', zh: name ?? '' };
  // `Medical claims, line by line`, `Inpatient cases (settlement list …)`: the first words say which table it is.
  return { en: en.split(/[,:(]/)[0]?.trim() ?? en, zh: zh.split('（')[0] ?? zh };
}

export function columnLabel(table: string | undefined, name: string | undefined): Localized {
  const columns = CANONICAL.find((one) => one.name === table)?.columns ?? [];
  const column = columns.find((one) => one.name === name) ?? columns.find((one) => one.name === `${name}_1`);
  if (!column) return { en: name ?? '', zh: name ?? '' };
  // `End of coverage; empty while it lasts`: what it is stands first.
  const plain = (text: string) =>
    (column.name === name ? text : text.replace(/ 1$/, '')).split(/[;；]/)[0]?.trim() ?? text;
  return { en: plain(column.label.en), zh: plain(column.label.zh) };
}

/** Why rows were refused, in words; a reason nobody put into words is shown itself. */
export function refusalWords(reason: string, table = '', column = ''): Localized {
  const { en, zh } = refusals[reason] ?? { en: reason, zh: reason };
  if (column === '') return { en, zh };
  const label = columnLabel(table, column);
  return { en: `${en} (${label.en})`, zh: `${zh}（${label.zh}）` };
}

export function passedWords(reason: string): Localized {
  return passedOver[reason] ?? { en: reason, zh: reason };
}
