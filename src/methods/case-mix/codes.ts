/**
 * Codes as the scheme writes them: full-width characters and blanks mended, letters upper case but the x of extensions, and a pair of
 * dagger and asterisk as `A18.000x063+M90.0*` however it was written (`†`, without the asterisk's mark,
 * the asterisk first, with a blank or a stroke between them or the asterisk in brackets).
 */
const WIDE =
  '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ．＋＊†。／（）　';
const PLAIN = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.+*+./() ';

/** SQL that gives a code as the scheme writes it. */
export function normalized(code: string): string {
  const upper = `upper(trim(translate(${code}, '${WIDE}', '${PLAIN}')))`;
  const one = '([A-Z][A-Z0-9.]*)\\s*';
  // Two codes of which one has a mark: the dagger first, or the asterisk first, which is turned round.
  const paired = `regexp_replace(${upper}, '^${one}(?:\\+\\s*[/(]?\\s*${one}\\*?|[/(\\s]\\s*${one}\\*)\\s*\\)?$', '\\1+\\2\\3*')`;
  const turned = `regexp_replace(${paired}, '^${one}\\*\\s*[+/(]?\\s*${one}\\+?\\s*\\)?$', '\\2+\\1*')`;
  const tight = `regexp_replace(${turned}, '\\s', '', 'g')`;
  // An X after a digit or a point is the x of an extension or of a place left open.
  return `regexp_replace(${tight}, '([0-9.])X', '\\1x', 'g')`;
}

/**
 * SQL that gives the codes a cell of one diagnosis holds, for models that know each code by itself: upper case, without the point, and of a
 * pair of dagger and asterisk both, in whatever order and signs it was written.
 */
export function plainCodes(code: string): string {
  const parts = `string_split_regex(upper(replace(${normalized(code)}, '.', '')), '[+*]')`;
  // Nearly all codes are plain already, and there are millions of them.
  return `case when regexp_full_match(${code}, '[A-Za-z0-9.]+') then [upper(replace(${code}, '.', ''))] else list_filter(${parts}, part -> part <> '') end`;
}

/**
 * SQL that gives the codes of a cell that holds several, separated by a bar, a comma, a semicolon or the Chinese mark of enumeration, of any
 * width: none of them stands in a code. A pair whose halves are so separated is one.
 */
export function codesOfCell(cell: string): string {
  return `string_split(regexp_replace(translate(${cell}, '｜,，;；、', '||||||'), '([+＋†])\\s*\\|\\s*([^|]*[*＊])', '\\1\\2', 'g'), '|')`;
}
