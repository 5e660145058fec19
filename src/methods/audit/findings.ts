/** `audit.findings`: all that the rules find in the cases discharged in the period, and the lines of evidence. */
import type { MethodColumn } from '../../language/method.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method } from '../method.ts';
import { look } from './look.ts';
import { FAMILY_WORDS, REASONS, SEVERITY_WORDS } from './messages.ts';
import { RULES } from './rules/index.ts';
import { WHITE_PAPER, ZHEJIANG } from './knowledge/sources.ts';

/** A column of a result: name, type and what it is called. */
export const column = (name: string, type: MethodColumn['type'], en: string, zh: string): MethodColumn => ({
  name,
  type,
  label: { en, zh },
});

/** What rules are called, for readers of a row that names one. */
export const RULE_WORDS = Object.fromEntries(RULES.map(({ id, title }) => [id, title]));

const COLUMNS: readonly MethodColumn[] = [
  { ...column('finding_id', 'text', 'Finding: rule and what it is about', '疑点：规则及对象'), key: true },
  { ...column('rule', 'text', 'Rule', '规则'), values: RULE_WORDS },
  { ...column('family', 'text', 'Family', '类别'), values: FAMILY_WORDS },
  {
    ...column('severity', 'text', 'Grade: breach, suspect or hint', '等级：明确违规、高度可疑、轻度可疑'),
    values: SEVERITY_WORDS,
  },
  column('hospital_id', 'text', 'Hospital', '医疗机构'),
  column('insurance_type', 'text', 'Insurance type', '险种'),
  column('case_id', 'text', 'Case', '病例'),
  column('person_id', 'text', 'Person', '参保人'),
  column('finding_date', 'date', 'Day (discharge of the case)', '日期（病例为出院日）'),
  column('related', 'text', 'The other case or claim', '关联病例或单据'),
  column('amount', 'money', 'Money on the lines of evidence that count', '计入证据明细的金额'),
  column('measure', 'decimal', 'What was found', '实测值'),
  column('expected', 'decimal', 'Threshold or norm', '阈值或标准'),
  column('detail', 'text', 'Detail', '说明'),
  column('fingerprint', 'text', 'Fingerprint of the finding and its evidence', '疑点及证据指纹'),
];

export const findings: Method = {
  name: 'audit.findings',
  title: { en: 'Audit findings', zh: '审核疑点' },
  about: {
    en: 'What in the cases and claims of the period should be looked at, by rules with thresholds, each finding with its evidence. A finding changes no payment.',
    zh: '按规则和阈值核查期间内的病例与费用，给出疑点及其证据明细。疑点本身不影响任何支付。',
  },
  source: `${WHITE_PAPER}；${ZHEJIANG}`,
  reads: ['inpatient_case', 'cost_item', 'medical_claim', 'eligibility', 'provider'],
  mayBeEmpty: true,
  options: [
    {
      name: 'groups',
      type: 'result',
      label: {
        en: 'Result with the group of each case (drg, code or group); the payer’s own grouper unless given',
        zh: '病例分组结果（drg、code 或 group 列）；缺省使用付费方分组结果',
      },
      optional: true,
      needs: ['case_id'],
    },
    {
      name: 'rules',
      type: 'list',
      label: { en: 'Rules or families that look; all unless given', zh: '启用的规则或类别；缺省为全部' },
      optional: true,
    },
    {
      name: 'parameters',
      type: 'file',
      label: {
        en: 'Thresholds of this place: rule, parameter, value',
        zh: '本地阈值：rule、parameter、value',
      },
      optional: true,
    },
  ],
  columns: COLUMNS,
  reasons: REASONS,
  async compute(context) {
    const { value, diagnostics } = await look(context);
    if (!value) return diagnostics;
    await context.warehouse.run(`create table ${context.into} as select * from ${value.findings}`);
    if (context.lines !== undefined)
      await context.warehouse.run(`create table ${context.lines} as select * from ${value.lines}`);
    return diagnostics;
  },
  async explain(context) {
    const [id = ''] = context.key;
    const { value, diagnostics } = await look(context, id.slice(0, id.indexOf(':')));
    if (!value) return diagnostics;
    await context.warehouse.run(
      `create table ${context.lines} as select * from ${value.lines} where key = ${quoteLiteral(id)}`,
    );
    return [];
  },
};
