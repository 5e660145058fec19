/** Tables as people hand them: under titles, with a total below, and with the codes hospitals report front pages by. */
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { frontPage, settlementList } from './settlement-list.ts';
import { read } from './testing.ts';

const HEADERS = '结算ID,医疗机构编码,人员编号,出生日期,入院时间,主要诊断编码,医疗费总额'.split(',');
const LISTS = [
  ['S1', 'H1', 'P1', '19560301', '20230101', 'I21.900', '12345.67'],
  ['S2', 'H1', 'P2', '1960/3/1', '2023年1月3日', 'J18.900', '５０００.00'],
  ['合计', '', '', '', '', '', '17345.67'],
];

describe('tables as people hand them', () => {
  it('finds the header under titles, and takes no total for a case, in a workbook as in a CSV', async () => {
    const workbook = new exceljs.Workbook();
    const sheet = workbook.addWorksheet('1月');
    // 编码 stands under a heading of its own, the others under none.
    const over = HEADERS.map((header) => (header === '医疗机构编码' ? '医疗机构' : header));
    const under = HEADERS.map((header) => header.replace('医疗机构', ''));
    sheet.addRows([['某市2023年1月结算清单'], over, under, ...LISTS]);
    for (const range of ['A1:G1', ...['A', 'C', 'D', 'E', 'F', 'G'].map((at) => `${at}2:${at}3`)])
      sheet.mergeCells(range);
    const lines = [['某市2023年1月结算清单'], ['单位：元'], HEADERS, ...LISTS].map((row) => row.join(','));
    for (const [name, content, line] of [
      ['a.csv', `${lines.join('\n')}\n`, 3],
      ['a.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()), 3],
    ] as const) {
      const { tables, refused, findings } = await read(settlementList, { [name]: content });
      expect(tables['inpatient_case']).toMatchObject([
        {
          case_id: 'S1',
          hospital_id: 'H1',
          total_fee: '12345.6700',
          age_years: 66n,
          _line: BigInt(line + 1),
        },
        { case_id: 'S2', total_fee: '5000.0000', admission_date: '2023-01-03', _line: BigInt(line + 2) },
      ]);
      expect(refused).toMatchObject([{ line: BigInt(line + 3), column: 'person_id', amount: '17345.6700' }]);
      expect(findings.find(({ code }) => code === 'header-below')).toMatchObject({ examples: [{ line }] });
    }
  });

  it('reads front pages by the codes they are reported with', async () => {
    const codes =
      'A01,A48,A49,B12,B15,A20,A12C,A14,C03C,C06x01C,C06x02C,C14x01C,C16x01,C35x01C,B36C,D01,D09,D11,D20,D20x01,D23';
    const page =
      'H1,0001,2,2023-01-01 08:00:00,2023-01-09,110101195603010011,1,66,I21.900,E11.900,-,36.0601,2023-01-02,88.5501,1,1000.00,300,100,600,50,300';
    const { tables, findings } = await read(frontPage, { 'p.csv': `${codes}\n${page}\n` });
    expect(tables['inpatient_case']).toMatchObject([
      {
        case_id: 'H1-0001-2',
        person_id: '110101195603010011',
        principal_diagnosis: 'I21.900',
        other_diagnosis_1: 'E11.900',
        principal_procedure: '36.0601',
        principal_procedure_date: '2023-01-02',
        other_procedure_1: '88.5501',
        readmission_planned_31_days: false,
        total_fee: '1000.0000',
        personal_payment: '300.0000',
        fee_surgery: '600.0000',
      },
    ]);
    // 麻醉费 (D20x01) is part of 手术治疗费, and no fee beside it.
    expect(tables['cost_item']?.map(({ amount }) => amount)).toEqual(['100.0000', '600.0000', '300.0000']);
    expect(findings.find(({ code }) => code === 'header-unknown')).toBeUndefined();
  });
});
