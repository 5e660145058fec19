/** The report as one HTML file: nothing is fetched, both languages are in it, and the same report gives the same bytes. */
import type { Lang } from '../../../language/diagnostic.ts';
import { reportWords as words } from '../messages/report.ts';
import type { QualityReport } from '../report.ts';
import { summaryOf } from '../summary.ts';
import { findingsSection } from './findings.ts';
import { fillSection, moneySection, monthsSection, readSection } from './sections.ts';
import { SCRIPT, STYLE } from './style.ts';
import { both } from './text.ts';

/** `lang` is the language it opens in. */
export function qualityPage(report: QualityReport, lang: Lang = 'en'): string {
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${words.title[lang]} · OpenVBP</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${both(words.title)}</h1><button id="language" type="button">${both(words.otherLanguage)}</button></header>
<main>
<p>${both(summaryOf(report))}</p>
${[findingsSection(report), readSection(report), moneySection(report), monthsSection(report), fillSection(report)].filter((section) => section !== '').join('\n')}
</main>
<footer>OpenVBP</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}
