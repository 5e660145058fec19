import { defineMessages, reporter } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { AS_OF_REASON } from '../shared/as-of.ts';

export const messages = defineMessages({
  'window-too-long': {
    severity: 'error',
    en: 'The window {from} – {to} is longer than ten years.',
    zh: '窗口期 {from} 至 {to} 超过十年。',
    hint: { en: 'Check the years.', zh: '请检查年份。' },
  },
  'participant-twice': {
    severity: 'error',
    en: '{file}: {count} {count|provider is|providers are} in more than one group; the first is {provider}.',
    zh: '{file}：有 {count} 个机构或人员属于多个组，首个为 {provider}。',
    hint: {
      en: 'A provider may take part in one group only: its services could not be told apart.',
      zh: '每个机构或人员只能属于一个组，否则无法区分其服务。',
    },
  },
  'participants-unseen': {
    severity: 'warning',
    en: '{file}: {count} {count|provider is|providers are} in no claim (column {column}) and among no providers; the first is {provider}.',
    zh: '{file}：有 {count} 个机构或人员既未出现在单据的 {column} 列中，也不在机构与人员信息中，首个为 {provider}。',
    hint: {
      en: 'Are they written as in the claims, and is `provider` the column that has them?',
      zh: '请检查编号写法是否与单据一致，以及 `provider` 是否为载明该编号的列。',
    },
  },
  'span-reversed': {
    severity: 'warning',
    en: '{count} {count|span ends before it begins and is|spans end before they begin and are} left out; the first is of {person}.',
    zh: '有 {count} 个区间的终止日早于起始日，未予采用；首个属于 {person}。',
  },
  'earlier-steps': {
    severity: 'warning',
    en: 'Performance year {year} was assigned by other steps (42 CFR 425.402(a)); these are the steps of {from} and later.',
    zh: '绩效年 {year} 的归属采用其他步骤（42 CFR 425.402(a)）；此处按 {from} 年及以后的步骤。',
  },
  'later-services': {
    severity: 'note',
    en: 'Primary care services of {year} are those of performance year {last} (42 CFR 425.400(c)(1)(ix)); codes that later rules add are not among them.',
    zh: '{year} 年的基层诊疗项目沿用绩效年 {last} 的目录（42 CFR 425.400(c)(1)(ix)），未含此后增列的编码。',
    hint: {
      en: 'Give `codes` where they matter.',
      zh: '需要时请用 `codes` 列出全部项目。',
    },
  },
  'services-no-amount': {
    severity: 'warning',
    en: '{count} {count|service in the window has|services in the window have} no {amount}: {count|it counts as a visit and adds|they count as visits and add} nothing to charges.',
    zh: '窗口期内有 {count} 项服务的金额（{amount}）未知：计为就诊，但不计入费用。',
  },
  'services-no-provider': {
    severity: 'warning',
    en: '{count} {count|service in the window names|services in the window name} no {provider} and {count|counts|count} for nobody.',
    zh: '窗口期内有 {count} 项服务没有 {provider}，不归属任何一方。',
  },
});

export const report = reporter(messages);

/** Why a person is in or out, and why a service counted or not. */
export const reasons = {
  plurality: { en: 'received most from this provider', zh: '在该机构接受的服务最多' },
  'primary-care': {
    en: 'step one: most primary care from its primary care practitioners',
    zh: '第一步：其基层医师提供的基层诊疗最多',
  },
  specialist: {
    en: 'step two: no primary care practitioner seen; most primary care from its specialists',
    zh: '第二步：未就诊于基层医师；其专科医师提供的基层诊疗最多',
  },
  voluntary: { en: 'named this provider', zh: '本人指定' },
  panel: { en: 'on the enrolled panel', zh: '在登记名册内' },
  registered: { en: 'registered with a family doctor', zh: '已签约家庭医生' },
  'not-registered': { en: 'not registered in the period', zh: '期间内未签约' },
  'not-on-panel': { en: 'not on the panel in the period', zh: '期间内不在名册内' },
  'not-named': { en: 'named no provider', zh: '未指定机构' },
  elsewhere: { en: 'received most from a provider outside the groups', zh: '在各组之外的机构接受的服务最多' },
  'named-elsewhere': { en: 'named a provider outside the groups', zh: '指定了各组之外的机构' },
  'no-physician': { en: 'no service by a physician of the group', zh: '该组没有医师提供过服务' },
  'no-service': { en: 'received no service that counts in the window', zh: '窗口期内没有符合条件的服务' },
  'few-visits': { en: 'fewer visits than required', zh: '就诊次数不足' },
  died: { en: 'died before the period', zh: '期间开始前已死亡' },
  'not-enrolled': { en: 'too few months of coverage in the window', zh: '窗口期内参保月数不足' },
  'other-coverage': { en: 'in excluded coverage in the window', zh: '窗口期内参加了排除的险种' },
  hospice: { en: 'in hospice in the window', zh: '窗口期内接受安宁疗护' },
  institution: { en: 'in long-term care in the window', zh: '窗口期内长期住养' },
  esrd: { en: 'end-stage renal disease', zh: '终末期肾病' },
  residence: { en: 'lives outside the area', zh: '居住在区域之外' },
  age: { en: 'outside the ages', zh: '年龄不在范围内' },
  'outside-window': { en: 'outside the window', zh: '不在窗口期内' },
  ...AS_OF_REASON,
  'no-date': { en: 'no date of service', zh: '没有服务日期' },
  'not-a-service': { en: 'not a service that counts', zh: '不属于计入的服务' },
  'no-provider': { en: 'no provider on the line', zh: '明细未载明机构或人员' },
  'not-primary': { en: 'not by a practitioner who counts', zh: '提供者不属于计入的人员' },
  'other-step': { en: 'decided in the other step', zh: '由另一步骤决定' },
  'other-provider': { en: 'with another provider', zh: '由其他机构提供' },
  'not-assigned': { en: 'the person is not attributed', zh: '该参保人未归属' },
} satisfies Record<string, Localized>;
