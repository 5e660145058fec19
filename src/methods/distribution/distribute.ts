/**
 * An amount among members by stated rules, exact to the unit.
 *
 * The amount is cut into pools by their shares, each pool among the members by its weight; every cut is by largest remainder, as `allocate` of
 * the language does it (docs/language.md §2): whole units by floor, those left over one each to the largest remainders, ties in the order of
 * ids (of pools: in the order written), what is smaller than a unit to the first in that order. So the sums are equal.
 */

export interface Member {
  id: string;
  /** By rule; undefined is unknown. All of one rule at one scale. */
  weights: Readonly<Record<string, bigint | undefined>>;
}

export interface Pool {
  /** The rule whose weights it goes by. */
  rule: string;
  /** Its share of the whole, against those of the other pools. */
  share: bigint;
}

type Undistributed = 'weight-unknown' | 'weight-negative' | 'weights-zero' | 'no-members';

interface Distribution {
  /** By member (in order of ids), the amount of each pool. */
  amounts: Map<string, bigint[]>;
}

/**
 * `total` in the smallest unit there is, `unit` what is paid in (100 for cents of an amount in 0.0001). A pool of share 0 needs no weights.
 */
export function distribute(
  total: bigint,
  members: readonly Member[],
  pools: readonly Pool[],
  unit: bigint,
): Distribution | { reason: Undistributed; rule?: string } {
  if (members.length === 0) return { reason: 'no-members' };
  const sorted = [...members].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const parts = largestRemainder(
    total,
    pools.map(({ share }) => share),
    unit,
  );
  if (!parts) return { reason: 'weights-zero' };
  const amounts = new Map(sorted.map(({ id }) => [id, [] as bigint[]]));
  for (const [i, { rule, share }] of pools.entries()) {
    const weights = sorted.map((member) => (share === 0n ? 0n : member.weights[rule]));
    if (weights.includes(undefined)) return { reason: 'weight-unknown', rule };
    const known = weights as bigint[];
    if (known.some((weight) => weight < 0n)) return { reason: 'weight-negative', rule };
    const cut = share === 0n ? known : largestRemainder(parts[i] as bigint, known, unit);
    if (!cut) return { reason: 'weights-zero', rule };
    sorted.forEach(({ id }, m) => amounts.get(id)?.push(cut[m] as bigint));
  }
  return { amounts };
}

/** Parts of an amount by weight, in the order given, which settles ties; undefined where all weights are zero. */
export function largestRemainder(
  total: bigint,
  weights: readonly bigint[],
  unit: bigint,
): bigint[] | undefined {
  const whole = weights.reduce((a, b) => a + b, 0n);
  if (whole === 0n) return undefined;
  const size = total < 0n ? -total : total;
  const units = size / unit;
  const shares = weights.map((weight, i) => ({
    i,
    units: (units * weight) / whole,
    rest: (units * weight) % whole,
  }));
  let left = units - shares.reduce((a, share) => a + share.units, 0n);
  const order = [...shares].sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  for (const share of order) {
    if (left === 0n) break;
    share.units += 1n;
    left -= 1n;
  }
  const parts = shares.map((share) => share.units * unit);
  const [first] = order;
  if (first) parts[first.i] = (parts[first.i] as bigint) + (size % unit);
  return total < 0n ? parts.map((part) => -part) : parts;
}
