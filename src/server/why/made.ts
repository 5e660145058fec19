/** What an amount is made from where no other money leads to it: a quantity and its rate, or the rows it adds up. */
import { compare } from '../../engine/decimal.ts';
import type { Expression } from '../../language/plan.ts';
import type { AtRow, Place } from './at-row.ts';
import { bodyOf, factorsOf, hasColumn, isMoney } from './expressions.ts';
import type { PathStep } from './steps.ts';
import { rowsOfSum } from './sums.ts';

const DEEPEST = 10;

/** Steps before the amount itself; none where its formula does not tell. */
export async function madeOf(rows: AtRow, at: Place, e: Expression, depth = 0): Promise<PathStep[]> {
  const inner = (part: Expression, from = at) => madeOf(rows, from, part, depth + 1);
  if (depth > DEEPEST || !isMoney(e.type)) return [];
  switch (e.op) {
    case 'rescale':
    case 'round':
    case 'absolute':
      return inner(e.value);
    case 'column': {
      const there = await rows.reached(at, e.path);
      if (!there) return [];
      const entity = rows.entity(there);
      const term = entity.terms.find(({ name }) => name === e.name);
      if (!term) return [];
      const { expression, aggregate } = bodyOf(entity, term);
      if (expression) return inner(expression, there);
      return aggregate ? rowsOfSum(rows, there, entity, aggregate) : [];
    }
    case 'multiply': {
      const factors = factorsOf(e);
      if (factors.some(({ type }) => isMoney(type))) return [];
      const values = await rows.values(at, factors);
      return factors.map((factor, i) => ({
        kind: 'factor' as const,
        title: rows.name(factor),
        value: values[i] ?? null,
        type: factor.type,
        ...rows.figure(at, factor),
      }));
    }
    case 'least':
    case 'greatest': {
      const [value, ...values] = await rows.values(at, [e, ...e.operands]);
      const taken = e.operands.find((one, i) => {
        const own = values[i];
        return hasColumn(one) && value && own && compare(value, own) === 0;
      });
      return taken ? inner(taken) : [];
    }
    case 'if': {
      const holds = await rows.constant(at, e.condition);
      return holds === null ? [] : inner(holds === true ? e.then : e.else);
    }
    case 'otherwise': {
      const value = await rows.value(at, e.value);
      return inner(value ? e.value : e.instead);
    }
    default:
      return [];
  }
}
