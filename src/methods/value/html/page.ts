/** The report of a condition as one HTML file: nothing is fetched, both languages are in it, it prints on A4, and the same report gives the same bytes. */
import { shell } from '../../../data/quality/html/shell.ts';
import { both } from '../../../data/quality/html/text.ts';
import type { Lang } from '../../../language/diagnostic.ts';
import { notesOf, spanText } from '../lines.ts';
import { words } from '../messages/words.ts';
import type { ValueReport } from '../report.ts';
import { comparison, definitions, measureSections, overview, partsSection } from './comparison.ts';
import { CHART_STYLE } from './svg.ts';
import { variationSection } from './variation.ts';

/** `lang` is the language it opens in. */
export function valuePage(found: ValueReport, lang: Lang = 'en'): string {
  const title = {
    en: words.heading.en.replace('{condition}', found.title.en),
    zh: words.heading.zh.replace('{condition}', found.title.zh),
  };
  const main = [
    `<p>${both(spanText(found))}</p>`,
    overview(found),
    comparison(found),
    `<h2>${both(words.measures)}</h2>`,
    measureSections(found),
    partsSection(found),
    variationSection(found),
    definitions(found),
    `<ul class="hint">\n${notesOf(found)
      .map((note) => `<li>${both(note)}</li>`)
      .join('\n')}\n</ul>`,
  ];
  return shell(
    {
      title,
      otherLanguage: words.otherLanguage,
      main: main.filter((part) => part !== '').join('\n'),
      style: CHART_STYLE,
    },
    lang,
  );
}
