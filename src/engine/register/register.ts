/** How complete a register is, by site and by month, and what of a run's pending payments waits for follow-ups that are overdue. */
import { join } from 'node:path';
import type { Checked } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { parquetRows } from '../../warehouse/files.ts';
import { STATEMENT } from '../payments/statement.ts';
import { DATABASE, METHODS } from '../run/folder.ts';
import { money } from '../statement-rows.ts';
import type { Run } from '../types.ts';
import { report } from './messages.ts';

interface Counts {
  /** Due by the as-of date, the window over or a follow-up there: submitted + late + overdue. */
  expected: number;
  submitted: number;
  /** After the window. */
  late: number;
  overdue: number;
  /** Due, and still within the window. */
  open: number;
}

interface SiteCounts extends Counts {
  /** '' where treatments name none. */
  site: string;
  /** Days the longest of the overdue ones has been overdue. */
  longest: number | null;
}

interface Awaiting {
  payment: string;
  title?: Localized;
  site: string;
  /** Pending rows of treatments of the site, and what they would be; and those of them with a follow-up overdue. */
  pending: number;
  amount: string;
  overdue: number;
  overdueAmount: string;
}

interface Overdue {
  treatment: string;
  site: string;
  visit: string;
  due: string;
  days: number;
}

export interface Register {
  contract: string;
  result: string;
  currency: string;
  asOf: string;
  sites: SiteCounts[];
  /** By the month follow-ups were due in. */
  months: (Counts & { month: string })[];
  total: Counts;
  awaiting: Awaiting[];
  /** Longest first. */
  overdue: Overdue[];
}

const METHOD = 'outcomes.follow-up';

export async function register(run: Run, asked?: string): Promise<Checked<Register>> {
  const results = (run.manifest.methods ?? []).filter(({ method }) => method === METHOD);
  const chosen = asked === undefined ? results : results.filter(({ name }) => name === asked);
  const [result] = chosen;
  if (!result || chosen.length > 1) {
    const data = {
      method: METHOD,
      name: asked ?? '–',
      names: results.map(({ name }) => name).join(', ') || '–',
    };
    return { diagnostics: [report('register-no-result', data, { file: run.manifest.contract })] };
  }
  const warehouse = await openDuckdb({ path: join(run.folder, DATABASE), readOnly: true, threads: 1 });
  try {
    const visits = parquetRows(join(run.folder, METHODS, `${result.name}.parquet`));
    const counts = `count(*) filter (where expected) as expected, count(*) filter (where state = 'submitted') as submitted,
      count(*) filter (where state = 'late') as late, count(*) filter (where state = 'overdue') as overdue, count(*) filter (where state = 'open') as open`;
    const site = `coalesce(provider_id, '')`;
    const sites = await warehouse.rows(
      `select ${site} as site, max(days_overdue) as longest, ${counts} from ${visits} group by all order by site`,
    );
    const months = await warehouse.rows(
      `select strftime(due, '%Y-%m') as month, ${counts} from ${visits} where state not in ('not-due', 'not-expected') group by all order by month`,
    );
    const [total = {}] = await warehouse.rows(`select ${counts} from ${visits}`);
    const overdue = await warehouse.rows(
      `select treatment_id, ${site} as site, visit, due::varchar as due, days_overdue from ${visits} where state = 'overdue' order by days_overdue desc, treatment_id, visit`,
    );
    // A payment is of the treatment whose number its row's key is, or begins with: instalments, tiers, dispensings of it.
    const waiting = await warehouse.rows(
      `with t as (select treatment_id, min(${site}) as site, bool_or(state = 'overdue') as late from ${visits} group by treatment_id)
       , s as (
         select s.payment, s.amount, coalesce(a.site, b.site) as site, coalesce(a.late, b.late) as late from ${STATEMENT} s
         left join t a on a.treatment_id = s.key left join t b on b.treatment_id = split_part(s.key, ',', 1) where s.status = 'pending'
       )
       select payment, site, count(*) as pending, sum(amount)::hugeint as amount, count(*) filter (where late) as overdue,
         coalesce(sum(amount) filter (where late), 0)::hugeint as overdue_amount
       from s where site is not null group by payment, site order by payment, site`,
    );
    const number = (value: unknown) => Number(value ?? 0);
    const countsOf = (row: Record<string, unknown>): Counts => ({
      expected: number(row['expected']),
      submitted: number(row['submitted']),
      late: number(row['late']),
      overdue: number(row['overdue']),
      open: number(row['open']),
    });
    const { minorUnit, payments } = run.plan;
    const { contract, currency, asOf } = run.manifest;
    const value: Register = {
      contract,
      result: result.name,
      currency,
      asOf,
      sites: sites.map((row) => ({
        site: String(row['site']),
        longest: row['longest'] === null ? null : number(row['longest']),
        ...countsOf(row),
      })),
      months: months.map((row) => ({ month: String(row['month']), ...countsOf(row) })),
      total: countsOf(total),
      awaiting: waiting.map((row) => {
        const title = payments.find(({ id }) => id === row['payment'])?.title;
        return {
          payment: String(row['payment']),
          ...(title && { title }),
          site: String(row['site']),
          pending: number(row['pending']),
          amount: money(BigInt(String(row['amount'] ?? 0)), minorUnit),
          overdue: number(row['overdue']),
          overdueAmount: money(BigInt(String(row['overdue_amount'] ?? 0)), minorUnit),
        };
      }),
      overdue: overdue.map((row) => ({
        treatment: String(row['treatment_id']),
        site: String(row['site']),
        visit: String(row['visit']),
        due: String(row['due']),
        days: number(row['days_overdue']),
      })),
    };
    return { value, diagnostics: [] };
  } finally {
    warehouse.close();
  }
}

/** Submitted or late of those expected, in per cent with one digit, rounded half up; undefined of none. */
export function completeness({ expected, submitted, late }: Counts): string | undefined {
  if (expected === 0) return undefined;
  const tenths = (2n * BigInt(submitted + late) * 1000n + BigInt(expected)) / (2n * BigInt(expected));
  return `${tenths / 10n}.${tenths % 10n}`;
}
