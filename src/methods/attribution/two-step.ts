import type { Method, MethodContext } from '../method.ts';
import { literals, option, Options } from '../options.ts';
import { reasons } from './messages.ts';
import { attributionColumns, datesOf, EXCLUSIONS, PARTICIPANTS, WINDOW } from './options.ts';
import { SERVICES } from './plurality.ts';
import {
  CLINIC_BILLS,
  expandCodes,
  NOT_THERE,
  PRIMARY_CARE_SERVICES,
  PRIMARY_SPECIALTIES,
  SPECIALTIES,
} from './primary-care.ts';
import { attributeByServices, explainServices } from './services.ts';
import type { ServiceRules } from './services.ts';

/** Practitioners of primary care who are no physicians: nurse practitioner, clinical nurse specialist, physician assistant. */
const NOT_PHYSICIANS = ['50', '89', '97'];

function rules(context: MethodContext): ServiceRules {
  const options = new Options(context.options);
  const clinic = `coalesce(left(ltrim(c.bill_type_code, '0'), 2) in ${literals(CLINIC_BILLS)}, false)`;
  const codes = literals(expandCodes(options.list('codes')));
  const elsewhere = NOT_THERE.map(
    ({ codes: list, place }) =>
      `(c.hcpcs_code in ${literals(expandCodes(list))} and coalesce(c.place_of_service_code, '') = '${place}')`,
  ).join(' or ');
  const specialty = 'coalesce(c.rendering_specialty, p.specialty)';
  const first = `${clinic} or coalesce(p.primary_care, ${specialty} in ${literals(options.list('primary_specialties'))})`;
  return {
    byProvider: true,
    service: `${clinic} or (c.hcpcs_code in ${codes} and not (${elsewhere}))`,
    step: `case when ${first} then 1 when ${specialty} in ${literals(options.list('specialties'))} then 2 end`,
    physician: options.boolean('physician')
      ? `${clinic} or coalesce(${specialty} not in ${literals(NOT_PHYSICIANS)}, true)`
      : undefined,
    reasons: ['primary-care', 'specialist'],
  };
}

export const twoStep: Method = {
  name: 'attribution.two-step',
  title: {
    en: 'Two-step attribution by primary care (Medicare Shared Savings Program)',
    zh: '按基层诊疗两步归属（联邦医疗保险共享结余计划）',
  },
  about: {
    en: 'Step one: a person goes to the group whose primary care practitioners gave most primary care, by allowed charges. Step two, for those who saw no primary care practitioner at all: the same with the specialists of 42 CFR 425.402(c). Either way a physician of the group must have given one of the services: of primary care or of those specialists (425.402(b)(1)). Who named a provider goes there (42 CFR 425.402(e)). Providers outside the groups compete as themselves: who received most there is not attributed. Ties go to the provider seen last, then to the lower identifier. Services at rural and federally qualified health centres (bills 71x, 77x) all count as primary care. Visits to nursing facilities do not count in skilled nursing, nor advance care planning in hospital. Not done: the third step of 2025, which looks back 24 months for people seen by other practitioners only.',
    zh: '第一步：参保人归属于其基层医师提供基层诊疗费用最高的组。第二步：未就诊于任何基层医师者，按 42 CFR 425.402(c) 所列专科医师同样计算。两步均要求该组至少有一名医师（基层医师或上述专科医师）提供过服务（425.402(b)(1)）。本人指定机构者从其指定（42 CFR 425.402(e)）。组外机构以自身参与比较，在其处接受服务最多者不归属。相同时取最近一次就诊的机构，再相同取编号较小者。农村诊所和联邦认证健康中心（账单类型 71x、77x）的服务均计为基层诊疗。专业护理机构内的护理院访视、住院期间的预立医疗计划不计入。2025 年起的第三步（仅就诊于非医师执业者的，回溯 24 个月）未实现。',
  },
  source: '42 CFR 425.400(c), 425.402, 425.404; code and specialty lists unverified',
  reads: ['eligibility', 'medical_claim', 'provider'],
  options: [
    ...WINDOW,
    ...SERVICES.map((option) =>
      option.name === 'provider' ? { ...option, default: 'billing_tin' } : option,
    ),
    option(
      'codes',
      'list',
      'Primary care services (42 CFR 425.400(c), unverified)',
      '基层诊疗项目（42 CFR 425.400(c)，未核实）',
      { default: PRIMARY_CARE_SERVICES.codes.join(',') },
    ),
    option(
      'primary_specialties',
      'list',
      'Specialties of primary care practitioners (unverified)',
      '基层医师的专科代码（未核实）',
      { default: PRIMARY_SPECIALTIES.codes.join(',') },
    ),
    option(
      'specialties',
      'list',
      'Specialties of the second step (42 CFR 425.402(c), unverified)',
      '第二步的专科代码（42 CFR 425.402(c)，未核实）',
      { default: SPECIALTIES.codes.join(',') },
    ),
    option('physician', 'boolean', 'One of the services must be by a physician', '至少一次服务须由医师提供', {
      default: 'true',
    }),
    PARTICIPANTS,
    ...EXCLUSIONS,
  ],
  columns: attributionColumns(false),
  reasons,
  compute: (context) => attributeByServices(context, datesOf(context), rules(context)),
  explain: (context) => explainServices(context, datesOf(context), rules(context)),
};
