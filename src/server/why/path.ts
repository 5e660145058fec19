/**
 * The path of money to a figure, from its formula and those behind it: a level is a figure, a change what takes it to the next. Every value is one
 * the engine computes of a part of the formula in this row, so levels and changes add up to the last digit.
 */
import type { Rows } from '../../engine/explain/rows.ts';
import { absolute, add, compare, subtract, trimmed, ZERO, type Decimal } from '../../engine/decimal.ts';
import type {
  Constant,
  Expression,
  Localized,
  Plan,
  PlanEntity,
  PlanTerm,
  ScalarType,
} from '../../language/plan.ts';
import { decimalText } from '../../engine/decimal.ts';
import { shownValue } from '../../statement/index.ts';
import { currencyWords } from './currency.ts';
import { columnIn, columnTitle, nameOf, said } from './named.ts';

export interface Place {
  entity: string;
  rid: number;
}

export interface PathStep {
  kind: 'level' | 'change';
  title: Localized;
  /** null: unknown; the path ends here. */
  value: Decimal | null;
  /** What to ask for to see more. */
  figure?: Place & { term: string };
}

const DEEPEST = 40;

export class MoneyPath {
  readonly #plan: Plan;
  readonly #rows: Rows;
  #depth = 0;

  constructor(plan: Plan, rows: Rows) {
    this.#plan = plan;
    this.#rows = rows;
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
    return [{ kind: 'level', title: this.#name(e), value: await this.value(at, e), ...this.#figure(at, e) }];
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
        const [value, low] = await this.values(at, [e, e.low]);
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
        const [value] = await this.values(at, [e.value]);
        return this.of(at, value ? e.value : e.instead);
      }
      default:
        return [];
    }
  }

  // ------------------------------------------------------------------------------------------ columns

  async #column(from: Place, e: Extract<Expression, { op: 'column' }>): Promise<PathStep[]> {
    const at = await this.#reached(from, e.path);
    if (!at) return [];
    const entity = this.#entity(at);
    const level = await this.#level(at, e.name, e.type);
    const term = entity.terms.find(({ name }) => name === e.name);
    if (!term) return [level];
    const { expression, aggregate } = bodyOf(entity, term);
    const inner = expression
      ? await this.of(at, expression)
      : aggregate
        ? await this.#parts(at, entity, aggregate)
        : [];
    if (isBroken(inner)) return inner;
    return [...inner, level];
  }

  async #level(at: Place, name: string, type: ScalarType): Promise<PathStep> {
    const own: Expression = { op: 'column', row: 'me', path: [], entity: at.entity, name, type };
    return {
      kind: 'level',
      title: columnTitle(this.#plan, this.#entity(at), name),
      value: await this.value(at, own),
      figure: { ...at, term: name },
    };
  }

  /**
   * A sum over rows of what is itself a difference, `sum(episode.target − episode.counted)`: where my row has the sum of the one, the other is what
   * is left, since adding up is exact.
   */
  async #parts(
    at: Place,
    entity: PlanEntity,
    aggregate: NonNullable<PlanTerm['aggregate']>,
  ): Promise<PathStep[]> {
    const value = aggregate.value && columnIn(aggregate.value);
    if (aggregate.function !== 'sum' || !value || value.row !== 'element' || value.path.length > 0) return [];
    const element = this.#plan.entities.find(({ name }) => name === value.entity);
    const own = element?.terms.find(({ name }) => name === value.name)?.expression;
    if (!element || !own) return [];
    const operands = operandsOf(own).map(({ sign, e }) => ({ sign, column: columnIn(e) }));
    const [main] = operands;
    if (operands.length < 2 || main?.sign !== 1) return [];
    const list = JSON.stringify(aggregate.list);
    const sums = operands.map(({ column }) =>
      entity.terms.find(
        ({ hiddenIn, aggregate: other }) =>
          hiddenIn === undefined &&
          other?.function === 'sum' &&
          JSON.stringify(other.list) === list &&
          other.value &&
          column &&
          columnIn(other.value)?.name === column.name,
      ),
    );
    const left = sums.filter((one) => one === undefined).length;
    if (!sums[0] || left > 1) return [];
    const steps: PathStep[] = [await this.#level(at, sums[0].name, sums[0].type)];
    const whole = await this.value(at, wholeOf(at, entity, aggregate));
    for (const [i, { sign, column }] of operands.entries()) {
      const sum = sums[i];
      if (i === 0 || !sum) continue;
      const { value: amount, title, figure } = await this.#level(at, sum.name, sum.type);
      if (amount === null || !column) return [];
      steps.push({ kind: 'change', title, value: signed(sign, amount), ...(figure && { figure }) });
    }
    const at0 = operands.findIndex((_, i) => !sums[i]);
    const column = operands[at0]?.column;
    if (whole === null || steps.some((step) => step.value === null)) return [];
    if (column)
      steps.push({
        kind: 'change',
        title: said('sumOf', { title: columnTitle(this.#plan, element, column.name) }),
        value: subtract(whole, totalOf(steps)),
      });
    return steps;
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
    const values = await this.values(
      at,
      others.map((one) => one.e),
    );
    for (const [i, { sign, e: other }] of others.entries()) {
      const value = values[i] ?? null;
      if (value !== null && compare(value, ZERO) === 0) continue;
      const change = { title: this.#name(other), ...this.#figure(at, other) };
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
      const value = await this.#shown(at, share);
      const title = this.#name(share);
      return {
        title: said(e.op === 'divide' ? 'dividedBy' : 'times', { title, value }),
        ...this.#figure(at, share),
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
    const [value, ...values] = await this.values(at, [e, ...operands]);
    return this.#to(at, e, steps, () => {
      const limit = operands.find((one, i) => {
        const own = values[i];
        return one !== main && value && own && compare(value, own) === 0;
      });
      const title = limit ? said(how, { title: this.#name(limit) }) : said('partOfFormula');
      return { title, ...(limit && this.#figure(at, limit)) };
    });
  }

  /** The other sign is another ground: from a loss of 5 to 5 to be paid nothing was added. */
  async #turned(at: Place, e: Extract<Expression, { value: Expression }>): Promise<PathStep[]> {
    const steps = await this.#ground(at, e.value);
    if (isBroken(steps)) return steps;
    const value = await this.value(at, e);
    if (value && compare(value, totalOf(steps)) === 0) return steps;
    return [...steps, { kind: 'level', title: said('sizeOf', { title: this.#name(e.value) }), value }];
  }

  /** Where the branch taken is a fixed amount, the path leads over the money the condition is about: so much, and yet nothing. */
  async #chosen(at: Place, e: Extract<Expression, { op: 'if' }>): Promise<PathStep[]> {
    const holds = await this.#constant(at, e.condition);
    if (holds === null)
      return [
        { kind: 'change', title: this.#name(e.condition), value: null, ...this.#figure(at, e.condition) },
      ];
    const branch = holds === true ? e.then : e.else;
    if (hasColumn(branch)) return this.#ground(at, branch);
    const money = this.#moneyIn(at, e.condition);
    const value = await this.value(at, branch);
    const ground = { kind: 'level' as const, title: this.#name(branch), value };
    if (!money) return [ground];
    const steps = await this.#ground(at, money);
    if (isBroken(steps)) return [ground];
    return this.#to(at, e, steps, () => ({
      title: said(holds === true ? 'conditionHolds' : 'conditionFails', {
        title: this.#name(e.condition),
      }),
      ...this.#figure(at, e.condition),
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
      const behind = this.#entity(at).terms.find((term) => term.name === name)?.expression;
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
    const value = await this.value(at, e);
    const difference = value && subtract(value, totalOf(steps));
    if (difference && compare(difference, ZERO) === 0) return steps;
    return [
      ...steps,
      { kind: 'change', ...(await change()), value: difference ? trimmed(difference) : null },
    ];
  }

  // ------------------------------------------------------------------------------------------- values

  async values(at: Place, expressions: readonly Expression[]): Promise<(Decimal | null)[]> {
    const { values } = await this.#rows.evaluate(at.entity, at.rid, expressions, []);
    return expressions.map(({ type }, i) => {
      const value = values[i] ?? null;
      return value === null || type.kind !== 'number'
        ? null
        : { digits: BigInt(String(value)), scale: type.scale };
    });
  }

  async value(at: Place, e: Expression): Promise<Decimal | null> {
    return (await this.values(at, [e]))[0] ?? null;
  }

  async #constant(at: Place, e: Expression): Promise<Constant> {
    return (await this.#rows.evaluate(at.entity, at.rid, [e], [])).values[0] ?? null;
  }

  async #shown(at: Place, e: Expression): Promise<Localized> {
    const value = await this.value(at, e);
    const { currency, minorUnit } = this.#plan;
    const text = (lang: 'en' | 'zh') =>
      value
        ? (shownValue(decimalText(trimmed(value)), e.type, {
            lang,
            currency: currencyWords(currency)[lang],
            minorUnit,
          }) ?? '')
        : '';
    return { en: text('en'), zh: text('zh') };
  }

  #entity(at: Place): PlanEntity {
    return this.#rows.entity(at.entity);
  }

  #name(e: Expression): Localized {
    return nameOf(this.#plan, e);
  }

  /** Where the expression is one column of this row. */
  #figure(at: Place, e: Expression): Pick<PathStep, 'figure'> {
    const column = columnIn(e.op === 'otherwise' || e.op === 'not' ? e.value : e);
    return column && column.row === 'me' && column.path.length === 0
      ? { figure: { ...at, term: column.name } }
      : {};
  }

  async #reached(at: Place, path: readonly string[]): Promise<Place | undefined> {
    if (path.length === 0) return at;
    const { rows } = await this.#rows.evaluate(at.entity, at.rid, [], [path]);
    const [rid] = rows;
    if (rid === null || rid === undefined) return undefined;
    const entity = path.reduce((one, name) => this.#rows.work.store.target(one, name), at.entity);
    return { entity, rid };
  }
}

export function isMoney(type: ScalarType): boolean {
  return (
    type.kind === 'number' && type.dimensions['money'] === 1 && Object.keys(type.dimensions).length === 1
  );
}

/** What a path comes to: the last ground, and the changes since. */
export function totalOf(steps: readonly PathStep[]): Decimal {
  return steps.reduce(
    (sum, { kind, value }) => (kind === 'level' ? (value ?? ZERO) : add(sum, value ?? ZERO)),
    ZERO,
  );
}

export const isBroken = (steps: readonly PathStep[]) => steps.some(({ value }) => value === null);

const signed = (sign: 1 | -1, value: Decimal): Decimal => trimmed(sign === 1 ? value : subtract(ZERO, value));

/** `a − (b − c)` as a, −b, +c. */
function operandsOf(e: Expression, sign: 1 | -1 = 1): { sign: 1 | -1; e: Expression }[] {
  const other = sign === 1 ? -1 : 1;
  switch (e.op) {
    case 'rescale':
      return e.value.op === 'add' || e.value.op === 'subtract' ? operandsOf(e.value, sign) : [{ sign, e }];
    case 'add':
      return [...operandsOf(e.left, sign), ...operandsOf(e.right, sign)];
    case 'subtract':
      return [...operandsOf(e.left, sign), ...operandsOf(e.right, other)];
    case 'negate':
      return operandsOf(e.value, other);
    default:
      return [{ sign, e }];
  }
}

function collect(e: Expression, found: Extract<Expression, { op: 'column' }>[]): void {
  if (e.op === 'column') found.push(e);
  for (const part of Object.values(e).flat())
    if (typeof part === 'object' && part !== null && 'op' in part) collect(part as Expression, found);
}

function hasColumn(e: Expression): boolean {
  const found: Extract<Expression, { op: 'column' }>[] = [];
  collect(e, found);
  return found.length > 0;
}

/** Of a share that reads `x / money`, the x: `benchmark × corridor(beyond / benchmark)` is made from `beyond`. */
function ratioOf(share: Expression, money: Expression): Expression | undefined {
  const of = columnIn(money);
  if (share.op !== 'lookup' || !of) return undefined;
  for (const argument of share.arguments) {
    const divided = argument.op === 'rescale' ? argument.value : argument;
    if (divided.op !== 'divide' || !isMoney(divided.left.type)) continue;
    if (columnIn(divided.right)?.name === of.name) return divided.left;
  }
  return undefined;
}

/** `total: sum(visit.cost)` is the aggregate itself, though the plan keeps it in a hidden term of its own. */
function bodyOf(entity: PlanEntity, term: PlanTerm): PlanTerm {
  const column = term.expression && columnIn(term.expression);
  if (!column || column.row !== 'me' || column.path.length > 0) return term;
  const hidden = entity.terms.find(({ name }) => name === column.name);
  return hidden?.hiddenIn === term.name && hidden.formula === term.formula ? hidden : term;
}

function wholeOf(at: Place, entity: PlanEntity, aggregate: NonNullable<PlanTerm['aggregate']>): Expression {
  const term = entity.terms.find((one) => one.aggregate === aggregate) as PlanTerm;
  return { op: 'column', row: 'me', path: [], entity: at.entity, name: term.name, type: term.type };
}

export const distance = (a: Decimal, b: Decimal): Decimal => absolute(subtract(a, b));
