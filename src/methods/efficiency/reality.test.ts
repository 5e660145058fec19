/**
 * The 2,500 cases that another grouper put into CHS-DRG groups, with the fees of made-up cases: every figure is computed a second time, case by case
 * in plain numbers.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openData } from '../../data/open/index.ts';
import { synthesise } from '../../data/synthetic/index.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { reportHospitals } from './report.ts';

const expected = resolve(import.meta.dirname, '../../../../shared/reference/chs-drg-1.1/expected-groups.tsv');
const folder = mkdtempSync(join(tmpdir(), 'openvbp-hospitals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Case {
  hospital: string;
  group: string;
  days: number;
  fee: number;
  drugs: number;
  materials: number;
  died: boolean;
}

/** Fees and hospitals of made-up cases, in turn, for the cases of the file. */
async function joined(): Promise<Case[]> {
  const data = join(folder, 'data');
  const made = await synthesise({
    country: 'cn',
    members: 150,
    seed: 11,
    years: 1,
    from: '2021-01-01',
    folder: data,
    threads: 1,
  });
  expect(made.diagnostics).toEqual([]);
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    await openData(warehouse, data);
    const fees = await warehouse.values(`
      select hospital_id, total_fee::varchar, (fee_western_drugs + fee_chinese_patent_drugs + fee_chinese_herbs)::varchar, fee_materials::varchar
      from data.inpatient_case order by case_id`);
    const [head = '', ...lines] = readFileSync(expected, 'utf8').trim().split('\n');
    const place = (name: string) => head.split('\t').indexOf(name);
    return lines.map((line, i) => {
      const cells = line.split('\t');
      const [hospital, fee, drugs, materials] = fees[i % fees.length] ?? [];
      return {
        hospital: String(hospital),
        group: (cells[place('drg')] ?? '').trim(),
        days: Number(cells[place('los')]),
        fee: Number(fee),
        drugs: Number(drugs),
        materials: Number(materials),
        died: cells[place('discharge')] === '5',
      };
    });
  } finally {
    warehouse.close();
  }
}

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
const mean = (list: readonly number[]) => sum(list) / list.length;

test.skipIf(!existsSync(expected))(
  'every hospital’s figures are those computed case by case',
  async () => {
    const cases = await joined();
    const table = join(folder, 'cases.csv');
    const rows = cases.map(({ hospital, group, days, fee, drugs, materials, died }, i) =>
      [i, hospital, group, days, fee, drugs, materials, died ? 5 : 1].join(','),
    );
    writeFileSync(
      table,
      `id,hospital,drg,los,total_fee,fee_drugs,fee_materials,discharge\n${rows.join('\n')}\n`,
    );
    const { value, diagnostics } = await reportHospitals({
      cases: { path: table, grouped: [] },
      by: 'hospital',
      base: 'each',
      intervalFrom: 30,
    });
    expect(diagnostics).toEqual([]);
    expect(value?.all.figures).toMatchObject({
      cases: '2500',
      deaths: '518',
      time_index: '1.0000',
      cost_index: '1.0000',
    });
    const inGroup = cases.filter(({ group }) => group !== '');
    const groups = Map.groupBy(inGroup, ({ group }) => group);
    const all = mean(inGroup.map(({ fee }) => fee));
    const standard = new Map(
      [...groups].map(([group, own]) => [
        group,
        {
          days: mean(own.map(({ days }) => days)),
          fee: mean(own.map(({ fee }) => fee)),
          weight: Math.round((mean(own.map(({ fee }) => fee)) / all) * 1e4) / 1e4,
        },
      ]),
    );
    expect(value?.groups.filter(({ group }) => group !== null)).toHaveLength(groups.size);
    const hospitals = Map.groupBy(cases, ({ hospital }) => hospital);
    expect(value?.units).toHaveLength(hospitals.size);
    for (const unit of value?.units ?? []) {
      const own = hospitals.get(unit.hospital ?? '') ?? [];
      const grouped = own.filter(({ group }) => group !== '');
      const of = (what: (one: Case, by: { days: number; fee: number; weight: number }) => number) =>
        mean(
          grouped.map((one) =>
            what(one, standard.get(one.group) as { days: number; fee: number; weight: number }),
          ),
        );
      const second = {
        cmi: of((_, by) => by.weight),
        time_index: of(({ days }, by) => days / by.days),
        cost_index: of(({ fee }, by) => fee / by.fee),
        mean_stay: mean(own.map(({ days }) => days)),
        mean_fee: mean(own.map(({ fee }) => fee)),
        drug_share: sum(own.map(({ drugs }) => drugs)) / sum(own.map(({ fee }) => fee)),
        materials_share: sum(own.map(({ materials }) => materials)) / sum(own.map(({ fee }) => fee)),
        mortality: own.filter(({ died }) => died).length / own.length,
      };
      for (const [name, figure] of Object.entries(second)) {
        const text = unit.figures[name as keyof typeof second] ?? '';
        const half = 0.5 * 10 ** -(text.split('.')[1]?.length ?? 0);
        expect(
          Math.abs(Number(text) - figure),
          `${unit.hospital} ${name} ${text} ${figure}`,
        ).toBeLessThanOrEqual(half * 1.01);
      }
      // Deaths by risk add up to the deaths of the groups that are graded.
      const graded = new Set(value?.groups.filter(({ risk }) => risk !== null).map(({ group }) => group));
      expect(sum(unit.risks.map(({ deaths }) => Number(deaths)))).toBe(
        own.filter(({ group, died }) => died && graded.has(group)).length,
      );
    }
  },
  60_000,
);
