/**
 * Codes of the front page as hospitals report it to the National Health Commission (HQMS, 三级公立医院绩效考核与医疗质量分析): code → the name of the
 * same field on the page. Of each code two independent public implementations of the interface were compared.
 */
const NAMES: Readonly<Record<string, string>> = {
  a01: '组织机构代码',
  a02: '医疗机构名称',
  a48: '病案号',
  a49: '住院次数',
  b12: '入院时间',
  b15: '出院时间',
  a47: '健康卡号',
  a46c: '医疗付费方式',
  a12c: '性别',
  a13: '出生日期',
  a14: '年龄',
  a16: '年龄天',
  a17: '新生儿入院体重',
  a18x01: '新生儿出生体重',
  a20: '身份证号',
  b11c: '入院途径',
  b13c: '入院科别',
  b16c: '出院科别',
  b20: '实际住院天数',
  b34c: '离院方式',
  b36c: '是否有出院31天内再住院计划',
  c03c: '主要诊断编码',
  c04n: '主要诊断名称',
  c05c: '主要入院病情',
  c14x01c: '主要手术操作编码',
  c15x01n: '主要手术操作名称',
  c16x01: '主要手术操作日期',
  d01: '总费用',
  d09: '自付金额',
  d11: '一般医疗服务费',
  d12: '一般治疗操作费',
  d13: '护理费',
  d14: '综合医疗服务类其他费用',
  d15: '病理诊断费',
  d16: '实验室诊断费',
  d17: '影像学诊断费',
  d18: '临床诊断项目费',
  d19: '非手术治疗项目费',
  d20: '手术治疗费',
  d21: '康复费',
  d22: '中医治疗费',
  d23: '西药费',
  d24: '中成药费',
  d25: '中草药费',
  d26: '血费',
  d27: '白蛋白类制品费',
  d28: '球蛋白类制品费',
  d29: '凝血因子类制品费',
  d30: '细胞因子类制品费',
  d31: '检查用一次性医用材料费',
  d32: '治疗用一次性医用材料费',
  d33: '手术用一次性医用材料费',
  d34: '其他费',
};

/** `C06x01C` to `C06x40C` and so on: the other diagnoses and procedures. */
const OTHERS: Readonly<Record<string, string>> = {
  c06: '其他诊断编码',
  c07: '其他诊断名称',
  c08: '其他入院病情',
  c35: '其他手术操作编码',
  c36: '其他手术操作名称',
  c37: '其他手术操作日期',
};

/** The name on the page of a code, in lower case; undefined where it is none that is read. */
export function pageName(code: string): string | undefined {
  if (Object.hasOwn(NAMES, code)) return NAMES[code];
  const [, field = '', number = ''] = /^([a-z]\d\d)x(\d\d)[cn]?$/.exec(code) ?? [];
  return Object.hasOwn(OTHERS, field) ? `${OTHERS[field]}${Number(number)}` : undefined;
}

/** Whether it is a code of the interface that nothing keeps: names, addresses, doctors, and of the fees what is part of another. */
export function isPageCode(code: string): boolean {
  return /^[abcf]\d\d(x\d\d)?[cn]?$/.test(code) || /^(d19x01|d20x01|d20x02|d23x01)$/.test(code);
}
