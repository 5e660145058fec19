/** A list → rows of the canonical tables. What it does not say stays unknown; amounts are added exactly or not at all. */
import type { TextRow } from '../../import/format.ts';
import { decimalText, millionths } from '../shared/decimal.ts';
import { amount, cell, date, hours, name, sex, yes } from './cells.ts';
import { CATEGORIES } from './fields.ts';
import type { ListRecord, PartRow, Values } from './record.ts';

interface CaseOptions {
  /** 1 and 2 mean 无 and 有 (front page), not 1 是. */
  twos: boolean;
  /** How many kinds of diagnosis are numbered: 3 (西医, 中医主病, 中医主证) or 4 (西医主要, 西医其他, 中医主病, 中医主证). */
  kinds: 3 | 4;
  source: string;
}

interface CaseRows {
  inpatientCase: TextRow;
  items: { part: PartRow; row: TextRow }[];
  conditions: { part: PartRow; row: TextRow }[];
  /** What was said and could not be taken: code of a finding, and the text. */
  left: { code: string; text: string }[];
}

const OTHERS = 40;

const reader = (values: Values) => (field: string) => cell(values.get(field));

export function caseId(record: ListRecord): string | undefined {
  const get = reader(record.info);
  const own = get('setl_id') ?? get('list_sn') ?? get('mdtrt_id');
  if (own !== undefined) return own;
  // The front page has no number of its own: the hospital, the record, and which stay.
  const stay = get('admissions') ?? date(get('dscg_time')) ?? date(get('adm_time'));
  const [hospital, medical] = [get('fixmedins_code') ?? get('fixmedins_name'), get('medcasno')];
  return hospital === undefined || medical === undefined || stay === undefined
    ? undefined
    : [hospital, medical, stay].join('-');
}

/** The insurance's number, else the certificate's; on a page without either the record of the hospital is the person. */
function personId(record: ListRecord): string | undefined {
  const get = reader(record.info);
  const [hospital, medical] = [get('fixmedins_code') ?? get('fixmedins_name'), get('medcasno')];
  const record1 = hospital === undefined || medical === undefined ? undefined : `${hospital}-${medical}`;
  return get('hi_no') ?? get('certno') ?? record1;
}

export function caseRows(record: ListRecord, options: CaseOptions): CaseRows {
  const get = reader(record.info);
  const words = (field: string) => name(record.info.get(field));
  const left: CaseRows['left'] = [];
  const [id, person] = [caseId(record), personId(record)];
  const { principal, others, conditions } = diagnoses(record, options, left);
  const { main, operations } = procedures(record, left);
  const items = record.parts.item.map((part, i) => item(part, i + 1, id, person, options.source));
  const fees = feesOf(items.map(({ row }) => row));
  const given = amount(get('medfee_sumamt'));
  // No amount by category: what looks at categories (audit, shares of drugs) finds nothing in such a case, and says nothing.
  if (!items.some(({ row }) => row['amount'] !== undefined))
    left.push(
      given === undefined
        ? { code: 'fees-absent', text: '' }
        : { code: 'fees-not-itemised', text: get('medfee_sumamt') ?? '' },
    );
  const funds = fundsOf(record);
  const [account, cash] = [amount(get('acct_pay')), amount(get('psn_cashpay'))];
  const total = given ?? total1(items.map(({ row }) => row['amount'] ?? undefined));
  const age = ageOf(get, left);
  const row: Record<string, string | undefined> = {
    case_id: id,
    person_id: person,
    record_number: get('medcasno'),
    hospital_id: get('fixmedins_code') ?? get('fixmedins_name'),
    hospital_name: name(record.info.get('fixmedins_name')),
    insurance_type: words('hi_type'),
    insurance_region: words('insuplc'),
    sex: sex(get('gend')),
    birth_date: date(get('brdy')),
    age_years: age.years,
    age_days: age.days,
    newborn_weight: weight(get('nwb_bir_wt'), left),
    newborn_admission_weight: weight(get('nwb_adm_wt'), left),
    admission_type: words('adm_way'),
    admission_date: date(get('adm_time')),
    discharge_date: date(get('dscg_time')),
    department: words('dscg_caty') ?? words('adm_caty'),
    stay_days: get('act_ipt_days')?.replace(/天$/, ''),
    discharge_type: words('dscg_way'),
    readmission_planned_31_days: yes(get('days_rinp_flag_31'), options.twos),
    icu_hours: icuHours(record),
    ventilator_hours: hours(get('vent_used_dura')),
    principal_diagnosis: principal,
    principal_procedure: main?.code,
    principal_procedure_date: main?.day,
    total_fee: total,
    fund_payment: amount(get('fund_pay_sumamt')) ?? funds.all,
    basic_fund_payment: funds.basic,
    other_fund_payment: funds.other,
    // 个人支付 = 个人自付 + 个人自费 = 个人账户支出 + 个人现金支付.
    personal_payment:
      amount(get('psn_pay') ?? get('own_total')) ??
      (account !== undefined && cash !== undefined
        ? total1([account, cash])
        : total1([amount(get('psn_selfpay')), amount(get('psn_ownpay'))])),
    personal_account_payment: account,
    personal_cash_payment: cash,
    self_paid: amount(get('psn_ownpay')),
    settlement_start_date: date(get('setl_begn_date')),
    settlement_end_date: date(get('setl_end_date')),
    payment_method: words('hi_paymtd'),
    provider_group: words('drg_code'),
    data_source: options.source,
    claim_received: date(get('dcla_time')),
    ...fees,
  };
  if (principal !== undefined || others.length > 0) row['diagnosis_code_type'] = 'icd-10-cn';
  if (main || operations.length > 0) row['procedure_code_type'] = 'icd-9-cm-3-cn';
  for (const [i, code] of others.slice(0, OTHERS).entries()) row[`other_diagnosis_${i + 1}`] = code;
  for (const [i, { code }] of operations.slice(0, OTHERS).entries()) row[`other_procedure_${i + 1}`] = code;
  for (const code of [...others.slice(OTHERS), ...operations.slice(OTHERS).map((one) => one.code)])
    left.push({ code: 'more-than-columns', text: code });
  return {
    inpatientCase: row,
    items,
    conditions: conditions.map(({ part, ...rest }, i) => ({
      part,
      row: {
        condition_id: id === undefined ? undefined : `${id}-${i + 1}`,
        person_id: person,
        code_type: 'chinese-medicine',
        onset_date: undefined,
        data_source: options.source,
        ...rest,
      },
    })),
    left,
  };
}

/**
 * As written; where neither is, from the date of birth to the admission, which is said: full years, and the days of who has none. Ages of lists
 * are those at admission by our reading of their fields 年龄 and （年龄不足1周岁）年龄; groups of newborns and factors of the old depend on them.
 */
function ageOf(get: (field: string) => string | undefined, left: CaseRows['left']) {
  const given = { years: years(get('age')), days: get('nwb_age')?.replace(/天$/, '') };
  const [birth = '', admission = ''] = [date(get('brdy')), date(get('adm_time'))];
  const apart = (Date.parse(admission) - Date.parse(birth)) / 86_400_000;
  if (given.years !== undefined || given.days !== undefined || !(apart >= 0)) return given;
  left.push({ code: 'age-from-birth-date', text: birth });
  const birthday = admission.slice(4) >= birth.slice(4) ? 0 : 1;
  const full = Number(admission.slice(0, 4)) - Number(birth.slice(0, 4)) - birthday;
  return { years: String(full), days: full === 0 ? String(apart) : undefined };
}

/** 35岁, 35. */
const years = (text: string | undefined) => text?.replace(/岁$/, '').replace(/\.0+$/, '');

/**
 * Diagnoses of Western medicine in their order; those of Chinese medicine apart, for they are none of the groups'. The principal one is the one
 * marked; where none is ever marked, the first. Left blank, or with none of those given marked, it is unknown: another never takes its place.
 */
function diagnoses(record: ListRecord, { kinds }: CaseOptions, left: CaseRows['left']) {
  const western: { code: string | undefined; main: boolean; marked: boolean }[] = [];
  const conditions: { part: PartRow; code: string; description: string | undefined }[] = [];
  for (const part of record.parts.dise) {
    const get = reader(part.values);
    const [code, type] = [get('diag_code'), get('diag_type')];
    const said = name(part.values.get('diag_name'));
    // A name without a code is no diagnosis that anything can be grouped by.
    if (code === undefined && said !== undefined) left.push({ code: 'diagnosis-uncoded', text: said });
    if (isChinese(type, kinds)) {
      if (code !== undefined) conditions.push({ part, code, description: said });
      continue;
    }
    if (code === undefined && said === undefined && !part.values.has('diag_code')) continue;
    const flag = get('maindiag_flag');
    const typed = kinds === 4 && (type === '1' || type === '2');
    const main = yes(flag, false) === 'true' || (typed && type === '1' && flag === undefined);
    western.push({ code, main, marked: flag !== undefined || typed });
  }
  const coded = western.flatMap(({ code, main }) => (code === undefined ? [] : [{ code, main }]));
  const mains = coded.filter(({ main }) => main);
  const first = western.some(({ marked }) => marked) || western[0]?.code === undefined ? undefined : coded[0];
  const principal = mains[0] ?? first;
  if (mains.length > 1) left.push({ code: 'principal-several', text: principal?.code ?? '' });
  if (!principal && coded[0]) left.push({ code: 'principal-diagnosis-blank', text: coded[0].code });
  const others = coded.filter((one) => one !== principal).map(({ code }) => code);
  return { principal: principal?.code, others, conditions };
}

/** The main procedure is the first; where its place was left blank it is unknown, and the others are others. */
function procedures(record: ListRecord, left: CaseRows['left']) {
  const places = record.parts.oprn.flatMap(({ values }) => {
    const get = reader(values);
    const code = get('oprn_oprt_code');
    const isPlace = code !== undefined || values.has('oprn_oprt_code') || get('oprn_oprt_name') !== undefined;
    return isPlace ? [{ code, day: date(get('oprn_oprt_date')) }] : [];
  });
  const coded = places.flatMap(({ code, day }) => (code === undefined ? [] : [{ code, day }]));
  const main = places[0]?.code === undefined ? undefined : coded[0];
  if (!main && coded[0]) left.push({ code: 'principal-procedure-blank', text: coded[0].code });
  return { main, operations: main ? coded.slice(1) : coded };
}

function isChinese(type: string | undefined, kinds: 3 | 4): boolean {
  if (type === undefined) return false;
  if (/^\d$/.test(type)) return kinds === 4 ? type === '3' || type === '4' : type === '2' || type === '3';
  return type.includes('中医');
}

/** One weight; several (twins on the mother's list) are nobody's. */
function weight(text: string | undefined, left: CaseRows['left']): string | undefined {
  if (text === undefined) return undefined;
  const plain = text.replace(/\s*(克|g)$/i, '');
  if (/^\d+(\.\d+)?(\s*[,，;；、/|]\s*\d+(\.\d+)?)+$/.test(plain)) {
    left.push({ code: 'newborn-weights-several', text });
    return undefined;
  }
  return plain;
}

function icuHours({ parts }: ListRecord): string | undefined {
  const all = parts.icu.map(({ values }) => hours(cell(values.get('scs_cutd_sum_dura'))));
  if (all.length === 1) return all[0];
  return all.length === 0 ? undefined : total1(all);
}

function item(
  { file, line, values }: PartRow,
  place: number,
  id: string | undefined,
  person: string | undefined,
  source: string,
) {
  const get = reader(values);
  const given = get('med_chrgitm');
  const category = CATEGORIES.find(
    ([code, label]) => given === code || given === String(Number(code)) || given === label,
  );
  const row: TextRow = {
    case_id: id,
    item_number: String(place),
    person_id: person,
    category: category?.[1] ?? name(values.get('med_chrgitm')),
    code: category?.[0] ?? given,
    description: get('name'),
    amount: feeCell(values.get('amt')),
    class_a: feeCell(values.get('claa_sumfee')),
    class_b: feeCell(values.get('clab_amt')),
    self_paid: feeCell(values.get('fulamt_ownpay_amt')),
    data_source: source,
  };
  return { part: { file, line, values }, row };
}

/** Of a fee “-” is what 填写说明 has people write where there is none. */
function feeCell(text: string | undefined): string | undefined {
  return /^\s*[-－—]+\s*$/.test(text ?? '') ? '0' : amount(cell(text));
}

/** Sums by category; unknown where any part of it is. */
function feesOf(rows: readonly TextRow[]): Record<string, string | undefined> {
  const fees: Record<string, string | undefined> = {};
  for (const [, category, column] of CATEGORIES) {
    const parts = rows.filter((row) => row['category'] === category);
    if (parts.length > 0) fees[column] = total1(parts.map((row) => row['amount'] ?? undefined));
  }
  return fees;
}

/** 310200 is the person's own account; the basic pooled funds are those of employees and of residents, and of maternity. */
function fundsOf({ parts }: ListRecord): { all?: string; basic?: string; other?: string } {
  const [basic, other]: [(string | undefined)[], (string | undefined)[]] = [[], []];
  for (const { values } of parts.pay) {
    const get = reader(values);
    const type = get('fund_pay_type') ?? '';
    if (/^310200$|个人账户/.test(type)) continue;
    const isBasic = /^(310100|390100)$/.test(type) || /统筹|基本医疗保险基金/.test(type);
    (isBasic ? basic : other).push(amount(get('fund_payamt')));
  }
  const sums = { all: total1([...basic, ...other]), basic: total1(basic), other: total1(other) };
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== undefined));
}

/** Exact; unknown where nothing is there or any part is unknown or no amount. */
function total1(texts: readonly (string | undefined)[]): string | undefined {
  let sum = 0n;
  for (const text of texts) {
    const value = millionths(text);
    if (value === undefined) return undefined;
    sum += value;
  }
  return texts.length === 0 ? undefined : decimalText(sum);
}
