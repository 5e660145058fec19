/**
 * Rows that stand more than once, and claims that add up wrongly. Fifty million lines are compared by 64-bit hashes first; only those whose
 * hash occurs twice are compared by what they say, so nothing is called a duplicate for a hash's sake.
 */
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import { canonicalTable } from '../canonical/index.ts';
import { moneyText, SHAPES } from './checks/check.ts';
import type { Code } from './messages.ts';
import { found } from './found.ts';
import type { QualityFinding } from './report.ts';
import { repeatedTotals } from './repeated-totals.ts';
import type { Subject } from './subject.ts';
import { amountText, exampleOf, EXAMPLES } from './subject.ts';
import { sums } from './sums.ts';

interface Grouping {
  code: Code;
  table: string;
  /** What makes rows the same. */
  by: readonly string[];
  /** Which rows are compared. */
  where?: string;
  /** Of a group of more than one row: whether it counts. */
  having?: string;
  /** Shown of a group. */
  key: string;
}

const SAME_SERVICE = [
  'person_id',
  'claim_line_start_date',
  'claim_start_date',
  'revenue_center_code',
  'hcpcs_code',
  'hcpcs_modifier_1',
  'hcpcs_modifier_2',
  'rendering_npi',
  'billing_npi',
  'facility_npi',
  'service_unit_quantity',
  'charge_amount',
  'paid_amount',
  'data_source',
];
const SAME_DRUG = [
  'person_id',
  'dispensing_date',
  'ndc_code',
  'dispensing_provider_npi',
  'quantity',
  'days_supply',
  'charge_amount',
  'paid_amount',
  'data_source',
];

const name = (column: string) => `t.${quoteIdentifier(column)}`;

function groupings(table: string): Grouping[] {
  const { key } = canonicalTable(table);
  const shown = (columns: readonly string[]) =>
    `concat_ws(',', ${columns.map((c) => `${name(c)}::varchar`).join(', ')})`;
  const keys: Grouping = {
    code: 'duplicate-key',
    table,
    by: key,
    key: shown(key.filter((c) => c !== 'data_source')),
  };
  const service = (by: readonly string[], dated: string): Grouping => ({
    code: 'duplicate-service',
    table,
    by,
    // A line on which nothing was paid is repeated by right: informational lines, denials.
    where: `t.paid_amount > 0 and ${dated} is not null`,
    having: 'min(t.claim_id) <> max(t.claim_id)',
    key: `concat_ws(' = ', min(t.claim_id), max(t.claim_id))`,
  });
  if (table === 'medical_claim')
    return [keys, service(SAME_SERVICE, 'coalesce(t.hcpcs_code, t.revenue_center_code)')];
  if (table === 'pharmacy_claim') return [keys, service(SAME_DRUG, 't.ndc_code')];
  return [keys];
}

export async function findRepeats(subject: Subject, table: string): Promise<QualityFinding[]> {
  const findings: QualityFinding[] = [];
  for (const grouping of groupings(table)) {
    const one = await repeated(subject, grouping);
    if (one) findings.push(one);
  }
  if (table === 'medical_claim' || table === 'pharmacy_claim')
    findings.push(...(await overpaid(subject, table)));
  if (table === 'medical_claim')
    findings.push(...(await answered(subject)), ...(await repeatedTotals(subject)));
  if (table === 'cost_item' && subject.tables.has('inpatient_case'))
    findings.push(...(await itemSums(subject)));
  return findings;
}

async function repeated(subject: Subject, grouping: Grouping): Promise<QualityFinding | undefined> {
  const { warehouse, tables } = subject;
  const { table, by, where = 'true', having } = grouping;
  const from = `${tables.get(table) ?? ''} t`;
  const hash = `hash(${by.map(name).join(', ')})`;
  const candidates = '"quality_hashes"';
  await warehouse.run(`drop table if exists ${candidates}`);
  const many = await warehouse.run(
    `create temp table ${candidates} as select ${hash} as h from ${from} where ${where} group by 1 having count(*) > 1`,
  );
  try {
    if (many === 0) return undefined;
    const amount = SHAPES[table]?.amount;
    const first = `min({'s': t._source, 'f': t._file, 'l': t._line})`;
    const groups = `
      select count(*) as n, ${first} as p, ${grouping.key} as key,
             ${amount ? `sum(${amount}) - min(${amount})` : 'null::decimal(38,4)'} as a
      from ${from} where ${where} and ${hash} in (select h from ${candidates})
      group by ${by.map(name).join(', ')}
      having count(*) > 1${having ? ` and ${having}` : ''}`;
    // All rows of a group but one are too many.
    const [row = {}] = await warehouse.rows(`select sum(n - 1) as n, sum(a) as a from (${groups})`);
    if (row['n'] === null || row['n'] === undefined) return undefined;
    const rows = await warehouse.rows(
      `select p.s as s, p.f as f, p.l as l, key, n || ' ×' as text from (${groups}) order by s, f, l, key limit ${EXAMPLES}`,
    );
    const money = amountText(row['a']);
    return found(grouping.code, {
      table,
      count: String(row['n']),
      ...(money !== undefined && { amount: money }),
      examples: rows.map((one) => exampleOf(subject, one)),
    });
  } finally {
    await warehouse.run(`drop table if exists ${candidates}`);
  }
}

/**
 * Services of which both the claim (837) and the remittance that answers it (835) are there: each is a claim to the data, for their numbers are the
 * provider's and the payer's. The same person, day, service and charge tell.
 */
async function answered(subject: Subject): Promise<QualityFinding[]> {
  const of = (format: string) =>
    (subject.formats ?? []).flatMap((name, source) => (name === format ? [source] : []));
  const [claims, remittances] = [of('x12-837'), of('x12-835')];
  if (claims.length === 0 || remittances.length === 0) return [];
  const rows = (sources: readonly number[]) =>
    `select claim_id, person_id, member_id, charge_amount, coalesce(hcpcs_code, revenue_center_code) as code,
       coalesce(claim_line_start_date, claim_start_date) as day, {'s': _source, 'f': _file, 'l': _line} as p
     from ${subject.tables.get('medical_claim') ?? ''} where _source in (${sources.join(', ')}) and claim_line_number > 0`;
  const pairs = `
    select c.claim_id || ' = ' || min(r.claim_id) as key, c.charge_amount as charge, c.day as day, c.p as p
    from (${rows(claims)}) c join (${rows(remittances)}) r on r.code = c.code and r.day = c.day and r.charge_amount = c.charge_amount
      and (coalesce(r.person_id = c.person_id, false) or coalesce(r.member_id = c.member_id, false))
    group by c.claim_id, c.charge_amount, c.day, c.p`;
  return sums(
    subject,
    'claim-and-remittance',
    'medical_claim',
    pairs,
    'charge',
    `day::varchar || ' ' || ${moneyText('charge')}`,
  );
}

/** Claims, all lines together, that were paid more than they charged. */
async function overpaid(subject: Subject, table: string): Promise<QualityFinding[]> {
  const claims = `
    select claim_id as key, sum(paid_amount) as paid, sum(charge_amount) as charge,
           min({'s': _source, 'f': _file, 'l': _line}) as p
    from ${subject.tables.get(table) ?? ''}
    group by claim_id, data_source
    having sum(paid_amount) > sum(charge_amount) and count(paid_amount) > 0 and count(charge_amount) = count(*)`;
  return sums(
    subject,
    'claim-overpaid',
    table,
    claims,
    'paid - charge',
    `${moneyText('paid')} || ' > ' || ${moneyText('charge')}`,
  );
}

/** Cases whose items are all there but do not add up. */
async function itemSums(subject: Subject): Promise<QualityFinding[]> {
  const cases = `
    select c.case_id as key, i.total as total, c.total_fee as fee, i.p as p
    from ${subject.tables.get('inpatient_case') ?? ''} c
    join (select case_id, sum(amount) as total, count(*) - count(amount) as unknown,
                 min({'s': _source, 'f': _file, 'l': _line}) as p
          from ${subject.tables.get('cost_item') ?? ''} group by case_id) i on i.case_id = c.case_id
    where i.unknown = 0 and i.total <> c.total_fee`;
  const text = `${moneyText('total')} || ' ≠ ' || ${moneyText('fee')}`;
  return sums(subject, 'items-differ-from-case', 'cost_item', cases, 'total - fee', text);
}
