import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleRun, rows, statementRows } from '../support/example-run.ts';
import { roleTitle, STATEMENT_FILES, summarize, writeStatement } from '../../src/statement/index.ts';

const folders: string[] = [];
async function written() {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-statement-'));
  folders.push(folder);
  const summary = await writeStatement({ ...exampleRun, folder }, statementRows());
  return { folder, summary, text: (name: string) => readFileSync(join(folder, name), 'utf8') };
}
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

describe('the summary', () => {
  it('adds up by status, exactly, and never counts an unknown amount', async () => {
    const { summary } = await written();
    expect(summary.total).toEqual({ rows: 4, final: 2, pending: 1, undetermined: 1 });
    expect(summary.payments[0]).toMatchObject({
      total: {
        final: { rows: 2, amount: '45868646.18' },
        pending: { rows: 1, amount: '10.00' },
        undetermined: 1,
      },
      posted: '45000000.00',
      difference: '868646.18',
    });
    expect(summary.payments[0]?.flows.map(({ to }) => to)).toEqual(['A1001', 'A2002', 'A3003', 'A4,"4']);
  });

  it('says which fact is missing, for whom, and where it would come from', async () => {
    const { summary } = await written();
    expect(summary.undetermined).toEqual([
      {
        payment: 'shared',
        reason: { kind: 'missing', entity: 'aco', name: 'quality' },
        title: { en: 'Quality score', zh: '质量得分' },
        entityTitle: { en: 'ACO', zh: '责任制医疗组织' },
        rows: 1,
        keys: ['A4,"4'],
        bound: { file: 'aco.csv', column: 'QualScore' },
      },
    ]);
  });

  it('says what a pending amount awaits: the formula of the term that decides', async () => {
    const { summary } = await written();
    expect(summary.pending).toMatchObject([
      {
        rows: 1,
        amount: '10.00',
        formula: 'as_of >= period.end + runout',
        title: { en: 'Run-out complete' },
      },
    ]);
  });

  it('calls roles by the model’s words, else by ours; one that nobody has words for is shown as it is', () => {
    const own = { payer: { en: 'The plan', zh: '保险计划' } };
    expect(roleTitle('payer', own)?.zh).toBe('保险计划');
    expect(roleTitle('payer', undefined)?.zh).toBe('支付方');
    expect(roleTitle('toString', own)).toBeUndefined();
  });

  it('lists parameters in decimals, with their sources, changes and doubts', async () => {
    const { summary } = await written();
    expect(summary.parameters[0]).toMatchObject({
      changed: true,
      unverified: true,
      shape: {
        values: [
          { value: '0.5', source: '42 CFR 425.604(d)' },
          { value: '0.75', unverified: true },
        ],
      },
    });
  });
});

describe('a currency without cents', () => {
  it('adds up whole units', async () => {
    const yen = { ...exampleRun, plan: { ...exampleRun.plan, currency: 'JPY', minorUnit: 0 } };
    const [row] = rows;
    async function* two() {
      yield { ...row!, amount: '1250', posted: '0', difference: '1250' };
      yield { ...row!, key: 'B', amount: '-7', posted: '0', difference: '-7' };
    }
    const { payments } = await summarize(yen, two());
    expect(payments[0]?.total.final).toEqual({ rows: 2, amount: '1243' });
  });
});

describe('the files', () => {
  it('are the same bytes each time, whatever the clock says', async () => {
    const one = await written();
    await new Promise((resolve) => setTimeout(resolve, 2100)); // ZIP dates have a grain of two seconds
    const two = await written();
    for (const name of STATEMENT_FILES) {
      expect(readFileSync(join(one.folder, name)).equals(readFileSync(join(two.folder, name))), name).toBe(
        true,
      );
    }
    expect(readdirSync(one.folder).sort()).toEqual([...STATEMENT_FILES].sort());
  });

  it('statement.csv has a row per payment, quoted where it must be, empty where unknown', async () => {
    const lines = (await written()).text('statement.csv').split('\n');
    expect(lines[1]).toBe('shared,aco,A1001,cms,A1001,45867445.68,USD,final,45000000.00,867445.68,,,,,');
    expect(lines[4]).toBe(
      'shared,aco,"A4,""4",cms,"A4,""4",,USD,undetermined,0.00,,,missing,aco,"A4,""4",quality',
    );
  });

  it('statement.json holds the rows and the summary', async () => {
    const json = JSON.parse((await written()).text('statement.json')) as {
      rows: unknown[];
      summary: unknown;
    };
    expect(json.rows).toHaveLength(4);
    expect(json.summary).toMatchObject({ contract: 'example-2022', total: { rows: 4 } });
  });

  it('statement.xlsx opens, with amounts as numbers', async () => {
    const { folder } = await written();
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(folder, 'statement.xlsx'));
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'Statement 结算单',
      'Payments 支付明细',
      'Parameters 参数',
    ]);
    expect(book.getWorksheet('Payments 支付明细')?.getCell('F2').value).toBe(45867445.68);
    expect(book.getWorksheet('Payments 支付明细')?.getCell('F5').value).toBeNull();
  });

  it('statement.html stands alone, escapes what data says, and holds both languages', async () => {
    const html = (await written()).text('statement.html');
    expect(html).not.toMatch(/\b(src|href)=|@import|url\(/);
    expect(html).toContain('Example &#60;2022&#62;');
    expect(html).toContain('示例协议 2022');
    expect(html).toContain('A4,&#34;4');
    expect(html).toContain('45,867,445.68');
    expect(html).toMatch(/column QualScore of aco\.csv/);
    // A citation stays as it is cited, and says in which language that is.
    expect(html).toContain('<cite lang="en">42 CFR Part 425</cite>');
    // A party's role in words, with what the model calls it at hand.
    expect(html).toContain(
      '<span title="payer"><span lang="en">Payer</span><span lang="zh-CN">支付方</span></span>',
    );
    expect(html).toMatch(/<mark class="u">.*unverified.*未核实.*<\/mark>/);
  });
});
