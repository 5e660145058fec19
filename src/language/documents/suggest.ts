/** "Did you mean": the nearest of the names that would have been right. */
import { distance } from 'fastest-levenshtein';
import type { Diagnostic } from '../diagnostic.ts';
import type { Localized } from '../plan.ts';

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

/** The diagnostic with the way out: the nearest name, else the list of names. */
export function suggest(diagnostic: Diagnostic, name: string, candidates: Iterable<string>): Diagnostic {
  return { ...diagnostic, hint: hintFor(name, [...new Set(candidates)]) };
}

function hintFor(name: string, candidates: readonly string[]): Localized {
  const near = nearest(name, candidates);
  if (near !== undefined) return { en: `Did you mean \`${near}\`?`, zh: `是否指 \`${near}\`？` };
  if (candidates.length === 0) return { en: 'There is none to name here.', zh: '此处没有可用的名称。' };
  const list = candidates.slice(0, LISTED);
  const more = candidates.length > LISTED;
  return {
    en: `Known here: ${list.join(', ')}${more ? ', …' : '.'}`,
    zh: `此处可用：${list.join('、')}${more ? '……' : '。'}`,
  };
}
