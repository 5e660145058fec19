/** A claim of 837 → rows of `medical_claim`, one per line. What was paid is not in it. */
import type { TextRow } from '../../import/format.ts';
import type { ClaimLoop, ServiceLine, Submission } from './claim-loops.ts';
import { claimCodes } from './claim-codes.ts';
import { plain } from './remittance-amounts.ts';
import type { SeenClaims } from './seen.ts';
import { components, dayOfHead, element, npi } from './values.ts';
import type { Days } from './values.ts';

type ClaimType = 'institutional' | 'professional' | 'dental';

interface SubmittedRows {
  rows: { line: number; row: TextRow }[];
  /** Lines without SV1, SV2 or SV3, or with one that names no charge. */
  malformed: ServiceLine[];
  codesBeyond: number;
  /** The person is a dependant, and 837 has no number of its own for one. */
  dependant: boolean;
}

/** Still a patient (CL103). */
const STILL_THERE = '30';

export function submittedRows(submission: Submission, claim: ClaimLoop, seen: SeenClaims): SubmittedRows {
  const type = claimType(submission, claim);
  const { row: codes, beyond } = claimCodes(claim.codes);
  const sound = claim.lines.filter((line) => chargeOf(line) !== undefined);
  const head: TextRow = {
    ...claimHead(submission, claim, seen),
    claim_type: type,
    ...claimPlace(claim, type),
    ...claimDays(claim, type, sound),
    ...codes,
  };
  const rows = sound.map((line) => ({
    line: line.lx.place,
    row: {
      ...head,
      claim_line_number: element(line.lx, 1),
      claim_line_start_date: line.days.from,
      claim_line_end_date: line.days.to,
      charge_amount: plain(chargeOf(line)),
      ...renderer(submission, claim, line, type),
      ...service(line),
    },
  }));
  // A claim without lines is a line itself: its charge is known.
  if (claim.lines.length === 0)
    rows.push({
      line: claim.clm.place,
      row: { ...head, claim_line_number: '1', charge_amount: plain(element(claim.clm, 2)) } as never,
    });
  return {
    rows,
    malformed: claim.lines.filter((line) => chargeOf(line) === undefined),
    codesBeyond: beyond,
    dependant: submission.patient !== undefined,
  };
}

/** By the guide the transaction follows, else by its lines. */
function claimType({ transaction }: Submission, claim: ClaimLoop): ClaimType | 'undetermined' {
  const guide = /X(09[678]|22[234])/.exec(transaction.version)?.[1];
  if (guide === '222' || guide === '098') return 'professional';
  if (guide === '223' || guide === '096') return 'institutional';
  if (guide === '224' || guide === '097') return 'dental';
  const kind = claim.lines.find((line) => line.service)?.service?.id;
  if (kind === 'SV1') return 'professional';
  if (kind === 'SV2') return 'institutional';
  return kind === 'SV3' ? 'dental' : 'undetermined';
}

function claimHead(submission: Submission, claim: ClaimLoop, seen: SeenClaims): TextRow {
  const { billing, subscriber } = submission;
  const [, , frequency] = components(claim.clm, 5);
  const number = element(claim.clm, 1);
  const member = subscriber.party?.id;
  const action = frequency === '7' ? 'replacement' : frequency === '8' ? 'void' : 'original';
  return {
    claim_id: number,
    person_id: submission.patient ? dependant(submission) : member,
    member_id: member,
    payer: subscriber.payer?.name,
    plan: subscriber.plan,
    billing_npi: npi(billing.party),
    billing_tin: billing.tin,
    claim_action: action,
    claim_group_id: action === 'original' ? number : replaced(claim, seen),
    claim_received: dayOfHead(submission.created),
    // CLM01 is a number of the provider's own: another provider may use it too.
    data_source: npi(billing.party) ?? billing.tin,
  };
}

/**
 * REF*F8 is the payer's number of the claim that is replaced or voided, which the original in 837 does not carry; CLM01 is often the same on
 * both. So the one that was read in this import is taken, F8 before CLM01; F8 where neither was.
 */
function replaced(claim: ClaimLoop, seen: SeenClaims): string | undefined {
  const own = element(claim.clm, 1);
  const named = claim.references.get('F8') || undefined;
  if (named !== undefined && own !== undefined && !seen.has(named) && seen.has(own)) return own;
  return named ?? own;
}

/** A dependant with no number of its own is told apart by birth date and given name under the member's number. */
function dependant({ subscriber, patient }: Submission): string | undefined {
  const parts = [subscriber.party?.id, patient?.birth, patient?.party?.first?.toUpperCase()];
  return parts.every(Boolean) ? parts.join('/') : undefined;
}

/** CLM05: place of service, or, of an institution, the kind of bill without its frequency. */
function claimPlace(claim: ClaimLoop, type: string): TextRow {
  const [place, , frequency] = components(claim.clm, 5);
  if (type !== 'institutional') return { place_of_service_code: place };
  return {
    bill_type_code: place && frequency ? `${place}${frequency}` : undefined,
    admit_type_code: element(claim.cl1, 1),
    admit_source_code: element(claim.cl1, 2),
    discharge_disposition_code: element(claim.cl1, 3),
  };
}

function claimDays(claim: ClaimLoop, type: string, lines: readonly ServiceLine[]): TextRow {
  const stated: Days = claim.dates.get('434') ?? {};
  const first = lines.flatMap(({ days }) => days.from ?? []).toSorted()[0];
  const last = lines
    .flatMap(({ days }) => days.to ?? [])
    .toSorted()
    .at(-1);
  const admitted = claim.dates.get('435')?.from;
  const status = element(claim.cl1, 3);
  // An institution states the hour; the day is the last of the statement (UB-04, locators 6 and 16) where the person is not there still.
  const left =
    admitted !== undefined && (claim.discharged || (status !== undefined && status !== STILL_THERE));
  const discharged =
    claim.dates.get('096')?.from ?? (type === 'institutional' && left ? stated.to : undefined);
  return {
    claim_start_date: stated.from ?? first,
    claim_end_date: stated.to ?? last,
    admission_date: admitted,
    discharge_date: discharged,
  };
}

/** 2420A, else 2310B, else of a professional claim the billing provider: the loops are left out where they are the same. */
function renderer({ billing }: Submission, claim: ClaimLoop, line: ServiceLine, type: string): TextRow {
  const named = line.rendering ?? claim.providers.get('82');
  const facility = npi(claim.providers.get('77')?.party);
  const professional = type !== 'institutional';
  return {
    rendering_npi: named ? npi(named.party) : professional ? npi(billing.party) : undefined,
    rendering_specialty: named ? named.taxonomy : professional ? billing.taxonomy : undefined,
    facility_npi: facility ?? (professional ? undefined : npi(billing.party)),
  };
}

/** Where in SV1, SV2, SV3 a line's data stands. */
const PLACES: Record<
  string,
  { code: number; charge: number; units: number; revenue?: number; place?: number }
> = {
  SV1: { code: 1, charge: 2, units: 4, place: 5 },
  SV2: { code: 2, charge: 3, units: 5, revenue: 1 },
  SV3: { code: 1, charge: 2, units: 6, place: 3 },
};

function chargeOf({ service }: ServiceLine): string | undefined {
  return service && element(service, PLACES[service.id]!.charge);
}

function service({ service: segment }: ServiceLine): TextRow {
  if (!segment) return {};
  const at = PLACES[segment.id]!;
  const [, code, ...modifiers] = components(segment, at.code);
  const place = at.place === undefined ? undefined : element(segment, at.place);
  return {
    hcpcs_code: code,
    hcpcs_modifier_1: modifiers[0],
    hcpcs_modifier_2: modifiers[1],
    hcpcs_modifier_3: modifiers[2],
    hcpcs_modifier_4: modifiers[3],
    // SV3 leaves out a quantity of one.
    service_unit_quantity: element(segment, at.units) ?? (segment.id === 'SV3' ? '1' : undefined),
    revenue_center_code: at.revenue === undefined ? undefined : element(segment, at.revenue),
    ...(place && { place_of_service_code: place }),
  };
}
