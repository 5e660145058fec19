import type { MethodOption } from '../../language/method.ts';
import type { Method, MethodContext } from '../method.ts';
import { literals, option, Options } from '../options.ts';
import { reasons } from './messages.ts';
import { attributionColumns, datesOf, EXCLUSIONS, PARTICIPANTS, WINDOW } from './options.ts';
import { expandCodes } from './primary-care.ts';
import { attributeByServices, explainServices } from './services.ts';
import type { ServiceRules } from './services.ts';

/** Who a line's provider is, and what of it is counted. */
export const SERVICES: readonly MethodOption[] = [
  option('provider', 'text', 'Column that names the provider', '载明机构或人员的列', {
    oneOf: ['rendering_npi', 'rendering_tin', 'billing_npi', 'billing_tin', 'facility_npi'],
    default: 'rendering_npi',
  }),
  option(
    'by',
    'text',
    'What is compared: charges, or visits (days with a service)',
    '比较的内容：charges 为费用，visits 为就诊天数',
    { oneOf: ['charges', 'visits'], default: 'charges' },
  ),
  option('amount', 'text', 'Column of charges', '费用所在的列', {
    oneOf: ['allowed_amount', 'paid_amount', 'charge_amount'],
    default: 'allowed_amount',
  }),
  option('least_visits', 'integer', 'Visits needed with the provider', '在该机构所需的就诊次数', {
    default: '1',
  }),
  option(
    'visits',
    'boolean',
    'Count the visits (days with a service) too where only charges decide; it takes twice the work',
    '仅按费用确定归属时，是否也计算就诊天数；计算量约增加一倍',
    { default: 'false' },
  ),
  option(
    'voluntary',
    'file',
    'CSV with columns person, provider and perhaps date: people who named their provider, which then decides',
    '含 person、provider（及可选 date）列的 CSV：本人指定的机构优先',
  ),
];

function rules(context: MethodContext): ServiceRules {
  const options = new Options(context.options);
  const kinds = `c.claim_type in ${literals(options.list('claim_types'))}`;
  const codes = options.has('codes')
    ? ` and c.hcpcs_code in ${literals(expandCodes(options.list('codes')))}`
    : '';
  return {
    byProvider: false,
    service: kinds + codes,
    step: '1',
    physician: undefined,
    reasons: ['plurality', 'plurality'],
  };
}

export const plurality: Method = {
  name: 'attribution.plurality',
  title: { en: 'Attribution to the provider of most services', zh: '归属：接受服务最多的机构' },
  about: {
    en: 'Each person goes to the provider (or group of providers) with the largest charges, or most visits, for services in a window. Ties go to the provider seen last, then to the lower identifier. Everyone of the eligibility is in the result, in or out, with the reason.',
    zh: '每个参保人归属于窗口期内费用最高（或就诊天数最多）的机构或其所属组；相同时取最近一次就诊的机构，再相同取编号较小者。参保名单中的所有人都在结果中，并注明归属或不归属的原因。',
  },
  source: 'Plurality rule; as in the first step of 42 CFR 425.402(b), with services of the contract’s choice',
  reads: ['eligibility', 'medical_claim', 'provider'],
  options: [
    ...WINDOW,
    ...SERVICES,
    option('claim_types', 'list', 'Kinds of claims that count', '计入的单据类别', {
      oneOf: ['institutional', 'professional', 'dental', 'vision', 'undetermined'],
      default: 'professional',
    }),
    option(
      'codes',
      'list',
      'Procedure codes that count, ranges as 99201-99215; all',
      '计入的项目编码，可写区间如 99201-99215；缺省为全部',
    ),
    PARTICIPANTS,
    ...EXCLUSIONS,
  ],
  columns: attributionColumns(false),
  reasons,
  compute: (context) => attributeByServices(context, datesOf(context), rules(context)),
  explain: (context) => explainServices(context, datesOf(context), rules(context)),
};
