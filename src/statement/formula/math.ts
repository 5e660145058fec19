/** A formula as MathML, names replaced by titles. */
import type { Lang } from '../../language/diagnostic.ts';
import type { Node, Test } from '../../language/formula/ast.ts';
import type { Localized, Plan } from '../../language/plan.ts';
import { grouped, shownDate, shownDuration } from '../format/index.ts';
import { formulaWords as words } from '../messages.ts';
import {
  CONTEXT,
  elementTitle,
  entityOf,
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
export function formulaInMath(plan: Plan, entity: string, formula: string): Localized | null {
  const node = parsed(formula);
  if (!node) return null;
  const markup = (lang: Lang) =>
    `<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow>${set(namesOf(plan, entity, lang), node).text}</mrow></math>`;
  return { en: markup('en'), zh: markup('zh') };
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const name = (text: string) => `<mtext>${escaped(text)}</mtext>`;
const sign = (text: string) => `<mo>${escaped(text)}</mo>`;
const row = (...parts: string[]) => `<mrow>${parts.join('')}</mrow>`;
/** A line may end here: for readers that break formulas into lines. */
const MAY_BREAK = '<mspace linebreak="goodbreak"/>';
const bracketed = (text: string) => row(sign('('), text, sign(')'));

interface Set {
  text: string;
  /** 1 or, 2 and, 3 comparison, 4 sum, 5 product, 6 whole. */
  bond: number;
}

const WHOLE = 6;
const SIGNS = { '=': '=', '!=': '≠', '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const;

function set(names: Names, node: Node): Set {
  const { lang } = names;
  const whole = (text: string): Set => ({ text, bond: WHOLE });
  const of = (part: Node, bond = 0, inside = names) => {
    const found = set(inside, part);
    return found.bond < bond ? bracketed(found.text) : found.text;
  };
  switch (node.kind) {
    case 'name':
      return whole(name(nameTitle(names, node.name)));
    case 'path':
      return whole(path(names, node));
    case 'filter':
      return whole(
        row(of(node.of), sign('['), of(node.where, 0, within(names, entityOf(names, node.of))), sign(']')),
      );
    case 'call':
      return call(names, node, of);
    case 'number':
      return whole(`<mn>${grouped(node.text)}</mn>`);
    case 'text':
      return whole(name(`“${textCalled(names, node.value)}”`));
    case 'boolean':
      return whole(name(words[node.value ? 'yes' : 'no'][lang]));
    case 'null':
      return whole(name(words.nothing[lang]));
    case 'date':
      return whole(name(shownDate(node.value, lang)));
    case 'duration':
      return whole(name(shownDuration(node.value, lang)));
    case 'negate':
      return { text: row(sign('−'), of(node.value, WHOLE)), bond: 5 };
    case 'arithmetic':
      if (node.op === '/') return whole(`<mfrac>${row(of(node.left))}${row(of(node.right))}</mfrac>`);
      if (node.op === '**') return whole(`<msup>${row(of(node.left, WHOLE))}${row(of(node.right))}</msup>`);
      if (node.op === '*') return { text: row(of(node.left, 5), sign('×'), of(node.right, 5)), bond: 5 };
      return {
        text: row(
          of(node.left, 4),
          sign(node.op === '+' ? '+' : '−'),
          of(node.right, node.op === '-' ? 5 : 4),
        ),
        bond: 4,
      };
    case 'compare':
      return { text: row(of(node.left, 4), sign(SIGNS[node.op]), of(node.right, 4)), bond: 3 };
    case 'between':
      return {
        text: row(of(node.low, 4), sign('≤'), of(node.value, 4), sign('≤'), of(node.high, 4)),
        bond: 3,
      };
    case 'in':
      return {
        text: row(of(node.value, 4), sign('∈'), sign('{'), tests(names, node.tests), sign('}')),
        bond: 3,
      };
    case 'and':
    case 'or': {
      const bond = node.kind === 'and' ? 2 : 1;
      const joined = node.operands
        .map((one) => of(one, bond + 1))
        .join(MAY_BREAK + name(words[node.kind][lang]));
      return { text: row(joined), bond };
    }
    case 'if':
      return whole(cases(names, node, of));
    case 'for': {
      const inside = withVariable(names, node.variable, entityOf(names, node.list));
      return whole(row(of(node.body, 4, inside), sign('|'), of(node.list)));
    }
    case 'some':
    case 'every': {
      const inside = withVariable(names, node.variable, entityOf(names, node.list));
      return {
        text: row(sign(node.kind === 'some' ? '∃' : '∀'), of(node.list), sign(':'), of(node.body, 3, inside)),
        bond: 3,
      };
    }
    case 'range':
      return whole(row(of(node.low, 4), sign('…'), of(node.high, 4)));
  }
}

type Of = (part: Node, bond?: number, inside?: Names) => string;

/** `if … then … else if …` as lines of one brace. */
function cases(names: Names, node: Extract<Node, { kind: 'if' }>, of: Of): string {
  const lines: string[] = [];
  let rest: Node = node;
  for (; rest.kind === 'if'; rest = rest.no)
    lines.push(
      `<mtr><mtd>${row(of(rest.yes))}</mtd><mtd>${row(name(words.mathIf[names.lang]), of(rest.condition))}</mtd></mtr>`,
    );
  lines.push(`<mtr><mtd>${row(of(rest))}</mtd><mtd>${name(words.mathElse[names.lang])}</mtd></mtr>`);
  return row(sign('{'), `<mtable columnalign="left left">${lines.join('')}</mtable>`);
}

function path(names: Names, node: Extract<Node, { kind: 'path' }>): string {
  const { lang } = names;
  const all = node.of.kind === 'name' ? `${node.of.name}.${node.name}` : '';
  if (all in CONTEXT) return name(words[CONTEXT[all as keyof typeof CONTEXT]][lang]);
  const element = elementTitle(names, all);
  if (element !== undefined) return name(element);
  const title = name(lastTitle(names, node));
  if (node.of.kind === 'name' && (node.of.name === 'agreement' || names.variables.has(node.of.name)))
    return title;
  return `<msub>${row(title)}${row(set(names, node.of).text)}</msub>`;
}

function tests(names: Names, all: readonly Test[]): string {
  const one = (test: Test): string => {
    switch (test.test) {
      case 'is':
        return set(names, test.value).text;
      case 'compare':
        return row(sign(SIGNS[test.op]), set(names, test.value).text);
      case 'interval':
        return row(
          sign(test.lowClosed ? '[' : '('),
          set(names, test.low).text,
          sign(';'),
          set(names, test.high).text,
          sign(test.highClosed ? ']' : ')'),
        );
      case 'not':
        return row(sign('¬'), sign('{'), tests(names, test.tests), sign('}'));
    }
  };
  return all.map(one).join(sign(','));
}

function call(names: Names, { name: called, args }: Extract<Node, { kind: 'call' }>, of: Of): Set {
  const [first, second, third] = args;
  const whole = (text: string): Set => ({ text, bond: WHOLE });
  const list = () => args.map((one) => of(one)).join(sign(','));
  if (!first) return whole(name(`${called}()`));
  if (called === 'posted' && first.kind === 'text') {
    const payment = names.plan.payments.find(({ id }) => id === first.value);
    const title = name(payment?.title?.[names.lang] ?? first.value);
    return whole(row(name(words['math posted'][names.lang]), bracketed(title)));
  }
  if (called === 'abs') return whole(row(sign('|'), of(first), sign('|')));
  if (called === 'not') return { text: row(sign('¬'), of(first, WHOLE)), bond: 3 };
  if (called === 'clamp' && second && third)
    return whole(
      `<msubsup>${row(sign('['), of(first), sign(']'))}${row(of(second))}${row(of(third))}</msubsup>`,
    );
  if (called === 'sum' && first.kind === 'path' && isList(names, first.of)) {
    const title = name(lastTitle(names, first));
    return { text: row(`<munder>${sign('∑')}${row(of(first.of))}</munder>`, title), bond: 5 };
  }
  if (called === 'sum' && first.kind === 'for') {
    const inside = withVariable(names, first.variable, entityOf(names, first.list));
    const over = `<munder>${sign('∑')}${row(of(first.list))}</munder>`;
    return { text: row(over, of(first.body, 5, inside)), bond: 5 };
  }
  if (called === 'otherwise' && second)
    return whole(row(of(first, 4), MAY_BREAK, name(words.mathOtherwise[names.lang]), of(second, 4)));
  const known = words[`math ${called}` as keyof typeof words];
  const title = known?.[names.lang] ?? nameTitle(names, called);
  return whole(
    row(known && /^(min|max)$/.test(called) ? `<mi>${called}</mi>` : name(title), bracketed(list())),
  );
}
