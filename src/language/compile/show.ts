/** Plans in a form people can read and tests can hold: `me.path.name`, `element.name`, scales after `@` where they change. */
import type { Aggregate, Expression, PlanTerm } from '../plan.ts';
import { renderConstant } from '../value.ts';
import { describe } from './dimensions.ts';

const SIGNS: Record<string, string> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  equal: '=',
  unequal: '!=',
  less: '<',
  at_most: '<=',
  more: '>',
  at_least: '>=',
};

export function show(of: Expression): string {
  const { type } = of;
  const scale = type.kind === 'number' ? `@${type.scale}` : '';
  switch (of.op) {
    case 'constant':
      return of.value === null ? 'null' : `${renderConstant(of.value, type)}${scale}`;
    case 'column':
      return [of.row, ...of.path, of.name].join('.');
    case 'context':
      return of.name;
    case 'parameter':
      return `${of.name}${date(of.date)}`;
    case 'lookup':
      return `${of.table}:${of.output}(${of.arguments.map(show).join(', ')})${date(of.date)}`;
    case 'rescale':
      return `${show(of.value)}${scale}`;
    case 'negate':
      return `-${show(of.value)}`;
    case 'not':
      return `not(${show(of.value)})`;
    case 'absent':
      return `absent(${show(of.value)})`;
    case 'absolute':
      return `abs(${show(of.value)})`;
    case 'power':
      return `${show(of.value)} ** ${of.exponent}${of.steps.map((step) => `@${step.scale}`).join('')}`;
    case 'and':
    case 'or':
      return `(${of.operands.map(show).join(` ${of.op} `)})`;
    case 'in_list':
      return `${show(of.value)} in ${of.list}${date(of.date)}`;
    case 'if':
      return `(if ${show(of.condition)} then ${show(of.then)} else ${show(of.else)})`;
    case 'otherwise':
      return `otherwise(${show(of.value)}, ${show(of.instead)})`;
    case 'least':
    case 'greatest':
      return `${of.op}(${of.operands.map(show).join(', ')})`;
    case 'clamp':
      return `clamp(${[of.value, of.low, of.high].map(show).join(', ')})`;
    case 'round':
      return `round(${show(of.value)}, ${of.digits}, ${of.mode})${scale}`;
    case 'modulo':
      return `modulo(${show(of.left)}, ${show(of.right)})`;
    case 'days_between':
      return `days(${show(of.from)}, ${show(of.to)})`;
    case 'shift':
      return `(${show(of.date)} ${of.sign === 1 ? '+' : '-'} ${show(of.duration)})`;
    case 'repeat':
      return `(${show(of.duration)} times ${show(of.times)})`;
    case 'date_part':
      return `${of.part}(${show(of.value)})`;
    case 'text_test':
      return `${of.test}(${show(of.value)}, ${show(of.with)})`;
    case 'multiply':
    case 'divide':
      return `(${show(of.left)} ${SIGNS[of.op]} ${show(of.right)})${scale}`;
    default:
      return `(${show(of.left)} ${SIGNS[of.op]} ${show(of.right)})`;
  }
}

function date(of: Expression): string {
  return of.op === 'context' && of.name === 'period.start' ? '' : `[${show(of)}]`;
}

function showAggregate(of: Aggregate): string {
  const { list } = of;
  const path = [
    ...list.up.map((name) => `^${name}`),
    list.anchor,
    '<',
    list.entity,
    ...list.down.map((name) => `.${name}`),
  ];
  const parts = [
    path.join(' ').replaceAll(' .', '.'),
    list.where && `where ${show(list.where)}`,
    of.preceding && `before by ${show(of.preceding)}`,
    of.order && `by ${show(of.order)}`,
    of.value && `of ${show(of.value)}`,
    of.argument && `with ${show(of.argument)}`,
    of.unit !== undefined && `unit ${of.unit}`,
    of.correlated && 'paired',
  ];
  return `${of.function}{${parts.filter(Boolean).join('; ')}}`;
}

export function showTerm(term: PlanTerm): string {
  const content = term.aggregate
    ? showAggregate(term.aggregate)
    : term.expression
      ? show(term.expression)
      : '?';
  return `${term.name}: ${describe(term.type)}${term.type.kind === 'number' ? `@${term.type.scale}` : ''} = ${content}`;
}
