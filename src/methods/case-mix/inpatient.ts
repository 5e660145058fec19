/** Inpatient cases of a contract for groupers: what grouping reads of them, and the columns every grouped case keeps. */
import { dirname, isAbsolute, resolve } from 'node:path';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { MethodColumn } from '../../language/method.ts';
import type { MethodContext } from '../method.ts';
import { dateLiteral, option, Options } from '../options.ts';
import { CASE } from './case-columns.ts';
import { messages, REASONS } from './messages.ts';

const report = reporter(messages);

export const caseKey: MethodColumn = {
  name: 'case_id',
  type: 'text',
  label: { en: 'Case', zh: '病例' },
  key: true,
};
export const reasonColumn: MethodColumn = {
  name: 'reason',
  type: 'text',
  label: { en: 'Why without a group', zh: '未入组原因' },
};

/** Of groupers: which cases. */
export const WINDOW_OPTION = option(
  'window',
  'period',
  'Days of discharge; without it, the agreement’s period',
  '出院日期范围，缺省为协议期间',
);

/** The path of a file that an option names: beside the contract, unless it is a path of its own. */
export function pathOf({ options, at }: MethodContext, option: string): string {
  const text = new Options(options).text(option);
  return isAbsolute(text) ? text : resolve(dirname(at.file), text);
}

export const placed = ({ at }: MethodContext, diagnostics: Diagnostic[]) =>
  diagnostics.map((diagnostic) => ({ ...diagnostic, at }));

/** 离院方式 5: the settlement list's code, or its word. */
export const DIED = `(discharge_type in ('5', '死亡'))`;

const codeColumns = (what: 'diagnosis' | 'procedure') => [
  `principal_${what}`,
  ...Array.from({ length: 40 }, (_, i) => `other_${what}_${i + 1}`),
];

/** Codes of inpatient cases, a row each: `case_id`, `position` (1 the principal or main one), `code`. `columns`: of them, in their order, the first of which is the principal one. */
export function positionsOf(
  cases: string,
  what: 'diagnosis' | 'procedure',
  columns: readonly string[] = codeColumns(what),
): string {
  return `select case_id, position, code from (select case_id, unnest(generate_series(1, ${columns.length})) as position, unnest([${columns.join(', ')}]) as code from ${cases}) where code is not null`;
}

/** What a case is read for besides its codes, where a grouper knows all it asks: columns of `CASE` and lines, and these. */
export const ASKED_OF_DIP = [
  'case_id',
  'age_years',
  'age_days',
  'icu_hours',
  '_source',
  '_file',
  '_line',
] as const;

/**
 * Cases discharged in the period, or in the window given, as the tables groupers read. `asked`: the columns of a case that are read, all unless given. Most
 * lists fill few of their eighty columns of codes: those that are empty are left out, which is most of the work with millions of cases.
 */
export async function casesOf(context: MethodContext, window = context.period, asked?: readonly string[]) {
  const { warehouse } = context;
  const [cases, diagnoses, procedures] = [context.temporary(), context.temporary(), context.temporary()];
  const discharged = `${context.table('inpatient_case')}
     where discharge_date >= ${dateLiteral(window.from)} and discharge_date < ${dateLiteral(window.to)}`;
  const codes = [...codeColumns('diagnosis'), ...codeColumns('procedure')];
  const [filled = []] = await warehouse.values(
    `select ${codes.map((name) => `count(${name})`).join(', ')} from ${discharged}`,
  );
  const used = (what: 'diagnosis' | 'procedure') => {
    const names = codeColumns(what);
    // Up to the last that is filled, so that a position is what it was.
    const last = names.findLastIndex((name) => Number(filled[codes.indexOf(name)]) > 0);
    return names.slice(0, Math.max(last, 0) + 1);
  };
  const columns = asked
    ? [
        ...new Set([...asked, ...CASE.map(([name]) => name), ...used('diagnosis'), ...used('procedure')]),
      ].join(', ')
    : '*';
  await warehouse.run(
    `create table ${cases} as select ${columns}, newborn_weight as weight, total_fee as fee, ${DIED} as died from ${discharged}`,
  );
  await warehouse.run(
    `create table ${diagnoses} as ${positionsOf(cases, 'diagnosis', used('diagnosis'))};
     create table ${procedures} as ${positionsOf(cases, 'procedure', used('procedure'))}`,
  );
  return { cases, diagnoses, procedures };
}

/** Makes the result, and its lines where they are asked for. */
export async function withCases(context: MethodContext, cases: string, grouped: string): Promise<void> {
  const names = CASE.map(([name]) => `c.${name}`).join(', ');
  await context.warehouse.run(
    `create table ${context.into} as select g.*, ${names} from (${grouped}) g join ${cases} c using (case_id)`,
  );
  if (context.lines === undefined) return;
  await context.warehouse.run(
    `create table ${context.lines} as select c.case_id as key, 'inpatient_case' as "table", c._source, c._file, c._line, c.case_id as claim_id,
       null::bigint as claim_line_number, c.discharge_date as service_date, c.total_fee as amount, g.reason is null as counted, g.reason
     from ${context.into} g join ${cases} c using (case_id)`,
  );
}

/** Cases without a group are said once, with how many. */
export async function ungrouped(context: MethodContext): Promise<Diagnostic[]> {
  const found = await context.warehouse.values(
    `select reason, count(*) from ${context.into} where reason is not null group by 1 order by 1`,
  );
  return found.map(([why, count]) => {
    const words = REASONS[String(why) as keyof typeof REASONS];
    const diagnostic = report('cases-ungrouped', { count: Number(count), reason: words.en }, context.at);
    return {
      ...diagnostic,
      message: { en: diagnostic.message.en, zh: `${Number(count)} 个病例未入组：${words.zh}。` },
    };
  });
}
