/** What a canonical table is: one definition that gives types, DDL, validation and documentation. */
import type { Localized } from '../../language/plan.ts';

/**
 * Cells of canonical tables. `money` and `quantity` are exact decimals of 18 digits, four of them after the point (major units: yuan,
 * dollars); `integer` is 64 bits wide; `date` a day; `text` has no blanks round it and is never empty: what is not known is null.
 */
export type CanonicalType = 'text' | 'date' | 'money' | 'quantity' | 'integer' | 'boolean';

export interface CanonicalColumn {
  name: string;
  type: CanonicalType;
  label: Localized;
  /** A row without it is refused. */
  required: boolean;
  /** Texts a cell may be, where there are few. */
  oneOf?: readonly string[];
  /** Table and column whose rows it should name: what leads nowhere is reported, not refused. */
  references?: { table: string; column: string };
}

export interface CanonicalTable {
  name: string;
  label: Localized;
  /** Columns that tell rows apart; a second row with the same is a duplicate or, of a claim, another version. */
  key: readonly string[];
  columns: readonly CanonicalColumn[];
  /** Rows are versions of claims (`claim_group_id`, `claim_action`, `claim_received`): the last of a group stands. */
  versioned: boolean;
}

type Extra = Partial<Pick<CanonicalColumn, 'required' | 'oneOf' | 'references'>>;

export function column(
  name: string,
  type: CanonicalType,
  en: string,
  zh: string,
  extra: Extra = {},
): CanonicalColumn {
  return { name, type, label: { en, zh }, required: false, ...extra };
}

export const required = { required: true } as const;

/** `name_1` … `name_<count>`. */
export function numbered(
  name: string,
  count: number,
  type: CanonicalType,
  en: string,
  zh: string,
): CanonicalColumn[] {
  return Array.from({ length: count }, (_, i) =>
    column(`${name}_${i + 1}`, type, `${en} ${i + 1}`, `${zh} ${i + 1}`),
  );
}

/** The person a row is about, who should be enrolled. */
export const person = column('person_id', 'text', 'Person', '参保人', {
  required: true,
  references: { table: 'eligibility', column: 'person_id' },
});

/** The system a row comes from, as it names itself. */
export const dataSource = column('data_source', 'text', 'Data source', '数据来源');

export const money = (name: string, en: string, zh: string) => column(name, 'money', en, zh);
