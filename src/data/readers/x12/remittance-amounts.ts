/**
 * Money of a remittance. 835 must balance three times (005010X221A1 §1.10.2.1): a line pays its charge less its adjustments; a claim pays
 * its lines less the adjustments of the claim as a whole; a transaction pays its claims less the adjustments of the provider.
 */
import type { TextRow } from '../../import/format.ts';
import { decimalText, millionths } from '../shared/decimal.ts';
import type { Adjustment, RemittanceClaim, RemittanceLine } from './remittance.ts';
import { element } from './values.ts';

/** What the person pays, as CARC 1, 2 and 3 of group PR. */
const SHARES = { deductible_amount: '1', coinsurance_amount: '2', copayment_amount: '3' } as const;

export function lineAmounts(line: RemittanceLine): TextRow {
  const charge = element(line.svc, 2);
  const paid = element(line.svc, 3);
  return {
    charge_amount: plain(charge),
    paid_amount: plain(paid),
    allowed_amount: plain(line.amounts.get('B6')),
    ...shares(line.adjustments, balances(charge, line.adjustments, paid)),
  };
}

/** A claim without lines, as hospitals' often are. */
export function wholeClaim({ clp, adjustments }: RemittanceClaim): TextRow {
  const charge = element(clp, 3);
  const paid = element(clp, 4);
  return {
    charge_amount: plain(charge),
    paid_amount: plain(paid),
    ...shares(adjustments, balances(charge, adjustments, paid)),
  };
}

/** What was adjusted on the claim beside its lines; undefined where nothing was, or where it cannot be added up. */
export function claimLevel({ adjustments }: RemittanceClaim): TextRow | undefined {
  const sum = total(adjustments);
  if (adjustments.length === 0 || sum === undefined) return undefined;
  return { charge_amount: '0', paid_amount: decimalText(-sum), ...shares(adjustments, true) };
}

interface Imbalance {
  code: 'x12-claim-charge' | 'x12-claim-balance' | 'x12-line-balance';
  place: number;
  /** What is written less what it adds up to. */
  difference: bigint;
}

/** Where lines and claim do not add up. Amounts that cannot be read are refused with their row and not checked. */
export function imbalances(claim: RemittanceClaim): Imbalance[] {
  const found: Imbalance[] = [];
  const place = claim.clp.place;
  const claimed = { charge: millionths(element(claim.clp, 3)), paid: millionths(element(claim.clp, 4)) };
  const check = (code: Imbalance['code'], where: number, written?: bigint, computed?: bigint) => {
    if (written !== undefined && computed !== undefined && written !== computed)
      found.push({ code, place: where, difference: written - computed });
  };
  let charges: bigint | undefined = 0n;
  let payments: bigint | undefined = 0n;
  for (const { svc, adjustments } of claim.lines) {
    const charge = millionths(element(svc, 2));
    const paid = millionths(element(svc, 3));
    check('x12-line-balance', svc.place, paid, minus(charge, total(adjustments)));
    charges = plus(charges, charge);
    payments = plus(payments, paid);
  }
  if (claim.lines.length === 0 && claim.malformed.length === 0) {
    check('x12-claim-balance', place, claimed.paid, minus(claimed.charge, total(claim.adjustments)));
  } else {
    check('x12-claim-charge', place, claimed.charge, charges);
    check('x12-claim-balance', place, claimed.paid, minus(payments, total(claim.adjustments)));
  }
  return found;
}

/** `.50` → `0.5`; what is no amount stays as it is, for the intake to refuse. */
export function plain(text: string | undefined): string | undefined {
  const value = millionths(text);
  return value === undefined ? text : decimalText(value);
}

/**
 * Adjustments list all that was not paid: where they add up, a share that is not among them is zero. Where they do not, one that is not
 * there is unknown.
 */
function shares(adjustments: readonly Adjustment[], complete: boolean): TextRow {
  const row: Record<string, string | undefined> = {};
  for (const column in SHARES) {
    let sum: bigint | undefined = 0n;
    let stated = complete;
    for (const { group, reason, amount } of adjustments) {
      if (group !== 'PR' || reason !== SHARES[column as keyof typeof SHARES]) continue;
      stated = true;
      sum = plus(sum, millionths(amount));
    }
    if (stated && sum !== undefined) row[column] = decimalText(sum);
  }
  return row;
}

function balances(charge: string | undefined, adjustments: readonly Adjustment[], paid: string | undefined) {
  const rest = minus(millionths(charge), total(adjustments));
  return rest !== undefined && rest === millionths(paid);
}

/** Undefined where one of them is no amount. */
function total(adjustments: readonly Adjustment[]): bigint | undefined {
  return adjustments.reduce<bigint | undefined>((sum, { amount }) => plus(sum, millionths(amount)), 0n);
}

function plus(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

function minus(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}
