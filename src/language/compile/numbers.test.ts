/** docs/language.md §2: units and scales of every operation. */
import { describe, expect, it } from 'vitest';
import { compileText, planOf, terms } from './example.ts';

const body = (formula: string, parameters = ''): string => `entities:
  row:
    facts:
      cost: money
      fee: money
      share: ratio
      size: number
      cases: count
      people: { type: count, unit: person }
      years: { type: number, unit: person_year }
      rate: money/person_year
      score: point
      day1: date
      day2: date
      wait: duration
      name: text
      maybe: { type: money, optional: true }
      extra: { type: count, optional: true }
parameters: ${parameters || '{}'}
terms:
  row:
    x: '${formula}'
`;

const typed = (formula: string): string =>
  (terms(planOf(body(formula)), 'row')['x'] as string).split(' = ')[0] as string;
const whole = (formula: string, parameters?: string): string =>
  terms(planOf(body(formula, parameters)), 'row')['x'] as string;

describe('scales and units', () => {
  it.each([
    ['cost + fee', 'money@6'],
    ['cases + share', 'ratio@15'],
    ['cases * cases', 'count@0'],
    ['cases * share', 'ratio@15'],
    ['cases * size', 'number@9'],
    ['size * share', 'ratio@15'],
    ['people * share', 'person@9'],
    ['people * cases', 'person@0'],
    ['cost * share', 'money@6'],
    ['cost * fee', 'money*money@9'],
    ['score * share', 'point@6'],
    ['rate * years', 'money@6'],
    ['cost / fee', 'ratio@15'],
    ['cases / cases', 'ratio@15'],
    ['size / size', 'number@9'],
    ['size / cases', 'ratio@15'],
    ['cost / people', 'money/person@9'],
    ['cost / years', 'money/person_year@9'],
    ['rate / rate', 'ratio@15'],
    ['cost ** 2', 'money*money@9'],
    ['share ** 3', 'ratio@15'],
    ['cases ** 2', 'count@0'],
    ['cost ** 0', 'count@0'],
    ['-cost', 'money@6'],
    ['abs(rate)', 'money/person_year@9'],
    ['floor(share)', 'count@0'],
    ['ceiling(size)', 'count@0'],
    ['floor(cost)', 'money@6'],
    ['round half up(share, 2)', 'ratio@15'],
    ['round half up(share, 0)', 'count@0'],
    ['round half up(cost, -2)', 'money@6'],
    ['decimal(size, -1)', 'count@0'],
    ['modulo(cases, cases)', 'count@0'],
    ['day2 - day1', 'day@0'],
    ['day1 + wait', 'date'],
    ['wait + day1', 'date'],
    ['day1 - wait', 'date'],
    ['wait * cases', 'duration'],
    ['(cases - 1) * wait', 'duration'],
    ['year(day1)', 'count@0'],
    ['period.years', 'year@9'],
    ['max(0, day2 - day1)', 'day@0'],
    ['if cost > 0 then cost else 0', 'money@6'],
    ['if cost > 0 then cases else share', 'ratio@15'],
    ['1 - share', 'ratio@15'],
    ['0', 'count@0'],
    ['clamp(cost, 0, fee)', 'money@6'],
    ['min(day1, period.end)', 'date'],
  ])('%s is %s', (formula, type) => expect(typed(formula)).toBe(type));

  it('scales up, never down, and constants at once', () => {
    expect(whole('cases + share')).toBe('ratio@15 = (me.cases@15 + me.share)');
    expect(whole('1 - share')).toBe('ratio@15 = (1@15 - me.share)');
    expect(whole('if cost > 0 then cost else 0')).toBe(
      'money@6 = (if (me.cost > 0@6) then me.cost else 0@6)',
    );
    expect(whole('share ** 3')).toBe('ratio@15 = me.share ** 3@15@15');
    expect(whole('cost = 0 or share in [0..1)')).toBe(
      'boolean = ((me.cost = 0@6) or ((me.share >= 0@15) and (me.share < 1@15)))',
    );
  });

  it('answers an absent fact, also where it has to be scaled', () => {
    expect(whole('otherwise(maybe, 0)')).toBe('money@6 = otherwise(me.maybe, 0@6)');
    expect(whole('otherwise(extra, share)')).toBe(
      'ratio@15 = (if absent(me.extra) then me.share else me.extra@15)',
    );
  });

  it('takes a parameter on the day of the row, or on a day said', () => {
    const parameters = '{ cap: { type: money, values: { 2020-01-01: 5, 2021-01-01: 6 } } }';
    expect(whole('min(cost, cap)', parameters)).toBe('money@6 = least(me.cost, cap)');
    expect(whole('min(cost, at(cap, day1))', parameters)).toBe('money@6 = least(me.cost, cap[me.day1])');
  });

  it('reads constants exactly', () => {
    const plan = planOf(body('min(cost, cap)', '{ cap: { type: money, value: 12345678901234567.89 } }'));
    expect(plan.parameters[0]).toMatchObject({ values: [{ from: null, value: '12345678901234567890000' }] });
  });

  it('declares a type that the formula has to have', () => {
    const declared = (type: string, formula: string) =>
      compileText(body('cost').replace("x: 'cost'", `x: { type: ${type}, formula: '${formula}' }`)).found;
    expect(declared('money', '0')).toEqual([]);
    expect(declared('ratio', 'cases')).toEqual([]);
    expect(declared('count', 'share')).toEqual(['declared-type 22:16']);
    expect(declared('money/person', 'cost / people')).toEqual([]);
  });

  it.each([
    ['cost + people', 'unlike-units'],
    ['rate * people + cost', 'unlike-units'],
    ['cost = name', 'unlike-types'],
    ['cost - 1', 'unlike-units'],
    ['cost ** cases', 'exponent'],
    ['cost ** 17', 'exponent'],
    ['wait * share', 'bad-operands'],
    ['wait + wait', 'bad-operands'],
    ['day1 + day2', 'bad-operands'],
    ['name < name', 'no-order'],
    ['maybe + cost', 'unguarded-optional'],
    ['cost * 12', 'numeral-in-formula'],
    ['cost and fee', 'boolean-expected'],
  ])('%s is refused: %s', (formula, code) => {
    expect(compileText(body(formula)).found.map((f) => f.split(' ')[0])).toEqual([code]);
  });
});
