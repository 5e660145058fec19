/** How hospitals write settlement lists, by example. */
import { describe, expect, it } from 'vitest';
import { settlementList } from './settlement-list.ts';
import { firstCodes, read } from './testing.ts';

const one = (change: object, parts: object = {}) =>
  `${JSON.stringify({ setlinfo: { setl_id: 'S1', fixmedins_code: 'H33010200001', hi_no: 'P1', adm_time: '2023-03-01', ...change }, ...parts })}\n`;

describe('settlement lists', () => {
  it('says which lists have no fees, or none by category', async () => {
    const { all } = await read(settlementList, {
      'a.jsonl':
        one({ setl_id: 'S1' }) +
        one({ setl_id: 'S2', medfee_sumamt: '100.00' }) +
        one({ setl_id: 'S3' }, { iteminfo: [{ med_chrgitm: '床位费', amt: '' }] }) +
        one({ setl_id: 'S4' }, { iteminfo: [{ med_chrgitm: '床位费', amt: '-' }] }),
    });
    const of = (code: string) => all.find((one) => one.code === code);
    expect(of('fees-absent')).toMatchObject({ count: 2, examples: [{ key: 'S1' }, { key: 'S3' }] });
    expect(of('fees-not-itemised')).toMatchObject({ count: 1, examples: [{ key: 'S2', text: '100.00' }] });
  });

  it('leaves unknown what is not said, and adds nothing to it', async () => {
    const { tables } = await read(settlementList, {
      'a.jsonl': one(
        {},
        {
          iteminfo: [
            { med_chrgitm: '01', amt: '10.10' },
            { med_chrgitm: '01' },
            { med_chrgitm: '09', amt: '0.20' },
          ],
        },
      ),
    });
    expect(tables['inpatient_case']).toEqual([
      expect.objectContaining({ case_id: 'S1', fee_western_drugs: '0.2000' }),
    ]);
    expect(tables['inpatient_case']?.[0]).not.toHaveProperty('fee_bed');
    expect(tables['inpatient_case']?.[0]).not.toHaveProperty('total_fee');
    expect(tables['cost_item']?.map(({ category, amount }) => [category, amount])).toEqual([
      ['床位费', '10.1000'],
      ['床位费', undefined],
      ['西药费', '0.2000'],
    ]);
  });

  it('keeps every digit of an amount written as a number', async () => {
    const { tables } = await read(settlementList, {
      'a.jsonl': '{"setl_id":"1","fixmedins_code":"H1","hi_no":900719925474099312345,"medfee_sumamt":0.10}\n',
    });
    expect(tables['inpatient_case']?.[0]).toMatchObject({
      person_id: '900719925474099312345',
      total_fee: '0.1000',
    });
  });

  const dise = (...rows: [type: string, code: string, main?: string][]) => ({
    diseinfo: rows.map(([type, code, main]) => ({
      diag_type: type,
      diag_code: code,
      maindiag_flag: main ?? '0',
    })),
  });

  it('numbers kinds of diagnosis in four, where a 4 is written', async () => {
    const { tables, findings } = await read(settlementList, {
      'a.jsonl': one({}, dise(['2', 'E11.900'], ['1', 'I63.900', '1'], ['3', 'A07.01.01'], ['4', 'B02.01'])),
    });
    expect(tables['inpatient_case']?.[0]).toMatchObject({
      principal_diagnosis: 'I63.900',
      other_diagnosis_1: 'E11.900',
    });
    expect(tables['condition']?.map(({ code }) => code)).toEqual(['A07.01.01', 'B02.01']);
    expect(findings.map(({ code }) => code)).toEqual(['diagnosis-types']);
  });

  it('numbers them in three, where a list has several 1', async () => {
    const { tables } = await read(settlementList, {
      'a.jsonl': one({}, dise(['1', 'I63.900', '1'], ['1', 'E11.900'], ['2', 'A07.01.01'])),
    });
    expect(tables['inpatient_case']?.[0]).toMatchObject({
      principal_diagnosis: 'I63.900',
      other_diagnosis_1: 'E11.900',
    });
    expect(tables['condition']?.map(({ code }) => code)).toEqual(['A07.01.01']);
  });

  it.each([
    ['none of those given is marked', dise(['1', 'I63.900', '0'], ['2', 'E11.900', '0'])],
    ['the one marked has no code', dise(['1', '', '1'], ['2', 'I63.900', '0'], ['2', 'E11.900', '0'])],
    [
      'the first of those unmarked has no code',
      { diseinfo: [{ diag_code: '' }, { diag_code: 'I63.900' }, { diag_code: 'E11.900' }] },
    ],
    [
      'the first has a name alone',
      { diseinfo: [{ diag_name: '肺炎' }, { diag_code: 'I63.900' }, { diag_code: 'E11.900' }] },
    ],
  ])('leaves the principal diagnosis unknown where %s', async (_, parts) => {
    const { tables, findings } = await read(settlementList, { 'a.jsonl': one({}, parts) });
    expect(tables['inpatient_case']?.[0]).not.toHaveProperty('principal_diagnosis');
    expect(tables['inpatient_case']?.[0]).toMatchObject({
      other_diagnosis_1: 'I63.900',
      other_diagnosis_2: 'E11.900',
    });
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'principal-diagnosis-blank',
        count: 1,
        examples: [expect.objectContaining({ key: 'S1', text: 'I63.900' })],
      }),
    );
  });

  it('takes the age from the date of birth to the admission where none is written, and says so', async () => {
    const { tables, findings } = await read(settlementList, {
      'a.csv': `结算ID,医保编号,医院编码,出生日期,年龄,入院时间
S1,P1,H1,1960-03-02,,2023-03-01
S2,P2,H1,2023-02-01,,2023-03-01
S3,P3,H1,1960-03-02,70,2023-03-01
S4,P4,H1,2023-03-02,,2023-03-01
`,
    });
    expect(tables['inpatient_case']?.map((row) => [row['age_years'], row['age_days']])).toEqual([
      [62n, undefined],
      [0n, 28n],
      [70n, undefined],
      [undefined, undefined],
    ]);
    expect(findings.find(({ code }) => code === 'age-from-birth-date')?.count).toBe(2);
  });

  it('leaves the main ones unknown where their columns are blank, and tells of none where nothing is given', async () => {
    const { tables, findings } = await read(settlementList, {
      'a.csv': `结算ID,医保编号,医疗机构代码,主要诊断编码,其他诊断编码1,主要手术操作编码,主要手术操作日期,其他手术操作编码1,入院时间
S1,P1,H1,,J96.000,,,47.0100,20230101
S2,P2,H1,J18.900,,47.0100,20230102,,20230101
S3,P3,H1,,,,,,20230101
`,
    });
    expect(firstCodes(tables)).toEqual([
      [undefined, 'J96.000', undefined, '47.0100'],
      ['J18.900', undefined, '47.0100', undefined],
      [undefined, undefined, undefined, undefined],
    ]);
    expect(findings.map(({ code, count, examples }) => [code, count, examples[0]?.key])).toEqual([
      ['principal-diagnosis-blank', 1, 'S1'],
      ['principal-procedure-blank', 1, 'S1'],
    ]);
  });

  it('leaves them unknown in files of one part each', async () => {
    const { tables, findings } = await read(settlementList, {
      'setlinfo.csv': '结算ID,定点医药机构编号,医保编号,入院时间\nS1,H1,P1,20230301\n',
      'diseinfo.csv': '结算ID,诊断代码,是否主诊断\nS1,,1\nS1,J96.000,0\n',
      'oprninfo.csv': '结算ID,手术操作代码,手术操作名称\nS1,,阑尾切除术\nS1,54.2100,腹腔镜检查\n',
    });
    expect(tables['inpatient_case']?.[0]).toMatchObject({
      other_diagnosis_1: 'J96.000',
      other_procedure_1: '54.2100',
    });
    expect(tables['inpatient_case']?.[0]).not.toHaveProperty('principal_diagnosis');
    expect(tables['inpatient_case']?.[0]).not.toHaveProperty('principal_procedure');
    expect(findings.map(({ code }) => code)).toEqual([
      'principal-diagnosis-blank',
      'principal-procedure-blank',
    ]);
  });

  it('takes what it is told instead', async () => {
    const { tables, findings } = await read(
      settlementList,
      { 'a.jsonl': one({}, dise(['1', 'I63.900', '1'], ['2', 'A07.01.01'])) },
      { 'diagnosis-types': '3' },
    );
    expect(tables['condition']).toHaveLength(1);
    expect(findings).toEqual([]);
  });

  it('refuses detail whose list is nowhere, with its money', async () => {
    const { refused } = await read(settlementList, {
      'setlinfo.csv': '结算ID,定点医药机构编号,医保编号,性别,入院时间\nS1,H1,P1,1,20230301\n',
      'iteminfo.csv': '结算ID,医疗收费项目,金额\nS1,床位费,10\nS9,床位费,"1,200.50"\n',
    });
    expect(refused).toEqual([
      expect.objectContaining({ line: 3n, table: 'cost_item', reason: 'list-missing', amount: '1200.5000' }),
    ]);
  });

  it('reads a .json whose lists are spread over lines', async () => {
    const spread = JSON.stringify(
      [
        { setlinfo: { setl_id: 'S1', fixmedins_code: 'H1', hi_no: 'P1}' } },
        { setlinfo: { setl_id: 'S2', fixmedins_code: 'H1', hi_no: 'P2' } },
      ],
      null,
      2,
    );
    const { tables, refused } = await read(settlementList, { 'a.json': spread });
    expect(refused).toEqual([]);
    expect(tables['inpatient_case']?.map((row) => [row['case_id'], row['person_id'], row['_line']])).toEqual([
      ['S1', 'P1}', 2n],
      ['S2', 'P2', 9n],
    ]);
  });

  it('takes no weight where there are several', async () => {
    const { tables, findings } = await read(settlementList, { 'a.jsonl': one({ nwb_bir_wt: '2500、2600' }) });
    expect(tables['inpatient_case']?.[0]).not.toHaveProperty('newborn_weight');
    expect(findings).toMatchObject([{ code: 'newborn-weights-several', count: 1 }]);
  });

  it('refuses rows it cannot read and goes on', async () => {
    const { refused, tables } = await read(settlementList, {
      'a.jsonl': `{"oops\n[]\n"text"\n${one({ brdy: '1999年2月30日' })}${one({ setl_id: 'S2' })}`,
    });
    expect(refused.map(({ reason, line }) => `${String(line)} ${String(reason)}`)).toEqual([
      '1 json-malformed',
      '3 record-unknown',
      '4 date-unreadable',
      '4 date-unreadable',
    ]);
    expect(tables['inpatient_case']?.map(({ case_id: id }) => id)).toEqual(['S2']);
  });

  it('joins stays that touch into one span of coverage', async () => {
    const { tables } = await read(settlementList, {
      'a.jsonl':
        one({ dscg_time: '2023-03-05' }) +
        one({ setl_id: 'S2', adm_time: '2023-03-05', dscg_time: '2023-03-09' }) +
        one({ setl_id: 'S3', adm_time: '2023-06-01', dscg_time: '2023-06-02' }),
    });
    expect(
      tables['eligibility']?.map((row) => [row['enrollment_start_date'], row['enrollment_end_date']]),
    ).toEqual([
      ['2023-03-01', '2023-03-09'],
      ['2023-06-01', '2023-06-02'],
    ]);
  });
});
