/** Faults planted one by one among rows that have none: each is found, and nothing else is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QualityFinding } from './report.ts';
import type { Given, Rows } from './testing.ts';
import { Examiner } from './testing.ts';
import { type Fault, FAULTS } from './testing/faults.ts';
import { claim, sound, type Table } from './testing/sound.ts';

const examiner = new Examiner();
afterAll(() => examiner.close());

/** Each fault among sound rows of its own: other identifiers, another person. One examination for all, since one takes longer than many rows. */
function planted(): Rows {
  const rows: Record<string, Given[]> = Object.fromEntries(Object.keys(sound).map((table) => [table, []]));
  rows['provider'] = [...sound.provider];
  for (const [k, [, table, change, , how]] of FAULTS.entries()) {
    const own = (row: Given): Given =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          IDS.includes(name) ? `${String(value)}#${k}` : value,
        ]),
      );
    for (const [name, list] of Object.entries(sound) as [Table, readonly Given[]][]) {
      if (name === 'provider' && table !== 'provider') continue;
      const [row] = list as [Given];
      if (name !== table) rows[name]?.push(...(name === 'provider' ? [] : [own(row)]));
      else if (how === 'another')
        rows[name]?.push(...(name === 'provider' ? [] : [own(row)]), own({ ...row, ...change }));
      else rows[name]?.push(own({ ...row, ...change }));
    }
  }
  return rows;
}
const IDS = ['person_id', 'claim_id', 'case_id', 'encounter_id', 'condition_id'];

/** `code column`: what was found of a fault's rows, told by the keys of the examples. */
function foundOf(findings: readonly QualityFinding[], k: number): string[] {
  const [, table, change] = FAULTS[k] as Fault;
  const id = table === 'provider' ? String(change['provider_id']) : `#${k}`;
  const is = (key: string) =>
    table === 'provider' ? key === id : key.split(/[,=] ?| /).some((part) => part.endsWith(id));
  return findings.flatMap(({ code, column, examples }) =>
    examples.some(({ key = '' }) => is(key))
      ? [[code, column].filter((part) => part !== undefined).join(' ')]
      : [],
  );
}

const sum = (a: string, b: string) => String(BigInt(a) + BigInt(b));
/** Counts and amounts added up by code and column. */
function added(lines: readonly string[]): Record<string, string> {
  const sums: Record<string, string> = {};
  for (const line of lines) {
    const [, name = '', count = '', amount] = /^([a-z].*?) (\d+)(?: (-?[\d.]+))?$/.exec(line) ?? [];
    sums[`${name} count`] = sum(sums[`${name} count`] ?? '0', count);
    if (amount !== undefined)
      sums[`${name} cents`] = sum(sums[`${name} cents`] ?? '0', amount.replace('.', ''));
  }
  return sums;
}

describe('faults planted in sound data', () => {
  let findings: QualityFinding[] = [];
  beforeAll(async () => {
    ({ findings } = await examiner.examine(planted()));
  }, 60_000);

  it('finds nothing in sound data', async () => {
    expect((await examiner.examine(sound)).findings).toEqual([]);
  });

  it.each(FAULTS.map(([name, , , expected], k) => ({ name, expected, k })))('$name', ({ expected, k }) => {
    const codes = expected.map((line) => line.replace(/( -?[\d.]+)+$/, ''));
    expect(foundOf(findings, k).sort()).toEqual(codes.sort());
  });

  it('counts them all, and their money', () => {
    const lines = findings.map(({ code, column, count, amount }) =>
      [code, column, count, amount].filter((part) => part !== undefined).join(' '),
    );
    expect(added(lines)).toEqual(added(FAULTS.flatMap(([, , , expected]) => expected)));
  });

  it('finds amounts at the end of what fits, with what they add up to', async () => {
    const most = '99999999999999.9999';
    const amounts = {
      paid_amount: most,
      allowed_amount: `-${most}`,
      charge_amount: most,
      coinsurance_amount: most,
    };
    const { findings: found } = await examiner.examine({
      ...sound,
      medical_claim: [{ ...claim, ...amounts }],
      inpatient_case: sound.inpatient_case.map((row) => ({
        ...row,
        total_fee: `-${most}`,
        fund_payment: most,
      })),
    });
    const over = (code: string) => found.find((one) => one.code === code)?.amount;
    expect([over('paid-over-allowed'), over('fund-over-total')]).toEqual([
      '199999999999999.9998',
      '199999999999999.9998',
    ]);
  });

  it('says where, and which', async () => {
    const claims = [claim, { ...claim, claim_id: 'c2', hcpcs_code: 'X', _file: 3, _line: 77 }];
    const one = (await examiner.examine({ ...sound, medical_claim: claims })).findings;
    expect(one.map(({ code, examples }) => ({ code, examples }))).toEqual([
      { code: 'code-shape', examples: [{ file: 'file-3.csv', line: '77', key: 'c2,1', text: 'X (1 ×)' }] },
    ]);
    expect(one[0]?.message).toEqual({
      en: 'Medical claims: Procedure or item of the line that no code of its system looks like',
      zh: '医疗费用明细：项目代码不符合任何编码体系的格式',
    });
  });

  it('suspects the total of the claim on every line where most claims of a source look so, and not where one does', async () => {
    const codes = ['99213', '85025', '36415'];
    const lines = (k: number, amounts: readonly string[]) =>
      codes.map((hcpcs_code, i) => ({
        ...claim,
        claim_id: `c${k}`,
        claim_line_number: i + 1,
        hcpcs_code,
        paid_amount: amounts[i] as string,
        // Days of their own: else they were the same service on several claims.
        claim_line_start_date: `2023-02-${10 + k}`,
        claim_line_end_date: `2023-02-${10 + k}`,
        claim_end_date: `2023-02-${10 + k}`,
      }));
    // Three of the five claims of one source, two of another.
    const claims = [1, 2, 3, 4, 5].flatMap((k) => [
      ...lines(k, k <= 3 ? ['80', '80', '80'] : ['80', '7', '9']),
      ...lines(k + 5, k <= 2 ? ['80', '80', '80'] : ['80', '7', '9']).map((row) => ({ ...row, _source: 1 })),
    ]);
    const { findings: all } = await examiner.examine({ ...sound, medical_claim: claims });
    // Three claims of 80 count as 240 each: 160 too much.
    expect(all.find(({ code }) => code === 'claim-total-repeated')).toMatchObject({
      severity: 'error',
      count: '3',
      amount: '480.00',
      examples: [{ key: 'c1', text: '240.00 = n × 80.00' }, { key: 'c2' }, { key: 'c3' }],
    });
  });
});
