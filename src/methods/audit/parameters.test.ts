import { describe, expect, it } from 'vitest';
import { computeExample } from '../testing.ts';
import { findings } from './findings.ts';
import { BACKGROUND, stay } from './planted/index.ts';

const stays = [
  stay('a', { person_id: 'one' }),
  stay('b', { person_id: 'one', admission_date: '2023-03-21', discharge_date: '2023-03-25', stay_days: 4 }),
];

async function found(file: string, options: Record<string, string> = { rules: 'split-stay' }) {
  const { rows, diagnostics } = await computeExample(findings, {
    tables: { inpatient_case: [...(BACKGROUND['inpatient_case'] ?? []), ...stays] },
    files: { 'local.csv': file },
    options: { ...options, ...(file !== '' && { parameters: 'local.csv' }) },
  });
  return { ids: rows.map(({ finding_id }) => finding_id), codes: diagnostics.map(({ code }) => code) };
}

describe('thresholds of a place', () => {
  it('stand in a file: twelve days are within 15 and not within 10', async () => {
    expect(await found('')).toEqual({ ids: ['split-stay.readmission:a+b'], codes: [] });
    expect(await found('rule,parameter,value\nsplit-stay.readmission,days,10\n')).toEqual({
      ids: [],
      codes: [],
    });
    expect(await found('rule,parameter,value\nsplit-stay.readmission,planned,J18*\n')).toEqual({
      ids: [],
      codes: [],
    });
  });

  it('that are none are refused', async () => {
    for (const [line, code] of [
      ['no-such,days,10', 'audit-unknown-rule'],
      ['split-stay.readmission,weeks,10', 'audit-unknown-parameter'],
      ['split-stay.readmission,days,ten', 'audit-bad-parameter'],
      ['split-stay.readmission,days,-1', 'audit-bad-parameter'],
      ['split-stay.readmission,days,', 'audit-bad-parameter'],
      ['split-stay.readmission,days,1\nsplit-stay.readmission,days,2', 'audit-repeated-parameter'],
    ] as const)
      expect(await found(`rule,parameter,value\n${line}\n`)).toEqual({ ids: [], codes: [code] });
    expect((await found('', { rules: 'split-stays' })).codes).toEqual(['audit-unknown-rule']);
  });
});

describe('a rule that cannot look says so', () => {
  it('without the table it reads, or without groups', async () => {
    const [usual] = [{ ...stay('x'), provider_group: null }];
    const { rows, diagnostics } = await computeExample(findings, {
      tables: { inpatient_case: [usual] },
      options: { rules: 'service, duplicate, upcoding.drift' },
    });
    expect(rows).toEqual([]);
    expect(diagnostics.map(({ code, message }) => `${code} ${message.en}`)).toEqual([
      'audit-not-looked the rule upcoding.drift could not look: no case has a group of CHS-DRG’s form',
      'audit-not-looked the rule service.low-intensity could not look: no case has a group',
      'audit-not-looked the rule service.left-out could not look: no case has a group',
      'audit-not-looked the rule duplicate.daily-item could not look: the data has no cost_item',
      'audit-not-looked the rule duplicate.item could not look: the data has no cost_item',
      'audit-not-looked the rule duplicate.claim-line could not look: the data has no medical_claim',
    ]);
  });
});

describe('groups of a result', () => {
  it('take the place of the payer’s, under any of the names groupers use', async () => {
    const cheap = stay('cheap', { total_fee: 5000, provider_group: 'ES35' });
    const of = (rows: Record<string, string>[]) =>
      computeExample(findings, {
        tables: { inpatient_case: [...(BACKGROUND['inpatient_case'] ?? []), cheap] },
        results: { grouped: { rows } },
        options: { rules: 'upcoding.cheap-complication', groups: 'grouped' },
      });
    const usual = Array.from({ length: 40 }, (_, i) => ({
      case_id: `usual${i + 1}`,
      drg: 'ES35',
      complication: '',
    }));
    const { rows } = await of([...usual, { case_id: 'cheap', drg: 'ES31', complication: 'J96.000' }]);
    expect(rows).toMatchObject([{ case_id: 'cheap', measure: '0.5', detail: 'ES31 → ES35 · J96.000' }]);
    expect((await of([{ case_id: 'cheap', points: '3' }])).diagnostics.map(({ code }) => code)).toEqual([
      'audit-no-group-column',
    ]);
    expect((await of([...usual, ...usual])).diagnostics.map(({ code }) => code)).toEqual([
      'audit-repeated-group',
    ]);
  });
});
