/** How hospitals write front pages, by example. */
import { describe, expect, it } from 'vitest';
import { frontPage } from './settlement-list.ts';
import { firstCodes, read } from './testing.ts';

describe('front pages', () => {
  it('reads GB18030 that does not say so, and says that it did', async () => {
    const bytes = gbk(
      '组织机构代码,病案号,住院次数,性别,总费用,其他费,护理费\n470001,B2,1,女,１２．５０,-,12.5\n',
    );
    // Headers in pinyin or codes say nothing of the encoding.
    const plain = gbk('ZZJGDM,BAH,ZYCS,XB\n470001,B3,1,男\n470001,B4,1,女\n');
    const json = gbk('{"ZZJGDM":"470001","BAH":"B1","ZYCS":"1","XB":"男"}\n');
    const { tables, findings } = await read(frontPage, { 'a.csv': bytes, 'b.csv': plain, 'c.jsonl': json });
    expect(tables['inpatient_case']).toMatchObject([
      {
        case_id: '470001-B2-1',
        sex: 'female',
        total_fee: '12.5000',
        fee_nursing: '12.5000',
        fee_other: '0.0000',
      },
      { case_id: '470001-B3-1', sex: 'male' },
      { case_id: '470001-B4-1', sex: 'female' },
      { case_id: '470001-B1-1', sex: 'male' },
    ]);
    expect(findings.map(({ code }) => code)).toEqual(Array(3).fill('encoding-assumed'));
  });

  it('leaves a blank main diagnosis and procedure unknown', async () => {
    const { tables, findings } = await read(frontPage, {
      'a.csv':
        'ZZJGDM,BAH,ZYCS,ZYZD,JBDM,QTZD1,JBDM1,SSJCZBM1,SSJCZBM2\nH1,B1,1,,,呼衰,J96.000,,47.0100\nH1,B2,1,肺炎,J18.900,呼衰,J96.000,47.0100,\n',
    });
    expect(firstCodes(tables)).toEqual([
      [undefined, 'J96.000', undefined, '47.0100'],
      ['J18.900', 'J96.000', '47.0100', undefined],
    ]);
    expect(findings.map(({ code, examples }) => [code, examples[0]?.key])).toEqual([
      ['principal-diagnosis-blank', 'H1-B1-1'],
      ['principal-procedure-blank', 'H1-B1-1'],
    ]);
  });

  it('reads 1.无 2.有', async () => {
    const { tables } = await read(frontPage, {
      'a.csv': '组织机构代码,病案号,住院次数,是否有出院31天内再住院计划\nH1,B1,1,1\nH1,B2,1,2\n',
    });
    expect(tables['inpatient_case']?.map((row) => row['readmission_planned_31_days'])).toEqual([false, true]);
  });

  it('keeps the fees it names as items, and those it does not know are said', async () => {
    const { tables, findings } = await read(frontPage, {
      'a.csv': 'ZZJGDM,BAH,ZYCS,ZFY,XYF,KJYWF,BLZDF,随便\nH1,B1,1,30,10,5,20,x\n',
    });
    expect(
      tables['cost_item']?.map(
        (row) => `${String(row['description'])} ${String(row['category'])} ${String(row['amount'])}`,
      ),
    ).toEqual(['西药费 西药费 10.0000', '病理诊断费 检查费 20.0000']);
    expect(findings.map(({ code, examples }) => [code, examples.map(({ key }) => key)])).toEqual([
      ['field-not-kept', ['KJYWF']],
      ['header-unknown', ['随便']],
    ]);
  });
});

/** GB18030 of a text, by looking every character up in the decoder: Node decodes it and does not encode it. */
function gbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number[]>();
  for (let high = 0x81; high < 0xff; high += 1)
    for (let low = 0x40; low < 0xff; low += 1) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if (character.length === 1 && !codes.has(character)) codes.set(character, [high, low]);
    }
  return Uint8Array.from(
    [...text].flatMap((c) => (c.charCodeAt(0) < 0x80 ? [c.charCodeAt(0)] : (codes.get(c) ?? []))),
  );
}
