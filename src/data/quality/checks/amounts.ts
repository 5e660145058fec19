/** Amounts that cannot be, on one row. */
import { canonicalTable } from '../../canonical/index.ts';
import type { Check } from './check.ts';
import { moneyText, t } from './check.ts';

/** To be added up: of two amounts of 18 digits the database would make one of 18, and stop where it does not fit. */
const wide = (name: string) => `${t(name)}::decimal(38, 4)`;

const CLAIMS = ['medical_claim', 'pharmacy_claim'] as const;

/** `more` should not be above `less`; the money at stake is what it is above. */
function above(code: Check['code'], table: string, more: string, less: string, extra?: string): Check {
  return {
    code,
    table,
    column: more,
    when: `${t(more)} > ${t(less)}${extra ? ` and ${extra}` : ''}`,
    of: `${t(more)} is not null and ${t(less)} is not null`,
    amount: `${wide(more)} - ${wide(less)}`,
    text: `${moneyText(t(more))} || ' > ' || ${moneyText(t(less))}`,
  };
}

function negative(table: string): Check[] {
  const columns = canonicalTable(table).columns.filter((column) => column.type === 'money');
  return columns.map(({ name }) => ({
    code: 'negative-amount',
    table,
    column: name,
    when: `${t(name)} < 0`,
    possible: (statistics) => statistics.get(name)?.least?.startsWith('-') ?? false,
    of: `${t(name)} is not null`,
    amount: t(name),
    text: `${moneyText(t(name))}`,
  }));
}

const known = (names: readonly string[]) => `(${names.map((n) => `${t(n)} is not null`).join(' and ')})`;
const sum = (names: readonly string[]) => `(${names.map((n) => `coalesce(${wide(n)}, 0)`).join(' + ')})`;

const SHARES = ['coinsurance_amount', 'copayment_amount', 'deductible_amount'];
const FEES = canonicalTable('inpatient_case').columns.flatMap(({ name }) =>
  name.startsWith('fee_') ? [name] : [],
);

const claims = (table: string): Check[] => [
  ...negative(table),
  above('paid-over-allowed', table, 'paid_amount', 'allowed_amount'),
  above('paid-over-charge', table, 'paid_amount', 'charge_amount'),
  above('allowed-over-charge', table, 'allowed_amount', 'charge_amount'),
  {
    code: 'shares-over-allowed',
    table,
    column: 'allowed_amount',
    // What paid alone explains is found by `paid-over-allowed`.
    when: `${t('paid_amount')} <= ${t('allowed_amount')} and ${wide('paid_amount')} + ${sum(SHARES)} > ${t('allowed_amount')}`,
    of: known(['paid_amount', 'allowed_amount']),
    amount: `${wide('paid_amount')} + ${sum(SHARES)} - ${t('allowed_amount')}`,
    text: `${moneyText(t('paid_amount'))} || ' + ' || ${moneyText(sum(SHARES))} || ' > ' || ${moneyText(t('allowed_amount'))}`,
  },
  {
    code: 'no-amount',
    table,
    when: `${t('paid_amount')} is null and ${t('allowed_amount')} is null and ${t('charge_amount')} is null`,
  },
];

export const AMOUNTS: readonly Check[] = [
  ...CLAIMS.flatMap(claims),
  {
    code: 'units-not-positive',
    table: 'medical_claim',
    column: 'service_unit_quantity',
    when: `${t('service_unit_quantity')} <= 0 and ${t('paid_amount')} > 0`,
    of: `${t('service_unit_quantity')} is not null`,
    amount: t('paid_amount'),
    text: `${t('service_unit_quantity')}::varchar`,
  },
  {
    code: 'units-not-positive',
    table: 'pharmacy_claim',
    column: 'quantity',
    when: `${t('quantity')} <= 0 and ${t('paid_amount')} > 0`,
    of: `${t('quantity')} is not null`,
    amount: t('paid_amount'),
    text: `${t('quantity')}::varchar`,
  },
  {
    code: 'days-supply-implausible',
    table: 'pharmacy_claim',
    column: 'days_supply',
    when: `${t('days_supply')} <= 0 or ${t('days_supply')} > 366`,
    of: `${t('days_supply')} is not null`,
    text: `${t('days_supply')}::varchar`,
  },
  ...negative('inpatient_case'),
  above('fund-over-total', 'inpatient_case', 'fund_payment', 'total_fee'),
  {
    code: 'fees-differ-from-total',
    table: 'inpatient_case',
    column: 'total_fee',
    when: `${t('total_fee')} is not null and ${sum(FEES)} <> ${t('total_fee')} and (${FEES.map((n) => `${t(n)} is not null`).join(' or ')})`,
    of: t('total_fee') + ' is not null',
    amount: `${sum(FEES)} - ${t('total_fee')}`,
    text: `${moneyText(sum(FEES))} || ' ≠ ' || ${moneyText(t('total_fee'))}`,
  },
  {
    code: 'payments-differ-from-total',
    table: 'inpatient_case',
    column: 'total_fee',
    when: `${wide('fund_payment')} + ${wide('personal_payment')} <> ${t('total_fee')}`,
    of: known(['fund_payment', 'personal_payment', 'total_fee']),
    amount: `${wide('fund_payment')} + ${wide('personal_payment')} - ${t('total_fee')}`,
    text: `${moneyText(t('fund_payment'))} || ' + ' || ${moneyText(t('personal_payment'))} || ' ≠ ' || ${moneyText(t('total_fee'))}`,
  },
  ...negative('cost_item'),
  {
    code: 'classes-over-amount',
    table: 'cost_item',
    column: 'amount',
    when: `${t('amount')} > 0 and ${sum(['class_a', 'class_b', 'self_paid'])} > ${t('amount')}`,
    of: `${t('amount')} is not null`,
    amount: `${sum(['class_a', 'class_b', 'self_paid'])} - ${t('amount')}`,
    text: `${moneyText(sum(['class_a', 'class_b', 'self_paid']))} || ' > ' || ${moneyText(t('amount'))}`,
  },
  {
    code: 'price-times-quantity',
    table: 'cost_item',
    column: 'amount',
    // Half a cent of rounding in the unit price for each unit.
    when: `abs(${t('unit_price')}::decimal(20, 4) * ${t('quantity')}::decimal(18, 4) - ${wide('amount')}) > 0.01 + 0.005 * abs(${t('quantity')}::decimal(18, 4))`,
    of: known(['unit_price', 'quantity', 'amount']),
    text: `${moneyText(t('unit_price'))} || ' × ' || ${moneyText(t('quantity'))} || ' ≠ ' || ${moneyText(t('amount'))}`,
  },
  ...negative('treatment'),
];
