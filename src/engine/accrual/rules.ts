/** By what rule a payment that waits is expected, as a document of whoever books it: the contract does not know it, an auditor asks for it. */
import { z } from 'zod';
import { decimal, localized, words } from '../../methods/shared/document.ts';

/** A money figure of the payment's entity: a term or fact. */
const of = words;

const rule = z.discriminatedUnion('rule', [
  /** What the run shows for it while it waits: as if nothing else became known. */
  z.strictObject({ rule: z.literal('amount'), source: words.optional() }),
  /** A share of a figure of the row. */
  z.strictObject({ rule: z.literal('rate'), of, rate: decimal, source: words.optional() }),
  /** The share that what is final so far was of its figures, all rows of the payment together; `otherwise` until anything is final. */
  z.strictObject({
    rule: z.literal('experience'),
    of,
    otherwise: decimal.optional(),
    source: words.optional(),
  }),
]);

export const accrualRules = z.strictObject({
  accrual: words,
  title: localized.optional(),
  source: words.optional(),
  /** By payment; of those not named nothing is expected before it is final, and they are in no journal. */
  payments: z.record(words, rule),
});

export type AccrualRules = z.infer<typeof accrualRules>;
export type Rule = z.infer<typeof rule>;
