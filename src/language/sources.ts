/**
 * Where a value comes from, as its reader reads it. Models name their sources in English, as they are cited; what is no citation but a remark (an
 * illustration, a choice of the contract) and the names of papers that have a Chinese one are said in Chinese there.
 */
import type { Lang } from './diagnostic.ts';
import { KNOWN } from './source-words/index.ts';
import { ruled } from './source-words/rules.ts';

/** The language a citation is in, for screen readers and fonts: as it is cited, which is not always as the page is. Without a Han character it is read as English. */
export const sourceLanguage = (text: string): 'en' | 'zh-CN' =>
  /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en';

/** Longer than any citation: shown as it is. */
const LONGEST = 1000;
/** As many items of a list as there are in anything known. */
const MOST_ITEMS = Math.max(...[...KNOWN.keys()].map((text) => text.split(', ').length));

export const shownSource = (source: string, lang: Lang): string =>
  lang === 'en' || source.length > LONGEST ? source : (said(source) ?? source);

/** The text in Chinese, or undefined where nothing of it is known: a citation keeps its own punctuation then. */
type Said = string | undefined;

/** Citations and remarks one after another: `Citation; remark`. */
function said(text: string): Said {
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  return joined(
    cut(text, '; ').map((one) => [one, explained(one)]),
    '; ',
    '；',
  );
}

/** What a citation says: `Citation: remark`. The last colon counts, since titles have their own. */
function explained(text: string): Said {
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  const parts = cut(text, ': ');
  for (let at = parts.length - 1; at > 0; at--) {
    const rest = listed(parts.slice(at).join(': '));
    if (rest === undefined) continue;
    const head = parts.slice(0, at).join(': ');
    return `${explained(head) ?? head}：${rest}`;
  }
  const head = listed(parts[0]!);
  return head === undefined ? undefined : [head, ...parts.slice(1)].join('：');
}

/** A list with remarks in it: `Citation, remark, citation (remark)`. A remark may have commas of its own: the longest that is known is taken. */
function listed(text: string, brackets = true): Said {
  const items = cut(text, ', ');
  const parts: [string, Said][] = [];
  for (let at = 0; at < items.length;) {
    let end = Math.min(items.length, at + MOST_ITEMS);
    const run = () => items.slice(at, end).join(', ');
    let known = item(run(), brackets);
    while (known === undefined && end > at + 1) {
      end--;
      known = item(run(), brackets);
    }
    parts.push([run(), known]);
    at = end;
  }
  return joined(parts, ', ', '，');
}

/** A remark, or a citation with one in brackets at its end: `Citation (remark)`. */
function item(text: string, brackets: boolean): Said {
  const known = KNOWN.get(text) ?? ruled(text);
  if (known !== undefined || !brackets) return known;
  const at = text.endsWith(')') ? opening(text) : -1;
  if (at < 1 || text[at - 1] !== ' ') return undefined;
  const [head, inner] = [text.slice(0, at - 1), text.slice(at + 1, -1)];
  const first = item(head, true);
  // The bracket is the last citation's: those before it are looked at by themselves.
  if (first === undefined && cut(head, ', ').length > 1) return undefined;
  const second = KNOWN.get(inner) ?? listed(inner, false);
  return first === undefined && second === undefined ? undefined : `${first ?? head}（${second ?? inner}）`;
}

/** Parts as one text again: Chinese punctuation beside what is said in Chinese, their own between citations. */
function joined(parts: [string, Said][], latin: string, chinese: string): Said {
  if (parts.every(([, known]) => known === undefined)) return undefined;
  return parts
    .map(([text, known], at) => {
      const before = parts[at - 1];
      const between = (before?.[1] ?? known) === undefined ? latin : chinese;
      return (before ? between : '') + (known ?? text);
    })
    .join('');
}

/** The text at each separator that stands in no brackets. */
function cut(text: string, separator: string): string[] {
  const parts: string[] = [];
  let [from, depth] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(from, at));
      from = at + separator.length;
    }
  }
  return [...parts, text.slice(from)];
}

/** Where the bracket opens that the text ends with. */
function opening(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ')') depth++;
    else if (text[at] === '(' && --depth === 0) return at;
  }
  return -1;
}
