/** What a part of a formula is called, and which figure to ask for to see more of it. */
import type { ColumnExpression } from '../../engine/lower/scope.ts';
import { fill, type Lang, type MessageData } from '../../language/diagnostic.ts';
import type { Expression, Localized, Plan, PlanEntity, PlanTerm } from '../../language/plan.ts';
import { oneLine, shownConstant } from '../../statement/index.ts';
import { words } from '../messages/words.ts';
import { styleOf } from './style.ts';

export function said(key: keyof typeof words, data: Record<string, string | Localized> = {}): Localized {
  const inWords = (lang: Lang) => {
    const values: MessageData = Object.fromEntries(
      Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? value : value[lang]]),
    );
    return fill(words[key][lang], values);
  };
  return { en: inWords('en'), zh: inWords('zh') };
}

export const same = (text: string): Localized => ({ en: text, zh: text });

export function columnTitle(plan: Plan, entity: PlanEntity, name: string): Localized {
  const term = entity.terms.find((one) => one.name === name);
  if (term?.hiddenIn !== undefined) return term.title ?? partTitle(plan, term);
  const fact = entity.facts.find((one) => one.name === name);
  return term?.title ?? fact?.title ?? same(name.replaceAll('_', ' '));
}

/** A sum lifted out of a formula is called by what it sums. */
function partTitle(plan: Plan, { name, aggregate, formula }: PlanTerm): Localized {
  const posted = plan.posted.find(({ term }) => term === name);
  const payment = posted && plan.payments.find(({ id }) => id === posted.payment);
  if (payment) return said('postedOf', { title: payment.title ?? same(payment.id) });
  const value = aggregate?.value;
  if (aggregate?.function === 'sum' && value?.op === 'column') {
    const entity = plan.entities.find(({ name }) => name === value.entity);
    if (entity) return said('sumOf', { title: columnTitle(plan, entity, value.name) });
  }
  return same(oneLine(formula));
}

const SIGNS = { add: '+', subtract: '−', multiply: '×', divide: '÷' } as const;

/** In the order it is written. */
export function nameOf(plan: Plan, e: Expression): Localized {
  const of = (part: Expression) => nameOf(plan, part);
  const join = (parts: Localized[], sign: string): Localized => ({
    en: parts.map(({ en }) => en).join(sign),
    zh: parts.map(({ zh }) => zh).join(sign),
  });
  switch (e.op) {
    case 'column': {
      const owner = plan.entities.find(({ name }) => name === e.entity);
      return owner ? columnTitle(plan, owner, e.name) : same(e.name);
    }
    case 'parameter':
      return parameterTitle(plan, e.name);
    case 'lookup':
      return parameterTitle(plan, e.table);
    case 'in_list':
      return parameterTitle(plan, e.list);
    case 'constant': {
      return {
        en: shownConstant(e.value, e.type, styleOf(plan, 'en')),
        zh: shownConstant(e.value, e.type, styleOf(plan, 'zh')),
      };
    }
    case 'context':
      return same(e.name);
    case 'rescale':
    case 'round':
    case 'negate':
    case 'absolute':
    case 'clamp':
    case 'otherwise':
    case 'absent':
      return of(e.value);
    case 'not':
      return said('notOf', { title: of(e.value) });
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return join([of(e.left), of(e.right)], ` ${SIGNS[e.op]} `);
    case 'equal':
    case 'unequal':
    case 'less':
    case 'at_most':
    case 'more':
    case 'at_least':
      return join([of(e.left), of(e.right)], ` ${COMPARED[e.op]} `);
    case 'and':
      return { en: join(e.operands.map(of), ' and ').en, zh: join(e.operands.map(of), '且').zh };
    case 'or':
      return { en: join(e.operands.map(of), ' or ').en, zh: join(e.operands.map(of), '或').zh };
    case 'least':
    case 'greatest':
      return join(e.operands.map(of), ' / ');
    case 'if':
      return of(e.then.op === 'constant' ? e.else : e.then);
    default:
      return said('partOfFormula');
  }
}

const COMPARED = { equal: '=', unequal: '≠', less: '<', at_most: '≤', more: '>', at_least: '≥' } as const;

function parameterTitle(plan: Plan, name: string): Localized {
  return plan.parameters.find((one) => one.name === name)?.title ?? same(name.replaceAll('_', ' '));
}

/** The column an expression is, but for its scale. */
export function columnIn(e: Expression): ColumnExpression | undefined {
  if (e.op === 'rescale') return columnIn(e.value);
  return e.op === 'column' ? e : undefined;
}
