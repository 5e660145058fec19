/** A model as written (docs/language.md, "Model", "Entities", "Terms and payments"). */
import { z } from 'zod';
import { parameters } from './parameters.ts';
import { currency, described, localized, modelId, name, strict, text, version, yesNo } from './parts.ts';

const fact = z.union([
  text,
  strict({
    ...described,
    type: text,
    unit: text.optional(),
    one_of: z.array(text).optional(),
    optional: yesNo.optional(),
  }),
]);

const reference = z.union([
  text,
  strict({ to: name, by: z.array(text).min(1).optional(), list: name.optional() }),
]);

const entity = strict({
  ...described,
  key: z.array(name).min(1).optional(),
  facts: z.record(name, fact).optional(),
  references: z.record(name, reference).optional(),
  group: name.optional(),
  by: z.record(name, text).optional(),
  where: text.optional(),
  each: name.optional(),
  for: z.record(name, text).optional(),
  dated: text.optional(),
});

const term = z.union([text, strict({ ...described, formula: text, type: text.optional() })]);

const payment = strict({
  ...described,
  id: name,
  for: name,
  from: text,
  to: text,
  amount: text,
  due: text.optional(),
  signed: yesNo.optional(),
  pending_unless: text.optional(),
});

export const model = strict({
  model: modelId,
  version: version.optional(),
  ...described,
  currency,
  extends: z.array(text).min(1).optional(),
  parties: z.array(name).optional(),
  words: z.record(z.string(), localized).optional(),
  entities: z.record(name, entity),
  parameters: parameters.optional(),
  terms: z.record(name, z.record(name, term)).optional(),
  payments: z.array(payment).optional(),
});
