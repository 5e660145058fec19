/** What the address holds: which run, which figure's Why is open, and what pages add. All of it plain text, so that an address can be read. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Figure } from './queries.ts';

export type Search = Record<string, string | undefined>;

export const parseSearch = (text: string): Search => Object.fromEntries(new URLSearchParams(text));
export function stringifySearch(search: Record<string, unknown>): string {
  const kept = Object.entries(search).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

/** Reads the page's search, and changes parts of it (`undefined` takes one away). `replace` keeps Back from stepping through every letter typed. */
export function useAddress(): [Search, (change: Search, how?: { replace?: boolean }) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = useCallback(
    (changed: Search, { replace = false }: { replace?: boolean } = {}) => {
      void navigate({
        to: '.',
        search: ((old: Search) => ({ ...old, ...changed })) as never,
        replace,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [search, change];
}

export const useContractParam = () => (useParams({ strict: false }) as { contract?: string }).contract ?? '';

/** A figure in an address: `provider/aco-2/shared_savings`. */
export const writeFigure = ({ entity, key, term }: Figure): string =>
  [entity, key, term].map((part) => encodeURIComponent(part)).join('/');

export function readFigure(text: string | undefined): Figure | null {
  const parts = (text ?? '').split('/');
  if (parts.length !== 3) return null;
  try {
    const [entity, key, term] = parts.map(decodeURIComponent) as [string, string, string];
    return { entity, key, term };
  } catch {
    return null;
  }
}
