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

/** The first such sign outside of text literals. */
export function findForeign(
  text: string,
  start: number,
): { found: string; instead: string; from: number; to: number } | undefined {
  const plain = text.replace(/"(?:[^"\\]|\\.)*"/g, (literal) => ' '.repeat(literal.length));
  let best: { found: string; instead: string; from: number; to: number } | undefined;
  for (const [sign, instead] of SIGNS) {
    const match = sign.exec(plain.slice(start));
    if (match && (!best || match.index + start < best.from))
      best = {
        found: match[0],
        instead,
        from: match.index + start,
        to: match.index + start + match[0].length,
      };
  }
  return best;
}
