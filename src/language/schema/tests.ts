/** Tests as written (docs/language.md, "Tests"). */
import { z } from 'zod';
import { parameters } from './parameters.ts';
import { cell, columnName, date, described, name, period, strict, text } from './parts.ts';

const expected = z.union([cell, strict({ value: cell, within: text.optional() }), strict({ unknown: text })]);

const paymentRow = z.union([
  cell,
  strict({
    amount: expected.optional(),
    within: text.optional(),
    status: expected.optional(),
    due: expected.optional(),
    from: expected.optional(),
    to: expected.optional(),
  }),
]);

const rows = z.record(text, z.record(name, expected));

/** `payments` and `agreement` have forms of their own; every other key is an entity's name. */
const expect = z
  .object({
    payments: z.record(name, z.record(cell, paymentRow)).optional(),
    agreement: z
      .union([z.record(name, expected), z.record(z.literal(''), z.record(name, expected))])
      .optional(),
  })
  .catchall(rows);

const test = strict({
  name: text,
  ...described,
  period: period.optional(),
  as_of: date.optional(),
  parameters: parameters.optional(),
  facts: z.record(name, z.array(z.record(columnName, cell))).optional(),
  expect,
});

export const tests = strict({
  model: text,
  ...described,
  period: period.optional(),
  as_of: date.optional(),
  tests: z.array(test).min(1),
});
