/** Text on the page: escaped, and in both languages, of which the page shows one. */
import { fill } from '../../../language/diagnostic.ts';
import { sourceLanguage } from '../../../language/sources.ts';
import type { Localized } from '../../../language/plan.ts';

export function escape(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd')
  );
}

export function both(words: Localized, data: Record<string, string> = {}): string {
  const [en, zh] = [escape(fill(words.en, data)), escape(fill(words.zh, data))];
  return en === zh ? en : `<span lang="en">${en}</span><span lang="zh-CN">${zh}</span>`;
}

/** As its source is cited, in the language it is in, whatever the page's is. */
export function cited(source: string): string {
  return `<cite lang="${sourceLanguage(source)}">${escape(source)}</cite>`;
}

export interface Head {
  words: Localized;
  /** Figures stand to the right. */
  number?: true;
}

/** Cells are HTML. */
export function table(caption: string, heads: readonly Head[], rows: readonly (readonly string[])[]): string {
  const of = ({ number }: Head) => (number ? ' class="n"' : '');
  const head = heads.map((one) => `<th scope="col"${of(one)}>${both(one.words)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell, i) => `<td${of(heads[i] as Head)}>${cell}</td>`).join('')}</tr>`)
    .join('\n');
  const title = caption === '' ? '' : `<caption>${caption}</caption>`;
  return `<div class="wide"><table>${title}<thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}
