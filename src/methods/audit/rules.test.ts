import { beforeAll, describe, expect, it } from 'vitest';
import type { Method } from '../method.ts';
import { computeExample } from '../testing.ts';
import type { Outcome } from '../testing.ts';
import { findings } from './findings.ts';
import type { RuleOutcome } from './look.ts';
import { look } from './look.ts';
import { GUARDS } from './messages.ts';
import { PLANTED, plantedTables, stay } from './planted/index.ts';
import { RULES } from './rules/index.ts';

let outcomes: RuleOutcome[] = [];
let found: Outcome;

/** The method, and what each rule spared besides. */
const observed: Method = {
  ...findings,
  async compute(context) {
    const { value } = await look(context);
    outcomes = value?.outcomes ?? [];
    return findings.compute(context);
  },
};

beforeAll(async () => {
  found = await computeExample(observed, { tables: plantedTables() });
});

const subjects = (rule: string) =>
  found.rows
    .filter((row) => row['rule'] === rule)
    .map((row) => String(row['finding_id']).slice(rule.length + 1));

describe('a planted case of each rule', () => {
  for (const { rule, found: planted, spared } of PLANTED) {
    it(`${rule} finds it and nothing else; the guards' cases are spared`, () => {
      expect(subjects(rule)).toEqual([...planted].sort());
      const outcome = outcomes.find(({ chosen }) => chosen.rule.id === rule);
      expect(outcome?.cannot).toBeUndefined();
      expect(outcome?.findings).toBe(planted.length);
      expect(outcome?.spared).toMatchObject(spared);
    });
  }

  it('is there for every rule that looks at cases or lines', () => {
    const planted = new Set(PLANTED.map(({ rule }) => rule));
    const statistical = ['upcoding.drift', 'selection.few-severe', 'selection.sent-away'];
    expect(RULES.map(({ id }) => id).filter((id) => !planted.has(id))).toEqual(statistical);
  });
});

it('finds as of a day what was known on it, and says what it left out', async () => {
  const [first, again] = [
    stay('first', { person_id: 'P', fund_payment: 900 }),
    stay('again', {
      person_id: 'P',
      admission_date: '2023-03-12',
      discharge_date: '2023-03-18',
      fund_payment: 1500.5,
    }),
  ];
  const on = async (asOf: string) => {
    const { rows, diagnostics } = await computeExample(findings, {
      tables: { inpatient_case: [first, again] },
      options: { rules: 'split-stay.readmission' },
      period: { from: '2023-01-01', to: '2024-01-01' },
      asOf,
    });
    return {
      days: rows.map((row) => row['finding_date']),
      said: diagnostics.map(({ message }) => message.en),
    };
  };
  expect(await on('2023-03-18')).toEqual({ days: ['2023-03-18'], said: [] });
  const before = await on('2023-03-17');
  expect(before.days).toEqual([]);
  expect(before.said).toEqual([expect.stringContaining('1 line (together 1500.50) lies after 2023-03-17')]);
});

describe('evidence', () => {
  const linesOf = (id: string) => found.lines.filter(({ key }) => key === id);

  it('is there for every finding, and what counts adds up to its amount', () => {
    for (const row of found.rows) {
      const lines = linesOf(String(row['finding_id']));
      expect(lines.length).toBeGreaterThan(0);
      const cents = lines.reduce(
        (sum, one) => sum + (one['counted'] ? Math.round(Number(one['amount']) * 100) : 0),
        0,
      );
      expect(Math.round(Number(row['amount']) * 100)).toBe(cents);
    }
  });

  it('of outpatient care during a stay is the outpatient lines', () => {
    const lines = linesOf('shifting.outpatient-during-stay:out-1');
    expect(
      lines.map(({ claim_id, claim_line_number, amount, counted, reason }) => [
        claim_id,
        claim_line_number,
        amount,
        counted,
        reason,
      ]),
    ).toEqual([
      ['out-1', null, '6000', false, 'the-stay'],
      ['OC1', 1, '120', true, null],
      ['OC1', 2, '80.5', true, null],
    ]);
  });

  it('of a daily item is what lies beyond the days, to the cent', () => {
    const [row] = found.rows.filter(({ rule }) => rule === 'duplicate.daily-item');
    // Three of five units of 225.00.
    expect(row).toMatchObject({ amount: '135', measure: '12', expected: '8' });
    expect(linesOf('duplicate.daily-item:daily-1·BED')).toMatchObject([
      { claim_line_number: 1, counted: false, reason: 'within-days', amount: '315' },
      { claim_line_number: 2, counted: true, amount: '135' },
    ]);
  });

  it('of a split stay counts the second stay', () => {
    expect(linesOf('split-stay.readmission:ss-same-a+ss-same-b')).toMatchObject([
      { claim_id: 'ss-same-a', counted: false, reason: 'first-stay' },
      { claim_id: 'ss-same-b', counted: true, amount: '6000' },
    ]);
    const [row] = found.rows.filter(({ case_id }) => case_id === 'ss-same-b');
    expect(row).toMatchObject({ related: 'ss-same-a', measure: '5', expected: '15', hospital_id: 'H1' });
  });
});

describe('definitions', () => {
  it('are whole: both languages, a source, and every threshold named where it is explained', () => {
    for (const rule of RULES) {
      const { id, family, title, about, guard, says, source, parameters } = rule;
      expect(id.startsWith(`${family}.`)).toBe(true);
      for (const words of [title, about, guard, says, ...parameters.map(({ label }) => label)]) {
        expect(words.en).not.toBe('');
        expect(words.zh).toMatch(/[㐀-鿿]|\{/);
      }
      expect(source).not.toBe('');
      const known = new Set(parameters.map(({ name }) => name));
      for (const text of [about.en, about.zh, guard.en, guard.zh])
        for (const [, name = ''] of text.matchAll(/\{(\w+)\}/g))
          expect([id, known.has(name), name]).toEqual([id, true, name]);
      for (const name of known)
        if (!['codes', 'texts'].includes(parameters.find((one) => one.name === name)?.type ?? ''))
          expect([id, name, `${about.en}${about.zh}${guard.en}${guard.zh}`.includes(`{${name}}`)]).toEqual([
            id,
            name,
            true,
          ]);
      for (const parameter of parameters)
        if (
          parameter.source.includes('须由经办机构核定') &&
          parameter.default !== '0' &&
          parameter.default !== '1'
        )
          expect([id, parameter.name, parameter.unverified]).toEqual([id, parameter.name, true]);
    }
  });

  it('have words for every guard', () => {
    const used = new Set(PLANTED.flatMap(({ spared }) => Object.keys(spared)));
    for (const guard of used) expect(GUARDS).toHaveProperty(guard);
  });
});
