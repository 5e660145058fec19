/** Claims of the people with a cycle, a row each, with what of the condition's lists of codes each holds. */
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { dateLiteral } from '../options.ts';
import { Codes, numberedColumns } from '../shared/codes.ts';
import type { Condition } from './document.ts';
import { isInpatient } from './sql.ts';

/** Where a code may stand. */
type Kind = 'principal' | 'diagnosis' | 'procedure' | 'item';

/** Lists of codes asked for, and the column of the table `claim` that tells whether one of them is there. */
export class Flags {
  readonly #lists = new Map<string, { kind: Kind; codes: readonly string[]; name: string }>();

  /** `false` for an empty list. */
  of(kind: Kind, codes: readonly string[]): string {
    if (codes.length === 0) return 'false';
    const key = JSON.stringify([kind, codes]);
    const name = this.#lists.get(key)?.name ?? `flag_${this.#lists.size}`;
    this.#lists.set(key, { kind, codes, name });
    return name;
  }

  columns(most: number): string[] {
    const place: Record<Kind, string[]> = {
      principal: ['m.diagnosis_code_1'],
      diagnosis: numberedColumns('m', 'diagnosis_code', most),
      procedure: numberedColumns('m', 'procedure_code', most),
      item: ['m.hcpcs_code'],
    };
    return [...this.#lists.values()].map(({ kind, codes, name }) => {
      const list = new Codes(codes);
      // Operations come as procedures of a stay and as items of a line.
      const test =
        kind === 'procedure'
          ? `(${list.matchesAny(place.procedure)} or ${list.matches('m.hcpcs_code')})`
          : list.matchesAny(place[kind]);
      return `bool_or(${test}) as ${name}`;
    });
  }
}

/** All lists of a document, so that one pass finds them. */
export function flagsOf(document: Condition): Flags {
  const flags = new Flags();
  for (const one of document.outcomes) {
    if (one.kind === 'stay') {
      flags.of('principal', one.diagnoses);
      flags.of('procedure', one.procedures);
    }
    if (one.kind === 'diagnosis' || one.kind === 'visits') flags.of('diagnosis', one.diagnoses);
    if (one.kind === 'procedure') {
      flags.of('procedure', one.procedures);
      flags.of('procedure', one.after);
    }
    if (one.kind === 'drug') flags.of('item', one.drugs);
  }
  for (const one of document.case_mix) if (one.variable === 'diagnoses') flags.of('diagnosis', one.codes);
  return flags;
}

/**
 * Makes `claim`: `person_id`, `day` (admission or first day), `until`, `inpatient`, `elective`, and the flags. What began on the as-of date or later is not there.
 */
export async function makeClaims(
  warehouse: Warehouse,
  claims: string,
  most: number,
  flags: Flags,
  asOf: string,
): Promise<void> {
  const columns = flags.columns(most).map((one) => `, ${one}`);
  await warehouse.run(`
    create table claim as
    select m.person_id, min(coalesce(m.admission_date, m.claim_line_start_date, m.claim_start_date)) as day,
      max(coalesce(m.discharge_date, m.claim_end_date, m.claim_line_end_date)) as until, bool_or(${isInpatient('m')}) as inpatient,
      coalesce(bool_or(m.admit_type_code = '3'), false) as elective${columns.join('')}
    from ${claims} m where m.person_id in (select person_id from cycle) and coalesce(m.admission_date, m.claim_line_start_date, m.claim_start_date) < ${dateLiteral(asOf)}
    group by m.person_id, m.claim_id, m.data_source, m._table,
      case when ${isInpatient('m')} then null else coalesce(m.claim_line_start_date, m.claim_start_date) end`);
}
