import type { Diagnostic } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../method.ts';
import { literals, option, Options } from '../options.ts';
import { reasons, report } from './messages.ts';
import { attributionColumns, datesOf, EXCLUSIONS, PARTICIPANTS, WINDOW } from './options.ts';
import { SERVICES } from './plurality.ts';
import {
  CLINIC_BILLS,
  EMERGENCY,
  expandCodes,
  PRIMARY_SPECIALTIES,
  primaryCareOf,
  RURAL_BILL,
  RURAL_REVENUE,
  SPECIALTIES,
  STEPS_FROM,
  UNREAD_FROM,
} from './primary-care.ts';
import type { PrimaryCare } from './primary-care.ts';
import { attributeByServices, explainServices } from './services.ts';
import type { ServiceRules } from './services.ts';

/** Practitioners of primary care who are no physicians: nurse practitioner, clinical nurse specialist, physician assistant. */
const NOT_PHYSICIANS = ['50', '89', '97'];

/** The performance year: it decides what a primary care service is, also in a window before it. */
const yearOf = (context: MethodContext) => Number(datesOf(context).period.from.slice(0, 4));

/** Has line `c` one of the codes? A function of one column and a constant is computed once for each code of a file's block, not for each line. */
const coded = (codes: readonly string[]) =>
  `coalesce(list_contains([${expandCodes(codes).map(quoteLiteral).join(', ')}]::varchar[], c.hcpcs_code), false)`;

function codesOf(context: MethodContext, care: PrimaryCare): string[] {
  const options = new Options(context.options);
  if (options.has('codes')) return options.list('codes');
  const { window } = datesOf(context);
  const emergency = window.from < EMERGENCY.to && window.to > EMERGENCY.from;
  return [...care.codes, ...(emergency ? EMERGENCY.codes : [])];
}

/** Is line `c` a primary care service by its code? */
async function listed(context: MethodContext, care: PrimaryCare, codes: readonly string[]): Promise<string> {
  const all = expandCodes(codes);
  const added = expandCodes(care.addOn).filter((code) => all.includes(code));
  const at = (place: string) => `coalesce(c.place_of_service_code, '') = '${place}'`;
  const conditions = [
    coded(codes),
    ...care.notAt.map(({ codes: some, place }) => `not (${coded(some)} and ${at(place)})`),
    ...care.onlyAt.map(({ codes: some, place }) => `not (${coded(some)} and not ${at(place)})`),
  ];
  if (added.length > 0) {
    const based = all.filter((code) => !added.includes(code));
    const both = await claimsOfBoth(context, added, based);
    conditions.push(`not (${coded(added)} and c.claim_id not in (select claim_id from ${both}))`);
  }
  return conditions.join(' and ');
}

/** A table of the claims that have both one of the codes `added` and one of `based`. The first are few: mostly no claim is looked at for the second. */
async function claimsOfBoth(
  context: MethodContext,
  added: readonly string[],
  based: readonly string[],
): Promise<string> {
  const claims = context.table('medical_claim');
  const [some, both] = [context.temporary(), context.temporary()];
  const found = await context.warehouse.run(
    `create table ${some} as select distinct claim_id from ${claims} c where ${coded(added)}`,
  );
  if (found === 0) return some;
  await context.warehouse.run(
    `create table ${both} as select distinct c.claim_id from ${claims} c semi join ${some} s on s.claim_id = c.claim_id where ${coded(based)}`,
  );
  return both;
}

async function rules(context: MethodContext): Promise<ServiceRules> {
  const options = new Options(context.options);
  const care = primaryCareOf(yearOf(context));
  const codes = codesOf(context, care);
  const bill = "coalesce(left(ltrim(c.bill_type_code, '0'), 2), '')";
  const clinic = `${bill} in ${literals(CLINIC_BILLS)}`;
  const atClinic =
    care.clinics === 'all'
      ? clinic
      : `${bill} = '${RURAL_BILL}' and coalesce(c.revenue_center_code in ${literals(RURAL_REVENUE)}, false)`;
  const specialty = 'coalesce(c.rendering_specialty, p.specialty)';
  const first = `${clinic} or coalesce(p.primary_care, ${specialty} in ${literals(options.list('primary_specialties'))})`;
  return {
    byProvider: true,
    service: `(${atClinic}) or (${await listed(context, care, codes)})`,
    step: `case when ${first} then 1 when ${specialty} in ${literals(options.list('specialties'))} then 2 end`,
    physician: options.boolean('physician')
      ? `${clinic} or coalesce(${specialty} not in ${literals(NOT_PHYSICIANS)}, true)`
      : undefined,
    reasons: ['primary-care', 'specialist'],
  };
}

/** What of the year's rule is not followed, or not known. */
function yearNotes(context: MethodContext): Diagnostic[] {
  const year = yearOf(context);
  if (year < STEPS_FROM)
    return [report('earlier-steps', { year: String(year), from: String(STEPS_FROM) }, context.at)];
  if (year < UNREAD_FROM || new Options(context.options).has('codes')) return [];
  return [report('later-services', { year: String(year), last: String(UNREAD_FROM - 1) }, context.at)];
}

export const twoStep: Method = {
  name: 'attribution.two-step',
  title: {
    en: 'Two-step attribution by primary care (Medicare Shared Savings Program)',
    zh: '按基层诊疗两步归属（联邦医疗保险共享结余计划）',
  },
  about: {
    en: 'Step one: a person goes to the group whose primary care practitioners gave most primary care, by allowed charges. Step two, for those who saw no primary care practitioner at all: the same with the specialists of 42 CFR 425.402(c). Either way a physician of the group must have given one of the services: of primary care or of those specialists (425.402(b)(1)). Who named a provider goes there (42 CFR 425.402(e)). Providers outside the groups compete as themselves: who received most there is not attributed. Ties go to the provider seen last, then to the lower identifier. What a primary care service is depends on the performance year (425.400(c)(1)): from 2017 visits to nursing facilities do not count in skilled nursing, from 2019 to 2022 home visits count at home only (place 12), from 2019 prolonged visits (99354, 99355) beside the visit they prolong, from 2021 advance care planning not in hospital; telephone visits count where the window has a month of the COVID-19 emergency. Services at rural and federally qualified health centres (bills 71x, 77x) all count from 2019, as by primary care physicians; before, those with a listed code or revenue centre, without regard to the attestation of 425.404(a). Not done: the third step of 2025, which looks back 24 months for people seen by other practitioners only.',
    zh: '第一步：参保人归属于其基层医师提供基层诊疗费用最高的组。第二步：未就诊于任何基层医师者，按 42 CFR 425.402(c) 所列专科医师同样计算。两步均要求该组至少有一名医师（基层医师或上述专科医师）提供过服务（425.402(b)(1)）。本人指定机构者从其指定（42 CFR 425.402(e)）。组外机构以自身参与比较，在其处接受服务最多者不归属。相同时取最近一次就诊的机构，再相同取编号较小者。何为基层诊疗按绩效年确定（425.400(c)(1)）：2017 年起专业护理机构内的护理院访视不计入；2019–2022 年家庭访视须在患者家中（地点代码 12），2019 年起延长访视（99354、99355）须与其所延长的访视同单；2021 年起住院期间的预立医疗计划不计入；窗口期含新冠公共卫生紧急状态月份的，电话访视计入。农村诊所和联邦认证健康中心（账单类型 71x、77x）的服务自 2019 年起全部计入，视同基层医师提供；此前仅计所列项目或收入中心，不考虑 425.404(a) 的申明。2025 年起的第三步（仅就诊于非医师执业者的，回溯 24 个月）未实现。',
  },
  source: '42 CFR 425.20, 425.400(c), 425.402, 425.404; codes that later rules add from 2026 on unverified',
  reads: ['eligibility', 'medical_claim', 'provider'],
  options: [
    ...WINDOW,
    ...SERVICES.map((option) =>
      option.name === 'provider' ? { ...option, default: 'billing_tin' } : option,
    ),
    option(
      'codes',
      'list',
      'Primary care services; those of 42 CFR 425.400(c) for the performance year',
      '基层诊疗项目；缺省为 42 CFR 425.400(c) 对该绩效年所列的项目',
    ),
    option(
      'primary_specialties',
      'list',
      'Specialties of primary care practitioners (42 CFR 425.20, 425.402(b)(3))',
      '基层医师的专科代码（42 CFR 425.20、425.402(b)(3)）',
      { default: PRIMARY_SPECIALTIES.join(',') },
    ),
    option(
      'specialties',
      'list',
      'Specialties of the second step (42 CFR 425.402(c))',
      '第二步的专科代码（42 CFR 425.402(c)）',
      { default: SPECIALTIES.join(',') },
    ),
    option('physician', 'boolean', 'One of the services must be by a physician', '至少一次服务须由医师提供', {
      default: 'true',
    }),
    PARTICIPANTS,
    ...EXCLUSIONS,
  ],
  columns: attributionColumns(false),
  reasons,
  compute: async (context) => [
    ...yearNotes(context),
    ...(await attributeByServices(context, datesOf(context), await rules(context))),
  ],
  explain: async (context) => explainServices(context, datesOf(context), await rules(context)),
};
