/** Figures of value in the reader's language. */
import { useMemo } from 'react';
import { useLang } from '../../app/settings.tsx';
import { shown, shownInterval, type Scale } from './shown.ts';

export function useShown() {
  const lang = useLang();
  return useMemo(
    () => ({
      shown: (value: number | null | undefined, scale: Scale) => shown(value, scale, lang),
      shownInterval: (found: { low: number; high: number } | null, scale: Scale) =>
        shownInterval(found, scale, lang),
    }),
    [lang],
  );
}
