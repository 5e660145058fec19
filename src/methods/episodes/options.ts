/** Options that all methods of the family have. */
import type { MethodOption } from '../method.ts';
import { option } from '../options.ts';
import { CATEGORIES } from './service.ts';

export const AMOUNT_OPTIONS: readonly MethodOption[] = [
  option('amount', 'text', 'Amount that counts', '计入的金额', {
    oneOf: ['paid', 'allowed', 'charge'],
    default: 'paid',
  }),
  option('provider', 'text', 'What names the provider', '以何字段确定机构', {
    oneOf: ['facility_npi', 'billing_npi', 'billing_tin', 'rendering_npi', 'rendering_tin'],
    default: 'facility_npi',
  }),
];

export const SERVICE_OPTIONS: readonly MethodOption[] = [
  option(
    'days_beyond',
    'integer',
    'Days after the window whose spending is told apart',
    '窗口期后单独统计费用的天数',
    { default: '0' },
  ),
  option('excluded', 'file', 'Services that do not count: kind, code', '不计入的服务：kind、code'),
  option('excluded_drgs', 'list', 'DRGs of stays that do not count', '不计入的住院病组'),
  option('excluded_hcpcs', 'list', 'Items that do not count', '不计入的项目'),
  option('excluded_diagnoses', 'list', 'Principal diagnoses that do not count', '不计入的主要诊断'),
  option('excluded_categories', 'list', 'Kinds of service that do not count', '不计入的服务类别', {
    oneOf: CATEGORIES,
    optional: true,
  }),
  option('included', 'file', 'Only these services count: kind, code', '仅计入的服务：kind、code'),
  option('included_drgs', 'list', 'Only stays of these DRGs count', '仅计入的住院病组'),
  option('included_hcpcs', 'list', 'Only these items count', '仅计入的项目'),
  option('included_diagnoses', 'list', 'Only these principal diagnoses count', '仅计入的主要诊断'),
  option('included_categories', 'list', 'Only these kinds of service count', '仅计入的服务类别', {
    oneOf: CATEGORIES,
    optional: true,
  }),
  option(
    'proration',
    'text',
    'Services that span the window: by days, or whole by their first day',
    '跨期服务：按天数分摊，或按起始日整笔计入',
    {
      oneOf: ['days', 'start'],
      default: 'days',
    },
  ),
  option(
    'stay_days',
    'file',
    'Usual stay by DRG, for proration: drg, days',
    '分摊用的病组平均住院日：drg、days',
  ),
];

export const PERSON_OPTIONS: readonly MethodOption[] = [
  option('on_death', 'text', 'Death within', '周期内死亡的处理', {
    oneOf: ['keep', 'end', 'cancel', 'cancel-in-stay'],
    default: 'keep',
  }),
  option('coverage', 'text', 'Coverage throughout', '全程参保要求', {
    oneOf: ['required', 'at-start', 'ignored'],
    default: 'required',
  }),
  option('covered_before', 'integer', 'Days of coverage before', '起始前须连续参保天数', { default: '0' }),
  option('payers', 'list', 'Payers whose coverage counts', '认可的付费方'),
  option('plans', 'list', 'Plans whose coverage counts', '认可的险种'),
  option(
    'excluded_entitlement',
    'list',
    'Original reasons for entitlement that rule out',
    '排除的初始参保原因',
  ),
];

export const OVERLAP_OPTIONS: readonly MethodOption[] = [
  option('overlap', 'text', 'Overlapping episodes', '周期重叠的处理', {
    oneOf: ['first-wins', 'latest-cancels', 'highest-priority', 'keep-all'],
    default: 'first-wins',
  }),
  option(
    'overlap_among',
    'text',
    'Overlap with all kinds of episode, or only the same',
    '与全部或仅同类周期比较重叠',
    {
      oneOf: ['all', 'same-episode'],
      default: 'all',
    },
  ),
];

export const PERIOD_OPTION = option(
  'period_by',
  'text',
  'Day that puts an episode in the period',
  '以何日归入结算期',
  {
    oneOf: ['start', 'end', 'discharge'],
    default: 'start',
  },
);
