/**
 * A DIP catalogue: combinations of a diagnosis and procedures, as a city publishes them or as its own data gives them.
 *
 * National technical specification for DIP (国家医疗保障按病种分值付费技术规范, 2020): a core group is a principal diagnosis by its first
 * five characters with a set of procedures and at least 15 cases; fewer cases are gathered in comprehensive groups.
 */

export interface DipGroup {
  code: string;
  /** Beginning of the principal diagnosis: `I25.1` for a core group, `I25` for a comprehensive one. */
  diagnosis: string;
  kind: 'core' | 'conservative' | 'comprehensive';
  /** All of these must be met, each by one of its alternatives; empty for conservative treatment. A part stands for all codes that begin with it. */
  procedures: readonly (readonly string[])[];
  /** Mean fee of the group, exact decimal text; the weight is this over the mean of all. */
  meanFee?: string;
  weight?: string;
  cases?: number;
}

/** `44.1401+45.2` all, `a/b` any, `.` or nothing: conservative treatment. */
export function proceduresOf(pattern: string): string[][] {
  const text = pattern.trim();
  if (text === '' || text === '.') return [];
  return text.split('+').map((part) => part.split('/').map((code) => code.trim()));
}

/** Rows of a catalogue with columns `dx`, `code`, `proc`. */
export function readCatalogue(rows: readonly { dx: string; code: string; proc: string }[]): DipGroup[] {
  return rows.map(({ dx, code, proc }) => {
    const procedures = proceduresOf(proc);
    return { code, diagnosis: dx, kind: procedures.length === 0 ? 'conservative' : 'core', procedures };
  });
}
