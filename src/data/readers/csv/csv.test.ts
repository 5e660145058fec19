/** Tables of one's own, by a column map: what a map may say, and what is refused. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import { filesForTest, importInto } from '../../import/testing.ts';
import { csv } from './csv.ts';

const MAP = `
columns:
  claim_id: Number
  claim_line_number: { value: 1 }
  person_id: Member
  paid_amount: { column: Paid, format: thousands, unknown: ["-"] }
  claim_start_date: { column: Day, format: [MM/DD/YYYY, YYYY年M月D日] }
  claim_type: { column: Kind, values: { inpatient: institutional, office: professional } }
`;
const HEAD = 'Number,Member,Paid,Day,Kind,Remark\n';

async function read(
  files: Record<string, string | Uint8Array>,
  given: {
    table?: string;
    map?: string;
    encoding?: string;
    prepare?: (folder: string) => Promise<void>;
  } = {},
) {
  const { folder, remove } = filesForTest(files);
  const { table = 'medical_claim', map = MAP, encoding, prepare } = given;
  const other = filesForTest({ 'map.yaml': map });
  try {
    await prepare?.(folder);
    return await importInto(csv, [folder], {
      table,
      ...(map !== '' && { map: join(other.folder, 'map.yaml') }),
      ...(encoding !== undefined && { encoding }),
    });
  } finally {
    remove();
    other.remove();
  }
}

describe('a table by a column map', () => {
  it('reads names, constants, formats, values and unknown', async () => {
    const { tables, refused } = await read({
      'a.csv': `${HEAD}A1,P1,"1,234.50",02/03/2023,inpatient,x\nA2,P2,-,2023年12月1日,office,\nA3,P2,１２．５,12/31/2023,dental,\n`,
    });
    expect(refused).toEqual([]);
    expect(tables['medical_claim']).toMatchObject([
      {
        claim_id: 'A1',
        claim_line_number: 1n,
        person_id: 'P1',
        paid_amount: '1234.5000',
        claim_start_date: '2023-02-03',
        claim_type: 'institutional',
        _line: 2n,
      },
      { claim_id: 'A2', claim_start_date: '2023-12-01', claim_type: 'professional', _line: 3n },
      { claim_id: 'A3', paid_amount: '12.5000', claim_type: 'dental' },
    ]);
    expect(tables['medical_claim']?.[1]).not.toHaveProperty('paid_amount');
  });

  it('refuses a cell that no format of the map reads, with the row’s money', async () => {
    const { tables, refused, report } = await read({
      'a.csv': `${HEAD}A1,P1,10,2023-02-03,office,\nA2,P1,5,02/03/2023,office,\n`,
    });
    expect(tables['medical_claim']).toHaveLength(1);
    expect(refused).toMatchObject([
      { line: 2n, reason: 'date-unreadable', column: 'claim_start_date', text: '⟨2023-02-03⟩' },
    ]);
    expect(report?.tables[0]?.money['paid_amount']).toMatchObject({
      read: '15.0000',
      kept: '5.0000',
      refused: '10.0000',
    });
  });

  it('keeps the rows that are asked for, and counts the others', async () => {
    const { tables, report } = await read(
      { 'a.csv': `${HEAD}A1,P1,10,02/03/2023,office,old\nA2,P1,5,02/03/2023,office,new\n` },
      { map: `${MAP}keep: { Remark: [new] }\n` },
    );
    expect(tables['medical_claim']?.map(({ claim_id: id }) => id)).toEqual(['A2']);
    expect(report?.passedOver).toMatchObject([{ reason: 'not-kept', count: 1 }]);
  });

  it('makes a row of each line that stands in columns of its own, as claims of CMS’ DE-SynPUF do', async () => {
    const { tables, report, findings, refused } = await read(
      {
        'a.csv':
          'CLM_ID,DAY,HCPCS_CD_1,PMT_1,HCPCS_CD_2,PMT_2,HCPCS_CD_3,PMT_3\n' +
          'C1,20080105,99213,40.00,85025,0.00,,\nC2,20080106,,,99214,70.50,99215,x\n',
      },
      {
        map: `
columns:
  claim_id: CLM_ID
  person_id: { value: P1 }
  claim_type: { value: professional }
  claim_start_date: { column: DAY, format: YYYYMMDD }
  hcpcs_code: HCPCS_CD_{claim_line_number}
  paid_amount: PMT_{claim_line_number}
unpivot: { claim_line_number: [1, 2, 3] }
`,
      },
    );
    expect(
      tables['medical_claim']?.map((row) => [
        row['claim_id'],
        row['claim_line_number'],
        row['hcpcs_code'],
        row['paid_amount'],
        row['_line'],
      ]),
    ).toEqual([
      ['C1', 1n, '99213', '40.0000', 2n],
      ['C1', 2n, '85025', '0.0000', 2n],
      ['C2', 2n, '99214', '70.5000', 3n],
    ]);
    expect(refused).toMatchObject([{ line: 3n, column: 'paid_amount', text: 'x' }]);
    // Every cell of three values in two rows is a row, refused, or empty.
    expect(report?.passedOver).toMatchObject([{ reason: 'unpivot-empty', count: 2 }]);
    expect(findings).toEqual([]);
  });

  it('reads amounts with a sign where the map says so; where it does not, the refusal names the column and the way out', async () => {
    const files = {
      'a.csv': `${HEAD}A1,P1,"$1,234.50",02/03/2023,office,\nA2,P1,($5.00),02/03/2023,office,\n`,
    };
    const { tables } = await read(files, { map: MAP.replace('thousands', '$') });
    expect(tables['medical_claim']?.map(({ paid_amount: paid }) => paid)).toEqual(['1234.5000', '-5.0000']);
    const { diagnostics } = await read(files);
    expect(diagnostics.map(({ code, message }) => `${code}: ${message.en}`).slice(0, 2)).toEqual([
      'nothing-kept-of-table: No row could be used of 1 file read as a table: 2 refused, 0 left out. The data folder is as it was.',
      'refused-example: 2 × not an amount (paid_amount), first in line 2.',
    ]);
    expect(diagnostics[0]?.hint?.en).toContain('--option map=map.yaml');
  });

  it('is another import under another map', async () => {
    const files = { 'a.csv': `${HEAD}A1,P1,10,02/03/2023,office,\n` };
    const [one, two] = [
      await read(files),
      await read(files, { map: MAP.replace('unknown: ["-"]', 'unknown: ["10"]') }),
    ];
    expect(one.report?.id).not.toBe(two.report?.id);
    expect(two.tables['medical_claim']?.[0]).not.toHaveProperty('paid_amount');
  });

  it('reads workbooks, Parquet and JSON lines alike', async () => {
    const rows = [
      ['Number', 'Member', 'Paid', 'Day', 'Kind'],
      ['A1', 'P1', '1,000.25', '02/03/2023', 'office'],
    ];
    const workbook = new exceljs.Workbook();
    workbook.addWorksheet('x').addRows(rows);
    const book = new Uint8Array(await workbook.xlsx.writeBuffer());
    const line = JSON.stringify(
      Object.fromEntries((rows[0] as string[]).map((name, i) => [name, rows[1]?.[i]])),
    );
    const parquet = async (folder: string) => {
      const warehouse = await openDuckdb();
      await warehouse.run(
        `copy (select 'A1' as "Number", 'P1' as "Member", '1,000.25' as "Paid", '02/03/2023' as "Day", 'office' as "Kind") to '${join(folder, 'a.parquet')}' (format parquet)`,
      );
      warehouse.close();
    };
    for (const given of [
      await read({ 'a.xlsx': book }),
      await read({ 'a.jsonl': `${line}\n` }),
      await read({}, { prepare: parquet }),
    ]) {
      expect(given.tables['medical_claim']).toMatchObject([
        { claim_id: 'A1', paid_amount: '1000.2500', claim_start_date: '2023-02-03' },
      ]);
    }
  });

  it('finds columns by their own names without a map, and says what it does not read', async () => {
    const { tables, findings } = await read(
      { 'a.csv': 'Provider_ID,name,colour\nH1,Eins,red\n' },
      { table: 'provider', map: '' },
    );
    expect(tables['provider']).toMatchObject([{ provider_id: 'H1', name: 'Eins' }]);
    expect(findings).toMatchObject([{ code: 'header-unknown', count: 1, examples: [{ key: 'colour' }] }]);
  });

  it('refuses every row of a file that lacks what the map names, and their money', async () => {
    const { tables, refused, findings, report } = await read({
      'a.csv': 'Number,Member,Paid,Kind\nA1,P1,10,office\nA2,P1,11,office\n',
      'b.csv': 'Number,Member,Paid,Day,Kind\nB1,P1,7,02/03/2023,office\n',
    });
    expect(tables['medical_claim']).toHaveLength(1);
    expect(refused).toHaveLength(2);
    expect(findings).toMatchObject([{ code: 'columns-missing', count: 1, examples: [{ key: 'Day' }] }]);
    expect(report?.tables[0]?.money['paid_amount']).toMatchObject({ refused: '21.0000' });
  });
});

describe('what cannot be', () => {
  const problems = async (given: Parameters<typeof read>[1], files = { 'a.csv': HEAD }) =>
    (await read(files, given)).diagnostics.map(({ code, message }) => `${code}: ${message.en}`);

  it('names a table that is not', async () => {
    expect(await problems({ table: 'medical_claims' })).toEqual([
      'table-unknown: There is no canonical table "medical_claims".',
    ]);
  });
  it('says where a map is wrong', async () => {
    const [first] = await problems({ map: 'columns:\n  claim_idd: Number\n' });
    expect(first).toMatch(/claim_idd/);
  });
  it('knows no format of dates for money', async () => {
    const [first] = await problems({ map: MAP.replace('format: thousands', 'format: YYYYMMDD') });
    expect(first).toMatch(/YYYYMMDD/);
  });
  it('unpivots nothing where no header has a place for it', async () => {
    const [first] = await problems({ map: `${MAP}unpivot: { kind: [a, b] }\n` });
    expect(first).toMatch(/^unpivot-unused/);
  });
  it('reads no map that is not there', async () => {
    const { folder, remove } = filesForTest({ 'a.csv': HEAD });
    const { diagnostics } = await importInto(csv, [folder], {
      table: 'provider',
      map: join(folder, 'none.yaml'),
    });
    remove();
    expect(diagnostics.map(({ code }) => code)).toContain('file-not-found');
  });
  it('finds the headers below a title, and the lines of rows that span several', async () => {
    const { tables, refused } = await read(
      {
        'a.csv': `A title\n${HEAD}A1,P1,1.00,02/03/2023,office,"on two\nlines"\n\nA2,P1,2.00,02/04/2023,office,\n`,
      },
      { map: `header: 2\n${MAP}` },
    );
    expect(refused).toEqual([]);
    expect(tables['medical_claim']).toMatchObject([
      { claim_id: 'A1', _line: 3n },
      { claim_id: 'A2', _line: 6n },
    ]);
  });
  it('refuses a damaged workbook whole', async () => {
    const { refused } = await read(
      { 'b.csv': `${HEAD}B1,P1,7,02/03/2023,office,\n` },
      { prepare: async (folder) => writeFileSync(join(folder, 'a.xlsx'), 'no workbook') },
    );
    expect(refused).toMatchObject([{ reason: 'file-damaged' }]);
  });
});
