/** The forms of a parameter (docs/language.md, "Parameters"). */
import { z } from 'zod';
import { cell, date, described, name, strict, text, yesNo } from './parts.ts';

/** Names in their order, or names with types. */
const columns = z.union([z.array(name).min(1), z.record(name, text)]);
const rows = z.array(z.array(cell));
const common = {
  ...described,
  type: text.optional(),
  unit: text.optional(),
  unverified: yesNo.optional(),
  fixed: yesNo.optional(),
};
const sourced = { source: text.optional(), unverified: yesNo.optional() };
const simple = z.union([text, z.array(text)]);

const value = strict({ ...common, value: simple });
const values = strict({
  ...common,
  values: z.record(date, z.union([text, z.array(text), strict({ value: simple, ...sourced })])),
});
const records = strict({ ...common, columns, rows });
const table = strict({
  ...common,
  inputs: columns,
  outputs: columns.optional(),
  read: z.enum(['match', 'interpolate', 'bands']).optional(),
  hit: z.enum(['unique', 'first', 'max', 'sum']).optional(),
  outside: z.enum(['unknown', 'clamp']).optional(),
  rows: rows.optional(),
  from: text.optional(),
  values: z.record(date, strict({ rows: rows.optional(), from: text.optional(), ...sourced })).optional(),
});

const parameter = z.union([text, value, values, records, table]);
export const parameters = z.record(name, parameter);
