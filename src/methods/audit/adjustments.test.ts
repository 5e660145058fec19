import { describe, expect, it } from 'vitest';
import { computeExample } from '../testing.ts';
import { csv } from '../shared/testing.ts';
import { adjustments } from './adjustments.ts';
import { stay } from './planted/index.ts';

const FOUND = {
  rule: 'split-stay.readmission',
  family: 'split-stay',
  severity: 'suspect',
  hospital_id: 'H1',
  insurance_type: 'employee',
  person_id: 'P1',
  finding_date: '2023-03-20',
};
const results = {
  found: {
    rows: [
      { ...FOUND, finding_id: 'split:A+B', fingerprint: 'aaaa', case_id: 'B', related: 'D' },
      { ...FOUND, finding_id: 'split:C+D', fingerprint: 'cccc', case_id: 'D', related: null },
      { ...FOUND, finding_id: 'drift:H1', fingerprint: 'dddd', case_id: null, related: null },
    ],
  },
};
const CONFIRMED = {
  finding: 'split:A+B',
  fingerprint: 'aaaa',
  decision: 'confirmed',
  by: 'Li',
  date: '2023-11-02',
  reason: 'same illness, record 7',
  amount: '3000.50',
};

type Row = Record<string, string>;

async function adjusted(decisions: readonly Row[], { effects = 'amount', asOf = '2024-01-01' } = {}) {
  const { rows, lines, diagnostics } = await computeExample(adjustments, {
    tables: { inpatient_case: [stay('B', { person_id: 'P1' }), stay('D', { person_id: 'P1' })] },
    results,
    files: { 'decisions.csv': csv(decisions) },
    options: { findings: 'found', decisions: 'decisions.csv', effects },
    asOf,
  });
  return { rows, lines, codes: diagnostics.map(({ code }) => code) };
}

describe('only what a person has confirmed', () => {
  it('makes a row, with what they stated; the two other findings make none', async () => {
    const { rows, lines, codes } = await adjusted([CONFIRMED]);
    expect(codes).toEqual([]);
    expect(rows).toEqual([
      {
        adjustment_id: 'split:A+B',
        hospital_id: 'H1',
        insurance_type: 'employee',
        case_id: 'B',
        person_id: 'P1',
        rule: 'split-stay.readmission',
        family: 'split-stay',
        severity: 'suspect',
        finding_date: '2023-03-20',
        amount: '3000.5',
        points: '0',
        unpaid: false,
        confirmed_by: 'Li',
        confirmed_on: '2023-11-02',
        reason: 'same illness, record 7',
      },
    ]);
    expect(lines).toMatchObject([
      { claim_id: 'B', amount: '3000.5', counted: true },
      { claim_id: 'D', counted: false, reason: 'related' },
    ]);
  });

  it('a rejection makes none, nor does a row nobody has decided', async () => {
    const open = { ...CONFIRMED, decision: '', by: '', date: '', reason: '', amount: '' };
    const rejected = {
      ...CONFIRMED,
      finding: 'split:C+D',
      fingerprint: 'cccc',
      decision: 'rejected',
      amount: '',
    };
    expect(await adjusted([open, rejected])).toEqual({ rows: [], lines: [], codes: [] });
  });

  it('a reversal takes it back, and it may be confirmed anew', async () => {
    const reversed = {
      ...CONFIRMED,
      decision: 'reversed',
      date: '2023-12-01',
      reason: 'appeal upheld',
      amount: '',
    };
    expect((await adjusted([CONFIRMED, reversed])).rows).toEqual([]);
    const anew = { ...CONFIRMED, date: '2023-12-20', amount: '1000' };
    expect((await adjusted([CONFIRMED, reversed, anew])).rows).toMatchObject([{ amount: '1000' }]);
  });

  it('what was decided after the as-of date is not known yet, and said', async () => {
    const reversed = { ...CONFIRMED, decision: 'reversed', date: '2024-02-01', amount: '' };
    const { rows, codes } = await adjusted([CONFIRMED, reversed]);
    expect([rows.length, codes]).toEqual([1, ['decision-later']]);
    expect(await adjusted([CONFIRMED, reversed], { asOf: '2024-03-01' })).toMatchObject({
      rows: [],
      codes: [],
    });
  });

  it('points and non-payment, where the contract takes them', async () => {
    const both = { ...CONFIRMED, amount: '', points: '120.5', unpaid: '是' };
    expect((await adjusted([both], { effects: 'points, unpaid' })).rows).toMatchObject([
      { amount: '0', points: '120.5', unpaid: true },
    ]);
  });

  it('more than the fund paid is said and not cut', async () => {
    const { rows, codes } = await adjusted([{ ...CONFIRMED, amount: '6000.01' }]);
    expect([rows[0]?.['amount'], codes]).toEqual(['6000.01', ['adjustment-beyond-payment']]);
  });
});

describe('a confirmation that cannot be taken is an error, never passed over', () => {
  const refused = async (decisions: readonly Row[], code: string, options = {}) => {
    const { rows, codes } = await adjusted(decisions, options);
    expect(rows).toEqual([]);
    expect(codes).toContain(code);
  };

  it('of a finding that is not there, or is another by now', async () => {
    await refused([{ ...CONFIRMED, finding: 'split:X+Y' }], 'decision-unknown-finding');
    await refused([{ ...CONFIRMED, fingerprint: 'old' }], 'decision-changed-finding');
  });

  it('by nobody, on no day, for no reason', async () => {
    await refused([{ ...CONFIRMED, by: '' }], 'decision-incomplete');
    await refused([{ ...CONFIRMED, date: '2023-02-30' }], 'decision-bad');
    await refused([{ ...CONFIRMED, reason: ' ' }], 'decision-incomplete');
    await refused([{ ...CONFIRMED, decision: 'maybe' }], 'decision-bad');
  });

  it('without an effect, with a bad one, or with one the contract does not take', async () => {
    await refused([{ ...CONFIRMED, amount: '' }], 'decision-no-effect');
    for (const amount of ['-5', '0', '1,000', '1.005', '1e3', 'NaN', '9'.repeat(31)])
      await refused([{ ...CONFIRMED, amount }], 'decision-bad');
    await refused([{ ...CONFIRMED, amount: '', unpaid: 'true' }], 'decision-effect-not-taken');
    await refused([{ ...CONFIRMED, decision: 'rejected' }], 'decision-stray-effect');
    const hospital = { ...CONFIRMED, finding: 'drift:H1', fingerprint: 'dddd', amount: '', unpaid: 'true' };
    await refused([hospital], 'decision-bad', { effects: 'unpaid' });
  });

  it('out of order, twice, or a reversal of nothing', async () => {
    const earlier = { ...CONFIRMED, decision: 'reversed', date: '2023-10-01', amount: '' };
    await refused([CONFIRMED, earlier], 'decision-out-of-order');
    await refused([CONFIRMED, CONFIRMED], 'decision-confirmed-twice');
    await refused([earlier], 'decision-nothing-to-reverse');
  });

  it('without a column it needs', async () => {
    const { by: _, ...rest } = CONFIRMED;
    await refused([rest], 'method-file-column');
  });
});
