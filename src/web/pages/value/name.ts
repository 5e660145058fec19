import { useCallback } from 'react';
import { useSay } from '../../app/settings.tsx';
import { value as words } from '../../words/value.ts';
import type { Provider } from './shown.ts';

/** A provider's name, else its identifier. */
export function useName() {
  const t = useSay();
  return useCallback(
    ({ provider, name }: Pick<Provider, 'provider' | 'name'>) => name ?? provider ?? t(words.nameless),
    [t],
  );
}
