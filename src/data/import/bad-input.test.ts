/** Files with faults: a row is refused with its line and reason, and the rest goes on. */
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { tuva } from '../readers/tuva/tuva.ts';
import { filesForTest, importInto } from './testing.ts';

const removed: (() => void)[] = [];
afterEach(() => removed.splice(0).forEach((remove) => remove()));

const HEADER = 'claim_id,claim_line_number,person_id,claim_start_date,paid_amount\n';
const GOOD = 'C1,1,P1,2024-01-05,80.50\n';

/** Lines kept, and `line reason column` of those refused. */
async function read(content: string | Uint8Array, name = 'medical_claim.csv') {
  const files = filesForTest({ [name]: content });
  removed.push(files.remove);
  const { tables, refused, diagnostics, report, findings } = await importInto(tuva, [files.folder]);
  return {
    kept: (tables['medical_claim'] ?? []).map((row) => `${row['_line']} ${row['claim_id']}`),
    refused: refused.map(({ line, reason, column }) =>
      [line, reason, column].filter((x) => x !== undefined).join(' '),
    ),
    codes: diagnostics.map(({ code }) => code),
    rows: tables['medical_claim'] ?? [],
    money: report?.tables[0]?.money['paid_amount'],
    findings: findings.map(({ code }) => code),
  };
}

describe('cells', () => {
  it('that do not parse refuse their row, with line and column', async () => {
    const { kept, refused, money } = await read(
      `${HEADER}${GOOD}C2,x,P1,2024-01-05,1\nC3,1,,2024-01-05,2\nC4,1,P1,2024-02-30,3\nC5,1,P1,1899-12-31,4\nC6,1,P1,2999-01-01,5\nC7,1,P1,2024-01-05,"1,000"\nC8,1,P1,2024-01-05,1_000\nC9,1,P1,2024-01-05,1.00001\nC10,1,P1,2024-01-05,123456789012345\n`,
    );
    expect(kept).toEqual(['2 C1']);
    expect(refused).toEqual([
      '3 integer-unreadable claim_line_number',
      '4 required-missing person_id',
      '5 date-unreadable claim_start_date',
      '6 date-impossible claim_start_date',
      '7 date-impossible claim_start_date',
      '8 amount-unreadable paid_amount',
      '9 amount-unreadable paid_amount',
      '10 amount-too-fine paid_amount',
      '11 amount-too-large paid_amount',
    ]);
    expect(money).toEqual({ read: '1095.5000', kept: '80.5000', refused: '1015.0000', unreadable: 3 });
  });

  it('may have blanks of any kind, times, exponents and trailing zeros', async () => {
    const { rows, refused } = await read(
      `${HEADER} C1\u3000,1.0,\tP1 ,2024-01-05T10:30:00Z,1e2\nC2,+2,P1,2024-01-05 00:00:00,-0.500000\n`,
    );
    expect(refused).toEqual([]);
    expect(rows).toMatchObject([
      {
        claim_id: 'C1',
        claim_line_number: 1n,
        person_id: 'P1',
        claim_start_date: '2024-01-05',
        paid_amount: '100.0000',
      },
      { claim_id: 'C2', claim_line_number: 2n, claim_start_date: '2024-01-05', paid_amount: '-0.5000' },
    ]);
  });

  it('of quantities finer than four decimals are rounded, and counted', async () => {
    const { rows, findings } = await read(
      'claim_id,claim_line_number,person_id,service_unit_quantity\nC1,1,P1,0.33335\n',
    );
    expect(rows).toMatchObject([{ service_unit_quantity: '0.3334' }]);
    expect(findings).toEqual(['quantity-rounded']);
  });
});

describe('rows', () => {
  it('with more or fewer cells than the header', async () => {
    const { kept, refused } = await read(
      `${HEADER}${GOOD}C2,1\n\nC3,1,P1,2024-01-05,1,2\nC4,1,P1,2024-01-05,1\n`,
    );
    expect(kept).toEqual(['2 C1', '6 C4']);
    expect(refused).toEqual(['3 row-ragged', '5 row-ragged']);
  });

  it('cut off at the end of the file', async () => {
    const { kept, refused } = await read(`${HEADER}${GOOD}C2,1,P`);
    expect(kept).toEqual(['2 C1']);
    expect(refused).toEqual(['3 row-ragged']);
  });

  it('of several lines keep their line, as do those after them', async () => {
    const { kept, rows } = await read(
      `claim_id,claim_line_number,person_id,plan\nC1,1,P1,"two\nlines, ""quoted"""\nC2,1,P1,"a" \n`,
    );
    expect(kept).toEqual(['2 C1', '4 C2']);
    expect(rows.map((row) => row['plan'])).toEqual(['two\nlines, "quoted"', 'a']);
  });

  it('with a quote that never closes do not swallow the others', async () => {
    const { kept, refused } = await read(
      `${HEADER}${GOOD}"C2,1,P1,2024-01-05,1\nC3,1,P1,2024-01-05,1\n"C4"x,1,P1,2024-01-05,1\nC5,1,P1,2024-01-05,1\n`,
    );
    expect(kept).toEqual(['2 C1', '4 C3', '6 C5']);
    expect(refused).toEqual(['3 quote-stray', '5 quote-stray']);
  });

  it('with CRLF, with lone carriage returns, without a last line end', async () => {
    expect((await read(`${HEADER}${GOOD}`.replaceAll('\n', '\r\n').trimEnd())).kept).toEqual(['2 C1']);
    expect((await read(`${HEADER}${GOOD}`.replaceAll('\n', '\r'))).kept).toEqual(['2 C1']);
  });
});

describe('bytes', () => {
  const gbk = Buffer.from([0xd6, 0xd0, 0xb9, 0xfa]);

  it('a byte order mark is no part of the first header', async () => {
    expect((await read(`\ufeff${HEADER}${GOOD}`)).kept).toEqual(['2 C1']);
    expect((await read(Buffer.from(`\ufeff${HEADER}${GOOD}`, 'utf16le'))).kept).toEqual(['2 C1']);
  });

  it('of another encoding among UTF-8 refuse their line', async () => {
    const { kept, refused } = await read(
      Buffer.concat([
        Buffer.from(`${HEADER}${GOOD}C2,1,`),
        gbk,
        Buffer.from(',2024-01-05,1\nC3,1,王,2024-01-05,1\n'),
      ]),
    );
    expect(kept).toEqual(['2 C1', '4 C3']);
    expect(refused).toEqual(['3 encoding']);
  });

  it('zero bytes refuse their line', async () => {
    const { kept, refused } = await read(`${HEADER}${GOOD}C2,1,P\0,2024-01-05,1\nC3,1,P1,2024-01-05,1\n`);
    expect(kept).toEqual(['2 C1', '4 C3']);
    expect(refused).toEqual(['3 zero-byte']);
  });

  it('of a very long line refuse it, without holding it in memory', async () => {
    const { kept, refused } = await read(
      Buffer.concat([
        Buffer.from(`${HEADER}${GOOD}C2,1,`),
        Buffer.alloc(50_000_000, 120),
        Buffer.from(`,2024-01-05,1\nC3,1,P1,2024-01-05,1\n`),
      ]),
    );
    expect(kept).toEqual(['2 C1', '4 C3']);
    expect(refused).toEqual(['3 row-too-long']);
  });
});

describe('files', () => {
  it('empty, of a header only, of another layout, damaged', async () => {
    expect((await read('')).codes).toEqual(['nothing-kept', 'refused-example']);
    expect((await read(HEADER)).codes).toEqual(['nothing-there']);
    expect((await read('patient,when,amount\n1,2,3\n')).codes).toEqual([
      'columns-missing',
      'looks-like-format',
    ]);
    expect((await read('PAR1 and then nothing', 'medical_claim.parquet')).codes).toEqual([
      'nothing-kept',
      'refused-example',
    ]);
  });

  it('packed by gzip are read, and as far as they go where they are cut off', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `C${i},1,P${(i * 7919) % 5000},2024-01-05,80.50\n`);
    const packed = gzipSync(`${HEADER}${rows.join('')}`);
    const { kept, refused } = await read(packed, 'medical_claim.csv.gz');
    expect([kept.length, refused]).toEqual([5000, []]);
    const cut = await read(packed.subarray(0, packed.length / 2), 'medical_claim.csv.gz');
    expect(cut.kept.length).toBeGreaterThan(1000);
    expect(cut.refused.at(-1)).toMatch(/file-truncated$/);
    expect((await read(gzipSync('a,b\n1,2\n'), 'other.csv.gz')).codes).toContain('no-files');
  });

  it('with headers twice or none over a column', async () => {
    const { kept, findings } = await read('claim_id,claim_line_number,person_id,,Claim_ID\nC1,1,P1,a,b\n');
    expect(kept).toEqual(['2 C1']);
    expect(findings).toEqual(['header-repeated', 'header-unknown']);
  });
});
