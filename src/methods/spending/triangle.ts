/** What was paid by the month services were given and the months until payment: the run-out of claims. */
import type { Checked } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { dateLiteral, Options } from '../options.ts';
import { monthOf } from '../shared/coverage.ts';
import { spendingLines } from './lines.ts';
import type { SpendingLines } from './lines.ts';
import { yearsOf } from './options.ts';
import type { Years } from './people.ts';

interface Triangle {
  /** `m` (months since year 0 of the service), `lag` (months from there to payment; paid before counts as none), `amount`, `lines`. */
  table: string;
  /** The last month of payment that is over as of the run. */
  seen: string;
  lines: SpendingLines;
  years: Years;
}

/** Payments after the as-of day are not known yet; those without a date are left out and said. */
export async function triangle(context: MethodContext): Promise<Checked<Triangle>> {
  const asked = yearsOf(context);
  if (!asked.value) return { diagnostics: asked.diagnostics };
  const seen = `(${monthOf(`(${dateLiteral(context.asOf)} + 1)`)} - 1)`;
  // The run-out is what is measured: no cut-off but the last whole month.
  const asOf = new Options(context.options).maybe('paid_by') ?? context.asOf;
  const limited: MethodContext = { ...context, options: new Map([...context.options, ['paid_by', asOf]]) };
  const read = await spendingLines(limited, asked.value);
  if (!read.value) return { diagnostics: read.diagnostics };
  const table = context.temporary();
  await context.warehouse.run(
    `create table ${table} as
     select ${monthOf('day')} as m, greatest(0, ${monthOf('paid_date')} - ${monthOf('day')}) as lag, sum(amount) as amount, count(*) as lines
     from (${read.value.query()}) where failed is null and ${monthOf('paid_date')} <= ${seen} group by all`,
  );
  return {
    value: { table, seen, lines: read.value, years: asked.value },
    diagnostics: await read.value.diagnostics(),
  };
}

/** The date of a month counted since year 0. */
export const dateOfMonth = (m: string) => `make_date((${m} // 12)::integer, (${m} % 12 + 1)::integer, 1)`;
