/**
 * Where a value comes from, as its reader reads it. Models name their sources in English, as they are cited; what is no citation but a remark (an
 * illustration, a choice of the contract) and the names of papers that have a Chinese one are said in Chinese there.
 */
import type { Lang } from './diagnostic.ts';
import { PAPERS, REMARKS } from './source-words.ts';

/** The language a citation is in, for screen readers and fonts: as it is cited, which is not always as the page is. Without a Han character it is read as English. */
export const sourceLanguage = (text: string): 'en' | 'zh-CN' =>
  /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en';

export function shownSource(source: string, lang: Lang): string {
  if (lang === 'en') return source;
  const whole = REMARKS[source] ?? PAPERS[source];
  if (whole !== undefined) return whole;
  const parts = source.split('; ');
  const said = parts.map(part);
  return said.some((one, i) => one !== parts[i]) ? said.join('；') : source;
}

/** `Paper: what it says`, each where it is known. */
function part(text: string): string {
  const known = REMARKS[text] ?? PAPERS[text];
  if (known !== undefined) return known;
  const at = text.indexOf(': ');
  if (at < 0) return text.replace(/, for example$/, '，供参考');
  const [head, rest] = [text.slice(0, at), text.slice(at + 2)];
  const [first, second] = [REMARKS[head] ?? PAPERS[head], REMARKS[rest] ?? PAPERS[rest]];
  // A citation keeps its own punctuation where nothing of it is put into Chinese.
  return first === undefined && second === undefined ? text : `${first ?? head}：${second ?? rest}`;
}
