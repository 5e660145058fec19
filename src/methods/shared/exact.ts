/** Exact arithmetic in SQL, for what DuckDB's own `/` and `round` would do in doubles. */

/** `money` of a result: major units, four digits after the point, exact. */
export const MONEY = 'decimal(38,4)';

/**
 * A money expression as whole units of its fourth digit (hugeint). Amounts below a hundred million, all but sums over many people, go by 64 bits: the database
 * is fifty times as fast there.
 */
export function units(money: string): string {
  const small = `(${money})::decimal(13,4) * 10000::decimal(5,0)`;
  const large = `((${money})::decimal(38,4) * 10000::decimal(5,0))::hugeint`;
  return `(case when abs(${money}) < 100000000 then (${small})::bigint::hugeint else ${large} end)`;
}

/**
 * `numerator / denominator` rounded half to even to a whole number; both are hugeint expressions, the denominator above zero. What fits is divided in 64 bits.
 */
export function halfEven(numerator: string, denominator: string): string {
  // Twice the rest is looked at, which must fit too.
  const fits = `abs(${numerator}) < 4000000000000000000 and (${denominator}) < 4000000000000000000`;
  const small = rounded(`(${numerator})::bigint`, `(${denominator})::bigint`);
  return `(case when ${fits} then ${small}::hugeint else ${rounded(numerator, denominator)} end)`;
}

/** DuckDB's `//` cuts towards zero, so the sign is put aside first. */
function rounded(numerator: string, denominator: string): string {
  const n = `abs(${numerator})`;
  const d = `(${denominator})`;
  return (
    `(sign(${numerator}) * (${n} // ${d} + case when 2 * (${n} % ${d}) > ${d} ` +
    `or (2 * (${n} % ${d}) = ${d} and (${n} // ${d}) % 2 = 1) then 1 else 0 end))`
  );
}

/** A share of an amount, rounded half to even to the cent: `amount × part / whole` as money. */
export function shareOf(amount: string, part: string, whole: string): string {
  const cents = halfEven(`(${units(amount)} * (${part})::hugeint)`, `(${whole})::hugeint * 100`);
  return `(${cents}::decimal(34,0) * 0.01::decimal(3,2))::${MONEY}`;
}

/**
 * A product of two `decimal(18,4)` rounded half to even to the cent. DuckDB's cast rounds halves away from zero, exactly; a half that went to an odd
 * cent is taken back. Twice as fast as by whole numbers, whose division is slow.
 */
export function productToCent(a: string, b: string): string {
  // Two of 18 digits would be multiplied in 64 bits, and overflow.
  const product = `((${a})::decimal(20,4) * (${b})::decimal(18,4))`;
  const away = `${product}::decimal(30,2)`;
  const odd = `(${away} * 100::decimal(3,0))::hugeint % 2 <> 0`;
  const even = `(${away} - sign(${product}) * 0.01::decimal(2,2))::${MONEY}`;
  return `case when abs(${away} - ${product}) = 0.005 and ${odd} then ${even} else ${away}::${MONEY} end`;
}
