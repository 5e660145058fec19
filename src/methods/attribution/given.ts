/** Attribution that is written down: a panel file, a registration in the eligibility, a person's own choice. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import type { Method, MethodContext } from '../method.ts';
import { option } from '../options.ts';
import { badDates, fileColumns } from '../shared/files.ts';
import { noLines } from '../shared/no-lines.ts';
import { reasons } from './messages.ts';
import { attributionColumns, datesOf, EXCLUSIONS, WINDOW } from './options.ts';
import { attributeBySpans } from './spans.ts';

/** Spans of a file: person, provider, from, to (the day after the last; both may be missing or empty). */
async function byFile(
  context: MethodContext,
  option: string,
  why: readonly [string, string],
): Promise<Diagnostic[]> {
  const read = await fileColumns(context, option, ['person', 'provider']);
  if (!read.value) return read.diagnostics;
  const bad = await badDates(context, option, read.value, ['from', 'to']);
  if (hasErrors(bad)) return bad;
  const { table, columns } = read.value;
  const date = (name: string) => `try_cast(${columns.get(name) ?? 'null'} as date)`;
  const spans = `select ${columns.get('person')} as person_id, ${columns.get('provider')} as provider, ${date('from')} as first, ${date('to')} - 1 as last from ${table}`;
  return attributeBySpans(context, datesOf(context), { spans, reasons: why });
}

const reads = ['eligibility'] as const;
const common = {
  columns: attributionColumns(true),
  reasons,
  explain: async (context: Parameters<NonNullable<Method['explain']>>[0]): Promise<Diagnostic[]> => {
    await noLines(context, context.lines);
    return [];
  },
};

export const panel: Method = {
  ...common,
  name: 'attribution.panel',
  title: { en: 'Attribution by an enrolled panel', zh: '归属：登记名册' },
  about: {
    en: 'People belong to the provider a panel file says, from and to the dates it says. Where spans of a person overlap the later one holds from its first day. Spans are cut to the period and at death.',
    zh: '按名册文件所列的机构及起止日期归属。同一人的区间重叠时，自后一区间首日起以后者为准。区间以协议期间和死亡日为限。',
  },
  source: 'Panel agreed between payer and provider',
  reads,
  options: [
    option(
      'panel',
      'file',
      'CSV with columns person, provider and perhaps from, to (the day after the last)',
      '含 person、provider 及可选 from、to（终止日的次日）列的 CSV',
      {},
    ),
    ...WINDOW,
    ...EXCLUSIONS,
  ],
  compute: (context) => byFile(context, 'panel', ['panel', 'not-on-panel']),
};

export const voluntary: Method = {
  ...common,
  name: 'attribution.voluntary',
  title: { en: 'Attribution by the person’s own choice', zh: '归属：本人指定' },
  about: {
    en: 'People belong to the provider they named, from the day the choice holds until the next. Nobody else is attributed.',
    zh: '按本人指定的机构归属，自指定生效之日起至下一次指定为止；未指定者不归属。',
  },
  source: '42 CFR 425.402(e)',
  reads,
  options: [
    option(
      'choices',
      'file',
      'CSV with columns person, provider and perhaps from, to (the day after the last)',
      '含 person、provider 及可选 from、to（终止日的次日）列的 CSV',
      {},
    ),
    ...WINDOW,
    ...EXCLUSIONS,
  ],
  compute: (context) => byFile(context, 'choices', ['voluntary', 'not-named']),
};

export const registration: Method = {
  ...common,
  name: 'attribution.registration',
  title: { en: 'Attribution by registration with a family doctor', zh: '归属：家庭医生签约' },
  about: {
    en: 'People belong to the provider they are registered with in the eligibility (registered_provider), between the dates of the registration. Where registrations overlap the later one holds from its first day.',
    zh: '按参保信息中的签约机构或家庭医生（registered_provider）及签约起止日归属。签约区间重叠时，自后一次签约首日起以后者为准。',
  },
  source: '国卫基层发〔2022〕10号《关于推进家庭医生签约服务高质量发展的指导意见》（unverified）',
  reads,
  options: [...WINDOW, ...EXCLUSIONS],
  compute: (context) =>
    attributeBySpans(context, datesOf(context), {
      spans: `select distinct person_id, registered_provider as provider, registration_start_date as first, registration_end_date as last
        from ${context.table('eligibility')} where registered_provider is not null`,
      reasons: ['registered', 'not-registered'],
    }),
};
