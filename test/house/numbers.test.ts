/**
 * The figures of the library's table (models/README.md, rows A14 to A27b, and A2 in England) hold the models: change one, and a test of its model
 * fails. Without this a test could cite a figure and never read it. The first figure of each row by itself; all with OPENVBP_ALL_CASES, which
 * takes half a minute.
 */
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runTest, TestDatabase } from '../../src/engine/model-tests/index.ts';
import { checkTests } from '../../src/language/index.ts';

const models = resolve(import.meta.dirname, '../../models');

/** Row, model, its text, and what stands there instead. */
const changes: [row: string, model: string, text: string, instead: string][] = [
  ['A14', 'cn/hepatitis-c-package', '[cured, 1]', '[cured, 0.9]'],
  ['A14', 'cn/hepatitis-c-package', '[not cured, 0]', '[not cured, 1]'],
  ['A15', 'cn/liver-transplant', 'P0D, 0.7]', 'P0D, 0.69]'],
  ['A15', 'cn/liver-transplant', 'P1Y, 0.2]', 'P1Y, 0.21]'],
  ['A15', 'cn/liver-transplant', 'P3Y, 0.1]', 'P3Y, 0.11]'],
  ['A15', 'cn/liver-transplant', 'one_year, P1Y', 'one_year, P11M'],
  ['A15', 'cn/liver-transplant', 'three_years, P3Y', 'three_years, P2Y'],
  ['A15', 'cn/liver-transplant', 'type: ratio, value: 0.3', 'type: ratio, value: 0.29'],
  ['A16', 'precision/pfs-tiers', 'P0D, 0.3]', 'P0D, 0.31]'],
  ['A16', 'precision/pfs-tiers', 'P6M, 0.7]', 'P6M, 0.71]'],
  ['A16', 'precision/pfs-tiers', 'P12M, 1]', 'P12M, 0.99]'],
  ['A16', 'precision/pfs-tiers', 'from_6_months, P6M', 'from_6_months, P7M'],
  ['A16', 'precision/pfs-tiers', 'from_12_months, P12M', 'from_12_months, P11M'],
  ['A17', 'precision/outcome-rebate', 'value: P6M', 'value: P7M'],
  ['A17', 'precision/outcome-rebate', 'value: 0.6', 'value: 0.59'],
  ['A18', 'therapy/one-off-warranty', 'value: P12M', 'value: P11M'],
  ['A18', 'therapy/one-off-warranty', 'value: P10Y', 'value: P9Y'],
  ['A18', 'therapy/one-off-warranty', 'value: 150000', 'value: 15000'],
  ['A18', 'therapy/one-off-warranty', 'unit: year, value: 10', 'unit: year, value: 9'],
  ['A19', 'precision/diabetes-value', '[clinical, 0.4', '[clinical, 0.3'],
  ['A19', 'precision/diabetes-value', '[economic, 0.3', '[economic, 0.4'],
  ['A19', 'precision/diabetes-value', '[experience, 0.3', '[experience, 0.4'],
  ['A20', 'precision/brca-capitation', 'value: 5000', 'value: 5001'],
  [
    'A20',
    'precision/brca-capitation',
    'improvement: { type: ratio, value: 0.2',
    'improvement: { type: ratio, value: 0.199',
  ],
  [
    'A20',
    'precision/brca-capitation',
    'improvement: { type: ratio, value: 0.2',
    'improvement: { type: ratio, value: 0.201',
  ],
  ['A20', 'precision/brca-capitation', 'value: P3Y', 'value: P2Y'],
  ['A21', 'drug/conditional-coverage', 'value: P2Y', 'value: P3Y'],
  ['A21', 'drug/conditional-coverage', 'value: P1Y', 'value: P11M'],
  ['A21', 'drug/conditional-coverage', 'value: 50', 'value: 51'],
  ['A21', 'drug/conditional-coverage', 'value: 50', 'value: 49'],
  ['A21', 'precision/priority-pilot', 'type: count, value: 10', 'type: count, value: 11'],
  ['A21', 'precision/priority-pilot', 'type: count, value: 5', 'type: count, value: 6'],
  ['A22', 'drug/volume-based-procurement', 'value: 0.58', 'value: 0.57'],
  ['A23', 'drug/comparative-rebate', 'value: P3Y', 'value: P4Y'],
  ['A23', 'drug/comparative-rebate', 'unit: year, value: 65', 'unit: year, value: 64'],
  ['A23', 'drug/comparative-rebate', 'unit: year, value: 65', 'unit: year, value: 66'],
  ['A23', 'device/cost-guarantee', 'value: 25000', 'value: 25001'],
  ['A23', 'device/cost-guarantee', 'value: P4Y', 'value: P3Y'],
  ['A23', 'therapy/staged-payment', '0.52, treated', '0.5, treated'],
  ['A23', 'therapy/staged-payment', 'month_18, P18M', 'month_18, P17M'],
  ['A24', 'generic/outcome-insurance', 'value: P80Y', 'value: P79Y'],
  ['A24', 'generic/outcome-insurance', 'value: P80Y', 'value: P81Y'],
  ['A25', 'cn/supplementary-cover', 'true, false, 0, 0.7', 'true, false, 0, 0.69'],
  ['A25', 'cn/supplementary-cover', 'true, false, 0, 0.2', 'true, false, 0, 0.21'],
  ['A25', 'cn/supplementary-cover', 'true, false, 0, 0.1', 'true, false, 0, 0.11'],
  ['A25', 'cn/coverage-layers', 'value: 50000, title', 'value: 50001, title'],
  ['A25', 'cn/coverage-layers', '[II, 0.8]', '[II, 0.81]'],
  ['A26', 'cn/hospital-scorecard', '[quality, 30', '[quality, 35'],
  ['A26', 'cn/hospital-scorecard', '[experience, 20', '[experience, 15'],
  ['A26', 'cn/hospital-scorecard', '[cost_control, 20', '[cost_control, 15'],
  ['A26', 'cn/hospital-scorecard', '[research, 15', '[research, 20'],
  ['A26', 'cn/hospital-scorecard', '[social_responsibility, 15', '[social_responsibility, 20'],
  ['A26', 'cn/hospital-scorecard', 'top: { type: ratio, value: 0.1', 'top: { type: ratio, value: 0.2'],
  ['A27', 'cn/physician-pay', 'value: 0.3', 'value: 0.29'],
  ['A27', 'cn/physician-pay', 'top: { type: ratio, value: 0.1', 'top: { type: ratio, value: 0.2'],
  ['A27b', 'cn/patient-incentives', '[">= 1", 0.05]', '[">= 1", 0.06]'],
  ['A2', 'uk/cquin', "value: 0.025, source: 'HFMA", "value: 0.02, source: 'HFMA"],
  ['A2', 'uk/cquin', '2012-04-01: { value: 0.025', '2012-04-01: { value: 0.026'],
  ['A2', 'uk/cquin', 'type: count, value: 5', 'type: count, value: 6'],
  ['A2', 'uk/cquin', 'type: count, value: 5', 'type: count, value: 4'],
  ['A2', 'uk/advancing-quality', '2008-10-01: { value: 0.04', '2008-10-01: { value: 0.041'],
  ['A2', 'uk/advancing-quality', '2008-10-01: { value: 0.02', '2008-10-01: { value: 0.021'],
  [
    'A2',
    'uk/advancing-quality',
    'type: count, value: 4, title: { en: Groups',
    'type: count, value: 5, title: { en: Groups',
  ],
  [
    'A2',
    'uk/advancing-quality',
    'type: count, value: 4, title: { en: Fewest',
    'type: count, value: 3, title: { en: Fewest',
  ],
  [
    'A2',
    'uk/advancing-quality',
    'type: count, value: 4, title: { en: Fewest',
    'type: count, value: 5, title: { en: Fewest',
  ],
  ['A2', 'uk/advancing-quality', '2009-10-01: { value: three', '2009-09-30: { value: three'],
  ['A2', 'uk/qof', 'reward_limit: { type: ratio, value: 0.25', 'reward_limit: { type: ratio, value: 0.26'],
  ['A2', 'uk/qof', 'value: 124.60', 'value: 124.61'],
  ['A2', 'uk/qof', 'value: 165.18', 'value: 165.19'],
  ['A2', 'uk/qof', 'value: 171.20', 'value: 171.21'],
  ['A2', 'uk/qof', 'value: 201.16', 'value: 201.17'],
  ['A2', 'uk/qof', 'value: 220.62', 'value: 220.63'],
  ['A2', 'uk/qof', 'value: 5891', 'value: 5892'],
  ['A2', 'uk/qof', 'value: 7460', 'value: 7461'],
  ['A2', 'uk/qof', 'value: 7732', 'value: 7733'],
  ['A2', 'uk/qof', 'value: 9103', 'value: 9104'],
  ['A2', 'uk/qof', 'value: 9962', 'value: 9963'],
  ['A2', 'uk/qof', 'reward_limit: { type: ratio, value: 0.25', 'reward_limit: { type: ratio, value: 0.249'],
];

const first = changes.filter(([row], i) => changes.findIndex(([other]) => other === row) === i);
const tried = process.env['OPENVBP_ALL_CASES'] === undefined ? first : changes;

describe('the figures of the library', () => {
  it.each(tried)('%s %s: %s is not %s', async (_, model, text, instead) => {
    const folder = mkdtempSync(join(tmpdir(), 'openvbp-numbers-'));
    try {
      const source = readFileSync(join(models, model, 'model.yaml'), 'utf8');
      expect(source.split(text).length, `“${text}” stands once in the model`).toBe(2);
      writeFileSync(join(folder, 'model.yaml'), source.replace(text, instead));
      cpSync(join(models, model, 'tests'), join(folder, 'tests'), { recursive: true });
      expect(await firstFailure(join(folder, 'tests'))).toBeDefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const database = new TestDatabase();
afterAll(() => database.close());

/** The name of the first test that fails, or the first error where the changed model is none. */
async function firstFailure(folder: string): Promise<string | undefined> {
  for (const file of readdirSync(folder).sort()) {
    const { value, diagnostics } = checkTests(join(folder, file));
    if (!value) return diagnostics.find(({ severity }) => severity === 'error')?.code;
    for (const test of value) if (!(await runTest(test, database)).passed) return test.name;
  }
  return undefined;
}
