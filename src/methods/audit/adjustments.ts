/**
 * `audit.adjustments`: the only way from a finding to a payment. A row for each finding that a person has confirmed, as it stands now, and has not reversed by
 * the as-of date; with what that person stated. Nothing is computed from the finding itself.
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Method, MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import type { Decision } from './decisions.ts';
import { EFFECTS, readDecisions } from './decisions.ts';
import { column, RULE_WORDS } from './findings.ts';
import { REGULATION, ZHEJIANG } from './knowledge/sources.ts';
import { FAMILY_WORDS, report, SEVERITY_WORDS } from './messages.ts';

const NEEDS = [
  'finding_id',
  'fingerprint',
  'rule',
  'family',
  'severity',
  'hospital_id',
  'insurance_type',
] as const;

export const adjustments: Method = {
  name: 'audit.adjustments',
  title: { en: 'Adjustments from confirmed findings', zh: '经确认疑点的扣减' },
  about: {
    en: 'What persons have confirmed of the findings and not reversed by the as-of date: amounts or points to take off, cases not to be paid. Unconfirmed findings make no row.',
    zh: '截至计算日已由人员确认且未撤销的疑点：扣减金额、扣减分值或不予支付的病例。未确认的疑点不产生任何记录。',
  },
  source: `${REGULATION}；${ZHEJIANG}：查实病例不予计算点数、按倍数扣除点数`,
  reads: ['inpatient_case'],
  mayBeEmpty: true,
  options: [
    {
      name: 'findings',
      type: 'result',
      label: { en: 'Result of audit.findings', zh: 'audit.findings 的结果' },
      needs: [...NEEDS, 'case_id', 'person_id', 'finding_date', 'related'],
    },
    {
      name: 'decisions',
      type: 'file',
      label: {
        en: 'Decisions: finding, fingerprint, decision, by, date, reason; amount, points, unpaid',
        zh: '处理决定：finding、fingerprint、decision、by、date、reason；amount、points、unpaid',
      },
    },
    {
      name: 'effects',
      type: 'list',
      label: {
        en: 'What the contract’s model takes: amount, points, unpaid',
        zh: '协议模型采用的处理方式：amount（金额）、points（点数）、unpaid（不予支付）',
      },
      oneOf: EFFECTS,
      default: 'amount',
    },
  ],
  columns: [
    { ...column('adjustment_id', 'text', 'Adjustment: the finding', '扣减：对应疑点'), key: true },
    column('hospital_id', 'text', 'Hospital', '医疗机构'),
    column('insurance_type', 'text', 'Insurance type', '险种'),
    column('case_id', 'text', 'Case', '病例'),
    column('person_id', 'text', 'Person', '参保人'),
    { ...column('rule', 'text', 'Rule', '规则'), values: RULE_WORDS },
    { ...column('family', 'text', 'Family', '类别'), values: FAMILY_WORDS },
    { ...column('severity', 'text', 'Grade', '等级'), values: SEVERITY_WORDS },
    column('finding_date', 'date', 'Day of what was found', '疑点日期'),
    column('amount', 'money', 'Amount to take off', '扣减金额'),
    column('points', 'decimal', 'Points to take off', '扣减分值'),
    column('unpaid', 'boolean', 'The case is not paid', '病例不予支付'),
    column('confirmed_by', 'text', 'Confirmed by', '确认人'),
    column('confirmed_on', 'date', 'Confirmed on', '确认日期'),
    column('reason', 'text', 'Reason', '理由'),
  ],
  reasons: { related: { en: 'the other case of the finding', zh: '该疑点的关联病例' } },
  compute,
};

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const { warehouse, into } = context;
  const options = new Options(context.options);
  const decided = await readDecisions(context, 'decisions', options.list('effects'));
  if (!decided.value) return decided.diagnostics;
  const confirmed = [...decided.value.standing.values()].filter(({ decision }) => decision === 'confirmed');
  const found = context.result(options.text('findings'));
  const given = context.temporary();
  await warehouse.run(
    `create table ${given} (finding varchar, fingerprint varchar, line bigint, amount decimal(38,4), points decimal(38,4), unpaid boolean, "by" varchar, "on" date, reason varchar)`,
  );
  if (confirmed.length > 0)
    await warehouse.run(`insert into ${given} values ${confirmed.map(valuesOf).join(', ')}`);
  const stale = await unmatched(context, found, given);
  if (hasErrors(stale)) return [...decided.diagnostics, ...stale];
  await warehouse.run(
    `create table ${into} as select f.finding_id as adjustment_id, f.hospital_id, f.insurance_type, f.case_id, f.person_id, f.rule, f.family, f.severity,
       f.finding_date::date as finding_date, g.amount, g.points, g.unpaid, g."by" as confirmed_by, g."on" as confirmed_on, g.reason
     from ${given} g join ${found} f on f.finding_id = g.finding order by 1`,
  );
  if (context.lines !== undefined) {
    const line = (amount: string, counted: boolean, reason: string) =>
      `select a.adjustment_id as key, 'inpatient_case' as "table", c._source, c._file, c._line, c.case_id as claim_id, null::bigint as claim_line_number,
         c.discharge_date as service_date, (${amount})::decimal(38,4) as amount, ${String(counted)} as counted, ${reason} as reason`;
    const cases = context.table('inpatient_case');
    await warehouse.run(
      `create table ${context.lines} as
       ${line('a.amount', true, 'null::varchar')} from ${into} a join ${cases} c on c.case_id = a.case_id
       union all ${line('c.fund_payment', false, `'related'`)} from ${into} a join ${found} f on f.finding_id = a.adjustment_id join ${cases} c on c.case_id = f.related`,
    );
  }
  return [...decided.diagnostics, ...(await beyond(context))];
}

function valuesOf({
  finding,
  fingerprint,
  line,
  amount = '0',
  points = '0',
  unpaid,
  by,
  date,
  reason,
}: Decision) {
  const text = [finding, fingerprint].map(quoteLiteral).join(', ');
  // As text into decimals: a numeral of many digits would become a double.
  const numbers = [amount, points].map((cell) => `${quoteLiteral(cell)}::decimal(38,4)`).join(', ');
  return `(${text}, ${line}, ${numbers}, ${String(unpaid)}, ${quoteLiteral(by)}, date ${quoteLiteral(date)}, ${quoteLiteral(reason)})`;
}

/** Confirmations of what is not found, or was another finding when it was confirmed; and of `unpaid` where there is no case. */
async function unmatched(context: MethodContext, found: string, given: string): Promise<Diagnostic[]> {
  const file = context.options.get('decisions')?.split(/[/\\]/).at(-1) ?? '';
  const rows = await context.warehouse.rows(
    `select g.line, g.finding, g.fingerprint as was, f.fingerprint as is_now, f.finding_id is null as gone, g.unpaid and f.case_id is null as no_case
     from ${given} g left join ${found} f on f.finding_id = g.finding
     where f.finding_id is null or f.fingerprint <> g.fingerprint or (g.unpaid and f.case_id is null) order by g.line`,
  );
  return rows.map((row) => {
    const data = { file, line: Number(row['line']), finding: String(row['finding']) };
    if (row['gone'] === true) return report('decision-unknown-finding', data, context.at);
    if (row['was'] !== row['is_now'])
      return report(
        'decision-changed-finding',
        { ...data, was: String(row['was']), now: String(row['is_now']) },
        context.at,
      );
    const bad = { ...data, column: 'unpaid', text: 'true', expected: 'amount, points' };
    return report('decision-bad', bad, context.at);
  });
}

/** More taken off a case than the fund paid for it: said, not cut. */
async function beyond(context: MethodContext): Promise<Diagnostic[]> {
  const rows = await context.warehouse.rows(
    `select c.case_id, sum(a.amount)::decimal(38,2)::varchar as amount, any_value(c.fund_payment)::decimal(38,2)::varchar as paid
     from ${context.into} a join ${context.table('inpatient_case')} c on c.case_id = a.case_id
     group by c.case_id having sum(a.amount) > any_value(c.fund_payment) order by c.case_id`,
  );
  return rows.map((row) =>
    report(
      'adjustment-beyond-payment',
      { case: String(row['case_id']), amount: String(row['amount']), paid: String(row['paid']) },
      context.at,
    ),
  );
}
