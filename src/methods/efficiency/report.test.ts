import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { EfficiencyReport, ReportOptions } from './report.ts';
import { reportCsv } from './csv.ts';
import { reportPage } from './html/page.ts';
import { reportHospitals } from './report.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const file = (lines: readonly string[]) => {
  const path = join(folder, `${(files += 1)}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};

const HEAD =
  'case_id,hospital,department,drg,discharge_date,days,total_fee,fee_drugs,fee_chinese_herbs,fee_materials,discharge_type';

/** Two hospitals, two groups; H1 is shorter and cheaper in both. */
const CASES = [
  HEAD,
  'a,H1,surgery,A,2023-01-05,4,1000,300,0,100,1',
  'b,H1,surgery,A,2023-02-05,6,2000,600,100,200,1',
  'c,H1,medicine,B,2023-03-05,10,6000,900,0,1200,5',
  'd,H2,surgery,A,2023-01-15,9,2000,400,0,400,1',
  'e,H2,surgery,A,2023-02-15,11,3000,600,0,600,1',
  'f,H2,medicine,B,2023-03-15,30,12000,3600,600,3000,2',
];

const options = (cases: readonly string[], rest: Partial<ReportOptions> = {}): ReportOptions => ({
  cases: { path: file(cases), grouped: [] },
  by: 'hospital',
  base: 'before',
  intervalFrom: 30,
  ...rest,
});

async function made(cases: readonly string[], rest: Partial<ReportOptions> = {}): Promise<EfficiencyReport> {
  const { value, diagnostics } = await reportHospitals(options(cases, rest));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return value as EfficiencyReport;
}

const unit = (found: EfficiencyReport, hospital: string) =>
  found.units.find((one) => one.hospital === hospital) ?? expect.fail(hospital);

describe('a hospital', () => {
  it('is measured group by group against all, weighted by its own cases', async () => {
    const found = await made(CASES);
    // Mean of all: A 7.5 days and 2,000, B 20 days and 9,000; all cases 26,000 ÷ 6. Weights 0.4615 and 2.0769.
    expect(
      found.groups.map(({ group, weight, figures }) => [group, weight, figures.mean_stay, figures.mean_fee]),
    ).toEqual([
      ['A', '0.4615', '7.50', '2000.00'],
      ['B', '2.0769', '20.00', '9000.00'],
    ]);
    // (2 × 5/7.5 + 10/20) ÷ 3; (2 × 1,500/2,000 + 6,000/9,000) ÷ 3.
    expect(unit(found, 'H1').figures).toMatchObject({
      cases: '3',
      groups: '2',
      weight: '2.9999',
      cmi: '1.0000',
      time_index: '0.6111',
      cost_index: '0.7222',
      mean_stay: '6.67',
      mean_fee: '3000.00',
      drug_share: '0.2000',
      drug_share_without_herbs: '0.1889',
      materials_share: '0.1667',
    });
    // (2 × 10/7.5 + 30/20) ÷ 3; (2 × 2,500/2,000 + 12,000/9,000) ÷ 3.
    expect(unit(found, 'H2').figures).toMatchObject({ time_index: '1.3889', cost_index: '1.2778' });
    expect(found.all.figures).toMatchObject({
      cases: '6',
      time_index: '1.0000',
      cost_index: '1.0000',
      deaths: '1',
      mortality: '0.166667',
    });
  });

  it('and each of its groups', async () => {
    const found = await made(CASES);
    const cell = found.cells.find(({ hospital, group }) => hospital === 'H2' && group === 'A');
    expect(cell?.figures).toEqual({
      cases: '2',
      mean_stay: '10.00',
      mean_fee: '2500.00',
      time_index: '1.3333',
      cost_index: '1.2500',
      drug_share: '0.2000',
      materials_share: '0.2000',
      deaths: '0',
    });
  });

  it('and its departments', async () => {
    const found = await made(CASES, { by: 'department' });
    expect(
      found.units.map(({ hospital, department, figures }) => [hospital, department, figures.cases]),
    ).toEqual([
      ['H1', 'medicine', '1'],
      ['H1', 'surgery', '2'],
      ['H2', 'medicine', '1'],
      ['H2', 'surgery', '2'],
    ]);
  });

  it('by a table where there is one: weight, mean stay, mean fee, risk of death', async () => {
    const groups = file(['drg,rw,mean_days,mean_fee,risk', 'A,0.5,10,2000,低风险', 'B,2.5,20,6000,high']);
    const found = await made(CASES, { groups });
    expect(unit(found, 'H1').figures).toMatchObject({
      cmi: '1.1667',
      time_index: '0.5000',
      cost_index: '0.8333',
      low_risk_deaths: '0',
      low_risk_mortality: '0.000000',
    });
    expect(unit(found, 'H1').risks.filter(({ cases }) => cases !== '0')).toEqual([
      { risk: 'low', cases: '2', deaths: '0', mortality: '0.000000' },
      { risk: 'high', cases: '1', deaths: '1', mortality: '1.000000' },
    ]);
    expect(found.standards).toEqual({ weight: 'table', stay: 'table', fee: 'table', risk: 'table' });
  });

  it('leaves out of a figure what is not known, and says how many', async () => {
    const found = await made([
      ...CASES,
      'g,H1,surgery,,2023-03-01,3,500,,,,',
      'h,H1,surgery,C,2023-03-01,,,,,,9',
    ]);
    expect(unit(found, 'H1').figures).toMatchObject({
      cases: '5',
      grouped: '4',
      mean_stay: '5.75',
      time_index: '0.6111',
    });
    expect(unit(found, 'H1').unknown).toMatchObject({
      group: '1',
      stay: '1',
      fee: '1',
      drugs: '2',
      death: '1',
      weight: '1',
    });
    expect(found.groups.map(({ group }) => group)).toEqual(['A', 'B', 'C', null]);
  });
});

describe('before and after', () => {
  const before = { period: { from: '2022-01-01', to: '2023-01-01' } };
  const period = { from: '2023-01-01', to: '2024-01-01' };
  const both = [
    ...CASES,
    ...CASES.slice(1).map((line) => {
      const [id, hospital, department, drg, day = '', , ...rest] = line.split(',');
      return [`${id}0`, hospital, department, drg, day.replace('2023', '2022'), '10', ...rest].join(',');
    }),
  ];

  it('are measured by the period before', async () => {
    const found = await made(both, { before, period });
    // Before, every stay was of 10 days: H1's index was 1; after, its 20 days over 3 cases are 0.6667 of that.
    expect(unit(found, 'H1').changes?.time_index).toEqual({
      before: '1.0000',
      after: '0.6667',
      difference: '-0.3333',
      relative: '-0.3333',
      interval: null,
    });
    expect(found.all.changes?.mean_stay).toMatchObject({
      before: '10.00',
      after: '11.67',
      difference: '1.67',
      relative: '0.1667',
    });
  });

  it('or each by itself', async () => {
    const found = await made(both, { before, period, base: 'each' });
    expect(unit(found, 'H1').changes?.time_index).toMatchObject({ before: '1.0000', after: '0.6111' });
  });

  it('from cases of their own', async () => {
    const old = { path: file([HEAD, 'z,H1,surgery,A,2020-01-01,8,1000,,,,1']), grouped: [] };
    const found = await made(CASES, { before: { cases: old } });
    expect(unit(found, 'H1').changes?.mean_stay).toMatchObject({ before: '8.00', after: '6.67' });
    // B was not there before: its cases have no standard.
    expect(unit(found, 'H1').unknown).toMatchObject({ standard: '1', weight: '1' });
  });

  it('have an interval where both periods have cases enough', async () => {
    const found = await made(both, { before, period, intervalFrom: 3 });
    // Days 4, 6, 10: variance 28/3; before none. 6.6667 − 10 ± 1.96 √(28/3 ÷ 3).
    expect(unit(found, 'H1').changes?.mean_stay).toMatchObject({ interval: { low: '-6.79', high: '0.12' } });
  });
});

describe('written', () => {
  it('as a page of both languages: the same bytes twice, nothing of a name taken for markup', async () => {
    const cases = CASES.map((line) => line.replaceAll('H2', '<b>市二院</b>'));
    const [one, two] = [reportPage(await made(cases), 'zh'), reportPage(await made(cases), 'zh')];
    expect(one).toBe(two);
    expect(one).toContain('<html lang="zh-CN">');
    expect(one).toContain('&lt;b&gt;市二院&lt;/b&gt;');
    expect(one).not.toContain('<b>市二院');
    expect(one).toContain('<svg class="square"');
  });

  it('as a table whose names are no formulas', async () => {
    const csv = reportCsv(await made(CASES.map((line) => line.replaceAll('H2', '=cmd()'))));
    const [head = '', ...rows] = csv.trim().split('\n');
    expect(rows.map((row) => row.split(',').slice(0, 4).join(','))).toEqual([
      'all,,,',
      "unit,'=cmd(),,",
      'unit,H1,,',
      'group,,,A',
      'group,,,B',
      "unit-group,'=cmd(),,A",
      "unit-group,'=cmd(),,B",
      'unit-group,H1,,A',
      'unit-group,H1,,B',
    ]);
    expect(new Set(rows.map((row) => row.split(',').length))).toEqual(new Set([head.split(',').length]));
  });
});

describe('small counts', () => {
  const many = (hospital: string, group: string, n: number, died = 0) =>
    Array.from(
      { length: n },
      (_, i) => `${hospital}-${group}-${i},${hospital},,${group},2023-01-01,5,1000,1,0,1,${i < died ? 5 : 1}`,
    );
  const cases = [
    HEAD,
    ...many('H1', 'A', 20),
    ...many('H1', 'B', 3),
    ...many('H1', 'C', 40, 2),
    ...many('H2', 'A', 30),
    ...many('H2', 'B', 25),
    ...many('H2', 'C', 50, 14),
    ...many('H3', 'A', 4),
  ];

  it('one hospital alone is measured, and withheld, as among all', async () => {
    const all = await made(cases, { suppress: 11 });
    const own = await made(cases, { suppress: 11, hospital: 'H1' });
    expect(own.units).toEqual([unit(all, 'H1')]);
    expect(own.cells).toEqual(all.cells.filter(({ hospital }) => hospital === 'H1'));
    expect(own.all).toEqual(all.all);
  });

  it('are withheld, with what would give them away', async () => {
    const found = await made(cases, { suppress: 11 });
    const shown = found.cells.map(({ hospital, group, figures }) => [hospital, group, figures.cases]);
    expect(shown).toContainEqual(['H1', 'B', null]);
    // One withheld cell alone would be the total less the others.
    expect(shown.filter(([hospital, , n]) => hospital === 'H1' && n === null).length).toBeGreaterThan(1);
    expect(shown.filter(([, group, n]) => group === 'B' && n === null).length).toBeGreaterThan(1);
    const small = unit(found, 'H3');
    expect(small.withheld).toBe(true);
    expect(new Set(Object.values(small.figures))).toEqual(new Set([null]));
    expect(unit(found, 'H1').figures).toMatchObject({ deaths: null, mortality: null, weight: null });
    expect(JSON.stringify(found)).not.toMatch(/"(cases|deaths|grouped)":"([1-9]|10)"/);
  });

  it('of a table too large to protect are left out with the table; totals are still protected', async () => {
    const wide = Array.from({ length: 101 }, (_, g) => many('H1', `G${g}`, g === 0 ? 3 : 12));
    const rows = Array.from({ length: 100 }, (_, h) => many(`X${h}`, 'G1', h === 0 ? 5 : 15));
    const found = await made([HEAD, ...wide.flat(), ...rows.flat()], { suppress: 11 });
    expect([found.coarse, found.cells.length, found.units.length]).toEqual([true, 0, 101]);
    expect(unit(found, 'X0').figures.cases).toBeNull();
    // The total less all others would be X0’s, so one more is withheld.
    expect(found.units.filter(({ withheld }) => withheld)).toHaveLength(2);
    expect(found.groups.filter(({ withheld }) => withheld)).toHaveLength(2);
  });

  it('are shown unless asked', async () => {
    const found = await made(cases);
    expect(unit(found, 'H3').figures.cases).toBe('4');
  });
});

describe('cases come', () => {
  const plain = ['病案号,医院,实际住院天数,总费用', 'a,市一院,4,1000', 'b,市一院,6,3000'];

  it('with Chinese headers, and groups from a grouper’s file', async () => {
    const grouped = [
      file([
        'case_id,mdc,adrg,drg,level,complication,reason',
        'a,MDCG,GB2,GB29,5,,',
        'b,MDCG,GB2,,,,no-main-diagnosis',
        'zz,,,GB29,,,',
      ]),
    ];
    const { value, diagnostics } = await reportHospitals(
      options([], { cases: { path: file(plain), grouped } }),
    );
    expect(value?.units).toMatchObject([
      { hospital: '市一院', figures: { cases: '2', grouped: '1', mean_stay: '5.00', cmi: '1.0000' } },
    ]);
    expect(diagnostics.map(({ code, data }) => [code, data['count']])).toEqual([
      ['report-grouped-unmatched', 1],
    ]);
  });

  it('or by a column that is named', async () => {
    const cases = ['id,hospital,group,local group', 'a,H1,X,L1', 'b,H1,X,L2'];
    const found = await made([], { cases: { path: file(cases), grouped: [], column: 'Local Group' } });
    expect(found.groups.map(({ group }) => group)).toEqual(['L1', 'L2']);
  });

  it.each([
    ['without a hospital', ['case_id,drg', 'a,A'], 'report-columns'],
    ['without a group', ['case_id,hospital', 'a,H1'], 'report-columns'],
    ['twice', [HEAD, CASES[1] as string, CASES[1] as string], 'report-case-twice'],
    ['with a fee that is none', ['id,hospital,drg,fee', 'a,H1,A,much'], 'report-cell'],
    ['with half a day', ['id,hospital,drg,days', 'a,H1,A,2.5'], 'report-cell'],
    ['with a day that is none', ['id,hospital,drg,discharge_date', 'a,H1,A,2023-02-30'], 'report-cell'],
    ['beyond reason', ['id,hospital,drg,fee', 'a,H1,A,9999999999999'], 'report-beyond'],
    ['not at all', ['id,hospital,drg'], 'report-no-cases'],
  ])('%s: refused', async (_, lines, code) => {
    const { value, diagnostics } = await reportHospitals(options(lines));
    expect(value).toBeUndefined();
    expect(diagnostics.map((one) => one.code)).toEqual([code]);
  });

  it.each([
    ['a weight of nothing', ['drg,rw', 'A,0'], 'report-cell'],
    ['a group twice', ['drg,rw', 'A,1', 'A,2'], 'report-group-twice'],
    ['a risk that is none', ['drg,risk', 'A,scary'], 'report-risk-word'],
    ['no group', ['rw', '1'], 'report-columns'],
  ])('a table of groups with %s is refused', async (_, lines, code) => {
    const { diagnostics } = await reportHospitals(options(CASES, { groups: file(lines) }));
    expect(diagnostics.map((one) => one.code)).toEqual([code]);
  });

  it('discharged in no period is said', async () => {
    const period = { from: '2030-01-01', to: '2031-01-01' };
    const { diagnostics } = await reportHospitals(options(CASES, { period }));
    expect(diagnostics.map(({ code }) => code)).toEqual(['report-no-cases']);
  });
});
