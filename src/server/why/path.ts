/**
 * The path of money to a figure, from its formula and those behind it: a level is a figure, a change what takes it to the next. Every value is one
 * the engine computes of a part of the formula in this row, so levels and changes add up to the last digit.
 */
import { compare, subtract, trimmed, ZERO } from '../../engine/decimal.ts';
import type { Expression } from '../../language/plan.ts';
import type { AtRow, Place } from './at-row.ts';
import { bodyOf, collect, hasColumn, isMoney, operandsOf, ratioOf } from './expressions.ts';
import { said } from './named.ts';
import { isBroken, signed, totalOf, type PathStep } from './steps.ts';
import { differenceOfSums } from './sums.ts';

const DEEPEST = 40;

export class MoneyPath {
  readonly #at: AtRow;
  #depth = 0;

  constructor(at: AtRow) {
    this.#at = at;
  }

  /** Steps that come to the value of the expression; none where no money leads to it. */
  async of(at: Place, e: Expression): Promise<PathStep[]> {
    if (this.#depth > DEEPEST || !isMoney(e.type)) return [];
    this.#depth += 1;
    try {
      return await this.#walk(at, e);
    } finally {
      this.#depth -= 1;
    }
  }

  /** Of an expression without a path of its own, the expression itself as the ground. */
  async #ground(at: Place, e: Expression): Promise<PathStep[]> {
    const found = await this.of(at, e);
    if (found.length > 0) return found;
    return [
      {
        kind: 'level',
        title: this.#at.name(e),
        value: await this.#at.value(at, e),
        ...this.#at.figure(at, e),
      },
    ];
  }

  async #walk(at: Place, e: Expression): Promise<PathStep[]> {
    switch (e.op) {
      case 'rescale':
        return this.of(at, e.value);
      case 'column':
        return this.#column(at, e);
      case 'add':
      case 'subtract':
        return this.#sum(at, e);
      case 'multiply':
      case 'divide':
        return this.#share(at, e);
      case 'least':
      case 'greatest':
        return this.#limited(at, e, e.operands, e.op === 'least' ? 'atMost' : 'atLeast');
      case 'clamp': {
        const [value, low] = await this.#at.values(at, [e, e.low]);
        const isLow = value && low && compare(value, low) === 0;
        return this.#limited(at, e, [e.value, e.low, e.high], isLow ? 'atLeast' : 'atMost');
      }
      case 'absolute':
      case 'negate':
        return this.#turned(at, e);
      case 'round':
        return this.#to(at, e, await this.#ground(at, e.value), () => ({ title: said('rounding') }));
      case 'if':
        return this.#chosen(at, e);
      case 'otherwise': {
        const [value] = await this.#at.values(at, [e.value]);
        return this.of(at, value ? e.value : e.instead);
      }
      default:
        return [];
    }
  }

  // ------------------------------------------------------------------------------------------ columns

  async #column(from: Place, e: Extract<Expression, { op: 'column' }>): Promise<PathStep[]> {
    const at = await this.#at.reached(from, e.path);
    if (!at) return [];
    const entity = this.#at.entity(at);
    const level = await this.#at.level(at, e.name, e.type);
    const term = entity.terms.find(({ name }) => name === e.name);
    if (!term) return [level];
    const { expression, aggregate } = bodyOf(entity, term);
    const inner = expression
      ? await this.of(at, expression)
      : aggregate
        ? await differenceOfSums(this.#at, at, entity, aggregate)
        : [];
    if (isBroken(inner)) return inner;
    return [...inner, level];
  }

  // ----------------------------------------------------------------------------------------- operators

  /** `benchmark − spending`: the first that is added is the ground, the others are changes. */
  async #sum(at: Place, e: Expression): Promise<PathStep[]> {
    const operands = operandsOf(e);
    const main =
      operands.find(({ sign, e: one }) => sign === 1 && hasColumn(one)) ??
      operands.find(({ sign }) => sign === 1);
    if (!main) return [];
    const steps = [...(await this.#ground(at, main.e))];
    if (isBroken(steps)) return steps;
    const others = operands.filter((one) => one !== main);
    const values = await this.#at.values(
      at,
      others.map((one) => one.e),
    );
    for (const [i, { sign, e: other }] of others.entries()) {
      const value = values[i] ?? null;
      if (value !== null && compare(value, ZERO) === 0) continue;
      const change = { title: this.#at.name(other), ...this.#at.figure(at, other) };
      steps.push({ kind: 'change', ...change, value: value === null ? null : signed(sign, value) });
      if (value === null) return steps;
    }
    return steps;
  }

  /** Money times a share. A share that is itself read from money against this money (a corridor) is a function of that money. */
  async #share(at: Place, e: Extract<Expression, { left: Expression }>): Promise<PathStep[]> {
    const [money, share] = isMoney(e.left.type)
      ? [e.left, e.right]
      : e.op === 'multiply'
        ? [e.right, e.left]
        : [];
    if (!money || !share || !isMoney(money.type)) return [];
    const inner = ratioOf(share, money);
    const steps = await this.#ground(at, inner ?? money);
    return this.#to(at, e, steps, async () => {
      const value = await this.#at.shown(at, share);
      const title = this.#at.name(share);
      return {
        title: said(e.op === 'divide' ? 'dividedBy' : 'times', { title, value }),
        ...this.#at.figure(at, share),
      };
    });
  }

  async #limited(
    at: Place,
    e: Expression,
    operands: readonly Expression[],
    how: 'atMost' | 'atLeast',
  ): Promise<PathStep[]> {
    const main = operands.find(hasColumn) ?? operands[0];
    if (!main) return [];
    const steps = await this.#ground(at, main);
    const [value, ...values] = await this.#at.values(at, [e, ...operands]);
    return this.#to(at, e, steps, () => {
      const limit = operands.find((one, i) => {
        const own = values[i];
        return one !== main && value && own && compare(value, own) === 0;
      });
      const title = limit ? said(how, { title: this.#at.name(limit) }) : said('partOfFormula');
      return { title, ...(limit && this.#at.figure(at, limit)) };
    });
  }

  /** The other sign is another ground: from a loss of 5 to 5 to be paid nothing was added. */
  async #turned(at: Place, e: Extract<Expression, { value: Expression }>): Promise<PathStep[]> {
    const steps = await this.#ground(at, e.value);
    if (isBroken(steps)) return steps;
    const value = await this.#at.value(at, e);
    if (value && compare(value, totalOf(steps)) === 0) return steps;
    return [...steps, { kind: 'level', title: said('sizeOf', { title: this.#at.name(e.value) }), value }];
  }

  /** Where the branch taken is a fixed amount, the path leads over the money the condition is about: so much, and yet nothing. */
  async #chosen(at: Place, e: Extract<Expression, { op: 'if' }>): Promise<PathStep[]> {
    const holds = await this.#at.constant(at, e.condition);
    if (holds === null)
      return [
        {
          kind: 'change',
          title: this.#at.name(e.condition),
          value: null,
          ...this.#at.figure(at, e.condition),
        },
      ];
    const branch = holds === true ? e.then : e.else;
    if (hasColumn(branch)) return this.#ground(at, branch);
    const money = this.#moneyIn(at, e.condition);
    const value = await this.#at.value(at, branch);
    const ground = { kind: 'level' as const, title: this.#at.name(branch), value };
    if (!money) return [ground];
    const steps = await this.#ground(at, money);
    if (isBroken(steps)) return [ground];
    return this.#to(at, e, steps, () => ({
      title: said(holds === true ? 'conditionHolds' : 'conditionFails', {
        title: this.#at.name(e.condition),
      }),
      ...this.#at.figure(at, e.condition),
    }));
  }

  /** The first money a condition compares, in this row; behind the conditions it names, too. */
  #moneyIn(at: Place, e: Expression, depth = 3): Expression | undefined {
    const columns: Extract<Expression, { op: 'column' }>[] = [];
    collect(e, columns);
    const own = columns.filter(({ row, path }) => row === 'me' && path.length === 0);
    const money = own.find(({ type }) => isMoney(type));
    if (money || depth === 0) return money;
    for (const { name, type } of own) {
      if (type.kind !== 'boolean') continue;
      const behind = this.#at.entity(at).terms.find((term) => term.name === name)?.expression;
      const found = behind && this.#moneyIn(at, behind, depth - 1);
      if (found) return found;
    }
    return undefined;
  }

  /** Adds the change that takes the steps to the value of `e`, where there is one. */
  async #to(
    at: Place,
    e: Expression,
    steps: PathStep[],
    change: () => Pick<PathStep, 'title' | 'figure'> | Promise<Pick<PathStep, 'title' | 'figure'>>,
  ): Promise<PathStep[]> {
    if (isBroken(steps)) return steps;
    const value = await this.#at.value(at, e);
    const difference = value && subtract(value, totalOf(steps));
    if (difference && compare(difference, ZERO) === 0) return steps;
    return [
      ...steps,
      { kind: 'change', ...(await change()), value: difference ? trimmed(difference) : null },
    ];
  }
}
