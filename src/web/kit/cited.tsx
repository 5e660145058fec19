/** Text in the language of its source, marked where that is not the page's: a screen reader says it, and a browser sets it, by its own language. */
import { shownSource, sourceLanguage } from '../../language/sources.ts';
import type { Localized } from '../../server/api.ts';
import { useLang, useSay } from '../app/settings.tsx';

export function Foreign({ children: text }: { children: string }) {
  const lang = useLang();
  const own = sourceLanguage(text);
  return own.startsWith(lang) ? <>{text}</> : <span lang={own}>{text}</span>;
}

/** A citation, in words with the place `{source}` or by itself. */
export function Cited({ source, words }: { source: string; words?: Localized }) {
  const t = useSay();
  const lang = useLang();
  const [before = '', after = ''] = words ? t(words, { source: '\n' }).split('\n') : [];
  return (
    <>
      {before}
      <Foreign>{shownSource(source, lang)}</Foreign>
      {after}
    </>
  );
}
