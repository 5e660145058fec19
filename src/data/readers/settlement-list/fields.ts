/**
 * Fields by the names files give them: codes of interface 4101 (国家医疗保障局 医疗保障基金结算清单), its Chinese names, the pinyin codes and
 * Chinese names of the front page (卫医政发〔2011〕84号 住院病案首页). A header of both kinds of file means the same thing here.
 */
import { isPageCode, pageName } from './page-codes.ts';

/** Parts of a list. `info` is the list itself; of the others there are several. */
export type Node = 'info' | 'dise' | 'oprn' | 'item' | 'pay' | 'icu' | 'opsp';

export interface Place {
  node: Node;
  field: string;
  /** Which of several: 0 is the main one. */
  index?: number;
  /** What the header says besides: the category of a fee, the kind of fund. */
  fixed?: Readonly<Record<string, string>>;
}

/** Names of nodes in JSON and in file names. */
export const NODES: Readonly<Record<string, Node>> = {
  setlinfo: 'info',
  diseinfo: 'dise',
  oprninfo: 'oprn',
  iteminfo: 'item',
  payinfo: 'pay',
  icuinfo: 'icu',
  opspdiseinfo: 'opsp',
};

/** Fields the canonical tables have a place for, with the other names they go by. */
const INFO: Readonly<Record<string, readonly string[]>> = {
  setl_id: ['结算id', '结算编号', '结算流水号'],
  list_sn: ['清单流水号', 'setl_list_id', 'hi_setl_list_sn'],
  mdtrt_id: ['就诊id', '就诊流水号', '就诊编号'],
  fixmedins_code: [
    '定点医药机构编号',
    ...['定点医药机构', '定点医疗机构', '医疗机构', '医院', '机构'].flatMap((of) =>
      ['代码', '编码', '编号'].map((code) => of + code),
    ),
    '组织机构代码',
    'zzjgdm',
  ],
  fixmedins_name: [
    '定点医药机构名称',
    '定点医疗机构名称',
    '医疗机构名称',
    '机构名称',
    '医院名称',
    'username',
  ],
  hi_setl_lv: ['医保结算等级', '医疗机构等级'],
  hi_no: ['医保编号', '医保个人编号', '人员编号', 'psn_no', '健康卡号', 'jkkh'],
  certno: ['证件号码', '身份证号', '身份证号码', '患者证件号码', 'sfzh', 'sfzjhm'],
  medcasno: ['病案号', 'bah', 'medcas_no'],
  admissions: ['住院次数', '第几次住院', 'zycs'],
  dcla_time: ['申报时间', '清单申报时间'],
  gend: ['性别', 'xb'],
  brdy: ['出生日期', 'csrq'],
  age: ['年龄', '年龄岁', 'nl'],
  nwb_age: ['年龄不足1周岁年龄', '年龄不足1周岁天', '年龄不足1周岁的年龄天', '不足一周岁年龄天', '年龄天'],
  hi_type: ['医保类型', '险种类型', '险种', 'insutype', '医疗付款方式', '医疗付费方式', 'ylfkfs'],
  insuplc: ['参保地', '参保地区划', 'insu_admdvs'],
  nwb_bir_wt: ['新生儿出生体重', '新生儿出生体重克', 'xsecstz'],
  nwb_adm_wt: ['新生儿入院体重', '新生儿入院体重克', 'xserytz'],
  adm_way: ['入院途径', 'rytj'],
  adm_time: ['入院时间', '入院日期', 'rysj', 'ryrq'],
  adm_caty: ['入院科别', 'rykb'],
  dscg_time: ['出院时间', '出院日期', 'cysj', 'cyrq'],
  dscg_caty: ['出院科别', 'cykb'],
  act_ipt_days: ['实际住院天数', '实际住院', '实际住院天', '住院天数', 'sjzyts', 'zyts'],
  vent_used_dura: ['呼吸机使用时长', '呼吸机使用时间'],
  dscg_way: ['离院方式', 'lyfs'],
  days_rinp_flag_31: [
    '出院31天内再住院计划标志',
    '是否有出院31天内再住院计划',
    '出院31天内再住院计划',
    '是否有出院31日内再住院计划',
    'sfzzyjh',
  ],
  setl_begn_date: ['结算开始日期'],
  setl_end_date: ['结算结束日期', '结算时间', 'setl_time'],
  psn_selfpay: ['个人自付'],
  psn_ownpay: ['个人自费', '全自费金额合计'],
  psn_pay: ['个人支付', '个人负担总金额', 'psn_part_amt'],
  acct_pay: ['个人账户支出', '个人账户支付'],
  psn_cashpay: ['个人现金支付'],
  own_total: ['自付金额', '其中自付金额', '住院总费用其中自付金额', 'zfje'],
  hi_paymtd: ['医保支付方式', '支付方式'],
  hsorg: ['医保机构', '医保经办机构'],
  medfee_sumamt: ['总费用', '医疗费总额', '医疗费用总额', '金额合计', '住院总费用', '住院费用总费用', 'zfy'],
  fund_pay_sumamt: ['基金支付总额', '医保基金支付总额'],
  drg_code: ['drg编码', 'drg分组编码', 'drg组编码', '病组编码', 'dip编码', 'dip病种编码', 'grp_code'],
};

const DISE = {
  diag_code: ['诊断代码', '诊断编码', '疾病编码', '疾病代码', 'jbdm'],
  diag_name: ['诊断名称', '诊断', '出院诊断', 'zyzd'],
  diag_type: ['诊断类别'],
  maindiag_flag: ['是否主诊断', '主诊断标志'],
  adm_cond_type: ['入院病情类型', '入院病情', '诊断入院病情', 'rybq'],
} as const;

const OPRN = {
  oprn_oprt_code: [
    '手术操作代码',
    '手术操作编码',
    '手术及操作编码',
    '手术及操作代码',
    '手术编码',
    '手术代码',
    'ssjczbm',
  ],
  oprn_oprt_name: ['手术操作名称', '手术及操作名称', '手术名称', 'ssjczmc'],
  oprn_oprt_date: ['手术操作日期', '手术及操作日期', '手术日期', 'ssjczrq', 'oprn_oprt_begntime'],
  oprn_oprt_type: ['手术操作类别'],
} as const;

const ITEM = {
  med_chrgitm: ['医疗收费项目', '收费项目', '项目名称'],
  amt: ['金额'],
  claa_sumfee: ['甲类费用合计', '甲类', '甲类金额'],
  clab_amt: ['乙类金额', '乙类'],
  fulamt_ownpay_amt: ['全自费金额', '自费'],
  oth_amt: ['其他金额', '其他'],
} as const;

const PAY = { fund_pay_type: ['基金支付类型'], fund_payamt: ['基金支付金额'] } as const;

const ICU = {
  scs_cutd_ward_type: ['重症监护病房类型'],
  scs_cutd_inpool_time: ['重症监护进入时间'],
  scs_cutd_exit_time: ['重症监护退出时间'],
  scs_cutd_sum_dura: ['重症监护合计时长', '重症监护合计时长天/时/分如1/13/24'],
} as const;

/** Categories of fees on the list, in the order of their codes 01 to 14 (med_chrgitm_type), with the canonical column. */
export const CATEGORIES: readonly (readonly [code: string, name: string, column: string])[] = [
  ['01', '床位费', 'fee_bed'],
  ['02', '诊察费', 'fee_consultation'],
  ['03', '检查费', 'fee_examination'],
  ['04', '化验费', 'fee_laboratory'],
  ['05', '治疗费', 'fee_treatment'],
  ['06', '手术费', 'fee_surgery'],
  ['07', '护理费', 'fee_nursing'],
  ['08', '卫生材料费', 'fee_materials'],
  ['09', '西药费', 'fee_western_drugs'],
  ['10', '中药饮片费', 'fee_chinese_herbs'],
  ['11', '中成药费', 'fee_chinese_patent_drugs'],
  ['12', '一般诊疗费', 'fee_general_treatment'],
  ['13', '挂号费', 'fee_registration'],
  ['14', '其他费', 'fee_other'],
];

/**
 * Fees of the front page that add up to its total, with the category of the list we count each in (our own reading: the two divide fees
 * differently). What the page writes as “其中” (麻醉费, 手术费 of 手术治疗费, 抗菌药物费 …) is part of another and not read.
 */
const PAGE_FEES: readonly (readonly [name: string, pinyin: string, category: string])[] = [
  ['一般医疗服务费', 'ylfuf', '12'],
  ['一般治疗操作费', 'zlczf', '05'],
  ['护理费', 'hlf', '07'],
  ['综合医疗服务类其他费用', 'qtfy', '14'],
  ['病理诊断费', 'blzdf', '03'],
  ['实验室诊断费', 'syszdf', '04'],
  ['影像学诊断费', 'yxxzdf', '03'],
  ['临床诊断项目费', 'lczdxmf', '03'],
  ['非手术治疗项目费', 'fsszlxmf', '05'],
  ['手术治疗费', 'sszlf', '06'],
  ['康复费', 'kff', '05'],
  ['中医治疗费', 'zyzlf', '05'],
  ['西药费', 'xyf', '09'],
  ['中成药费', 'zcyf', '11'],
  ['中草药费', 'zcyf1', '10'],
  ['血费', 'xf', '14'],
  ['白蛋白类制品费', 'bdblzpf', '14'],
  ['球蛋白类制品费', 'qdblzpf', '14'],
  ['凝血因子类制品费', 'nxyzlzpf', '14'],
  ['细胞因子类制品费', 'xbyzlzpf', '14'],
  ['检查用一次性医用材料费', 'hcyyclf', '08'],
  ['治疗用一次性医用材料费', 'yyclf', '08'],
  ['手术用一次性医用材料费', 'ycxyyclf', '08'],
  ['其他费', 'qtf', '14'],
];

/** Funds by their own columns, with the type code (fund_pay_type). */
const FUNDS: readonly (readonly [code: string, names: readonly string[]])[] = [
  ['310100', ['医保统筹基金支付', '统筹基金支付', '基本医疗保险统筹基金支付', 'hifp_pay']],
  ['320100', ['公务员医疗补助资金支出', '公务员医疗补助', 'cvlserv_pay']],
  ['330100', ['大额医疗补助', '职工大额医疗费用补助', 'hifob_pay']],
  ['370100', ['企业补充', '企业补充医疗保险基金支出', 'hifes_pay']],
  ['390200', ['大病保险', '大病保险支付', '居民大病保险资金支出', 'hifmi_pay']],
  ['610100', ['医疗救助', '医疗救助支付', '医疗救助基金支出', 'maf_pay']],
  ['999997', ['其他基金支付', '其他支付', 'oth_pay']],
];

/** Known fields of 4101 and of the front page that no canonical column holds. */
const UNKEPT =
  `psn_name 人员姓名 姓名 患者姓名 xm ntly 国籍 gj naty 民族 mz patn_cert_type 患者证件类别 prfs 职业 zy curr_addr 现住址 xzz
emp_name 单位名称 emp_addr 单位地址 emp_tel 单位电话 poscode 邮编 coner_name 联系人姓名 lxrxm patn_rlts 与患者关系 gx coner_addr 联系人地址 dz
coner_tel 联系人电话 sp_psn_type 特殊人员类型 nwb_adm_type 新生儿入院类型 opsp_diag_caty 门诊慢特病诊断科别 opsp_mdtrt_date 门诊慢特病就诊日期
ipt_med_type 住院医疗类型 trt_type 治疗类别 refldept_dept 转科科别 otp_wm_dise 门（急）诊西医诊断 wm_dise_code 西医诊断疾病代码 otp_tcm_dise
门（急）诊中医诊断 tcm_dise_code 中医诊断代码 diag_code_cnt 诊断代码计数 oprn_oprt_code_cnt 手术操作代码计数 pwcry_bfadm_coma_dura
颅脑损伤患者入院前昏迷时长 pwcry_afadm_coma_dura 颅脑损伤患者入院后昏迷时长 bldinfo 输血信息 bld_cat 输血品种 bld_amt 输血量 bld_unt 输血计量单位
spga_nurscare_days 特级护理天数 lv1_nurscare_days 一级护理天数 scd_nurscare_days 二级护理天数 lv3_nurscare_days 三级护理天数 acp_medins_name
拟接收机构名称 acp_optins_code 拟接收机构代码 bill_code 票据代码 bill_no 票据号码 biz_sn 业务流水号 days_rinp_pup_31 出院31天内再住院目的
chfpdr_name 主诊医师姓名 chfpdr_code 主诊医师代码 hsorg_opter 医保机构经办人 medins_fill_dept 医疗机构填报部门 medins_fill_psn 医疗机构填报人
anst_way 麻醉方式 oper_dr_name 术者医师姓名 oper_dr_code 术者医师代码 anst_dr_name 麻醉医师姓名 anst_dr_code 麻醉医师代码 婚姻 hy 籍贯 gg
出生地 csd 抗菌药物费用 抗菌药物费 kjywf 麻醉费 maf 临床物理治疗费 wlzlf ssf 科主任 kzr 主任（副主任）医师 主治医师 住院医师 责任护士 血型 xx rh 病案质量 bazl`
    .split(/\s+/)
    .map(plainHeader);

const unkept: ReadonlySet<string> = new Set(UNKEPT);

/** Whether a header is a known field without a canonical column: `lv1_nurscare_days`, whose digit is part of it, `anst_way_2`, `setlinfo.bill_no`. */
export function isUnkept(header: string): boolean {
  const plain = plainHeader(header).replace(/^其中/, '');
  if (isPageCode(plain)) return true;
  const [, node, own] = /^([a-z]+info)[._]?\d*[._]?([a-z].*)$/.exec(plain) ?? [];
  const name = own !== undefined && Object.hasOwn(NODES, node ?? '') ? own : plain;
  return unkept.has(name) || unkept.has(name.replace(/[_-]?\d+$/, '')) || unkept.has(name.replace(/\d+/, ''));
}

/** Headers are compared in narrow characters, without blanks, brackets, colons and capitals. */
function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()[\]【】:：*"'、]/g, '')
    .replace(/元$/, '');
}

const PLACES = new Map<string, Place>();
const add = (name: string, place: Place) => {
  const plain = plainHeader(name);
  if (!PLACES.has(plain)) PLACES.set(plain, place);
};

for (const [field, names] of Object.entries(INFO))
  for (const name of [field, ...names]) add(name, { node: 'info', field });
const several = (
  node: Node,
  fields: Readonly<Record<string, readonly string[]>>,
  words: readonly string[],
) => {
  for (const [field, names] of Object.entries(fields)) {
    for (const name of [field, ...names]) {
      add(name, { node, field });
      for (const main of words) add(`${main}${name}`, { node, field, index: 0 });
    }
  }
};
several('dise', DISE, ['主要', '主']);
several('oprn', OPRN, ['主要', '主']);
several('item', ITEM, []);
several('pay', PAY, []);
several('icu', ICU, []);
// 其他诊断 of the pages in pinyin: JBDM and RYBQ with a number are the others, without one the main one.
for (const [field, names] of Object.entries({ ...DISE, diag_name: [...DISE.diag_name, 'qtzd'] }))
  for (const name of names) add(`其他${name}`, { node: 'dise', field });
for (const name of ['qtzd']) add(name, { node: 'dise', field: 'diag_name' });
for (const [field, names] of Object.entries(OPRN))
  for (const name of names) add(`其他${name}`, { node: 'oprn', field });
for (const [code, name] of CATEGORIES)
  add(name, { node: 'item', field: 'amt', fixed: { med_chrgitm: code } });
for (const [code, names] of FUNDS)
  for (const name of names) add(name, { node: 'pay', field: 'fund_payamt', fixed: { fund_pay_type: code } });

/** The place of a header of the front page: fees are divided otherwise there. */
export function pagePlace(header: string): Place | undefined {
  const name = pageName(plainHeader(header)) ?? header;
  const plain = plainHeader(name).replace(
    /^(\d+\.?|综合医疗服务类|诊断类|治疗类|康复类|中医类|西药类|中药类|血液和血液制品类|耗材类|其他类)\d*/,
    '',
  );
  const fee = PAGE_FEES.find(
    ([label, pinyin]) => label === plain || label === plainHeader(name) || pinyin === plain,
  );
  if (fee) return { node: 'item', field: 'amt', fixed: { med_chrgitm: fee[2], name: fee[0] } };
  return listPlace(name);
}

/** Where a header puts its cells; undefined where nobody knows it. */
export function listPlace(header: string): Place | undefined {
  const plain = plainHeader(header).replace(/^出院(?=主要|其他|诊断)/, '');
  const whole = PLACES.get(plain);
  if (whole) return whole;
  const path = /^([a-z]+info)[._]?(\d+)?[._]?([a-z].*)$/.exec(plain);
  if (path && Object.hasOwn(NODES, path[1] as string)) {
    const node = NODES[path[1] as string] as Node;
    const place = PLACES.get(path[3] as string);
    if (place) return { ...place, node, ...(path[2] !== undefined && { index: Number(path[2]) }) };
  }
  // 其他诊断编码3, diag_code_3, 诊断3代码.
  const number = /\d+/.exec(plain.replace(/31[天日]/, ''));
  if (!number) return undefined;
  const bare = plain.replace(/[_-]?\d+[_-]?/, '');
  const place = PLACES.get(bare);
  if (!place || place.node === 'info' || place.fixed) return undefined;
  return { ...place, index: Number(number[0]) };
}
