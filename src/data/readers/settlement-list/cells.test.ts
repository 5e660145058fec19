/** Cells and headers of lists and front pages, by what they mean. */
import { describe, expect, it } from 'vitest';
import { cell, date, hours, yes } from './cells.ts';
import { isUnkept, listPlace, pagePlace } from './fields.ts';

describe('cells', () => {
  it.each([
    ['20240105', '2024-01-05'],
    ['2024-01-05', '2024-01-05'],
    ['2024/1/5', '2024-01-05'],
    ['2024年1月5日', '2024-01-05'],
    ['2024-01-05 10:20:30', '2024-01-05'],
    ['2024年1月5日10时20分', '2024-01-05'],
    ['20240105102030', '2024-01-05'],
    ['２０２４０１０５', '2024-01-05'],
    ['5/1/2024', '5/1/2024'],
    ['2024', '2024'],
  ])('date %s', (text, day) => expect(date(cell(text))).toBe(day));

  it.each([
    ['1/13/24', '37.4'],
    ['0/0/20', '0.3333'],
    ['1天13小时24分钟', '37.4'],
    ['12.5', '12.5'],
    ['gut', 'gut'],
  ])('duration %s', (text, of) => expect(hours(text)).toBe(of));

  it('reads 1 and 2 as 无 and 有 only where told', () => {
    expect([yes('1', false), yes('1', true), yes('2', true), yes('0', false), yes('有', false)]).toEqual([
      'true',
      'false',
      'true',
      'false',
      'true',
    ]);
  });

  it.each([
    ['诊断代码3', { node: 'dise', field: 'diag_code', index: 3 }],
    ['其他诊断编码12', { node: 'dise', field: 'diag_code', index: 12 }],
    ['主要诊断编码', { node: 'dise', field: 'diag_code', index: 0 }],
    ['主要手术编码', { node: 'oprn', field: 'oprn_oprt_code', index: 0 }],
    ['定点医药机构编码', { node: 'info', field: 'fixmedins_code' }],
    ['医院编号', { node: 'info', field: 'fixmedins_code' }],
    ['diag_code_2', { node: 'dise', field: 'diag_code', index: 2 }],
    ['DISEINFO[1].diag_code', { node: 'dise', field: 'diag_code', index: 1 }],
    ['新生儿出生体重（克）', { node: 'info', field: 'nwb_bir_wt' }],
    ['床位费', { node: 'item', field: 'amt', fixed: { med_chrgitm: '01' } }],
    ['（年龄不足1周岁）年龄', { node: 'info', field: 'nwb_age' }],
    ['出院31天内再住院计划标志', { node: 'info', field: 'days_rinp_flag_31' }],
    ['ＳＥＴＬ＿ＩＤ', { node: 'info', field: 'setl_id' }],
    ['随便', undefined],
  ])('header %s', (header, place) => expect(listPlace(header)).toEqual(place));

  it.each([
    'lv1_nurscare_days',
    'setlinfo.lv3_nurscare_days',
    '一级护理天数',
    'days_rinp_pup_31',
    '门（急）诊西医诊断',
    'anst_way_2',
  ])('knows %s, though nothing keeps it', (header) =>
    expect([isUnkept(header), listPlace(header)]).toEqual([true, undefined]),
  );

  it.each(['随便', 'lv4_nurscare_days', 'info.bill_no', '3'])('does not know %s', (header) =>
    expect(isUnkept(header)).toBe(false),
  );

  it('takes fees of the front page by its own division', () => {
    expect(pagePlace('诊断类：(5)病理诊断费')).toMatchObject({ fixed: { med_chrgitm: '03' } });
    expect(pagePlace('JBDM4')).toEqual({ node: 'dise', field: 'diag_code', index: 4 });
    expect(pagePlace('麻醉费')).toBeUndefined();
  });
});
