/** Codes of a claim: HI, whose first component says what a code is (ICD-10 has A in front: ABK, BBR; without it ICD-9). */
import type { TextRow } from '../../import/format.ts';
import type { Segment } from './segments.ts';
import { components, range } from './values.ts';

/** As many as the table has columns. */
const COLUMNS = 25;

interface Codes {
  row: TextRow;
  /** Codes beyond the columns of the table. */
  beyond: number;
}

export function claimCodes(segments: readonly Segment[]): Codes {
  const diagnoses: { code: string; poa: string | undefined }[] = [];
  const procedures: { code: string; date: string | undefined }[] = [];
  const systems = { diagnosis: new Set<string>(), procedure: new Set<string>() };
  let group: string | undefined;
  for (const segment of segments) {
    for (let at = 1; at < segment.elements.length; at += 1) {
      const [kind = '', code = '', format, date, , , , , poa] = components(segment, at);
      if (!code) continue;
      if (['ABK', 'ABF', 'BK', 'BF'].includes(kind)) {
        const principal = kind.endsWith('BK');
        diagnoses.splice(principal ? 0 : diagnoses.length, 0, { code, poa });
        systems.diagnosis.add(kind.startsWith('A') ? 'icd-10-cm' : 'icd-9-cm');
      }
      if (['BBR', 'BBQ', 'BR', 'BQ'].includes(kind)) {
        const principal = kind.endsWith('BR');
        procedures.splice(principal ? 0 : procedures.length, 0, { code, date: range(format, date).from });
        systems.procedure.add(kind.length === 3 ? 'icd-10-pcs' : 'icd-9-pcs');
      }
      if (kind === 'DR') group = code;
    }
  }
  const row: Record<string, string | undefined> = {
    drg_code: group,
    diagnosis_code_type: only(systems.diagnosis),
    procedure_code_type: only(systems.procedure),
  };
  for (const [index, { code, poa }] of diagnoses.slice(0, COLUMNS).entries()) {
    row[`diagnosis_code_${index + 1}`] = code;
    row[`diagnosis_poa_${index + 1}`] = poa;
  }
  for (const [index, { code, date }] of procedures.slice(0, COLUMNS).entries()) {
    row[`procedure_code_${index + 1}`] = code;
    row[`procedure_date_${index + 1}`] = date;
  }
  const beyond = Math.max(0, diagnoses.length - COLUMNS) + Math.max(0, procedures.length - COLUMNS);
  return { row, beyond };
}

/** A claim may use one system only; of two it is not known which. */
function only(systems: ReadonlySet<string>): string | undefined {
  return systems.size === 1 ? [...systems][0] : undefined;
}
