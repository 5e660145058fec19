/** FEEL text → `Node`, or the first mistake in it. */
import type { Scalar } from '../document.ts';
import { isDate, normalDuration } from '../value.ts';
import { joinLogic } from './associate.ts';
import type { Comparison, Node, Operator, Test } from './ast.ts';
import { FormulaText } from './text.ts';
import { bracketDepth, parseTree } from './tree.ts';
import type { Raw } from './tree.ts';

/** Levels of nesting, brackets or operators; beyond it nobody can read a formula, and every stack is safe. */
const DEPTH_LIMIT = 200;
const LENGTH_LIMIT = 20_000;

interface Parsed {
  node: Node;
  source: Scalar;
}

/** Throws `Failure`. */
export function parseFormula(source: Scalar): Parsed {
  return { node: new Reader(source, source.text, 0).read(), source };
}

/**
 * What an `each` runs over: `for i in LIST return i`, or just LIST (`1..n`, `months(a, b)`, a name). Throws `Failure`.
 */
export function parseEach(source: Scalar): { list: Node; variable?: string; body?: Node } {
  if (/^\s*for\b/.test(source.text)) {
    const node = new Reader(source, source.text, 0).read();
    return node.kind === 'for'
      ? { list: node.list, variable: node.variable, body: node.body }
      : { list: node };
  }
  // `a..b` is only FEEL inside a `for`: wrap it, and count the wrapping out of every offset.
  const before = 'for x in ';
  const node = new Reader(source, `${before}${source.text} return x`, before.length).read();
  return node.kind === 'for' ? { list: node.list } : { list: node };
}

class Reader extends FormulaText {
  read(): Node {
    const { text } = this;
    if (this.source.text.trim() === '') this.fail('formula-empty', {}, 0, 0);
    if (text.length > LENGTH_LIMIT)
      this.fail('formula-too-long', { length: text.length, limit: LENGTH_LIMIT }, this.shift, this.shift + 1);
    if (bracketDepth(text) > DEPTH_LIMIT) this.tooDeep();
    const tree = parseTree(text, DEPTH_LIMIT * 2);
    if (!tree) this.tooDeep();
    const [first, second] = this.kids(tree);
    if (!first) this.syntax(tree.from, tree.to);
    if (second) this.syntax(second.from, second.to);
    return joinLogic(this.node(first));
  }

  private tooDeep(): never {
    this.fail('formula-too-deep', { limit: DEPTH_LIMIT }, this.shift, this.shift + 1);
  }

  private node(raw: Raw): Node {
    const from = raw.from - this.shift;
    const to = raw.to - this.shift;
    switch (raw.type) {
      case 'VariableName':
        return { kind: 'name', from, to, name: this.oneWord(raw) };
      case 'NumericLiteral':
        return { kind: 'number', from, to, text: this.slice(raw).replace(/\s+/g, '') };
      case 'StringLiteral':
        return { kind: 'text', from, to, value: this.literal(raw) };
      case 'BooleanLiteral':
        return { kind: 'boolean', from, to, value: this.slice(raw) === 'true' };
      case 'null':
        return { kind: 'null', from, to };
      case 'DateTimeLiteral':
        return this.dateLiteral(raw);
      case 'ParenthesizedExpression': {
        const [inner] = this.operands(raw);
        if (!inner) this.syntax(raw.from, raw.to);
        return joinLogic(this.node(inner));
      }
      case 'ArithmeticExpression':
        return this.arithmetic(raw);
      case 'Comparison':
        return this.comparison(raw);
      case 'Conjunction':
      case 'Disjunction': {
        const [left, right] = this.two(raw);
        const kind = raw.type === 'Conjunction' ? 'and' : 'or';
        return { kind, from, to, operands: [this.node(left), this.node(right)] };
      }
      case 'PathExpression': {
        const [of, name] = this.two(raw);
        return {
          kind: 'path',
          from,
          to,
          of: this.node(of),
          name: this.oneWord(name),
          at: name.from - this.shift,
        };
      }
      case 'FilterExpression': {
        const [of, where] = this.two(raw);
        if (where.type === 'NumericLiteral') this.fail('refused-position', {}, where.from, where.to);
        return { kind: 'filter', from, to, of: this.node(of), where: joinLogic(this.node(where)) };
      }
      case 'FunctionInvocation':
        return this.call(raw);
      case 'IfExpression': {
        const [condition, yes, no] = this.operands(raw);
        if (!condition || !yes || !no) this.syntax(raw.to, raw.to);
        const node = (part: Raw): Node => joinLogic(this.node(part));
        return { kind: 'if', from, to, condition: node(condition), yes: node(yes), no: node(no) };
      }
      case 'ForExpression':
      case 'QuantifiedExpression':
        return this.loop(raw);
      case 'List':
        return this.fail('refused-list', {}, raw.from, raw.to);
      case 'Context':
        return this.fail('refused-context', {}, raw.from, raw.to);
      case 'FunctionDefinition':
        return this.fail('refused-function-definition', {}, raw.from, raw.to);
      case 'InstanceOfExpression':
        return this.fail('refused-instance-of', {}, raw.from, raw.to);
      default:
        return this.syntax(raw.from, raw.to);
    }
  }

  private dateLiteral(raw: Raw): Node {
    const text = findText(raw);
    if (!text) return this.syntax(raw.from, raw.to);
    return this.dateOrDuration(this.literal(text), raw);
  }

  private dateOrDuration(value: string, raw: Raw): Node {
    const [from, to] = [raw.from - this.shift, raw.to - this.shift];
    const duration = normalDuration(value);
    if (duration) return { kind: 'duration', from, to, value: duration };
    if (isDate(value)) return { kind: 'date', from, to, value };
    if (/T/.test(value) || /^\d+:/.test(value)) this.fail('refused-time', { text: value }, raw.from, raw.to);
    return this.fail('bad-date-literal', { text: value }, raw.from, raw.to);
  }

  private arithmetic(raw: Raw): Node {
    const kids = this.kids(raw);
    const at = kids.findIndex((kid) => kid.type === 'ArithOp');
    const sign = kids[at] as Raw;
    const op = this.slice(sign);
    const [from, to] = [raw.from - this.shift, raw.to - this.shift];
    const [left, right] = this.operands({ ...raw, kids: kids.filter((kid) => kid !== sign) });
    if (op === '^') this.fail('not-feel', { found: '^', instead: '`**`' }, sign.from, sign.to);
    if (at === 0) {
      if (!left) this.syntax(raw.to, raw.to);
      return { kind: 'negate', from, to, value: this.node(left) };
    }
    if (!left || !right) this.syntax(raw.to, raw.to);
    const position = sign.from - this.shift;
    return {
      kind: 'arithmetic',
      from,
      to,
      op: op as Operator,
      at: position,
      left: this.node(left),
      right: this.node(right),
    };
  }

  private comparison(raw: Raw): Node {
    const kids = this.kids(raw);
    const [from, to] = [raw.from - this.shift, raw.to - this.shift];
    const operands = this.operands(raw);
    const sign = kids.find((kid) => kid.type === 'CompareOp');
    if (sign) {
      const [left, right] = operands.filter((kid) => kid !== sign);
      if (!left || !right) this.syntax(raw.to, raw.to);
      if (right.type === 'SimplePositiveUnaryTest') this.syntax(right.from, right.to);
      const op = this.slice(sign) as Comparison;
      return {
        kind: 'compare',
        from,
        to,
        op,
        at: sign.from - this.shift,
        left: this.node(left),
        right: this.node(right),
      };
    }
    if (kids.some((kid) => kid.type === 'between')) {
      const [value, low, high] = operands;
      if (!value || !low || !high) this.syntax(raw.to, raw.to);
      return {
        kind: 'between',
        from,
        to,
        value: this.node(value),
        low: this.node(low),
        high: this.node(high),
      };
    }
    const [value, tests] = operands;
    if (!value || !tests) this.syntax(raw.to, raw.to);
    if (tests.type === 'PositiveUnaryTests') {
      return {
        kind: 'in',
        from,
        to,
        value: this.node(value),
        tests: this.operands(tests).map((test) => this.test(test)),
      };
    }
    return this.looseIn(this.node(value), tests, from, to);
  }

  /**
   * lezer-feel reads `x in A or y` as x in (A or y): take A for the test and hand back `x in A` joined with the rest,
   * which `joinLogic` puts in order.
   */
  private looseIn(value: Node, test: Raw, from: number, to: number): Node {
    const inner =
      test.type === 'PositiveUnaryTest' ? (this.operands(test)[0] ?? this.syntax(test.to, test.to)) : test;
    if (inner.type !== 'Conjunction' && inner.type !== 'Disjunction')
      return { kind: 'in', from, to: inner.to - this.shift, value, tests: this.listTests(inner) };
    const [left, right] = this.two(inner);
    const kind = inner.type === 'Conjunction' ? 'and' : 'or';
    return {
      kind,
      from,
      to,
      operands: [this.looseIn(value, left, from, left.to - this.shift), this.node(right)],
    };
  }

  /** `x in [a, b]` means the same as `x in (a, b)`. */
  private listTests(raw: Raw): Test[] {
    if (raw.type === 'List') return this.operands(raw).map((item) => this.test(item));
    return [this.test(raw)];
  }

  private test(raw: Raw): Test {
    const [from, to] = [raw.from - this.shift, raw.to - this.shift];
    if (raw.type === 'PositiveUnaryTest' || raw.type === 'SimplePositiveUnaryTest') {
      const sign = this.kids(raw).find((kid) => kid.type === 'CompareOp');
      const inner = this.operands(raw).find((kid) => kid !== sign);
      if (!inner) this.syntax(raw.to, raw.to);
      if (sign)
        return { test: 'compare', from, to, op: this.slice(sign) as Comparison, value: this.node(inner) };
      return this.test(inner);
    }
    if (raw.type === 'Interval') {
      const kids = this.kids(raw);
      const [low, high] = this.operands(raw);
      if (!low || !high) this.syntax(raw.to, raw.to);
      const lowClosed = kids[0]?.type === '[';
      const highClosed = kids[kids.length - 1]?.type === ']';
      return {
        test: 'interval',
        from,
        to,
        low: this.node(low),
        lowClosed,
        high: this.node(high),
        highClosed,
      };
    }
    if (raw.type === 'FunctionInvocation') {
      const node = this.call(raw);
      if (node.kind === 'call' && node.name === 'not')
        return {
          test: 'not',
          from,
          to,
          tests: node.args.map((value) => ({ test: 'is', from: value.from, to: value.to, value })),
        };
      return { test: 'is', from, to, value: node };
    }
    return { test: 'is', from, to, value: joinLogic(this.node(raw)) };
  }

  private call(raw: Raw): Node {
    const [name, parameters] = this.operands(raw);
    if (!name || !parameters) this.syntax(raw.to, raw.to);
    const quantifier = ({ some: '`any(…)`', every: '`all(…)`' } as const)[this.slice(name)];
    if (quantifier)
      this.fail('foreign-word', { found: this.slice(raw), instead: quantifier }, raw.from, raw.to);
    if (name.type !== 'VariableName' && name.type !== 'SpecialFunctionName')
      this.fail('refused-call', {}, name.from, name.to);
    const words = this.slice(name).split(/\s+/).join(' ');
    if (parameters.type === 'NamedParameters')
      this.fail('refused-named-arguments', { name: words }, parameters.from, parameters.to);
    const args = this.operands(parameters);
    const only = args[0];
    // `date("…")` arrives as a literal, `duration("…")` of a text literal as a call: both are constants.
    if ((words === 'duration' || words === 'date') && args.length === 1 && only?.type === 'StringLiteral')
      return this.dateOrDuration(this.literal(only), raw);
    return {
      kind: 'call',
      from: raw.from - this.shift,
      to: raw.to - this.shift,
      name: words,
      nameTo: name.to - this.shift,
      args: args.map((arg) => joinLogic(this.node(arg))),
    };
  }

  private loop(raw: Raw): Node {
    const [from, to] = [raw.from - this.shift, raw.to - this.shift];
    const kids = this.kids(raw);
    const word = kids[0]?.type ?? 'for';
    const [ins, body] = this.operands(raw);
    if (!ins || !body) this.syntax(raw.to, raw.to);
    const runs = this.operands(ins);
    const run = runs[0];
    if (!run) this.syntax(ins.to, ins.to);
    if (runs[1]) this.fail('one-variable', { word }, runs[1].from, runs[1].to);
    const [name, context] = this.two(run);
    const items = this.operands(
      context.type === 'IterationContext' ? context : { ...context, kids: [context] },
    );
    if (!items[0]) this.syntax(context.from, context.to);
    const range = context.kids.some((kid) => kid.type === '..');
    if (range && !items[1]) this.syntax(context.to, context.to);
    const list: Node = range
      ? {
          kind: 'range',
          from: context.from - this.shift,
          to: context.to - this.shift,
          low: this.node(items[0]),
          high: this.node(items[1] as Raw),
        }
      : joinLogic(this.node(items[0]));
    const kind = word === 'some' || word === 'every' ? word : 'for';
    return { kind, from, to, variable: this.oneWord(name), list, body: joinLogic(this.node(body)) };
  }
}

function findText(raw: Raw): Raw | undefined {
  const waiting = [raw];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === 'StringLiteral') return next;
    waiting.push(...next.kids);
  }
  return undefined;
}
