/** Claims of a remittance → rows of `medical_claim`, or of `pharmacy_claim` where every line is a drug by NDC. */
import type { TextRow } from '../../import/format.ts';
import { lineAmounts, wholeClaim, claimLevel } from './remittance-amounts.ts';
import type { Remittance, RemittanceClaim, RemittanceLine } from './remittance.ts';
import { components, day, dayOfHead, element, npi } from './values.ts';

interface ClaimRows {
  table: 'medical_claim' | 'pharmacy_claim';
  rows: { line: number; row: TextRow }[];
}

/** Qualifiers of SVC01 whose codes are of HCPCS: HC, AD (CDT, its letter D), HP (HIPPS), WK. */
const PROCEDURES = new Set(['HC', 'AD', 'HP', 'WK']);

interface Coded {
  line: RemittanceLine;
  code: string[];
}

export function claimRows(remittance: Remittance, claim: RemittanceClaim): ClaimRows {
  const lines = claim.lines.map((line) => ({ line, code: components(line.svc, 1) }));
  const drugs = lines.length > 0 && lines.every(({ code }) => code[0] === 'N4');
  const head = drugs ? drugHead(remittance, claim) : medicalHead(remittance, claim, lines);
  const rows = lines.map(({ line, code }, index) => ({
    line: line.svc.place,
    row: {
      ...head,
      claim_line_number: String(index + 1),
      ...(drugs ? drugLine(claim, line, code) : medicalLine(claim, line, code)),
      ...lineAmounts(line),
    } as TextRow,
  }));
  // Line 0 holds what was adjusted on the claim as a whole; a claim without lines is one line itself.
  const rest = lines.length === 0 ? wholeClaim(claim) : claimLevel(claim);
  if (rest && !(lines.length === 0 && claim.malformed.length > 0))
    rows.push({
      line: claim.clp.place,
      row: {
        ...head,
        ...(drugs ? { dispensing_date: claimDates(claim).claim_start_date } : {}),
        claim_line_number: lines.length === 0 ? '1' : '0',
        ...rest,
      },
    });
  return { table: drugs ? 'pharmacy_claim' : 'medical_claim', rows };
}

function anyHead(remittance: Remittance, { clp, parties, references }: RemittanceClaim) {
  const number = element(clp, 7) ?? element(clp, 1);
  const corrected = parties.get('74');
  const patient = (corrected?.qualifier === 'C' ? corrected.id : undefined) ?? parties.get('QC')?.id;
  const insured = parties.get('IL')?.id;
  const original = references.get('F8');
  const reversal = element(clp, 2) === '22';
  return {
    claim_id: number,
    person_id: patient ?? insured,
    member_id: insured ?? patient,
    payer: remittance.payer?.name,
    plan: element(clp, 6),
    paid_date: dayOfHead(element(remittance.bpr, 16)),
    // A correction names the claim it corrects (REF*F8) where its own number is another; a reversal (22) keeps the number.
    claim_group_id: original ?? number,
    claim_action: reversal ? 'reversal' : original ? 'replacement' : 'original',
    claim_received: dayOfHead(remittance.produced) ?? dayOfHead(element(remittance.bpr, 16)),
  };
}

function drugHead(remittance: Remittance, claim: RemittanceClaim) {
  return { ...anyHead(remittance, claim), dispensing_provider_npi: npi(remittance.payee) };
}

function medicalHead(remittance: Remittance, claim: RemittanceClaim, lines: readonly Coded[]) {
  return {
    ...anyHead(remittance, claim),
    ...claimKind(claim, lines),
    ...claimDates(claim),
    billing_npi: npi(remittance.payee),
    billing_tin: remittance.payeeTin,
  };
}

/**
 * 835 does not say what kind a claim is. A DRG, an inpatient adjudication or a revenue code makes it institutional, codes of CDT dental;
 * then it is known what CLP08 means. All else is undetermined, and so is whether CLP08 is a place of service or a kind of bill.
 */
function claimKind(claim: RemittanceClaim, lines: readonly Coded[]) {
  const facility = element(claim.clp, 8);
  const group = element(claim.clp, 11);
  const institutional =
    group !== undefined ||
    claim.inpatient ||
    lines.some(({ line, code }) => ['NU', 'HP'].includes(code[0]!) || element(line.svc, 4) !== undefined);
  const dental = !institutional && lines.some(({ code }) => code[0] === 'AD');
  return {
    claim_type: institutional ? 'institutional' : dental ? 'dental' : 'undetermined',
    bill_type_code: institutional && facility ? `${facility}${element(claim.clp, 9) ?? ''}` : undefined,
    place_of_service_code: dental ? facility : undefined,
    drg_code: group,
  };
}

/** DTM 232 and 233, or from the first to the last day of the lines. */
function claimDates(claim: RemittanceClaim) {
  let first: string | undefined;
  let last: string | undefined;
  for (const line of claim.lines) {
    const { from, to } = lineDates(claim, line);
    if (from !== undefined && (first === undefined || from < first)) first = from;
    if (to !== undefined && (last === undefined || to > last)) last = to;
  }
  return {
    claim_start_date: day(claim.dates.get('232')) ?? first,
    claim_end_date: day(claim.dates.get('233')) ?? last,
  };
}

/** 472 is one day, 150 and 151 a span; a line that says nothing is of the claim's days. */
function lineDates(claim: RemittanceClaim, { dates }: RemittanceLine) {
  const one = dates.get('472');
  const from = one ?? dates.get('150') ?? claim.dates.get('232');
  const to = one ?? dates.get('151') ?? dates.get('150') ?? claim.dates.get('233') ?? claim.dates.get('232');
  return { from: day(from), to: day(to) };
}

/** SVC05 is left out where it is one (2110 SVC05). */
const units = (line: RemittanceLine): string => element(line.svc, 5) ?? '1';

function medicalLine(claim: RemittanceClaim, line: RemittanceLine, code: string[]) {
  const [kind, value] = code;
  const { from, to } = lineDates(claim, line);
  return {
    claim_line_start_date: from,
    claim_line_end_date: to,
    revenue_center_code: kind === 'NU' ? value : element(line.svc, 4),
    hcpcs_code: PROCEDURES.has(kind!) ? value : undefined,
    hcpcs_modifier_1: code[2],
    hcpcs_modifier_2: code[3],
    hcpcs_modifier_3: code[4],
    hcpcs_modifier_4: code[5],
    service_unit_quantity: units(line),
    rendering_npi: line.references.get('HPI') ?? npi(claim.parties.get('82')),
  };
}

function drugLine(claim: RemittanceClaim, line: RemittanceLine, code: string[]) {
  return {
    dispensing_date: lineDates(claim, line).from,
    ndc_code: code[1],
    quantity: units(line),
  };
}
