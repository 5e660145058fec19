/** Nothing that happened after the as-of date counts: what a figure as of a day may know ends with that day, whatever the data holds. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import type { MethodContext } from '../method.ts';
import { dateLiteral } from '../options.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

/** Spread into the reasons of a family. */
export const AS_OF_REASON = {
  'after-as-of': { en: 'after the as-of date', zh: '晚于截至日期' },
} satisfies Record<string, Localized>;

/** Is the as-of date before the last day of what ends before `to`? Otherwise no line need be compared with it. */
export const isCutBefore = ({ asOf }: MethodContext, to: string): boolean => asOf < to;

/** SQL: does `day` lie after the as-of date? Unknown where the day is. */
export const isAfterAsOf = ({ asOf }: MethodContext, day: string): string => `${day} > ${dateLiteral(asOf)}`;

/** The one warning of a method, from a query that gives the number of lines and their sum. */
export async function leftAfterAsOf(context: MethodContext, query: string): Promise<Diagnostic[]> {
  const [row] = await context.warehouse.values(query);
  const count = Number(row?.[0] ?? 0);
  if (count === 0) return [];
  const data = { count, amount: String(row?.[1] ?? '0'), as_of: context.asOf };
  return [report('lines-after-as-of', data, context.at)];
}
