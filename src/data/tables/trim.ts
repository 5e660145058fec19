import { quoteLiteral } from '../../warehouse/warehouse.ts';

/** Trimmed as `String.prototype.trim` does, so that SQL and `parse.ts` see the same text. */
const BLANKS =
  ' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** The cell without blanks round it; null where nothing is left. */
export function trimmed(column: string): string {
  return `nullif(trim(${column}, ${quoteLiteral(BLANKS)}), '')`;
}
