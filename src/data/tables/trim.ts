import { quoteLiteral } from '../../warehouse/warehouse.ts';

/** Trimmed as `String.prototype.trim` does, so that SQL and `parse.ts` see the same text. */
const BLANKS =
  ' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** The cell without blanks round it; null where nothing is left. `column` is text. */
export function trimmed(column: string): string {
  // The database makes a set of the blanks anew for every cell; most cells are seen to begin and end with none at a fifth of the cost.
  const bare = `(${printed(column)}) and (${printed(`(${column})[-1]`)})`;
  return `case when ${bare} then ${column} else nullif(trim(${column}, ${quoteLiteral(BLANKS)}), '') end`;
}

/** Whether a text begins with a visible ASCII character or a Han character of the basic block: no blank is among them. */
const printed = (text: string) =>
  `(${text} >= '!' and ${text} <= '~~') or (${text} >= '\u4e00' and ${text} < '\ua000')`;
