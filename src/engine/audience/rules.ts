/** Who may not see what, as a document: one audience of one contract, kept with it and shown to nobody of the audience. */
import { z } from 'zod';
import { localized, words } from '../../methods/shared/document.ts';

export const audienceRules = z.strictObject({
  audience: words,
  title: localized,
  source: words.optional(),
  contract: words,
  /** Parameters, `entity.fact`, `entity.reference`, `entity.term`, and payments. */
  hides: z.array(words).min(1),
});

export type AudienceRules = z.infer<typeof audienceRules>;
