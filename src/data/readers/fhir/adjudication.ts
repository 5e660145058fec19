/** Adjudications of an ExplanationOfBenefit → the amounts of a line or of the claim. */
import { decimalText, millionths } from '../shared/decimal.ts';
import { at, list, text } from './json.ts';
import type { Json } from './json.ts';
import { amount, codes } from './values.ts';
import type { Notes } from './values.ts';

export const MONEY = [
  'charge_amount',
  'allowed_amount',
  'paid_amount',
  'coinsurance_amount',
  'copayment_amount',
  'deductible_amount',
] as const;
export type Money = (typeof MONEY)[number];
export type Amounts = Partial<Record<Money, string>>;

/** FHIR's adjudication codes and CARIN's (C4BB). `benefit` is what is payable under the coverage, to whomever it goes. */
const CATEGORIES: Record<string, Money> = {
  submitted: 'charge_amount',
  eligible: 'allowed_amount',
  benefit: 'paid_amount',
  coinsurance: 'coinsurance_amount',
  copay: 'copayment_amount',
  deductible: 'deductible_amount',
};
/** What was paid, where no benefit is stated: together. */
const PAID_TO = ['paidtoprovider', 'paidtopatient'];

/**
 * Medicare's own names of amounts (Blue Button's variables), which say more than the category beside them: a rate stands under `submitted`, the
 * gross cost of a drug under `coinsurance`. `null` is none of our amounts.
 */
const VARIABLES: Record<string, Money | 'paid-to' | null> = {
  line_sbmtd_chrg_amt: 'charge_amount',
  line_alowd_chrg_amt: 'allowed_amount',
  line_nch_pmt_amt: 'paid_amount',
  line_prvdr_pmt_amt: 'paid-to',
  line_bene_pmt_amt: 'paid-to',
  line_coinsrnc_amt: 'coinsurance_amount',
  line_bene_ptb_ddctbl_amt: 'deductible_amount',
  rev_cntr_tot_chrg_amt: 'charge_amount',
  rev_cntr_rate_amt: null,
  rev_cntr_pmt_amt_amt: 'paid_amount',
  rev_cntr_prvdr_pmt_amt: 'paid-to',
  rev_cntr_bene_pmt_amt: 'paid-to',
  rev_cntr_cash_ddctbl_amt: 'deductible_amount',
  rev_cntr_blood_ddctbl_amt: 'deductible_amount',
  rev_cntr_coinsrnc_wge_adjstd_c: 'coinsurance_amount',
  rev_cntr_wage_adjstd_coinsrnc_amt: 'coinsurance_amount',
  rev_cntr_rdcd_coinsrnc_amt: null,
  clm_tot_chrg_amt: 'charge_amount',
  clm_pmt_amt: 'paid_amount',
  cvrd_d_plan_pd_amt: 'paid_amount',
  ncvrd_plan_pd_amt: 'paid_amount',
  tot_rx_cst_amt: 'charge_amount',
  gdc_blw_oopt_amt: null,
  gdc_abv_oopt_amt: null,
  // Of the balance of benefits, for institutions.
  nch_bene_ip_ddctbl_amt: 'deductible_amount',
  nch_bene_blood_ddctbl_lblty_am: 'deductible_amount',
  nch_bene_pta_coinsrnc_lblty_amt: 'coinsurance_amount',
  nch_bene_ptb_ddctbl_amt: 'deductible_amount',
  nch_bene_ptb_coinsrnc_amt: 'coinsurance_amount',
};

/** The amounts that `adjudications` state; what is stated several times (deductible in cash and for blood) is added up. */
export function amountsOf(adjudications: Json | undefined, notes: Notes): Amounts {
  const named = new Map<Money | 'paid-to', string[]>();
  const plain = new Map<Money | 'paid-to', string[]>();
  for (const one of list(adjudications)) {
    const value = amount(at(one, 'amount', 'value') ?? at(one, 'usedMoney', 'value'), notes);
    if (value === undefined) continue;
    const category = at(one, 'category') ?? at(one, 'type');
    // Medicare's carrier claims state what another payer paid under the name of the total charge.
    if (codes(category).includes('priorpayerpaid')) continue;
    const variable = variableOf(category);
    const meaning = variable === undefined ? undefined : VARIABLES[variable];
    if (meaning === null) continue;
    if (meaning !== undefined) push(named, meaning, value);
    else for (const money of categoriesOf(category)) push(plain, money, value);
  }
  const amounts: Amounts = {};
  for (const money of MONEY) {
    const values = named.get(money) ?? plain.get(money);
    const sum = values && total(values);
    if (sum !== undefined) amounts[money] = sum;
  }
  const paidTo = named.get('paid-to') ?? plain.get('paid-to');
  if (paidTo && amounts.paid_amount === undefined) amounts.paid_amount = total(paidTo);
  return amounts;
}

/** Amounts that cannot be added up are left as the first of them, for the intake to refuse. */
export function total(values: readonly string[]): string {
  let sum = 0n;
  for (const value of values) {
    const exact = millionths(value);
    if (exact === undefined) return value;
    sum += exact;
  }
  return decimalText(sum);
}

function variableOf(category: Json | undefined): string | undefined {
  return list(category, 'coding')
    .map((one) => /\/variables\/(\w+)$/.exec(text(one, 'code') ?? '')?.[1])
    .find((name) => name !== undefined && Object.hasOwn(VARIABLES, name));
}

function categoriesOf(category: Json | undefined): (Money | 'paid-to')[] {
  for (const one of list(category, 'coding')) {
    const code = text(one, 'code') ?? '';
    if (PAID_TO.includes(code)) return ['paid-to'];
    if (Object.hasOwn(CATEGORIES, code)) return [CATEGORIES[code]!];
  }
  return [];
}

function push<K>(into: Map<K, string[]>, key: K, value: string): void {
  const values = into.get(key);
  if (values) values.push(value);
  else into.set(key, [value]);
}
