/**
 * Hospital Readmissions Reduction Program: the payment adjustment factors of CMS's mock hospital-specific reports, read from the
 * workbooks by `examples/hrrp/`; and medians over all hospitals from the excess readmission ratios CMS published for FY 2024.
 */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { settled, valuesOf } from '../support/run-values.ts';
import { shared } from './reporter.ts';

const data = join(shared, 'data/hrrp');
const examples = resolve(import.meta.dirname, '../../examples/hrrp');
const folder = mkdtempSync(join(tmpdir(), 'hrrp-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As printed in Table 1 of each report (peer group, factor) and in its Table 2 (penalty indicator "Yes"). */
const reports = [
  { year: 2022, group: '4', reduction: '0', factor: '1', penalised: [] },
  { year: 2023, group: '2', reduction: '0.0044', factor: '0.9956', penalised: ['HF', 'HIP-KNEE'] },
  { year: 2024, group: '3', reduction: '0.0002', factor: '0.9998', penalised: ['PN'] },
];

describe.each(reports)(
  'the mock report of fiscal year $year',
  ({ year, group, reduction, factor, penalised }) => {
    const workbook = `FY${year}_HRRP_MockHSR.xlsx`;
    const source = join(data, workbook);

    test.skipIf(!existsSync(source))(
      'gives its own payment adjustment factor',
      { timeout: 60_000 },
      async () => {
        symlinkSync(source, join(folder, workbook));
        copyFileSync(join(examples, `fy${year}.yaml`), join(folder, `fy${year}.yaml`));
        const run = await settled(join(folder, `fy${year}.yaml`), join(folder, `fy${year}.run`));
        try {
          const hospitals = await valuesOf(run, 'hospital', ['peer_group', 'reduction', 'factor']);
          expect(Object.fromEntries(hospitals)).toEqual({ MOCK: { peer_group: group, reduction, factor } });
          const results = await valuesOf(run, 'result', ['penalised']);
          expect(results.size).toBe(6);
          const above = [...results].filter(([, { penalised: yes }]) => yes === 'true').map(([key]) => key);
          expect(above.sort()).toEqual(penalised.map((condition) => `MOCK,${condition}`).sort());
          expect([...results.values()].every(({ penalised: known }) => known !== null)).toBe(true);
        } finally {
          run.close();
        }
      },
    );
  },
);

const file = 'FY_2024_Hospital_Readmissions_Reduction_Program_Hospital.csv';
const csv = join(data, file);

/**
 * All hospitals of the public file in one peer group: it states neither dual shares nor shares of payments, so factors cannot be had
 * from it, but ratios and medians can. Each row with a ratio had 25 discharges or more, whose number is withheld ("N/A") where few were
 * readmitted. A row without a ratio is left out, as its only templated cell says nothing.
 */
const contract = `contract: hrrp-fy2024-ratios
model: us/hrrp
parties: { payer: cms }
period: { from: 2023-10-01, to: 2024-10-01 }
parameters:
  groups: { type: count, value: 1 }
bind:
  hospital:
    table: ${file}
    keep: { Measure Name: [READM-30-HF-HRRP] }
    columns: { id: Facility ID, dual_share: { value: '0' } }
  result:
    table: ${file}
    unpivot:
      ratio:
        - Excess
    columns:
      hospital: Facility ID
      condition:
        column: Measure Name
        values:
          READM-30-AMI-HRRP: AMI
          READM-30-COPD-HRRP: COPD
          READM-30-HF-HRRP: HF
          READM-30-PN-HRRP: PN
          READM-30-CABG-HRRP: CABG
          READM-30-HIP-KNEE-HRRP: HIP-KNEE
      discharges: { column: Number of Discharges, values: { N/A: 25 } }
      excess_ratio: { column: '{ratio} Readmission Ratio', unknown: [N/A] }
      payment_share: { value: '0.01' }
  assignment: { rows: [] }
  published_median: { rows: [] }
  operating_payment: { rows: [] }
`;

test.skipIf(!existsSync(csv))(
  'medians over the 12,077 published ratios are those counted by hand',
  { timeout: 120_000 },
  async () => {
    symlinkSync(csv, join(folder, file));
    writeFileSync(join(folder, 'ratios.yaml'), contract);
    const run = await settled(join(folder, 'ratios.yaml'), join(folder, 'ratios.run'));
    try {
      const ratios = new Map<string, number[]>();
      for (const line of readFileSync(csv, 'utf8').trimEnd().split(/\r?\n/).slice(1)) {
        const [, condition, ratio] = /READM-30-([A-Z-]+)-HRRP,[^,]*,[^,]*,([^,]*),/.exec(line)!;
        // Four decimals, as whole numbers.
        if (ratio !== 'N/A')
          ratios.set(condition!, [...(ratios.get(condition!) ?? []), Math.round(Number(ratio) * 10_000)]);
      }
      const expected = Object.fromEntries(
        [...ratios].map(([condition, values]) => {
          const sorted = values.sort((a, b) => a - b);
          const n = sorted.length;
          const twice = sorted[(n - 1) >> 1]! + sorted[n >> 1]!;
          return [`${condition},1`, { median: String(twice / 20_000) }];
        }),
      );
      expect([...ratios.values()].flat()).toHaveLength(12_077);
      expect((await valuesOf(run, 'result', ['penalised'])).size).toBe(12_077);
      expect(Object.fromEntries(await valuesOf(run, 'peers', ['median']))).toEqual(expected);
    } finally {
      run.close();
    }
  },
);
