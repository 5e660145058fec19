/**
 * Codes as the scheme writes them: full-width characters and blanks mended, letters upper case but the x of extensions, and a pair of
 * dagger and asterisk as `A18.000x063+M90.0*` however it was written (`†`, without the asterisk's mark, the asterisk first).
 */
const WIDE =
  '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ．＋＊†。';
const PLAIN = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.+*+.';

/** SQL that gives a code as the scheme writes it. */
export function normalized(code: string): string {
  const upper = `upper(regexp_replace(translate(${code}, '${WIDE}', '${PLAIN}'), '\\s', '', 'g'))`;
  // A pair with the asterisk first is turned round.
  const turned = `regexp_replace(${upper}, '^([^+*]+)\\*\\+?([^+*]+)\\+?$', '\\2+\\1*')`;
  const marked = `regexp_replace(${turned}, '^([^+*]+)\\+([^+*]+)\\*?$', '\\1+\\2*')`;
  // An X after a digit or a point is the x of an extension or of a place left open.
  return `regexp_replace(${marked}, '([0-9.])X', '\\1x', 'g')`;
}
