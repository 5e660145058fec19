/** Parts of formulas have no title of their own, and no reader should meet the name of a term in its place. */
import { expect, it } from 'vitest';
import { settledSmall } from '../../../test/support/small.ts';
import { whyIn } from './testing.ts';

it('calls what was posted by its payment, and a part of a formula by what it is a part of', async () => {
  const [prepayment, balance, review] = [
    { en: 'Prepayment', zh: '预付金' },
    { en: 'Balance', zh: '清算余额' },
    { en: 'By item', zh: '按项目' },
  ];
  const run = await settledSmall({
    model: `
entities:
  hospital: { facts: { due: money } }
  visit: { title: { en: Visit, zh: 门诊 }, key: [number], references: { hospital: hospital }, facts: { number: text } }
  case: { key: [number], references: { hospital: hospital }, facts: { number: text, item: boolean, bare: money, price: { type: money, title: { en: Price, zh: 价格 } }, cost: { type: money, title: { en: Cost, zh: 成本 } } } }
terms:
  hospital:
    reviewed: { formula: 'count(case[item]) > 1', title: { en: By item, zh: 按项目 } }
    seen: { formula: count(visit) * 1 + 0, title: { en: Seen, zh: 就诊 } }
    plain: sum(case.bare) - posted("bare")
    left: { formula: sum(case.price) - sum(case.cost), title: { en: Left, zh: 结余 } }
    balance: { formula: due - posted("prepayment"), title: { en: Balance, zh: 清算余额 } }
parties: [fund]
payments:
  - { id: prepayment, for: hospital, from: fund, to: hospital, amount: due, title: { en: Prepayment, zh: 预付金 } }
  - { id: bare, for: hospital, from: fund, to: hospital, amount: due }
  - { id: settlement, for: hospital, from: fund, to: hospital, amount: balance, signed: true, title: { en: Settlement, zh: 清算 } }
`,
    contract: `
parties: { fund: f }
bind:
  hospital: { rows: [{ id: h, due: 10 }] }
  visit: { rows: [] }
  case: { rows: [{ number: a, hospital: h, item: true, bare: 2, price: 5, cost: 3 }] }
`,
  });
  const titles = async (term: string) =>
    (await whyIn(run, 'hospital', 'h', term)).children.map(({ name, title }) => [name, title]);
  expect(await titles('balance')).toEqual([
    ['due', undefined],
    ['balance', prepayment],
  ]);
  expect(await titles('reviewed')).toEqual([['reviewed', review]]);
  expect((await whyIn(run, 'hospital', 'h', 'balance')).title).toEqual(balance);
  expect(await titles('seen')).toEqual([['seen', { en: 'Number: Visit', zh: '门诊数' }]]);
  // Without a title of its own, by the name it was written with: never by the figure it is a part of.
  expect(await titles('plain')).toEqual([
    ['plain', { en: 'Sum of bare', zh: 'bare合计' }],
    ['plain', { en: 'bare', zh: 'bare' }],
  ]);
  // Two sums in one formula are told apart by what they sum.
  expect(await titles('left')).toEqual([
    ['left', { en: 'Sum of Price', zh: '价格合计' }],
    ['left', { en: 'Sum of Cost', zh: '成本合计' }],
  ]);
});
