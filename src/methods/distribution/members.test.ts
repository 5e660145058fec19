import { describe, expect, it } from 'vitest';
import { csv } from '../shared/testing.ts';
import type { Example } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { members } from './members.ts';

const practices = [
  { group: 'north', member: 'p1', panel: '1200', quality: '80' },
  { group: 'north', member: 'p2', panel: '800', quality: '95.5' },
  { group: 'south', member: 'p3', panel: '10', quality: '70' },
];
const amounts = [
  { group: 'north', amount: '100000.01' },
  { group: 'south', amount: '-500' },
];

const run = (options: Record<string, string> = {}, rest: Example = {}) =>
  computeExample(members, {
    ...rest,
    files: { 'm.csv': csv(practices), 'a.csv': csv(amounts), ...rest.files },
    options: { members: 'm.csv', ...(options['amounts'] ? {} : { amounts_file: 'a.csv' }), ...options },
  });

describe('a settlement among practices', () => {
  it('60 % by panel and 40 % by quality points, to the cent', async () => {
    const { rows } = await run({ shares: 'panel:60, quality:40' });
    expect(rows).toEqual([
      {
        group: 'north',
        member: 'p1',
        // 60,000.01 × 1,200 / 2,000 = 36,000.006; 40,000.00 × 80 / 175.5 = 18,233.618…
        amount: '54233.63',
        group_amount: '100000.01',
        detail: 'panel 36000.01; quality 18233.62',
        reason: null,
      },
      {
        group: 'north',
        member: 'p2',
        amount: '45766.38',
        group_amount: '100000.01',
        detail: 'panel 24000.00; quality 21766.38',
        reason: null,
      },
      {
        group: 'south',
        member: 'p3',
        amount: '-500',
        group_amount: '-500',
        detail: 'panel -300.00; quality -200.00',
        reason: null,
      },
    ]);
  });

  it('of the groups named only; what stays undivided is said, and so are members that get nothing', async () => {
    const files = {
      'a.csv': csv([...amounts, { group: 'none', amount: '7.50' }, { group: 'open', amount: '' }]),
    };
    const { rows, diagnostics } = await run({ groups: 'north' }, { files });
    expect(rows.map((row) => [row['group'], row['amount']])).toEqual([
      ['north', '50000.01'],
      ['north', '50000'],
    ]);
    expect(diagnostics.map(({ code, severity, data }) => [severity, code, data])).toEqual([
      ['note', 'groups-left-out', { count: 3, amount: '-492.50', unknown: 1 }],
      ['warning', 'members-left-out', { groups: 'south' }],
    ]);
    const wrong = await run({ groups: 'nowhere' });
    expect(wrong.diagnostics.map(({ code }) => code)).toContain('group-not-there');
  });

  it('equally, unless told otherwise', async () => {
    const { rows } = await run();
    expect(rows.map((row) => row['amount'])).toEqual(['50000.01', '50000', '-500']);
  });

  it('by the people who belong to each, plain or by their risk', async () => {
    const people = {
      rows: ['a', 'b', 'c', 'd'].map((id) => ({ person_id: id, provider: id === 'a' ? 'p1' : 'p2' })),
    };
    const risk = {
      rows: ['a', 'b', 'c', 'd'].map((id) => ({
        person_id: id,
        risk_score: id === 'a' ? '3.000000' : '1.000000',
      })),
      types: { risk_score: 'decimal(18,6)' },
    };
    const only = { 'm.csv': csv(practices.slice(0, 2)), 'a.csv': csv([{ group: 'north', amount: '1000' }]) };
    const of = async (shares: string) => {
      const options = { shares, people: 'people', risk: 'risk' };
      return (await run(options, { results: { people, risk }, files: only })).rows.map(
        (row) => row['amount'],
      );
    };
    expect(await of('people:1')).toEqual(['250', '750']);
    expect(await of('risk:1')).toEqual(['500', '500']);
    expect(await of('people:50, risk:50')).toEqual(['375', '625']);
  });

  it('takes the amounts from a result', async () => {
    const settled = { rows: [{ aco: 'north', savings: '10' }], types: { savings: 'decimal(18,2)' } };
    const options = { amounts: 'settled', group_column: 'aco', amount_column: 'savings' };
    const { rows } = await run(options, { results: { settled } });
    expect(rows.map((row) => [row['member'], row['amount'], row['reason']])).toEqual([
      ['p1', '5', null],
      ['p2', '5', null],
      ['p3', null, 'amount-missing'],
    ]);
  });
});

describe('what is not known', () => {
  it('leaves the group undistributed, with why', async () => {
    const hole = csv(
      [{ ...practices[0], panel: '' }, practices[1] as object].map((row) => row as Record<string, string>),
    );
    const files = { 'm.csv': hole, 'a.csv': csv([{ group: 'north', amount: '5' }]) };
    const { rows } = await run({ shares: 'panel:1' }, { files });
    expect(rows.map((row) => [row['amount'], row['reason']])).toEqual([
      [null, 'weight-unknown'],
      [null, 'weight-unknown'],
    ]);
  });

  it('is told where the documents are wrong', async () => {
    const codes = async (...given: Parameters<typeof run>) =>
      (await run(...given)).diagnostics.map((d) => d.code);
    expect(await codes({ shares: 'panel' })).toEqual(['share-unreadable']);
    expect(await codes({ shares: 'panel:1, panel:2' })).toEqual(['share-repeated']);
    // What is left over, or too much, is not made to fit.
    expect(await codes({ shares: 'panel:60, quality:30' })).toEqual(['shares-not-whole']);
    expect(await codes({ shares: 'panel:0.6, quality:0.5' })).toEqual(['shares-not-whole']);
    expect(await codes({ shares: 'panel:1%' })).toEqual(['shares-not-whole']);
    expect(await codes({ shares: 'panel:0.6, quality:0.4' })).toEqual([]);
    expect(await codes({ shares: 'size:1' })).toEqual(['method-file-column']);
    expect(await codes({ shares: 'people:1' })).toEqual(['rule-needs-result']);
    expect(await codes({ unit: '0' })).toEqual(['unit-unusable']);
    expect(await codes({}, { files: { 'a.csv': 'group,amount\nnorth,1\nnorth,2\n' } })).toEqual([
      'amount-repeated',
    ]);
    expect(await codes({}, { files: { 'a.csv': 'group,amount\nwest,1\n' } })).toEqual([
      'group-without-members',
    ]);
    expect(await codes({}, { files: { 'a.csv': 'group,amount\nnorth,"1,000"\n' } })).toEqual([
      'file-row-refused',
    ]);
    expect(await codes({}, { files: { 'm.csv': 'group,member\nnorth,p1\nnorth,p1\nsouth,p3\n' } })).toEqual([
      'member-repeated',
    ]);
  });
});
