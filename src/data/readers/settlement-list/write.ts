/**
 * Rows of `inpatient_case` and `cost_item` → settlement lists: JSON lines as interface 4101 has them, or tables: one wide, or one for each
 * part. For round trips, and for who must hand in what was computed here. Numbers and dates as they are: ISO, plain decimals.
 */
import { CATEGORIES } from './fields.ts';

/** A row as cells of text; absent is unknown. */
export type Cells = Readonly<Record<string, string | undefined>>;

const INFO: readonly (readonly [field: string, column: string, chinese: string])[] = [
  ['setl_id', 'case_id', '结算ID'],
  ['fixmedins_code', 'hospital_id', '定点医药机构编号'],
  ['fixmedins_name', 'hospital_name', '定点医药机构名称'],
  ['hi_no', 'person_id', '医保编号'],
  ['medcasno', 'record_number', '病案号'],
  ['gend', 'sex', '性别'],
  ['brdy', 'birth_date', '出生日期'],
  ['age', 'age_years', '年龄'],
  ['nwb_age', 'age_days', '（年龄不足1周岁）年龄'],
  ['hi_type', 'insurance_type', '医保类型'],
  ['insuplc', 'insurance_region', '参保地'],
  ['nwb_bir_wt', 'newborn_weight', '新生儿出生体重'],
  ['nwb_adm_wt', 'newborn_admission_weight', '新生儿入院体重'],
  ['adm_way', 'admission_type', '入院途径'],
  ['adm_time', 'admission_date', '入院时间'],
  ['dscg_time', 'discharge_date', '出院时间'],
  ['dscg_caty', 'department', '出院科别'],
  ['act_ipt_days', 'stay_days', '实际住院天数'],
  ['vent_used_dura', 'ventilator_hours', '呼吸机使用时长'],
  ['dscg_way', 'discharge_type', '离院方式'],
  ['days_rinp_flag_31', 'readmission_planned_31_days', '出院31天内再住院计划标志'],
  ['setl_begn_date', 'settlement_start_date', '结算开始日期'],
  ['setl_end_date', 'settlement_end_date', '结算结束日期'],
  ['psn_pay', 'personal_payment', '个人支付'],
  ['psn_ownpay', 'self_paid', '个人自费'],
  ['acct_pay', 'personal_account_payment', '个人账户支出'],
  ['psn_cashpay', 'personal_cash_payment', '个人现金支付'],
  ['hi_paymtd', 'payment_method', '医保支付方式'],
  ['medfee_sumamt', 'total_fee', '总费用'],
  ['fund_pay_sumamt', 'fund_payment', '基金支付总额'],
  ['drg_code', 'provider_group', 'DRG编码'],
  ['dcla_time', 'claim_received', '申报时间'],
];

/** What the list writes for a value of ours. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  gend: { male: '1', female: '2', unknown: '0' },
  days_rinp_flag_31: { true: '1', false: '0' },
};

type Fields = Record<string, string>;
type Parts = Record<'diseinfo' | 'oprninfo' | 'iteminfo' | 'payinfo' | 'icuinfo', Fields[]>;

interface List {
  info: Fields;
  parts: Parts;
}

export function listOf(row: Cells, items: readonly Cells[]): List {
  const info: Fields = {};
  for (const [field, column] of INFO) {
    const value = row[column];
    if (value !== undefined) info[field] = CODES[field]?.[value] ?? value;
  }
  const given = (fields: Readonly<Record<string, string | undefined>>): Fields =>
    Object.fromEntries(
      Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
  const others = (name: string) =>
    Array.from({ length: 40 }, (_, i) => row[`${name}_${i + 1}`]).filter((code) => code !== undefined);
  const principal = row['principal_diagnosis'];
  const operation = row['principal_procedure'];
  // A blank in the first place says that the main one is unknown: the next would be taken for it.
  const [diagnoses, procedures] = [others('other_diagnosis'), others('other_procedure')];
  const [basic, other] = [row['basic_fund_payment'], row['other_fund_payment']];
  const lines = items.length > 0 ? items : fees(row);
  return {
    info,
    parts: {
      diseinfo: [
        ...(principal === undefined && diagnoses.length === 0
          ? []
          : [{ maindiag_flag: '1', diag_type: '1', diag_code: principal ?? '' }]),
        ...diagnoses.map((code) => ({ maindiag_flag: '0', diag_type: '2', diag_code: code })),
      ],
      oprninfo: [
        ...(operation === undefined && procedures.length === 0
          ? []
          : [given({ oprn_oprt_code: operation ?? '', oprn_oprt_date: row['principal_procedure_date'] })]),
        ...procedures.map((code) => ({ oprn_oprt_code: code })),
      ],
      iteminfo: lines.map((line) =>
        given({
          med_chrgitm: line['code'],
          amt: line['amount'],
          claa_sumfee: line['class_a'],
          clab_amt: line['class_b'],
          fulamt_ownpay_amt: line['self_paid'],
        }),
      ),
      payinfo: [
        ...(basic === undefined ? [] : [{ fund_pay_type: '310100', fund_payamt: basic }]),
        ...(other === undefined ? [] : [{ fund_pay_type: '999997', fund_payamt: other }]),
      ],
      icuinfo: row['icu_hours'] === undefined ? [] : [{ scs_cutd_sum_dura: row['icu_hours'] }],
    },
  };
}

function fees(row: Cells): Cells[] {
  return CATEGORIES.flatMap(([code, , column]) =>
    row[column] === undefined ? [] : [{ code, amount: row[column] }],
  );
}

export function* jsonLines(lists: Iterable<List>): Generator<string> {
  for (const { info, parts } of lists) yield `${JSON.stringify({ setlinfo: info, ...parts })}\n`;
}

export interface Table {
  headers: string[];
  rows: string[][];
}

/** A row a list: names in Chinese, diagnoses and procedures numbered, fees and funds by their names. Classes of fees have no place. */
export function wideTable(lists: readonly List[]): Table {
  const most = (part: keyof Parts) => Math.max(0, ...lists.map(({ parts }) => parts[part].length));
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
  const [diagnoses, operations] = [numbers(most('diseinfo')), numbers(most('oprninfo'))];
  const at = (i: number, name: string) => (i === 0 ? `主要${name}` : `其他${name}${i}`);
  return {
    headers: [
      ...INFO.map(([, , chinese]) => chinese),
      ...diagnoses.map((i) => at(i, '诊断编码')),
      ...operations.flatMap((i) => [at(i, '手术操作编码'), at(i, '手术操作日期')]),
      ...CATEGORIES.map(([, name]) => name),
      '医保统筹基金支付',
      '其他基金支付',
      '重症监护合计时长',
    ],
    rows: lists.map(({ info, parts }) => [
      ...INFO.map(([field]) => info[field] ?? ''),
      ...diagnoses.map((i) => parts.diseinfo[i]?.['diag_code'] ?? ''),
      ...operations.flatMap((i) => [
        parts.oprninfo[i]?.['oprn_oprt_code'] ?? '',
        parts.oprninfo[i]?.['oprn_oprt_date'] ?? '',
      ]),
      ...CATEGORIES.map(
        ([code]) => parts.iteminfo.find((item) => item['med_chrgitm'] === code)?.['amt'] ?? '',
      ),
      ...['310100', '999997'].map(
        (type) => parts.payinfo.find((fund) => fund['fund_pay_type'] === type)?.['fund_payamt'] ?? '',
      ),
      parts.icuinfo[0]?.['scs_cutd_sum_dura'] ?? '',
    ]),
  };
}

/** A table of the lists and one of each part, joined by `setl_id`. */
export function partTables(lists: readonly List[]): Record<string, Table> {
  const tables: Record<string, Table> = {
    setlinfo: {
      headers: INFO.map(([field]) => field),
      rows: lists.map(({ info }) => INFO.map(([field]) => info[field] ?? '')),
    },
  };
  for (const part of ['diseinfo', 'oprninfo', 'iteminfo', 'payinfo', 'icuinfo'] as const) {
    const fields = [...new Set(lists.flatMap(({ parts }) => parts[part].flatMap((row) => Object.keys(row))))];
    const rows = lists.flatMap(({ info, parts }) =>
      parts[part].map((row) => [info['setl_id'] ?? '', ...fields.map((field) => row[field] ?? '')]),
    );
    tables[part] = { headers: ['setl_id', ...fields], rows };
  }
  return tables;
}

export function csvText({ headers, rows }: Table): string {
  const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [headers, ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}
