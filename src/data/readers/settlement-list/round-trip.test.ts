/** A population written as lists, in every form, and read back says the same. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { filesForTest, importInto, tablesOf } from '../../import/testing.ts';
import { synthesise } from '../../synthetic/index.ts';
import { CATEGORIES } from './fields.ts';
import { settlementList } from './settlement-list.ts';
import type { Cells, Table } from './write.ts';
import { csvText, jsonLines, listOf, partTables, wideTable } from './write.ts';

/** Cases of all sorts, the same each time: newborns, unknown cells, many diagnoses, transfers, amounts to the cent. */
const CASES: Cells[] = Array.from({ length: 40 }, (_, i): Cells => {
  const day = String((i % 27) + 1).padStart(2, '0');
  const fees = Object.fromEntries(
    CATEGORIES.filter((_, c) => (i + c) % 3 !== 0).map(([, , column], c) => [
      column,
      money(i * 977 + c * 1301),
    ]),
  );
  const total = Object.values(fees).reduce((sum, fee) => sum + cents(fee), 0);
  const fund = Math.floor(total * 0.6);
  return known({
    case_id: `33010${String(i).padStart(6, '0')}`,
    person_id: `P${i % 17}`,
    record_number: i % 5 === 0 ? undefined : `B${i}`,
    hospital_id: `H3301020000${i % 4}`,
    hospital_name: `第${i % 4}人民医院，“老院区”`,
    insurance_type: i % 2 ? '310' : '390',
    insurance_region: '330102',
    sex: (['male', 'female', 'unknown'] as const)[(i % 17) % 3],
    // Without either, as an age left blank is reckoned from the birth.
    birth_date: i % 11 === 0 ? undefined : `19${50 + (i % 17)}-01-09`,
    age_years: i % 11 === 0 ? undefined : String(70 - (i % 17)),
    age_days: i % 13 === 0 ? '3' : undefined,
    newborn_weight: i % 13 === 0 ? '3200' : undefined,
    admission_type: String((i % 3) + 1),
    admission_date: `2023-03-${day}`,
    discharge_date: `2023-04-${day}`,
    department: i % 7 ? '0304' : undefined,
    stay_days: '31',
    discharge_type: '1',
    readmission_planned_31_days: i % 4 === 0 ? 'true' : 'false',
    icu_hours: i % 6 === 0 ? '37.4' : undefined,
    ventilator_hours: i % 6 === 0 ? '2.5' : undefined,
    diagnosis_code_type: 'icd-10-cn',
    principal_diagnosis: 'I63.900x001',
    ...Object.fromEntries(
      Array.from({ length: i % 9 }, (_, n) => [`other_diagnosis_${n + 1}`, `E11.${n}00`]),
    ),
    ...(i % 2 && {
      procedure_code_type: 'icd-9-cm-3-cn',
      principal_procedure: '39.7401',
      principal_procedure_date: `2023-03-${day}`,
      other_procedure_1: '88.4101',
    }),
    ...fees,
    total_fee: money(total),
    fund_payment: money(fund),
    basic_fund_payment: money(fund - 5),
    other_fund_payment: money(5),
    personal_payment: money(total - fund),
    personal_account_payment: money(100),
    personal_cash_payment: i % 8 === 0 ? undefined : money(total - fund - 100),
    self_paid: money(i),
    settlement_start_date: `2023-03-${day}`,
    settlement_end_date: `2023-04-${day}`,
    payment_method: '3',
    claim_received: '2023-05-04',
  });
});

function money(value: number): string {
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
}
function cents(text: string): number {
  return Math.round(Number(text) * 100);
}
function known(row: Cells): Cells {
  return Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== undefined));
}

const lists = CASES.map((row) => listOf(row, []));

async function book(sheets: Record<string, Table>): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  for (const [name, { headers, rows }] of Object.entries(sheets))
    workbook.addWorksheet(name).addRows([headers, ...rows]);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const FORMS: Record<
  string,
  () => Promise<Record<string, string | Uint8Array>> | Record<string, string | Uint8Array>
> = {
  'JSON lines': () => ({ 'lists.jsonl': [...jsonLines(lists)].join('') }),
  'one wide table': () => ({ 'lists.csv': csvText(wideTable(lists)) }),
  'files of parts': () =>
    Object.fromEntries(
      Object.entries(partTables(lists)).map(([name, table]) => [`${name}.csv`, csvText(table)]),
    ),
  'a workbook of parts': async () => ({ 'lists.xlsx': await book(partTables(lists)) }),
};

describe('lists written and read back', () => {
  it.each(Object.keys(FORMS))('%s', async (form) => {
    const { folder, remove } = filesForTest(await (FORMS[form] as () => Promise<Record<string, string>>)());
    try {
      const { tables, refused, findings } = await importInto(settlementList, [folder]);
      expect(refused).toEqual([]);
      expect(findings.filter(({ code }) => code !== 'diagnosis-types')).toEqual([]);
      const read = (tables['inpatient_case'] ?? []).map((row) => cells(row));
      expect(read.sort(byCase)).toEqual([...CASES].sort(byCase));
      const fees = lists.reduce((sum, { parts }) => sum + parts.iteminfo.length, 0);
      expect(tables['cost_item']).toHaveLength(fees);
      expect(tables['provider']?.map(({ provider_id: id }) => id)).toEqual(
        ['0', '1', '2', '3'].map((n) => `H3301020000${n}`),
      );
      expect(new Set(tables['eligibility']?.map(({ person_id: id }) => id)).size).toBe(17);
    } finally {
      remove();
    }
  });
});

describe('a made-up population of China', () => {
  it('comes back as it was, but for what a list has no field for', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'openvbp-lists-'));
    try {
      await synthesise({ members: 150, seed: 3, country: 'cn', years: 1, folder });
      const made = (await tablesOf(folder)).tables['inpatient_case']!.map(cells);
      const content = csvText(wideTable(made.map((row) => listOf(row, []))));
      const { folder: files, remove } = filesForTest({ 'lists.csv': content });
      const { tables, refused } = await importInto(settlementList, [files]);
      remove();
      expect(made.length).toBeGreaterThan(10);
      expect(refused).toEqual([]);
      const carried = ({ claim_group_id: _group, claim_action: _action, ...row }: Cells): Cells => row;
      expect(tables['inpatient_case']!.map(cells).sort(byCase)).toEqual(made.map(carried).sort(byCase));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

const byCase = (a: Cells, b: Cells) => ((a['case_id'] ?? '') < (b['case_id'] ?? '') ? -1 : 1);

function cells(row: Record<string, unknown>): Cells {
  const entries = Object.entries(row).filter(([name]) => !name.startsWith('_') && name !== 'data_source');
  return Object.fromEntries(
    entries.map(([name, cell]) => {
      const text = String(cell);
      if (!/^-?\d+\.\d{4}$/.test(text) || /_procedure(_\d+)?$/.test(name)) return [name, text];
      const isMoney = !/_hours$|weight$/.test(name);
      return [name, isMoney ? text.slice(0, -2) : text.replace(/\.?0+$/, '')];
    }),
  );
}
