/** ExplanationOfBenefit and Claim → lines of `medical_claim` or `pharmacy_claim`. */
import type { TextRow } from '../../import/format.ts';
import { MONEY, amountsOf, total } from './adjudication.ts';
import type { Amounts, Money } from './adjudication.ts';
import {
  careTeam,
  diagnoses,
  inRole,
  information,
  informationCode,
  performer,
  procedures,
  resolved,
  typeOfBill,
} from './claim-parts.ts';
import { at, list, text } from './json.ts';
import type { JsonObject } from './json.ts';
import { claimGroup, claimNames, relatedClaims } from './registry.ts';
import type { Registry } from './registry.ts';
import { target } from './references.ts';
import type { Beside } from './references.ts';
import { amount, codes, coding, day, quantity, span } from './values.ts';
import type { Notes } from './values.ts';

interface ClaimRows {
  table: 'medical_claim' | 'pharmacy_claim';
  rows: TextRow[];
  /** Names of the Claim that is answered here. */
  names: string[];
}

/** A claim's own statement differs from its lines: what is stated less what they add up to. */
export type Differs = (column: Money, stated: string, lines: string) => void;

interface ClaimContext {
  registry: Registry;
  beside: Beside;
  person: (reference: JsonObject[string] | undefined, within: JsonObject) => string | undefined;
  differs: Differs;
  notes: Notes;
}

const TYPES: Record<string, string> = {
  institutional: 'institutional',
  professional: 'professional',
  oral: 'dental',
  vision: 'vision',
};

export function claimRows(claim: JsonObject, context: ClaimContext): ClaimRows {
  const kinds = codes(at(claim, 'type'));
  const pharmacy = kinds.includes('pharmacy');
  const names = claimNames(claim, context.beside);
  // Revenue code 0001 is the total of the lines (UB-04, locator 42), no line.
  const isTotal = (item: JsonObject) => codes(at(item, 'revenue')).includes('0001');
  const all = list(claim, 'item');
  const items = all.filter((item) => !isTotal(item));
  // What R4 calls `productOrService` and `supportingInfo` was `service` and `information` before.
  if (all.some((item) => at(item, 'productOrService') === undefined && at(item, 'service') !== undefined))
    context.notes.note('fhir-older');
  for (let count = items.length; count < all.length; count += 1) context.notes.note('fhir-total-line');
  const head = {
    ...anyHead(claim, names, context),
    ...(pharmacy ? drugHead(claim, context) : medicalHead(claim, kinds, context)),
  };
  const lines = items.map((item, index) => ({
    ...head,
    claim_line_number: text(item, 'sequence') ?? String(index + 1),
    ...(pharmacy ? drugLine(claim, item, context) : medicalLine(claim, item, context)),
    ...itemAmounts(item, context.notes),
  }));
  const totals = all.filter(isTotal).map((item) => itemAmounts(item, context.notes));
  const stated: Amounts = Object.assign({}, ...totals, claimAmounts(claim, context.notes));
  const { rest, nothing } = restOf(stated, lines, context);
  if (lines.length === 0) lines.push({ ...head, claim_line_number: '1' } as (typeof lines)[number]);
  // What is said of the claim alone is divided among no lines: it stands on the first (`../../README.md`, money of a claim).
  const rows = lines.map((line, i) => ({ ...nothing, ...line, ...(i === 0 ? rest : noughts(rest)) }));
  return { table: tableOf(pharmacy), rows, names };
}

export function noughts(amounts: Amounts): Amounts {
  return Object.fromEntries(Object.keys(amounts).map((name) => [name, '0']));
}

function tableOf(pharmacy: boolean): ClaimRows['table'] {
  return pharmacy ? 'pharmacy_claim' : 'medical_claim';
}

function anyHead(
  claim: JsonObject,
  names: readonly string[],
  { registry, beside, person, notes }: ClaimContext,
): TextRow {
  const { prior } = relatedClaims(claim, beside);
  const insurance =
    list(claim, 'insurance').find((one) => at(one, 'focal') === true) ?? list(claim, 'insurance')[0];
  const coverage = resolved(at(insurance, 'coverage'), claim, beside);
  const insurer = at(claim, 'insurer');
  const cancelled = text(claim, 'status') === 'cancelled';
  return {
    claim_id: names[0],
    person_id: person(at(claim, 'patient'), claim),
    member_id: text(coverage, 'subscriberId'),
    payer:
      text(insurer, 'display') ??
      registry.provider(target(insurer, claim, beside)).name ??
      text(insurer, 'identifier', 'value'),
    plan: coding(at(coverage, 'type')).code ?? text(coverage, 'type', 'text'),
    paid_date: day(at(claim, 'payment', 'date'), notes),
    claim_group_id: claimGroup(claim) ?? registry.group(names, prior) ?? names[0],
    claim_action: cancelled ? 'void' : prior === undefined ? 'original' : 'replacement',
    claim_received:
      day(at(claim, 'created'), notes) ?? day(at(information(claim, 'clmrecvddate'), 'timingDate'), notes),
  };
}

function medicalHead(
  claim: JsonObject,
  kinds: readonly string[],
  { registry, beside, notes }: ClaimContext,
): TextRow {
  const billing = registry.provider(target(at(claim, 'provider'), claim, beside));
  const period = span(claim, 'billablePeriod', notes);
  const stay = span(information(claim, 'admissionperiod'), 'timing', notes);
  const type = kinds.map((kind) => TYPES[kind]).find(Boolean) ?? 'undetermined';
  const facility = at(claim, 'facility', 'reference') ?? at(claim, 'facility', 'identifier');
  return {
    claim_type: type,
    claim_start_date: period.from,
    claim_end_date: period.to,
    admission_date: stay.from,
    discharge_date: stay.to,
    admit_source_code: informationCode(claim, 'pointoforigin', 'admsrc', 'clm_src_ip_admsn_cd'),
    admit_type_code: informationCode(claim, 'admtype', 'clm_ip_admsn_type_cd'),
    discharge_disposition_code: informationCode(claim, 'discharge-status', 'ptnt_dschrg_stus_cd'),
    bill_type_code: type === 'institutional' ? typeOfBill(claim) : undefined,
    drg_code: informationCode(claim, 'drg', 'clm_drg_cd'),
    billing_npi: billing.npi,
    billing_tin: billing.tin,
    facility_npi:
      facility === undefined
        ? undefined
        : registry.provider(target(at(claim, 'facility'), claim, beside)).npi,
    ...diagnoses(claim, beside, registry, notes),
    ...procedures(claim, beside, registry, notes),
  };
}

function medicalLine(
  claim: JsonObject,
  item: JsonObject,
  { registry, beside, notes }: ClaimContext,
): TextRow {
  const serviced = span(item, 'serviced', notes);
  const place = coding(at(item, 'locationCodeableConcept')).code;
  const who = performer(careTeam(claim), item);
  const revenue = coding(at(item, 'revenue'), [
    'https://bluebutton.cms.gov/resources/variables/rev_cntr',
  ]).code;
  const [first, second, third, fourth, fifth] = list(item, 'modifier').map((one) => coding(one).code);
  return {
    claim_line_start_date: serviced.from,
    claim_line_end_date: serviced.to,
    place_of_service_code: place,
    revenue_center_code: revenue,
    hcpcs_code: coding(at(item, 'productOrService'), ['hcpcs', 'cpt']).code,
    hcpcs_modifier_1: first,
    hcpcs_modifier_2: second,
    hcpcs_modifier_3: third,
    hcpcs_modifier_4: fourth,
    hcpcs_modifier_5: fifth,
    service_unit_quantity: quantity(at(item, 'quantity')),
    rendering_npi: who && registry.provider(target(who.provider, claim, beside)).npi,
    rendering_specialty: who?.specialty,
  };
}

function drugHead(claim: JsonObject, { registry, beside }: ClaimContext): TextRow {
  const prescriber = inRole(careTeam(claim), 'prescribing');
  return {
    dispensing_provider_npi: registry.provider(target(at(claim, 'provider'), claim, beside)).npi,
    prescribing_provider_npi: prescriber && registry.provider(target(prescriber.provider, claim, beside)).npi,
    days_supply: quantity(at(information(claim, 'dayssupply'), 'valueQuantity')),
    refills: quantity(at(information(claim, 'refillnum'), 'valueQuantity')),
  };
}

function drugLine(claim: JsonObject, item: JsonObject, { notes }: ClaimContext): TextRow {
  return {
    dispensing_date: span(item, 'serviced', notes).from ?? span(claim, 'billablePeriod', notes).from,
    ndc_code: coding(at(item, 'productOrService'), ['ndc']).code,
    quantity: quantity(at(item, 'quantity')),
  };
}

/** Of its own adjudication, else of its details'; a Claim, which is not adjudicated, states `net`. */
export function itemAmounts(item: JsonObject, notes: Notes): Amounts {
  const own = amountsOf(at(item, 'adjudication'), notes);
  if (Object.keys(own).length === 0) {
    const details = list(item, 'detail').map((detail) => amountsOf(at(detail, 'adjudication'), notes));
    for (const money of MONEY) {
      const values = details.flatMap((detail) => detail[money] ?? []);
      if (values.length > 0) own[money] = total(values);
    }
  }
  const net = amount(at(item, 'net', 'value'), notes);
  if (own.charge_amount === undefined && net !== undefined) own.charge_amount = net;
  return own;
}

/** What is said of the claim as a whole: totals before the adjudication of the head, and the payment last. */
export function claimAmounts(claim: JsonObject, notes: Notes): Amounts {
  const balance = list(claim, 'benefitBalance').flatMap((one) => list(one, 'financial'));
  const stated = {
    ...amountsOf(balance, notes),
    ...amountsOf(at(claim, 'adjudication'), notes),
    ...amountsOf(at(claim, 'total'), notes),
  };
  // Of an ExplanationOfBenefit `total` is a list of categories; of a Claim it is money.
  const charged = amount(at(claim, 'total', 'value'), notes);
  if (stated.charge_amount === undefined && charged !== undefined) stated.charge_amount = charged;
  const paid = amount(at(claim, 'payment', 'amount', 'value'), notes);
  if (stated.paid_amount === undefined && paid !== undefined) stated.paid_amount = paid;
  return stated;
}

/**
 * What the claim states and no line does; where both do, the lines stand, and a difference is told. Where they agree, lines that say nothing have nothing:
 * Synthea's line of the encounter itself has no amounts.
 */
export function restOf(
  stated: Amounts,
  lines: readonly Amounts[],
  { differs }: Pick<ClaimContext, 'differs'>,
): { rest: Amounts; nothing: Amounts } {
  const rest: Amounts = {};
  const nothing: Amounts = {};
  for (const money of MONEY) {
    const whole = stated[money];
    if (whole === undefined) continue;
    const parts = lines.flatMap((line) => line[money] ?? []);
    if (parts.length === 0) rest[money] = whole;
    else if (total(parts) === whole) nothing[money] = '0';
    else differs(money, whole, total(parts));
  }
  return { rest, nothing };
}
