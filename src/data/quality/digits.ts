/** Check digits, as SQL over a text column: true where the digit is wrong. Only for texts of the right shape. */

/** `x` as SQL: a text of ten digits. The digit is Luhn's over `80840` and the number (45 CFR 162.406; CMS, NPI check digit). */
export function npiWrong(x: string): string {
  const n = `try_cast(${x} as bigint)`;
  const digit = (power: number) => `(${n} // ${10 ** power} % 10)`;
  const doubled = [1, 3, 5, 7, 9].map((p) => `2 * ${digit(p)} - case when ${digit(p)} > 4 then 9 else 0 end`);
  const single = [0, 2, 4, 6, 8].map(digit);
  // 24 is what the prefix 80840 adds.
  return `(24 + ${[...doubled, ...single].join(' + ')}) % 10 <> 0`;
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A citizen's number of 18 characters: ISO 7064 MOD 11-2 (GB 11643-1999). */
export function citizenWrong(x: string): string {
  const sum = ID_WEIGHTS.map((w, i) => `${w} * try_cast(substr(${x}, ${i + 1}, 1) as integer)`).join(' + ');
  return `substr('10X98765432', ((${sum}) % 11) + 1, 1) <> upper(substr(${x}, 18, 1))`;
}

/** The day of birth in a citizen's number, null where it is none. */
export function citizenBirth(x: string): string {
  return `try_strptime(substr(${x}, 7, 8), '%Y%m%d')::date`;
}

/** `male` or `female`: the seventeenth digit is odd for men. */
export function citizenSex(x: string): string {
  return `case when try_cast(substr(${x}, 17, 1) as integer) % 2 = 1 then 'male' else 'female' end`;
}

const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A unified social credit code of 18 characters (GB 32100-2015): weights are powers of 3 modulo 31. */
export function creditWrong(x: string): string {
  let weight = 1;
  const parts: string[] = [];
  for (let i = 1; i <= 17; i += 1) {
    parts.push(`${weight} * (instr('${CREDIT}', substr(${x}, ${i}, 1)) - 1)`);
    weight = (weight * 3) % 31;
  }
  return `(${parts.join(' + ')} + instr('${CREDIT}', substr(${x}, 18, 1)) - 1) % 31 <> 0`;
}

export const CITIZEN = '[1-9][0-9]{5}(18|19|20)[0-9]{9}[0-9Xx]';
export const CREDIT_CODE = `[1-9AY][1-9][0-9]{6}[${CREDIT}]{10}`;
