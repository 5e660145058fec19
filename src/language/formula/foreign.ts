/** Signs from other languages and from Chinese keyboards that people write in formulas, and what to write instead. */
const SIGNS: [RegExp, string][] = [
  [/==/, '`=`'],
  [/&&/, '`and`'],
  [/\|\|/, '`or`'],
  [/<>/, '`!=`'],
  [/=>/, '`>=`'],
  [/=</, '`<=`'],
  [/!(?!=)/, '`not(…)`'],
  [/\?/, '`if … then … else …`'],
  [/;/, '`,`'],
  [/'/, '`"…"`'],
  [/[“”‘’]/, '`"…"`'],
  [/[（）]/, '`( )`'],
  [/[，、；]/, '`,`'],
  [/[－—–]/, '`-`'],
  [/＋/, '`+`'],
  [/[×＊]/, '`*`'],
  [/[÷／]/, '`/`'],
  [/[≥]/, '`>=`'],
  [/[≤]/, '`<=`'],
  [/≠/, '`!=`'],
  [/＝/, '`=`'],
  [/＞/, '`>`'],
  [/＜/, '`<`'],
];

/** Words of other languages, and our own written otherwise. */
const WORDS: [RegExp, string][] = [
  [/\bnot\s+in\b/i, '`not(x in …)`'],
  [/\bnot\b(?!\s*\()/i, '`not(…)`'],
  [/\bis\s+not\s+null\b/i, '`!= null`'],
  [/\bis\s+null\b/i, '`= null`'],
  [/\bwhere\b/i, '`list[condition]`'],
  [/\bcase\s+when\b/i, '`if … then … else …`'],
  [/\bAND\b/, '`and`'],
  [/\bOR\b/, '`or`'],
  [/\bIF\b/, '`if … then … else …`'],
  [/\bdate\s*\(\s*\d+\s*,/, '`@"2024-01-31"`'],
];

/** What is written where the formula cannot be read: the first such sign or word outside of text literals. */
export function findForeign(
  text: string,
  start: number,
):
  | { code: 'not-feel' | 'foreign-word'; found: string; instead: string; from: number; to: number }
  | undefined {
  const plain = text.replace(/"(?:[^"\\]|\\.)*"/g, (literal) => ' '.repeat(literal.length));
  let best: ReturnType<typeof findForeign>;
  for (const [sign, instead] of [...SIGNS, ...WORDS]) {
    const match = sign.exec(plain.slice(start));
    if (match && (!best || match.index + start < best.from))
      best = {
        code: /^\w/.test(match[0]) ? 'foreign-word' : 'not-feel',
        found: match[0],
        instead,
        from: match.index + start,
        to: match.index + start + match[0].length,
      };
  }
  return best;
}
