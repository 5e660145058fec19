/** Diagnoses of people, from claims, for scores of comorbidity and risk. */
import type { MethodContext, MethodOption } from '../method.ts';
import { dateLiteral, Options } from '../options.ts';
import { plainCodes } from './codes.ts';

export const DIAGNOSIS_OPTIONS: readonly MethodOption[] = [
  {
    name: 'people',
    type: 'result',
    label: { en: 'People to score; without it, all with coverage', zh: '需计分的人员，缺省为全部参保人' },
    optional: true,
    needs: ['person_id'],
  },
  {
    name: 'window',
    type: 'period',
    label: {
      en: 'Dates of service that count; without it, the agreement’s period',
      zh: '计入的服务日期，缺省为协议期间',
    },
    optional: true,
  },
  {
    name: 'claim_types',
    type: 'list',
    label: { en: 'Kinds of claim that count; without it, all', zh: '计入的单据类别，缺省为全部' },
    oneOf: ['institutional', 'professional', 'dental', 'vision', 'undetermined'],
    optional: true,
  },
];

interface Diagnosed {
  /** `person_id`. */
  people: string;
  /** `person_id`, `code`: upper case, without the point; of a pair of dagger and asterisk each by itself. */
  diagnoses: string;
}

/** What finding diagnoses takes of a method's context. */
type DataContext = Pick<MethodContext, 'warehouse' | 'table' | 'result' | 'options' | 'period' | 'temporary'>;

/** SQL names of tables that are dropped with the context. */
export async function diagnosesOf(context: DataContext): Promise<Diagnosed> {
  const { warehouse } = context;
  const named = new Options(context.options).maybe('people');
  const people = context.temporary();
  await warehouse.run(
    `create table ${people} as select distinct person_id from ${named === undefined ? context.table('eligibility') : context.result(named)} where person_id is not null`,
  );
  const diagnoses = context.temporary();
  await warehouse.run(
    `create table ${diagnoses} as select distinct person_id, code from (${said(context, people, ['person_id'])})`,
  );
  return { people, diagnoses };
}

/**
 * The claim lines whose diagnoses were looked at, one row each: counted where one of the codes begins with a text of `counting` (an SQL
 * query of one column). Makes the table of lines the context asks for.
 */
export async function diagnosisLines(
  context: MethodContext,
  { people }: Diagnosed,
  counting: string,
): Promise<void> {
  if (context.lines === undefined) return;
  const place = ['person_id', '_source', '_file', '_line', 'claim_id', 'claim_line_number', DIAGNOSED_ON];
  await context.warehouse.run(
    `create table ${context.lines} as
     with said as (${said(context, people, [...place.slice(0, -1), `${DIAGNOSED_ON} as service_date`])}),
       prefix(text) as (${counting}), lengths as (select distinct length(text) as n from prefix),
       hit as (select distinct code from (select distinct code from said), lengths where left(code, n) in (select text from prefix))
     select person_id as key, 'medical_claim' as "table", _source, _file, _line, claim_id, claim_line_number, service_date,
       null::decimal(18, 4) as amount, bool_or(code in (select code from hit)) as counted,
       case when bool_or(code in (select code from hit)) then null else 'diagnosis-not-mapped' end as reason
     from said group by all`,
  );
}

/** The day of a diagnosis, of `medical_claim`. */
export const DIAGNOSED_ON =
  'coalesce(claim_end_date, claim_line_end_date, claim_start_date, claim_line_start_date)';

/** Codes on claims of the window, a row each. */
function said(context: DataContext, people: string, columns: readonly string[]): string {
  const options = new Options(context.options);
  const window = options.period('window') ?? context.period;
  const kinds = options.list('claim_types').map((kind) => `'${kind}'`);
  const codes = Array.from({ length: 25 }, (_, i) => `diagnosis_code_${i + 1}`);
  const names = columns.map((column) => column.split(' as ').at(-1));
  return `select ${names.join(', ')}, unnest(${plainCodes('code')}) as code from (
      select ${columns.join(', ')}, unnest([${codes.join(', ')}]) as code from ${context.table('medical_claim')}
      where ${DIAGNOSED_ON} >= ${dateLiteral(window.from)} and ${DIAGNOSED_ON} < ${dateLiteral(window.to)}
        ${kinds.length > 0 ? `and claim_type in (${kinds.join(', ')})` : ''} and person_id in (select person_id from ${people}))
    where code is not null`;
}

/** Why a line does not count. */
export const DIAGNOSIS_REASONS = {
  'diagnosis-not-mapped': {
    en: 'none of its diagnoses belongs to a category',
    zh: '其诊断均不属于任何类别',
  },
};
