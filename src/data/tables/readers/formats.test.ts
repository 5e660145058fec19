import ExcelJS from 'exceljs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TableSource } from '../../../language/agreement.ts';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import { agreement, boolean, date, entity, fixtures, load, money, ratio, table, text } from '../testing.ts';
import { parseRange } from './range.ts';

const files = fixtures();
afterAll(() => files.remove());

const row = entity('row', {
  facts: {
    name: { type: text, optional: true },
    paid: { type: money, optional: true },
    rate: { type: ratio, optional: true },
    seen: { type: date, optional: true },
    open: { type: boolean, optional: true },
  },
});

async function read(file: string, options: Partial<TableSource> = {}) {
  const { columns, ...rest } = options;
  const given = { ...table(file, rest), ...(columns && { columns }) };
  const { facts, problems, diagnostics } = await load(agreement([row], { row: [given] }));
  const names = ['_line', 'id', 'name', 'paid', 'rate', 'seen', 'open'];
  return {
    cells: (facts['row'] ?? []).map((r) => names.map((n) => String(r[n] ?? '')).join('~')),
    problems: problems.filter((p) => !p.includes('header-absent-optional')),
    diagnostics,
  };
}

describe('JSON lines', () => {
  it('keep every digit', async () => {
    const file = files.write(
      'exact.jsonl',
      '{"id": "1", "name": 1.10, "paid": 12345678901234567.89, "open": true}\n\n{"rate":1e-3,"id":2,"seen":"2024-02-29","name":null,"x":{"y":[1]}}\r\n',
    );
    expect(await read(file)).toMatchObject({
      problems: [],
      cells: ['1~1~1.10~12345678901234567890000~~~true', '3~2~~~1000000000000~2024-02-29~'],
    });
  });

  it.each([
    ['no object', '{"id":1}\n[2]\n{"id":3\n', ['error json-row 2', 'error json-row 3']],
    ['a name twice', '{"id":1,"id":2}\n', ['error json-twice 1']],
    ['a list where a cell should be', '{"id":1}\n{"id":2,"name":[1]}\n', ['error cell-nested 2']],
    ['not UTF-8', Buffer.from('{"id":1}\n{"id":"\xff"}\n', 'latin1'), ['error line-unreadable 2']],
    ['too long', `{"id":"${'x'.repeat(3_000_000)}"}\n`, ['error line-unreadable 1']],
    ['empty', '', ['error file-empty']],
  ])('%s', async (name, content, expected) => {
    expect((await read(files.write(`${name}.jsonl`, content))).problems).toEqual(expected);
  });
});

describe('Parquet', () => {
  const write = async (name: string, query: string) => {
    const file = join(files.folder, name);
    const warehouse = await openDuckdb();
    await warehouse.run(`copy (${query}) to '${file}' (format parquet)`);
    warehouse.close();
    return file;
  };

  it('goes to text exactly, by row', async () => {
    const file = await write(
      'typed.parquet',
      `select 7 as id, 'a'::blob as name, 12345678901234567.89::decimal(38,2) as paid, 0.1::double as rate, timestamp '2024-02-29' as seen, true as open
       union all select 8, null, 1.5, 1e-7, null, false`,
    );
    expect(await read(file)).toMatchObject({
      problems: [],
      cells: [
        '1~7~a~12345678901234567890000~100000000000000~2024-02-29~true',
        '2~8~~1500000~100000000~~false',
      ],
    });
  });

  it('takes dates and exact numbers as they are: what their text would be read as', async () => {
    const days = ['0001-01-01', '2024-02-29', '9999-12-31', '10000-01-01', '0044-03-15 (BC)', 'infinity'];
    const money = ['-999999999999.9999', '0.0001', '1000000000000', '99999999999999999999.5', '-7'];
    const rates = ['999', '-1000.5', '9223372036854775807', '-0.123456789'];
    const nth = (list: string[], type: string) =>
      `[${list.map((text) => `'${text}'`).join(', ')}]::${type}[]`;
    const query = (as: string) =>
      `select id, seen${as} as seen, paid${as} as paid, rate${as} as rate from (select id, (${nth(days, 'date')})[id] as seen,
        (${nth(money, 'decimal(38,4)')})[id] as paid, (${nth(rates, 'decimal(38,9)')})[id] as rate from range(1, 8) r(id)) where id < 7`;
    const [exact, asText] = [
      await read(await write('exact.parquet', query(''))),
      await read(await write('text.parquet', query('::varchar'))),
    ];
    expect(exact.cells).toEqual(asText.cells);
    expect(exact.problems).toEqual(asText.problems);
    expect(exact.cells[1]).toBe('2~2~~100~-1000500000000000000~2024-02-29~');
    expect(exact.problems.filter((p) => p.startsWith('error date-unreadable'))).toHaveLength(3);
  });

  it('refuses nested columns and files that are none', async () => {
    const nested = await write('nested.parquet', "select '1' as id, [1, 2] as name");
    expect((await read(nested)).problems).toEqual(['error cell-nested']);
    const none = files.write('none.parquet', 'PAR1 this is not');
    expect((await read(none)).problems).toEqual(['error file-unreadable']);
    const empty = files.write('empty.parquet', '');
    expect((await read(empty)).problems).toEqual(['error file-unreadable']);
  });
});

describe('workbooks', () => {
  const write = async (name: string, fill: (workbook: ExcelJS.Workbook) => void) => {
    const workbook = new ExcelJS.Workbook();
    fill(workbook);
    return files.write(name, new Uint8Array(await workbook.xlsx.writeBuffer()));
  };

  it('numbers, dates, percents, formulas, rich text and merged cells', async () => {
    const file = await write('kinds.xlsx', (workbook) => {
      const sheet = workbook.addWorksheet('Data');
      sheet.addRow(['ID', 'Name', 'Paid', 'Rate', 'Seen', 'Open']);
      sheet.addRow(['001', 'a', 0.1 + 0.2, 0.8941, new Date(Date.UTC(2024, 1, 29)), true]);
      sheet.getCell('D2').numFmt = '0.00%';
      sheet.addRow([
        2,
        null,
        { formula: 'C2*2', result: 1234.5 },
        1e-7,
        null,
        { formula: '1=2', result: false },
      ]);
      sheet.getCell('B3').value = { richText: [{ text: 'x' }, { text: 'y' }] };
      sheet.addRow([3, 'm', { formula: '""' }, null, new Date(Date.UTC(1900, 0, 1)), 'no']);
      sheet.addRow([4]);
      sheet.mergeCells('B4:B5');
      sheet.addRow([]);
      sheet.addRow([5, { text: 'link', hyperlink: 'https://example.org' }, { formula: '1-1', result: 0 }]);
    });
    expect(await read(file)).toMatchObject({
      problems: ['note cell-rounded 2'],
      cells: [
        '2~001~a~300000~894100000000000~2024-02-29~true',
        '3~2~xy~1234500000~100000000~~false',
        // The library writes day 2 of Excel's calendar, which Excel shows as 2 January.
        '4~3~m~~~1900-01-02~false',
        '5~4~m~~~~',
        '7~5~link~0~~~',
      ],
    });
  });

  it('a sheet by name or number, a range, a header row', async () => {
    const file = await write('sheets.xlsx', (workbook) => {
      workbook.addWorksheet('Notes').addRow(['id']);
      const sheet = workbook.addWorksheet('Table 2');
      sheet.addRow(['A title']);
      sheet.addRow([]);
      sheet.addRow(['', 'id', 'id']);
      sheet.addRow(['', 'id', 'paid', 'more']);
      sheet.addRow(['', 'A', 5, 'x']);
      sheet.addRow(['', 'B', 6, 'x']);
      sheet.addRow(['a footnote']);
    });
    const cells = ['5~A~~5000000~~~', '6~B~~6000000~~~'];
    expect(await read(file, { sheet: 'table 2', range: 'B4:C6' })).toMatchObject({ problems: [], cells });
    expect(await read(file, { sheet: '2', range: '$B$3:$D$6', header: 2 })).toMatchObject({
      problems: [],
      cells,
    });
    expect(await read(file, { sheet: '2', range: 'B:C', header: 4 })).toMatchObject({ problems: [], cells });
    const missing = await read(file, { sheet: 'Table 3' });
    expect(missing.problems).toEqual(['error sheet-missing']);
    expect(missing.diagnostics[0]?.hint?.en).toContain('"Table 2"');
    expect((await read(file)).problems).toEqual(['note sheet-first']);
    expect((await read(file, { sheet: '2', range: 'B4-C6' })).problems).toEqual(['error range-wrong']);
    expect((await read(file, { sheet: '2', header: 40 })).problems).toEqual(['error header-missing']);
  });

  it('errors in cells are no values, formulas without results no table', async () => {
    const errors = await write('errors.xlsx', (workbook) => {
      const sheet = workbook.addWorksheet('Data');
      sheet.addRow(['id', 'paid']);
      sheet.addRow(['A', { error: '#N/A' }]);
      sheet.addRow(['B', { formula: '1/0', result: { error: '#DIV/0!' } }]);
    });
    expect((await read(errors)).problems).toEqual(['error number-unreadable 2', 'error number-unreadable 3']);
    const uncomputed = await write('uncomputed.xlsx', (workbook) => {
      const sheet = workbook.addWorksheet('Data');
      sheet.addRow(['id', 'paid']);
      sheet.addRow(['A', 5]);
      sheet.addRow(['B', { formula: 'B2*2' }]);
    });
    expect((await read(uncomputed)).problems).toEqual(['error formula-without-result 3']);
  });

  it('locked, old, damaged and empty files', async () => {
    const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    const locked = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]);
    expect((await read(files.write('locked.xlsx', locked))).problems).toEqual(['error workbook-locked']);
    expect((await read(files.write('old.xlsx', ole))).problems).toEqual(['error workbook-old']);
    expect((await read(files.write('damaged.xlsx', 'PK\u0003\u0004 and then nothing'))).problems).toEqual([
      'error workbook-broken',
    ]);
    expect((await read(files.write('nothing.xlsx', ''))).problems).toEqual(['error file-empty']);
  });
});

describe('ranges', () => {
  it.each([
    ['B5:K120', { left: 2, top: 5, right: 11, bottom: 120 }],
    ['$b$5:$k', { left: 2, top: 5, right: 11 }],
    ['A:AA', { left: 1, right: 27 }],
    ['5:120', { top: 5, bottom: 120 }],
  ])('%s', (range, area) => expect(parseRange(range)).toEqual(area));

  it.each(['', 'B5', 'K5:B9', 'B9:K5', 'B0:K5', '5:K9', 'Sheet1!A1:B2'])('"%s" is none', (range) =>
    expect(parseRange(range)).toBeUndefined(),
  );
});
