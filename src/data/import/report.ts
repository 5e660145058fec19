import { fill, reporter } from '../../language/diagnostic.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { messages } from './messages.ts';

export const report = reporter(messages);

/** Fills a placeholder whose words are of the reader's language too. */
export function saying(diagnostic: Diagnostic, name: string, words: Localized): Diagnostic {
  const { en, zh } = diagnostic.message;
  const message = { en: fill(en, { [name]: words.en }), zh: fill(zh, { [name]: words.zh }) };
  return { ...diagnostic, message, data: { ...diagnostic.data, [name]: words.en } };
}
