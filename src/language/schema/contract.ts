/** A contract as written (docs/language.md, "Contracts"). */
import { z } from 'zod';
import { parameters } from './parameters.ts';
import {
  cell,
  columnName,
  currency,
  date,
  described,
  identifier,
  localized,
  name,
  period,
  strict,
  text,
  yesNo,
} from './parts.ts';

const party = z.union([text, strict({ id: text, name: localized.optional() })]);
const formats = z.union([text, z.array(text).min(1)]);
const format = z.union([text, z.array(text).min(1), strict({ by: text, cases: z.record(cell, formats) })]);
const cells = z.union([cell, z.array(cell)]);

const column = z.union([
  text,
  strict({
    column: text.optional(),
    format: format.optional(),
    values: z.record(cell, cell).optional(),
    unknown: cells.optional(),
    value: cell.optional(),
  }),
]);

export const binding = strict({
  table: text.optional(),
  format: z.enum(['csv', 'parquet', 'xlsx', 'jsonl']).optional(),
  sheet: text.optional(),
  range: text.optional(),
  delimiter: text.optional(),
  encoding: text.optional(),
  header: text.optional(),
  columns: z.record(columnName, column).optional(),
  keep: z.record(text, cells).optional(),
  unpivot: z.record(name, z.union([z.array(text).min(1), z.record(text, text)])).optional(),
  rows: z.array(z.record(columnName, cell)).optional(),
  facts: z
    .record(
      name,
      z.union([
        strict({ run: identifier, term: text }),
        strict({ method: name, column: text.optional(), by: z.record(columnName, column).optional() }),
      ]),
    )
    .optional(),
  method: name.optional(),
  sql: text.optional(),
});

/** A named result: a method and what it is asked for. */
const method = strict({
  method: text,
  options: z.record(name, z.union([cell, z.array(cell)])).optional(),
  lines: yesNo.optional(),
});

export const contract = strict({
  contract: identifier,
  ...described,
  model: text,
  currency: currency.optional(),
  parties: z.record(name, party).optional(),
  names: z.record(cell, localized).optional(),
  period,
  as_of: date.optional(),
  posts: z.enum(['difference', 'all']).optional(),
  supersedes: identifier.optional(),
  data: text.optional(),
  methods: z.record(name, method).optional(),
  bind: z.record(name, z.union([binding, z.array(binding)])).optional(),
  parameters: parameters.optional(),
});
