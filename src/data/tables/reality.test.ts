/** Files of real programmes, read whole. Figures were counted and summed from the same files by other means (awk, Python). */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  agreement,
  boolean,
  count,
  date,
  entity,
  load,
  money,
  ratio,
  SHARED,
  table,
  text,
} from './testing.ts';

const file = (...path: string[]) => join(SHARED, ...path);
const sum = (rows: Record<string, unknown>[] | undefined, name: string) =>
  (rows ?? []).reduce((total, row) => total + BigInt((row[name] as string | null) ?? 0), 0n);
const known = (rows: Record<string, unknown>[] | undefined, name: string) =>
  (rows ?? []).filter((row) => row[name] !== null).length;

describe.skipIf(!existsSync(file('mssp')))('Medicare Shared Savings Program', () => {
  const aco = entity('aco', {
    key: { id: text, py: count },
    facts: {
      py: count,
      track: { type: text, oneOf: ['T1', 'T1+', 'T2', 'T3', 'A', 'B', 'C', 'D', 'E', 'EN'] },
      n_ab: count,
      sav_rate: ratio,
      qualscore: { type: ratio, optional: true },
      benchmark: money,
      earned: { type: money, optional: true },
    },
  });

  it('all years as published', async () => {
    const columns = { benchmark: 'ABtotBnchmk', earned: 'EarnSaveLoss' };
    const { facts, problems, sources } = await load(
      agreement([aco], { aco: [table(file('mssp', 'published.csv'), { columns })] }),
    );
    expect(problems).toEqual([]);
    expect(sources).toMatchObject([{ read: 3647, kept: 3647, leftOut: 0 }]);
    expect(sum(facts['aco'], 'benchmark')).toBe(736_089_318_361_000_000n);
    expect(facts['aco']?.[2]).toMatchObject({
      id: 'A64796',
      py: '2014',
      sav_rate: '-36140303260000',
      _line: '4',
    });
  });

  it('2022, as CMS gives it: percents, dates, dashes', async () => {
    const shape = entity('aco', {
      facts: {
        started: date,
        rate: ratio,
        quality: ratio,
        web: boolean,
        measure: { type: ratio, optional: true },
      },
    });
    const columns = {
      id: 'aco_id',
      started: { column: 'Current_Start_Date', formats: ['MM/DD/YYYY'] },
      rate: { column: 'Sav_rate', formats: ['percent'] },
      quality: { column: 'QualScore', formats: ['percent'] },
      web: 'Report_WI',
      measure: { column: 'Measure_479', formats: ['plain'], unknown: ['-'] },
    };
    const { facts, problems, sources } = await load(
      agreement([shape], { aco: [table(file('mssp', 'puf_2022.csv'), { columns })] }),
    );
    expect(problems).toEqual([]);
    expect(sources).toMatchObject([{ kept: 482 }]);
    expect(facts['aco']?.[0]).toMatchObject({
      id: 'A1001',
      started: '2019-07-01',
      rate: '64600000000000',
      quality: '894100000000000',
      web: true,
    });
  });
});

describe.skipIf(!existsSync(file('hvbp-fy2024')))('Hospital VBP FY 2024', () => {
  const unknown = ['Not Available'];
  it('measures stand side by side and become rows', async () => {
    const score = entity('score', {
      key: { hospital: text, measure: text },
      references: { hospital: 'hospital' },
      facts: {
        measure: text,
        rate: { type: ratio, optional: true },
        points: { type: count, optional: true },
      },
    });
    const hospital = entity('hospital', { rows: { kind: 'referred' } });
    const measures = ['HAI-1', 'HAI-2', 'HAI-3', 'HAI-4', 'HAI-5', 'HAI-6'];
    const source = table(file('hvbp-fy2024', 'hvbp_safety.csv'), {
      columns: {
        hospital: 'Facility ID',
        rate: { column: '{measure} Performance Rate', unknown },
        points: { column: '{measure} Measure Score', formats: ['out of'], unknown },
      },
      unpivot: { name: 'measure', values: measures.map((value) => ({ value, text: value })) },
    });
    const { facts, problems, sources } = await load(agreement([hospital, score], { score: [source] }));
    expect(problems).toEqual([]);
    expect(sources).toMatchObject([{ read: 2474 * 6, kept: 10_310 }]);
    expect(known(facts['score'], 'points')).toBe(10_310);
    expect(sum(facts['score'], 'points')).toBe(33_758n);
    expect(facts['score']?.some((r) => r['hospital'] === '010001')).toBe(true);
  });

  it('is not read where a cell is neither a number nor declared unknown', async () => {
    const total = entity('total', { facts: { score: ratio } });
    const columns = { id: 'Facility ID', score: 'Total Performance Score' };
    const source = table(file('hvbp-fy2024', 'hvbp_safety.csv'), {
      columns: { ...columns, score: 'HAI-1 Performance Rate' },
    });
    const { problems, diagnostics } = await load(agreement([total], { total: [source] }));
    expect(problems).toHaveLength(21);
    expect(diagnostics[0]?.message.en).toContain('"Not Available" in column "HAI-1 Performance Rate"');
  });
});

describe.skipIf(!existsSync(file('hrrp')))('Hospital Readmissions Reduction Program', () => {
  it('the mock report: a sheet, a header below a title, rows above the notes', async () => {
    const result = entity('result', {
      key: { condition: text },
      facts: {
        discharges: { type: count, optional: true },
        ratio: { type: ratio, optional: true },
        median: ratio,
        penalised: boolean,
      },
    });
    const columns = {
      condition: 'Measure [a]',
      discharges: { column: 'Number of Eligible Discharges [b]', unknown: ['NQ'] },
      ratio: { column: 'Excess Readmission Ratio (ERR) [f]', unknown: ['NQ'] },
      median: 'Peer Group Median ERR [g]',
      penalised: 'Penalty Indicator (Yes/No) [h]',
    };
    const source = table(file('hrrp', 'FY2022_HRRP_MockHSR.xlsx'), {
      columns,
      sheet: 'Table 2 Hospital Results',
      range: 'A5:J11',
    });
    const { facts, problems } = await load(agreement([result], { result: [source] }));
    expect(problems).toEqual([]);
    expect(facts['result']?.slice(0, 2)).toEqual([
      {
        condition: 'AMI',
        discharges: null,
        ratio: null,
        median: '997533313888540',
        penalised: false,
        _source: '0',
        _line: '6',
      },
      {
        condition: 'COPD',
        discharges: '5',
        ratio: '1022427730299720',
        median: '997619158522580',
        penalised: false,
        _source: '0',
        _line: '7',
      },
    ]);
  });
});

describe.skipIf(!existsSync(file('claims', 'medicare-rif')))('Medicare research files', () => {
  it('pipes, a byte order mark, dates as 01-Mar-2015', async () => {
    const member = entity('member', { facts: { born: date, sex: text } });
    const columns = {
      id: 'bene_id',
      born: { column: 'BENE_BIRTH_DT', formats: ['DD-MMM-YYYY'] },
      sex: 'BENE_SEX_IDENT_CD',
    };
    const { facts, problems } = await load(
      agreement([member], {
        member: [table(file('claims', 'medicare-rif', 'beneficiary_2015.csv'), { columns })],
      }),
    );
    expect(problems).toEqual([]);
    expect(facts['member']?.length).toBeGreaterThan(0);
    expect(facts['member']?.[0]).toMatchObject({ id: '-1000006', born: '1942-01-17', sex: '2' });

    const fill = entity('fill', { facts: { paid: money, filled: date } });
    const pde = {
      id: 'PDE_ID',
      paid: 'TOT_RX_CST_AMT',
      filled: { column: 'SRVC_DT', formats: ['DD-MMM-YYYY'] },
    };
    const fills = await load(
      agreement([fill], { fill: [table(file('claims', 'medicare-rif', 'pde.csv'), { columns: pde })] }),
    );
    expect(fills.problems).toEqual([]);
    expect(sum(fills.facts['fill'], 'paid')).toBe(400_790_000n);
  });
});
