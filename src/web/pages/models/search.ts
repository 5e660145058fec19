/** What a search of the library looks at, and what families are called. */
import type { Localized, ModelCard } from '../../../server/api.ts';
import { models as words } from '../../words/models.ts';

/** Both languages, whichever is shown: a reader of Chinese may know a model by its English name. Every word must be there. */
export function searched({ model, title, source }: ModelCard, text: string): boolean {
  const all = `${model} ${title.en} ${title.zh} ${source ?? ''}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** A family nobody gave words to is shown as it is written. */
export function familyWords(family: string): Localized {
  return family in words ? words[family as keyof typeof words] : { en: family, zh: family };
}
