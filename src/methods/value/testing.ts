/** Worked examples: rows of a few people as objects → the report of a condition, and the tables behind it. */
import { afterEach, expect } from 'vitest';
import { canonicalTable } from '../../data/canonical/index.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import { checkDocument } from '../shared/document.ts';
import { columnsOfTable, completeTables } from '../tables.ts';
import { condition, misfits } from './document.ts';
import type { ValueReport } from './report.ts';
import { reported } from './run.ts';

export type Row = Record<string, string | number | boolean | null>;
const open: Warehouse[] = [];
afterEach(() => open.splice(0).forEach((warehouse) => warehouse.close()));

async function data(tables: Record<string, readonly Row[]>): Promise<Warehouse> {
  const warehouse = await openDuckdb({ threads: 1 });
  open.push(warehouse);
  await completeTables(warehouse);
  await warehouse.run('create schema methods');
  for (const [name, rows] of Object.entries(tables)) {
    const columns = columnsOfTable(canonicalTable(name));
    for (const [i, given] of rows.entries()) {
      const row: Row = { _source: 0, _file: 0, _line: i + 1, ...given };
      const cells = Object.entries(row).map(([column, cell]) => {
        const type = columns.find((one) => one.name === column)?.type;
        if (type === undefined) throw new Error(`${name} has no column ${column}`);
        return cell === null ? 'null' : `${quoteLiteral(String(cell))}::${type}`;
      });
      await warehouse.run(
        `insert into data.${name} (${Object.keys(row).map(quoteIdentifier).join(', ')}) values (${cells.join(', ')})`,
      );
    }
  }
  return warehouse;
}

const head = `
condition: test
version: '1'
title: { en: Test, zh: 测试 }
source: made up
adjustment: { method: strata, least: '1' }
least_cases: '1'
`;
export const words = (name: string) => `outcome: ${name}
    title: { en: ${name}, zh: ${name} }
    source: made up`;

export async function run(text: string, tables: Record<string, readonly Row[]>, asOf = '2023-01-01') {
  const { value: document, diagnostics: wrong } = checkDocument(head + text, '/test.yaml', condition);
  expect(wrong).toEqual([]);
  expect(misfits(document!)).toEqual([]);
  const warehouse = await data(tables);
  const { value, diagnostics } = await reported(
    warehouse,
    document!,
    { file: '/test.yaml' },
    {
      data: '/data',
      basis: 'paid',
      cwd: '/',
      asOf,
    },
  );
  const outcome = async (name: string) =>
    Object.fromEntries(
      (
        await warehouse.values(
          `select person_id, coalesce(value::double::varchar, reason) from outcome join cycle using (cycle_id) where outcome = '${name}' order by start, person_id`,
        )
      ).map(([person, cell]) => [String(person), String(cell)]),
    );
  const rows = (sql: string) => warehouse.values(sql);
  return { value: value as ValueReport, diagnostics, outcome, rows };
}

let claims = 0;
export const stay = (
  person_id: string,
  facility_npi: string,
  [from, to]: [string, string],
  paid_amount: string | null,
  more: Row = {},
): Row => ({
  claim_id: `C${(claims += 1)}`,
  claim_line_number: 1,
  claim_type: 'institutional',
  bill_type_code: '111',
  person_id,
  facility_npi,
  claim_start_date: from,
  claim_end_date: to,
  admission_date: from,
  discharge_date: to,
  diagnosis_code_1: 'I50.9',
  paid_amount,
  data_source: 'test',
  ...more,
});
export const visit = (person_id: string, billing_npi: string, day: string, more: Row = {}): Row => ({
  claim_id: `C${(claims += 1)}`,
  claim_line_number: 1,
  claim_type: 'professional',
  person_id,
  billing_npi,
  claim_start_date: day,
  claim_line_start_date: day,
  claim_end_date: day,
  diagnosis_code_1: 'E11.9',
  paid_amount: '10',
  data_source: 'test',
  ...more,
});
export const person = (person_id: string, more: Row = {}): Row => ({
  person_id,
  gender: 'female',
  birth_date: '1950-06-15',
  enrollment_start_date: '2020-01-01',
  enrollment_end_date: null,
  ...more,
});
