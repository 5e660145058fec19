/**
 * Division rounded exactly, mostly without the database's 128-bit division (0.65–2.5 µs a value; this takes a tenth).
 *
 * q is estimated in floating point and then judged by the exact remainder r = p − q·d, an integer identity: if |r| < d/2 then q is the
 * answer, however it was found; if d/2 ≤ |r| < 3d/2 the answer is one further (at d/2 the even one); if r fits 64 bits the rest of the
 * division is done there, where it is cheap. Else, and where the estimate or q·d overflowed, the slow exact operators are used.
 * So no figure depends on how good the estimate is; only the time does.
 */
import { constantOf, info, widen } from './integers.ts';
import type { Fragment, NumberInfo, Step, Steps } from './steps.ts';
import { join, LIMIT, LIMIT_64, sql } from './steps.ts';

/**
 * Estimates below this are off by less than 1.5, so that the first cases cover all: converting 128 bits to floating point errs by at
 * most 3 units in the 53rd bit, the division by one, and rounding to a whole number by a half.
 */
const CLOSE = 2n ** 50n;

/** p / d, half to even, for a constant even d > 0. */
export function divideByConstant(steps: Steps, p: Step, d: bigint): Step {
  const number = { bound: p.bound / d + 1n, wide: p.wide };
  if (steps.plain) return plainQuotient(steps, p, sql`${widened(d)}`, number);
  if (d > LIMIT_64 / 4n) return steps.make('number', slow(p, widened(d)), info(number.bound));
  const half = String(d / 2n);
  const [q, r] = estimate(steps, p, d);
  const cases = [
    sql`when ${r} > -${half} and ${r} < ${half} then ${q}`,
    sql`when ${r} > ${half} and ${r} < ${String((d / 2n) * 3n)} then ${q} + 1`,
    sql`when ${r} < -${half} and ${r} > -${String((d / 2n) * 3n)} then ${q} - 1`,
    sql`when ${r} = ${half} then ${q} + (${q} & 1)`,
    sql`when ${r} = -${half} then ${q} - (${q} & 1)`,
  ];
  if (p.wide && p.bound / d >= CLOSE) {
    const rest = sql`(${r} % ${String(d)})`;
    const further = sql`${q} + (${r} // ${String(d)})`;
    const sign = sql`case when ${r} < 0 then -1 else 1 end`;
    cases.push(
      sql`when abs${rest} < ${half} then ${further}`,
      sql`when abs${rest} > ${half} then ${further} + ${sign}`,
      sql`when ${r} is not null then ${further} + ((${further}) & 1) * ${sign}`,
      sql`else ${slow(p, widened(d))}`,
    );
  }
  return steps.make('number', caseOf(cases), number);
}

/** a / b, half to even; null where b is 0. */
export function quotient(steps: Steps, p: Step, b: Step): Step {
  const constant = constantOf(b);
  if (constant === 1n) return p;
  if (constant !== undefined && constant > 0n && constant % 2n === 0n)
    return divideByConstant(steps, p, constant);
  const number = info(p.bound);
  if (steps.plain) return plainQuotient(steps, p, sql`nullif(${widen(steps, b)}, 0)`, number);
  // A divisor beyond 64 bits is rare, and then null here: the slow case.
  const d = b.wide ? steps.make('number', narrowed(sql`${b}`), { bound: LIMIT_64, wide: false }) : b;
  const wide = widen(steps, p);
  const q = steps.make('number', sql`try((${wide}::double / ${d}::double)::hugeint)`, {
    bound: LIMIT,
    wide: true,
  });
  const difference = steps.make('number', sql`try(${wide} - ${q} * ${d}::hugeint)`, {
    bound: LIMIT,
    wide: true,
  });
  const r = steps.make('number', narrowed(sql`${difference}`), { bound: LIMIT_64, wide: false });
  // |r| and |d| − |r|: twice |r| could overflow.
  const t = steps.make('number', sql`abs(${r})`, { bound: LIMIT_64, wide: false });
  const u = steps.make('number', sql`(abs(${d}) - ${t})`, { bound: LIMIT_64, wide: false });
  const sign = sql`case when (${r} < 0) = (${d} < 0) then 1 else -1 end`;
  const rest = sql`abs(${r} % ${d})`;
  const further = sql`${q} + (${r} // ${d})`;
  const cases = [
    sql`when ${t} < ${u} then ${q}`,
    sql`when ${t} = ${u} then ${q} + (${q} & 1) * (${sign})`,
    sql`when ${u} >= 0 then ${q} + ${sign}`,
    sql`when ${rest} < abs(${d}) - ${rest} then ${further}`,
    sql`when ${rest} > abs(${d}) - ${rest} then ${further} + ${sign}`,
    sql`when ${r} is not null then ${further} + ((${further}) & 1) * (${sign})`,
    sql`else ${slow(wide, sql`${widen(steps, b)}`)}`,
  ];
  return steps.make('number', caseOf(cases), { bound: number.bound, wide: true });
}

interface Floored {
  /** ⌊p / d⌋ */
  floor: Step;
  /** p − ⌊p / d⌋·d, from 0 to below d. */
  rest: Step;
}

/** Floor division by a constant d > 0. */
export function floorByConstant(steps: Steps, p: Step, d: bigint): Floored {
  const bound = p.bound / d + 1n;
  if (steps.plain || d > LIMIT_64 / 4n) {
    const [wide, divisor] = [widen(steps, p), widened(d)];
    const rest = sql`${wide} % ${divisor} + case when ${wide} % ${divisor} < 0 then ${divisor} else 0 end`;
    return {
      floor: steps.make('number', slowFloor(wide, divisor), { bound, wide: true }),
      rest: steps.make('number', sql`(${rest})`, { bound: d, wide: true }),
    };
  }
  const text = String(d);
  const [q, r] = estimate(steps, p, d);
  // p = q·d + r, so what is left of p is what is left of r.
  const left = (value: Step) =>
    sql`(${value} % ${text}) + case when ${value} % ${text} < 0 then ${text} else 0 end`;
  const cases = [
    sql`when ${r} >= 0 and ${r} < ${text} then ${q}`,
    sql`when ${r} is not null then ${q} + (${r} // ${text}) - case when ${r} % ${text} < 0 then 1 else 0 end`,
  ];
  const rests = [sql`when ${r} is not null then ${left(r)}`];
  if (p.wide) {
    cases.push(sql`else ${slowFloor(p, widened(d))}`);
    rests.push(sql`else ${left(p)}`);
  }
  return {
    floor: steps.make('number', caseOf(cases), { bound, wide: p.wide }),
    rest: steps.make('number', sql`(${caseOf(rests)})::bigint`, { bound: d, wide: false }),
  };
}

/** An estimate of p / d and its exact remainder in 64 bits (null beyond), for a constant 0 < d ≤ 2^61. */
function estimate(steps: Steps, p: Step, d: bigint): [q: Step, r: Step] {
  const text = String(d);
  if (!p.wide) {
    const q = steps.make('number', sql`(${p} // ${text})`, { bound: p.bound / d + 1n, wide: false });
    return [q, steps.make('number', sql`(${p} - ${q} * ${text})`, { bound: d, wide: false })];
  }
  const q = steps.make('number', sql`(${p}::double / ${text}::double)::hugeint`, {
    bound: LIMIT,
    wide: true,
  });
  // |q·d| ≤ |p|·(1 + 2^−50) + d/2; and below CLOSE |r| < 3d/2, which fits.
  const safe = p.bound + (p.bound >> 50n) + d <= LIMIT;
  const close = p.bound / d < CLOSE;
  const difference = sql`${p} - ${q} * ${text}::hugeint`;
  const exact = safe ? sql`(${difference})` : sql`try(${difference})`;
  const r = safe && close ? sql`${exact}::bigint` : narrowed(exact);
  return [q, steps.make('number', r, { bound: LIMIT_64, wide: false })];
}

/** In 64 bits, null beyond; −2^63 too, which has no absolute value. */
function narrowed(value: Fragment): Fragment {
  return sql`nullif(try_cast(${value} as bigint), (-9223372036854775808))`;
}

function widened(value: bigint): Fragment {
  return sql`${String(value)}::hugeint`;
}

function caseOf(cases: readonly Fragment[]): Fragment {
  return sql`case ${join(cases, ' ')} end`;
}

/** The same by the database's own division: quotient and rest towards zero, then one more where the rest is over a half. */
function plainQuotient(steps: Steps, p: Step, divisor: Fragment, number: NumberInfo): Step {
  const wide = widen(steps, p);
  const d = steps.make('number', divisor, { bound: LIMIT, wide: true });
  const q = steps.make('number', sql`(${wide} // ${d})`, { bound: number.bound, wide: true });
  const r = steps.make('number', sql`abs(${wide} % ${d})`, { bound: LIMIT, wide: true });
  const left = steps.make('number', sql`(abs(${d}) - ${r})`, { bound: LIMIT, wide: true });
  const away = sql`${r} > ${left} or (${r} = ${left} and (${q} & 1) = 1)`;
  const step = sql`case when (${wide} < 0) = (${d} < 0) then 1 else -1 end`;
  return steps.make('number', sql`case when ${away} then ${q} + ${step} else ${q} end`, {
    bound: number.bound,
    wide: true,
  });
}

/** p / d half to even by 128-bit division. */
function slow(p: Step, d: Fragment): Fragment {
  const [q, r] = [sql`(${p} // ${d})`, sql`abs(${p} % ${d})`];
  const left = sql`abs(${d}) - ${r}`;
  const away = sql`${r} > ${left} or (${r} = ${left} and (${q} & 1) = 1)`;
  return sql`${q} + case when ${away} then case when (${p} < 0) = (${d} < 0) then 1 else -1 end else 0 end`;
}

function slowFloor(p: Step, d: Fragment): Fragment {
  return sql`(${p} // ${d}) - case when ${p} % ${d} < 0 then 1 else 0 end`;
}
