/** A DIP catalogue as a table: rows of `dx`, `code`, `proc`, as cities publish it, with what else is known of a group. */
import type { DipGroup, DipKind, Treatment } from './scheme.ts';
import { TREATMENTS } from './scheme.ts';

/** `44.1401+45.2` all, `a/b` any, `.` or nothing: conservative treatment. */
export function proceduresOf(pattern: string): string[][] {
  const text = pattern.trim();
  if (text === '' || text === '.') return [];
  return text.split('+').map((part) => part.split('/').map((code) => code.trim()));
}

/** As text; columns that a table lacks are left out or null. `kind` and `treatment` only where a comprehensive group is meant. */
export interface CatalogueRow {
  dx: string;
  code: string;
  proc: string;
  title?: string | null;
  kind?: string | null;
  treatment?: string | null;
  mean_fee?: string | null;
  weight?: string | null;
  cases?: string | number | bigint | null;
}

export function readCatalogue(rows: readonly CatalogueRow[]): DipGroup[] {
  return rows.map(({ dx, code, proc, title, kind, treatment, mean_fee, weight, cases }) => {
    const procedures = proceduresOf(proc);
    const own: DipKind = procedures.length === 0 ? 'conservative' : 'core';
    return {
      code,
      diagnosis: dx,
      kind: (kind as DipKind | null | undefined) ?? own,
      procedures,
      ...(title ? { title } : {}),
      ...(TREATMENTS.includes(treatment as Treatment) ? { treatment: treatment as Treatment } : {}),
      ...(mean_fee ? { mean: mean_fee } : {}),
      ...(weight ? { weight } : {}),
      ...(cases === null || cases === undefined ? {} : { cases: Number(cases) }),
    };
  });
}
