/**
 * Which question of a questionnaire is which item of an instrument, as a document: questionnaires of one instrument differ from clinic to clinic in their links
 * (FHIR `linkId`) and in how answers are coded, the instrument does not.
 */
import { z } from 'zod';
import { localized, whole, words } from '../../shared/document.ts';
import type { Instrument } from './instrument.ts';
import { rangeOf } from './instrument.ts';

/** An answer as written (a code, a word, a number) and the instrument's answer it is. */
const answers = z.record(words, whole);

export const links = z.strictObject({
  links: words,
  version: words,
  title: localized.optional(),
  source: words.optional(),
  instrument: words,
  questionnaires: z
    .array(
      z.strictObject({
        /** Canonical address of the questionnaire, without a version; code type of its answers among the observations. */
        questionnaire: words,
        items: z.array(z.strictObject({ link: words, item: words, answers: answers.optional() })).min(1),
        /** Of all items that have none of their own. Where answers are listed, no others count. */
        answers: answers.optional(),
      }),
    )
    .min(1),
});

type Links = z.infer<typeof links>;

export interface Link {
  questionnaire: string;
  link: string;
  item: string;
  answers: Readonly<Record<string, number>> | undefined;
}

export function linksOf({ questionnaires }: Links): Link[] {
  return questionnaires.flatMap(({ questionnaire, items, answers: shared }) =>
    items.map(({ link, item, answers: own }) => ({ questionnaire, link, item, answers: own ?? shared })),
  );
}

/** What does not fit the instrument or itself. */
export function unfitLinks(document: Links, instrument: Instrument): { where: string; expected: string }[] {
  if (document.instrument !== instrument.instrument)
    return [{ where: 'instrument', expected: instrument.instrument }];
  const names = instrument.items.map(({ item }) => item);
  const found: { where: string; expected: string }[] = [];
  const seen = new Set<string>();
  for (const [i, { questionnaire, items, answers: shared }] of document.questionnaires.entries())
    for (const [j, { link, item, answers: own }] of items.entries()) {
      const where = `questionnaires.${i}.items.${j}`;
      const key = JSON.stringify([questionnaire, link]);
      if (seen.has(key)) found.push({ where: `${where}.link`, expected: `≠ ${link}` });
      seen.add(key);
      if (!names.includes(item)) {
        found.push({ where: `${where}.item`, expected: names.join(' | ') });
        continue;
      }
      const { from, to } = rangeOf(instrument, item);
      for (const [text, answer] of Object.entries(own ?? shared ?? {}))
        if (answer < from || answer > to)
          found.push({ where: `${where}.answers.${text}`, expected: `${from} … ${to}` });
    }
  return found;
}
