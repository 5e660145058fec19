/** Each country's tables. */
import type { Calendar } from './calendar.ts';
import { cnPrepare, cnTables } from './cn-tables.ts';
import { cn } from './parameters/cn.ts';
import type { Country } from './parameters/types.ts';
import { us } from './parameters/us.ts';
import type { CanonicalQuery } from './select.ts';
import { usPrepare, usTables } from './us-tables.ts';

export interface CountryTables {
  country: Country;
  /** What must run before the queries. */
  prepare(country: Country): string;
  tables(country: Country, calendar: Calendar): CanonicalQuery[];
}

export const countries: Record<string, CountryTables> = {
  us: { country: us, prepare: usPrepare, tables: usTables },
  cn: { country: cn, prepare: cnPrepare, tables: cnTables },
};
