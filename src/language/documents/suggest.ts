/** "Did you mean": the nearest of the names that would have been right. */
import { distance } from 'fastest-levenshtein';

/** Beyond so many a list helps nobody. */
const LISTED = 20;

/** The nearest candidate, if it is near enough to be a slip of the pen. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.slice(0, 100).toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 0.5;
  for (const candidate of candidates) {
    const d = distance(wanted, candidate.slice(0, 100).toLowerCase());
    if (d < least) [best, least] = [candidate, d];
  }
  return best;
}

/** Words for a hint in both languages: the nearest name, else the list of names. */
export function suggestion(name: string, candidates: Iterable<string>): { hint_en: string; hint_zh: string } {
  const all = [...new Set(candidates)];
  const near = nearest(name, all);
  if (near !== undefined) return { hint_en: `Did you mean \`${near}\`?`, hint_zh: `是否指 \`${near}\`？` };
  if (all.length === 0) return { hint_en: 'There is none to name here.', hint_zh: '此处没有可用的名称。' };
  const list = all.slice(0, LISTED).join(', ');
  const more = all.length > LISTED ? ', …' : '';
  return {
    hint_en: `Known here: ${list}${more}.`,
    hint_zh: `此处可用：${list.replaceAll(', ', '、')}${more && '……'}。`,
  };
}
