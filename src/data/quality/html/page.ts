/** The report as one HTML file: nothing is fetched, both languages are in it, and the same report gives the same bytes. */
import type { Lang } from '../../../language/diagnostic.ts';
import { reportWords as words } from '../messages/report.ts';
import type { QualityReport } from '../report.ts';
import { currencyNote } from '../currency.ts';
import { summaryOf } from '../summary.ts';
import { findingsSection } from './findings.ts';
import { fillSection, moneySection, monthsSection, readSection } from './sections.ts';
import { shell } from './shell.ts';
import { both } from './text.ts';

/** `lang` is the language it opens in. */
export function qualityPage(report: QualityReport, lang: Lang = 'en'): string {
  const main = `<p>${both(summaryOf(report))} ${both(currencyNote(report.currency))}</p>
${[findingsSection(report), readSection(report), moneySection(report), monthsSection(report), fillSection(report)].filter((section) => section !== '').join('\n')}`;
  return shell({ title: words.title, otherLanguage: words.otherLanguage, main }, lang);
}
