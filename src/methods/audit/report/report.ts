/** The audit's report: which rules looked at what, what they found and spared, and the findings that weigh most. Plain data, the same bytes for the same data. */
import { fill } from '../../../language/diagnostic.ts';
import type { Localized } from '../../../language/plan.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { Looked, RuleOutcome } from '../look.ts';
import { CANNOT } from '../messages.ts';
import { wordsOf } from '../parameters.ts';
import type { Family, Severity } from '../rule.ts';
import { FAMILIES, SEVERITIES } from '../rule.ts';
import { RULES } from '../rules/index.ts';

export interface AuditReport {
  version: 1;
  /** ISO 4217, as whoever asked for the report says: the data does not. */
  currency?: string;
  /** Half-open: cases discharged from … before … */
  period: { from: string; to: string };
  /** Counts are texts of whole numbers, amounts of decimals. */
  cases: string;
  findings: string;
  rules: RuleReport[];
  /** Most findings first. Money of several findings may be the same, so it is not added up here. */
  hospitals: { hospital: string; findings: string; breaches: string }[];
  /** The gravest and then dearest; `findings` says of how many. */
  listed: FindingReport[];
}

export interface RuleReport {
  id: string;
  family: Family;
  severity: Severity;
  title: Localized;
  about: Localized;
  guard: Localized;
  source: string;
  parameters: ParameterReport[];
  /** Why it could not look. */
  cannot?: Localized;
  findings: string;
  money: 'fund' | 'person' | 'none';
  /** On counted lines; null where nothing is known. */
  amount: string | null;
  spared: { guard: string; count: string }[];
}

interface ParameterReport {
  name: string;
  label: Localized;
  value: string;
  default: string;
  source: string;
  unverified: boolean;
}

export interface FindingReport {
  finding: string;
  fingerprint: string;
  rule: string;
  severity: Severity;
  hospital: string;
  case: string | null;
  person: string | null;
  date: string | null;
  amount: string | null;
  says: Localized;
  lines: LineReport[];
  /** All lines of evidence, of which `lines` has the first. */
  lineCount: string;
}

export interface LineReport {
  table: string;
  file: string | null;
  line: string | null;
  claim: string | null;
  claimLine: string | null;
  date: string | null;
  amount: string | null;
  counted: boolean;
  reason: string | null;
}

const LISTED = 200;
const LINES = 6;

interface Made {
  warehouse: Warehouse;
  looked: Looked;
  period: { from: string; to: string };
  cases: number;
  currency?: string;
  /** Name of a file by its places in the data. */
  fileOf(source: number, file: number): string | undefined;
}

export async function makeReport(made: Made): Promise<AuditReport> {
  const { warehouse, looked, period, cases, currency } = made;
  const sums = await warehouse.rows(
    `select rule, count(*) as n, sum(amount)::decimal(38,2)::varchar as amount from ${looked.findings} group by 1`,
  );
  const byRule = new Map(sums.map((row) => [String(row['rule']), row]));
  const hospitals = await warehouse.rows(
    `select hospital_id, count(*) as n, count(*) filter (severity = 'breach') as breaches from ${looked.findings} group by 1 order by 2 desc, 1`,
  );
  const total = sums.reduce((sum, row) => sum + Number(row['n']), 0);
  return {
    version: 1,
    ...(currency !== undefined && { currency }),
    period,
    cases: String(cases),
    findings: String(total),
    rules: looked.outcomes.map((outcome) => ruleReport(outcome, byRule.get(outcome.chosen.rule.id))),
    hospitals: hospitals.map((row) => ({
      hospital: String(row['hospital_id']),
      findings: String(row['n']),
      breaches: String(row['breaches']),
    })),
    listed: await listed(made),
  };
}

function ruleReport(
  { chosen: { rule, values }, cannot, spared }: RuleOutcome,
  sum: Record<string, unknown> | undefined,
): RuleReport {
  const { id, family, severity, title, source, money } = rule;
  const all = values.all();
  const words = ({ en, zh }: Localized) => ({ en: wordsOf(en, values), zh: wordsOf(zh, values) });
  return {
    id,
    family,
    severity,
    title,
    about: words(rule.about),
    guard: words(rule.guard),
    source,
    parameters: rule.parameters.map(({ name, label, default: standard, source: from, unverified }) => ({
      name,
      label,
      value: all[name] ?? standard,
      default: standard,
      source: from,
      unverified: unverified === true,
    })),
    ...(cannot && {
      cannot: {
        en: fill(CANNOT[cannot.why].en, { table: cannot.table ?? '' }),
        zh: fill(CANNOT[cannot.why].zh, { table: cannot.table ?? '' }),
      },
    }),
    findings: String(sum?.['n'] ?? 0),
    money,
    amount: typeof sum?.['amount'] === 'string' ? sum['amount'] : null,
    spared: Object.entries(spared).map(([guard, count]) => ({ guard, count: String(count) })),
  };
}

async function listed({ warehouse, looked, fileOf }: Made): Promise<FindingReport[]> {
  const order = (column: string, values: readonly string[]) =>
    `list_position([${values.map(quoteLiteral).join(', ')}], ${column})`;
  const rows = await warehouse.rows(
    `select finding_id, fingerprint, rule, severity, hospital_id, case_id, person_id, finding_date::varchar as finding_date, amount::decimal(38,2)::varchar as money,
       measure::varchar as measure, expected::varchar as expected, detail
     from ${looked.findings} order by ${order('severity', SEVERITIES)}, amount desc nulls last, ${order('family', FAMILIES)}, finding_id limit ${LISTED}`,
  );
  const ids = rows.map((row) => quoteLiteral(String(row['finding_id'])));
  const lines = await warehouse.rows(
    ids.length === 0
      ? `select * from ${looked.lines} where false`
      : `select * replace (amount::decimal(38,2)::varchar as amount, service_date::varchar as service_date), count(*) over (partition by key) as many
         from ${looked.lines} where key in (${ids.join(', ')})
         qualify row_number() over (partition by key order by counted desc, service_date, claim_id, claim_line_number) <= ${LINES}
         order by key, counted desc, service_date, claim_id, claim_line_number`,
  );
  const text = (cell: unknown) => (cell === null || cell === undefined ? null : String(cell));
  return rows.map((row): FindingReport => {
    const id = String(row['finding_id']);
    const own = lines.filter((line) => line['key'] === id);
    return {
      finding: id,
      fingerprint: String(row['fingerprint']),
      rule: String(row['rule']),
      severity: String(row['severity']) as Severity,
      hospital: String(row['hospital_id']),
      case: text(row['case_id']),
      person: text(row['person_id']),
      date: text(row['finding_date']),
      amount: text(row['money']),
      says: saysOf(row),
      lines: own.map((line) => ({
        table: String(line['table']),
        file: fileOf(Number(line['_source']), Number(line['_file'])) ?? null,
        line: text(line['_line']),
        claim: text(line['claim_id']),
        claimLine: text(line['claim_line_number']),
        date: text(line['service_date']),
        amount: text(line['amount']),
        counted: line['counted'] === true,
        reason: text(line['reason']),
      })),
      lineCount: String(own[0]?.['many'] ?? 0),
    };
  });
}

/** What a finding says of itself, from a row of the result with its decimals as text. */
function saysOf(row: Readonly<Record<string, unknown>>): Localized {
  const rule = RULES.find(({ id }) => id === row['rule']);
  const plain = (cell: unknown) => {
    const text = cell === null || cell === undefined ? '' : String(cell);
    return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  };
  const data = {
    measure: plain(row['measure']),
    expected: plain(row['expected']),
    detail: row['detail'] === null || row['detail'] === undefined ? '–' : String(row['detail']),
  };
  return { en: fill(rule?.says.en ?? '{detail}', data), zh: fill(rule?.says.zh ?? '{detail}', data) };
}
