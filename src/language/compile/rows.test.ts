/** How rows come about and refer to each other: keys, groups, `each`, computed references, dates, payments, order. */
import { describe, expect, it } from 'vitest';
import type { Plan } from '../plan.ts';
import { compileText, entityOf, planOf, terms } from './example.ts';
import { show } from './show.ts';

const keyOf = (plan: Plan, entity: string) =>
  entityOf(plan, entity).key.map(({ name, type }) => `${name}: ${type.kind}`);

describe('keys', () => {
  it('spells references out', () => {
    const plan = planOf(`entities:
  aco: {}
  stratum: { key: [aco, enrolment], references: { aco: aco } }
  base:
    key: [stratum, year]
    references: { stratum: stratum }
    facts: { year: count, spending: money }
`);
    expect(keyOf(plan, 'aco')).toEqual(['id: text']);
    expect(keyOf(plan, 'stratum')).toEqual(['aco: text', 'enrolment: text']);
    expect(keyOf(plan, 'base')).toEqual(['stratum.aco: text', 'stratum.enrolment: text', 'year: number']);
    expect(plan.entities.map((entity) => entity.rows.kind)).toEqual([
      'root',
      'referred',
      'referred',
      'bound',
    ]);
  });

  it('matches computed references with the key, part by part', () => {
    const plan = planOf(`entities:
  stratum: { key: [aco, year], references: { aco: aco }, facts: { year: number, spending: money } }
  aco: {}
  claim:
    references: { aco: aco, stratum: { to: stratum, by: [aco, year(date)] } }
    facts: { date: date }
`);
    const reference = entityOf(plan, 'claim').references.find((r) => r.name === 'stratum');
    expect(reference?.kind === 'computed' && reference.by.map(show)).toEqual([
      'me.aco.id',
      'year(me.date)@9',
    ]);
  });
});

describe('groups', () => {
  const plan = planOf(`entities:
  member: { facts: { poor: boolean } }
  claim:
    references: { member: member }
    facts: { date: date, cost: money, kind: { type: text, optional: true } }
  plan_year: { group: claim, by: { member: member, calendar: year(date), kind: kind }, where: cost > 0 }
terms:
  claim:
    share: cost / plan_year.total
  plan_year:
    total: sum(claim.cost)
    waived: member.poor and calendar >= kind_from(kind)
parameters:
  kind_from: { inputs: [kind], type: count, rows: [[a, 2020], [b, 2021]] }
`);

  it('gives a key, the reference to it, and a reference where a part is one', () => {
    const group = entityOf(plan, 'plan_year');
    expect(keyOf(plan, 'plan_year')).toEqual(['member: text', 'calendar: number', 'kind: text']);
    expect(
      group.rows.kind === 'group' && group.rows.by.map((by) => `${by.name} = ${show(by.value)}`),
    ).toEqual(['member = me.member.id', 'calendar = year(me.date)', 'kind = me.kind']);
    expect(group.rows.kind === 'group' && group.rows.where && show(group.rows.where)).toBe('(me.cost > 0@6)');
    expect(group.references).toMatchObject([{ name: 'member', to: 'member', kind: 'column' }]);
    const back = entityOf(plan, 'claim').references.find((r) => r.name === 'plan_year');
    expect(back?.kind === 'group' && back.by.map(show)).toEqual(['me.member.id', 'year(me.date)', 'me.kind']);
  });

  it('reads both ways', () => {
    expect(terms(plan, 'claim')['share']).toBe('ratio@15 = (me.cost / me.plan_year.total)@15');
    expect(terms(plan, 'plan_year')['total']).toBe(
      'money@6 = sum{plan_year < claim.plan_year; of element.cost}',
    );
    expect(terms(plan, 'plan_year')['waived']).toBe(
      'boolean = (me.member.poor and (me.calendar >= kind_from:0(me.kind)))',
    );
  });

  it('orders rows, references and terms', () => {
    const names = plan.order.map((node) =>
      node.node === 'rows' ? `${node.entity}*` : `${node.entity}.${node.name}`,
    );
    const before = (a: string, b: string) => expect(names.indexOf(a)).toBeLessThan(names.indexOf(b));
    before('claim*', 'plan_year*');
    before('plan_year*', 'claim.plan_year');
    before('claim.plan_year', 'plan_year.total');
    before('plan_year.total', 'claim.share');
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('each', () => {
  const body = (list: string, variable = 'n') => `entities:
  deal: { key: [buyer, no], facts: { parts: count, start: date } }
  part: { each: deal, for: { ${variable}: '${list}' } }
parameters:
  steps: { columns: [name, after, share], rows: [[a, P0D, 0.7], [b, P1Y, 0.3]] }
  kinds: { type: list of text, value: [x, y] }
terms:
  deal: { uses: start + wait(no), known: no in kinds }
  part: { back: deal.start }
`;
  const listOf = (list: string, variable?: string) => {
    const { plan, found } = compileText(
      body(list, variable).replace(
        'terms:',
        '  wait: { inputs: [no], type: duration, rows: [["1", P1Y]] }\nterms:',
      ),
    );
    expect(found.filter((line) => !line.startsWith('unused'))).toEqual([]);
    const { key, rows, elements } = entityOf(plan as Plan, 'part');
    return { key: key.map((part) => part.name), list: rows.kind === 'each' && rows.list, elements };
  };

  it('makes rows of ranges, dates, lists and records', () => {
    expect(listOf('1..parts')).toMatchObject({
      key: ['deal.buyer', 'deal.no', 'n'],
      list: { kind: 'range' },
    });
    expect(listOf('for i in 1..12 return i')).toMatchObject({ list: { to: { value: '12' } } });
    expect(listOf('months(start, period.end)')).toMatchObject({
      list: { kind: 'months', from: { name: 'start' } },
    });
    expect(listOf('kinds')).toMatchObject({ list: { kind: 'list', parameter: 'kinds' } });
    const records = listOf('steps', 'row');
    expect(records).toMatchObject({ key: ['deal.buyer', 'deal.no', 'row.name'], list: { kind: 'records' } });
    expect(records.elements.map((element) => element.name)).toEqual(['row.after', 'row.share']);
  });
});

describe('dates', () => {
  it('resolves parameters by the row in which they are written', () => {
    const plan = planOf(`entities:
  year: { key: [name], facts: { from: date }, dated: from }
  claim: { references: { year: year }, facts: { cost: money, on: date }, dated: on }
parameters: { rate: { type: ratio, values: { 2020-01-01: 0.5, 2021-01-01: 0.6 } } }
terms:
  claim: { part: cost * rate }
  year:
    mine: rate
    parts: sum(for e in claim return e.cost * rate)
    late: count(claim[cost * rate > cost * at(rate, as_of)])
`);
    expect(terms(plan, 'claim')['part']).toBe('money@6 = (me.cost * rate[me.on])@6');
    expect(terms(plan, 'year')).toEqual({
      mine: 'ratio@15 = rate[me.from]',
      parts: 'money@6 = sum{year < claim.year; of (element.cost * rate[element.on])@6}',
      late: 'count@0 = count{year < claim.year; where ((element.cost * rate[element.on])@6 > (element.cost * rate[as_of])@6)}',
    });
  });
});

describe('payments', () => {
  const plan = planOf(`entities:
  maker: {}
  treatment: { references: { maker: maker, patient: party }, facts: { price: money, done: boolean, on: date } }
payments:
  - { id: drug, for: treatment, from: payer, to: treatment.maker, amount: price - posted("drug_back"), due: on, pending_unless: done }
  - { id: drug_back, for: treatment, from: maker, to: patient, amount: price / count(agreement.treatment), signed: true }
`);

  it('keeps amount, due date and condition as hidden terms', () => {
    expect(plan.payments).toMatchObject([
      {
        id: 'drug',
        from: { kind: 'role', role: 'payer' },
        to: { kind: 'row', path: ['maker'], entity: 'maker' },
        signed: false,
        terms: {
          amount: 'payment:drug:amount',
          due: 'payment:drug:due',
          pendingUnless: 'payment:drug:pending_unless',
        },
      },
      { from: { kind: 'row', path: ['maker'] }, to: { kind: 'row', path: ['patient'] }, signed: true },
    ]);
    expect(plan.parties).toEqual(['payer']);
    expect(Object.keys(terms(plan, 'treatment'))).toEqual([
      'payment:drug:amount#1',
      'payment:drug:amount',
      'payment:drug:due',
      'payment:drug:pending_unless',
      'payment:drug_back:amount#1',
      'payment:drug_back:amount',
    ]);
  });

  it('reads what is posted after the payment it reads', () => {
    expect(plan.posted).toEqual([
      { entity: 'treatment', term: 'payment:drug:amount#1', payment: 'drug_back', down: [] },
    ]);
    const names = plan.order.flatMap((node) => (node.node === 'term' ? [node.name] : []));
    expect(names.indexOf('payment:drug_back:amount')).toBeLessThan(names.indexOf('payment:drug:amount#1'));
  });
});

describe('the order of a plan', () => {
  it('keeps an entity’s terms together, level by level', () => {
    const plan = planOf(`entities:
  a: { facts: { x: money } }
  b: { references: { a: a }, facts: { y: money } }
terms:
  a: { t1: x + x, t2: t1 + s, s: sum(b.u), t3: t1 + x }
  b: { u: y + a.t1, v: u + y }
`);
    const names = plan.order.flatMap((node) => (node.node === 'term' ? [`${node.entity}.${node.name}`] : []));
    expect(names).toEqual(['a.t1', 'a.t3', 'b.u', 'b.v', 'a.s', 'a.t2']);
  });

  it.each([
    ['terms:\n  a: { x: y, y: z, z: x }', 'circle 3:8'],
    ['terms:\n  a: { x: x + 1 }', 'circle 3:8'],
    ['terms:\n  a: { x: sum(b.y) }\n  b: { y: a.x }', 'circle 3:8'],
  ])('finds a circle in %s', (body, found) => {
    expect(compileText(`entities: { a: {}, b: { references: { a: a } } }\n${body}\n`).found).toEqual([found]);
  });

  it('is the same each time, and compiles deep chains without recursion', () => {
    const lines = Array.from(
      { length: 5_000 },
      (_, i) => `    t${i}: ${i === 4_999 ? 'x' : `t${i + 1} + x`}`,
    );
    const plan = planOf(`entities: { a: { facts: { x: money } } }\nterms:\n  a:\n${lines.join('\n')}\n`);
    const names = plan.order.flatMap((node) => (node.node === 'term' ? [node.name] : []));
    expect(names[0]).toBe('t4999');
    expect(names.at(-1)).toBe('t0');
  });
});
