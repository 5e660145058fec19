/**
 * Files that write what a whole claim cost on each of its lines, as extracts that join headers to lines do: the lines of a claim add up to
 * the claim here, so such a claim counts as often as it has lines. One claim alone says nothing, three visits may well cost the same; so of a
 * source most claims of several different services must look so. Of many lines a sample of the claims is asked first.
 */
import { moneyText } from './checks/check.ts';
import type { QualityFinding } from './report.ts';
import type { Subject } from './subject.ts';
import { sums } from './sums.ts';

/** Lines from which a claim is asked, and claims from which a source is. */
const LINES = 3;
const CLAIMS = 5;
/** About so many lines are looked at before all are. */
const SAMPLE = 1_000_000;

export async function repeatedTotals(subject: Subject): Promise<QualityFinding[]> {
  const { warehouse } = subject;
  const from = subject.tables.get('medical_claim') ?? '';
  const claims = (where: string) => `
    select _source as source, claim_type as kind, claim_id as key, min(paid_amount) as each, sum(paid_amount) as all_lines,
           min({'s': _source, 'f': _file, 'l': _line}) as p,
           min(paid_amount) = max(paid_amount) and min(charge_amount) is not distinct from max(charge_amount)
             and min(code) <> max(code) as same
    from (select *, coalesce(hcpcs_code, revenue_center_code, '') as code from ${from} where claim_line_number > 0 and ${where})
    group by _source, claim_type, claim_id, data_source
    having count(*) >= ${LINES} and count(paid_amount) = count(*) and max(paid_amount) > 0`;
  const [[rows] = []] = await warehouse.values(`select count(*) from ${from}`);
  const part = Math.ceil(Number(rows ?? 0) / SAMPLE);
  const suspected = await warehouse.rows(
    `select source, kind from (${claims(part > 1 ? `hash(claim_id) % ${part} = 0` : 'true')})
     group by source, kind having count(*) >= ${CLAIMS} and count_if(same) * 2 > count(*) order by source, kind`,
  );
  if (suspected.length === 0) return [];
  const list = suspected.map(
    ({ source, kind }) =>
      `(${String(source)}, ${kind === null ? 'null' : `'${String(kind).replaceAll("'", "''")}'`})`,
  );
  const named = list.map((one) => `(_source, claim_type) is not distinct from ${one}`).join(' or ');
  return sums(
    subject,
    'claim-total-repeated',
    'medical_claim',
    `select * from (${claims(`(${named})`)}) where same`,
    'all_lines - each',
    `${moneyText('all_lines')} || ' = n × ' || ${moneyText('each')}`,
  );
}
