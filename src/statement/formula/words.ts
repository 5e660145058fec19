/** A formula as a sentence. */
import { fill, type Lang, type MessageData } from '../../language/diagnostic.ts';
import type { Node, Test } from '../../language/formula/ast.ts';
import type { Localized, Plan } from '../../language/plan.ts';
import { grouped, shownDate, shownDuration } from '../format/index.ts';
import { formulaWords as words } from '../messages.ts';
import {
  CONTEXT,
  elementTitle,
  entityOf,
  isDate,
  isList,
  lastTitle,
  namesOf,
  nameTitle,
  parsed,
  textCalled,
  within,
  withVariable,
  type Names,
} from './names.ts';

/** Null where the text is no formula. */
export function formulaInWords(plan: Plan, entity: string, formula: string): Localized | null {
  const node = parsed(formula);
  if (!node) return null;
  const inWords = (lang: Lang) =>
    say(namesOf(plan, entity, lang), node)
      .text // In Chinese a number keeps a blank from the words beside it.
      .replace(BESIDE_HAN, (_, before: string, number: string, after: string) =>
        [before, before && ' ', number, after && ' ', after].join(''),
      )
      .replaceAll(MARK, '');
  return { en: inWords('en'), zh: inWords('zh') };
}

/** Round a number that stands in the formula: those in titles and dates are left as they are. */
const MARK = '\u0000';
const BESIDE_HAN = new RegExp(`(\\p{Script=Han}?)${MARK}([^${MARK}]*)${MARK}(\\p{Script=Han}?)`, 'gu');

/** How tightly a phrase holds together: what binds less stands in brackets inside what binds more. */
const LOOSE = 0;
const OR = 1;
const AND = 2;
const COMPARED = 3;
const SUM = 4;
const PRODUCT = 5;
const TIGHT = 6;

interface Phrase {
  text: string;
  bond: number;
}

function say(names: Names, node: Node): Phrase {
  const { lang } = names;
  const put = (key: keyof typeof words, data: MessageData = {}, bond = TIGHT): Phrase => ({
    text: fill(words[key][lang], data),
    bond,
  });
  const of = (part: Node, bond = LOOSE, inside = names) => {
    const phrase = say(inside, part);
    return phrase.bond < bond
      ? `${lang === 'zh' ? '（' : '('}${phrase.text}${lang === 'zh' ? '）' : ')'}`
      : phrase.text;
  };
  switch (node.kind) {
    case 'name':
      return { text: nameTitle(names, node.name), bond: TIGHT };
    case 'path':
      return { text: pathInWords(names, node), bond: TIGHT };
    case 'filter': {
      const element = entityOf(names, node.of);
      return put('where', { list: of(node.of), where: of(node.where, LOOSE, within(names, element)) });
    }
    case 'call':
      return call(names, node, put, of);
    case 'number':
      return { text: MARK + grouped(node.text) + MARK, bond: TIGHT };
    case 'text':
      return { text: `“${textCalled(names, node.value)}”`, bond: TIGHT };
    case 'boolean':
      return put(node.value ? 'yes' : 'no');
    case 'null':
      return put('nothing');
    case 'date':
      return { text: shownDate(node.value, lang), bond: TIGHT };
    case 'duration':
      return { text: shownDuration(node.value, lang), bond: TIGHT };
    case 'negate':
      return { text: `−${of(node.value, TIGHT)}`, bond: PRODUCT };
    case 'arithmetic': {
      const bond = node.op === '+' || node.op === '-' ? SUM : node.op === '**' ? TIGHT : PRODUCT;
      const sign = { '+': '+', '-': '−', '*': '×', '/': '÷', '**': '^' }[node.op];
      // `a − (b − c)`, `a ÷ (b × c)`: the right side holds tighter.
      const right = node.op === '-' || node.op === '/' ? bond + 1 : bond;
      return { text: `${of(node.left, bond)} ${sign} ${of(node.right, right)}`, bond };
    }
    case 'compare':
      return compared(
        isDate(names, node.left) || isDate(names, node.right),
        node.op,
        node.left,
        node.right,
        put,
        of,
      );
    case 'between':
      return put(
        'between',
        { value: of(node.value, SUM), low: of(node.low, SUM), high: of(node.high, SUM) },
        COMPARED,
      );
    case 'in':
      return put('in', { value: of(node.value, SUM), tests: testsInWords(names, node.tests) }, COMPARED);
    case 'and':
    case 'or': {
      const bond = node.kind === 'and' ? AND : OR;
      return { text: node.operands.map((one) => of(one, bond + 1)).join(words[node.kind][lang]), bond };
    }
    case 'if': {
      const [condition, yes, no] = [of(node.condition), of(node.yes, OR), of(node.no)];
      return put('if', { condition, yes, no }, LOOSE);
    }
    case 'for': {
      const inside = withVariable(names, node.variable, entityOf(names, node.list));
      return put('for', { list: of(node.list), body: of(node.body, LOOSE, inside) }, SUM);
    }
    case 'some':
    case 'every': {
      const inside = withVariable(names, node.variable, entityOf(names, node.list));
      return put(node.kind, { list: of(node.list), body: of(node.body, LOOSE, inside) }, COMPARED);
    }
    case 'range':
      return put('range', { low: of(node.low, SUM), high: of(node.high, SUM) });
  }
}

type Put = (key: keyof typeof words, data?: MessageData, bond?: number) => Phrase;
type Of = (part: Node, bond?: number, inside?: Names) => string;

function compared(dates: boolean, op: string, left: Node, right: Node, put: Put, of: Of): Phrase {
  if (right.kind === 'null')
    return put(op === '=' ? 'notGiven' : 'given', { value: of(left, SUM) }, COMPARED);
  const key = {
    '=': 'is',
    '!=': 'isNot',
    '<': dates ? 'before' : 'below',
    '<=': dates ? 'byThen' : 'atMost',
    '>': dates ? 'after' : 'above',
    '>=': dates ? 'fromThen' : 'atLeast',
  } as const;
  return put(key[op as keyof typeof key], { left: of(left, SUM), right: of(right, SUM) }, COMPARED);
}

function pathInWords(names: Names, node: Extract<Node, { kind: 'path' }>): string {
  const { lang } = names;
  const whole = node.of.kind === 'name' ? `${node.of.name}.${node.name}` : '';
  if (whole in CONTEXT) return words[CONTEXT[whole as keyof typeof CONTEXT]][lang];
  const element = elementTitle(names, whole);
  if (element !== undefined) return element;
  const title = lastTitle(names, node);
  if (node.of.kind === 'name' && (node.of.name === 'agreement' || names.variables.has(node.of.name)))
    return title;
  // Of a list's elements it is said where they are added up.
  const owner = say(names, node.of).text;
  return fill(words[isList(names, node.of) ? 'ofEach' : 'ofOne'][lang], { title, owner });
}

function testsInWords(names: Names, tests: readonly Test[]): string {
  const { lang } = names;
  const one = (test: Test): string => {
    switch (test.test) {
      case 'is':
        return say(names, test.value).text;
      case 'compare': {
        const value = say(names, test.value).text;
        return `${{ '=': '=', '!=': '≠', '<': '<', '<=': '≤', '>': '>', '>=': '≥' }[test.op]} ${value}`;
      }
      case 'interval': {
        const [low, high] = [say(names, test.low).text, say(names, test.high).text];
        return `${test.lowClosed ? '[' : '('}${low} … ${high}${test.highClosed ? ']' : ')'}`;
      }
      case 'not':
        return fill(words.notAny[lang], { tests: testsInWords(names, test.tests) });
    }
  };
  return tests.map(one).join(words.or[lang]);
}

/** Functions with a phrase of their own; any other name is a table, looked up by its arguments. */
const AGGREGATES = ['sum', 'mean', 'median', 'stddev', 'min', 'max', 'any', 'all', 'only'] as const;
/** `{a}`, `{b}`, `{c}`: the arguments. */
const PHRASES = {
  floor: 'floor',
  ceiling: 'ceiling',
  allocate: 'allocate',
  rank: 'rank',
  preceding: 'preceding',
  year: 'year',
  month: 'month',
  day: 'day',
  modulo: 'modulo',
  'starts with': 'startsWith',
  'ends with': 'endsWith',
  contains: 'contains',
} as const;
const ROUNDINGS = ['round', 'round half up', 'round half down', 'round up', 'round down'];

function call(names: Names, node: Extract<Node, { kind: 'call' }>, put: Put, of: Of): Phrase {
  const { name, args } = node;
  const [first, second, third] = args;
  const { lang } = names;
  if (!first) return { text: `${name}()`, bond: TIGHT };
  const listed = (parts: readonly Node[]) => parts.map((one) => of(one, SUM)).join(words.listed[lang]);
  // In Chinese what qualifies a value stands in brackets of its own.
  const qualified = lang === 'zh' ? TIGHT : OR;
  if (name === 'count') return put('count', { list: of(first) }, PRODUCT);
  if (AGGREGATES.includes(name as (typeof AGGREGATES)[number]) && args.length === 1)
    return put(`list ${name as (typeof AGGREGATES)[number]}`, { value: of(first) }, SUM);
  if (name === 'min' || name === 'max')
    return put(name === 'min' ? 'least' : 'greatest', { values: listed(args) }, OR);
  if (name === 'not') return put('not', { value: of(first) }, COMPARED);
  if (name === 'abs') return put('abs', { value: of(first) });
  if (name === 'otherwise' && second)
    return put('otherwise', { value: of(first, SUM), instead: of(second, SUM) }, qualified);
  if (name === 'clamp' && second && third)
    return put('clamp', { value: of(first, SUM), low: of(second, SUM), high: of(third, SUM) }, qualified);
  if (ROUNDINGS.includes(name))
    return put('rounded', { value: of(first, SUM), digits: second ? of(second) : '0' }, qualified);
  if (name === 'percentile' && second)
    return put('percentile', { value: of(first), share: of(second) }, PRODUCT);
  if (name === 'posted' && first.kind === 'text') {
    const payment = names.plan.payments.find(({ id }) => id === first.value);
    return put('posted', { payment: payment?.title?.[lang] ?? first.value });
  }
  if (name in PHRASES) {
    const phrase = PHRASES[name as keyof typeof PHRASES];
    const data = { a: of(first, SUM), b: second ? of(second, SUM) : '', c: third ? of(third, SUM) : '' };
    return put(phrase, data, OR);
  }
  const table = names.plan.parameters.some((one) => one.name === name);
  const title = table ? nameTitle(names, name) : name;
  return put(table ? 'lookup' : 'function', { title, args: listed(args) });
}
