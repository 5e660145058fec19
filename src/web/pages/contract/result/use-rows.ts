/** An entity's rows as they are needed: pages of the server's answer, only those that are seen. */
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { EntityPage, EntityRow } from '../../../../server/api.ts';
import { ask } from '../../../app/api.ts';
import type { Rows } from '../../../app/queries.ts';
import type { Source } from '../../../kit/data-table.tsx';

const PAGE = 100;

interface LoadedRows {
  source: Source<EntityRow>;
  /** Of all rows that match. */
  totals: EntityPage['totals'];
  error: unknown;
  retry: () => void;
  ready: boolean;
  /** Rows already here, by key. */
  loaded: ReadonlyMap<string, EntityRow>;
}

export function useRows(run: string, entity: string, rows: Rows): LoadedRows {
  const [seen, setSeen] = useState<[number, number]>([0, 0]);
  const pages = useMemo(() => {
    const first = Math.floor(seen[0] / PAGE);
    const last = Math.floor(seen[1] / PAGE);
    return [...new Set([0, ...Array.from({ length: last - first + 1 }, (_, i) => first + i)])];
  }, [seen]);
  const queries = useQueries({
    queries: pages.map((page) => {
      const query = { offset: page * PAGE, limit: PAGE, ...rows };
      const path = ['runs', run, 'entities', entity];
      return {
        queryKey: [...path, query],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask<EntityPage>(path, query, { signal }),
        placeholderData: keepPreviousData,
      };
    }),
  });
  const stamp = queries
    .map(({ dataUpdatedAt, isPlaceholderData }) => `${dataUpdatedAt}${isPlaceholderData}`)
    .join();
  const need = useCallback((from: number, to: number) => {
    setSeen((old) =>
      Math.floor(old[0] / PAGE) === Math.floor(from / PAGE) &&
      Math.floor(old[1] / PAGE) === Math.floor(to / PAGE)
        ? old
        : [from, to],
    );
  }, []);
  return useMemo(() => {
    const answers = queries.flatMap(({ data }) => (data ? [data] : []));
    const byIndex = new Map<number, EntityRow>();
    for (const answer of answers) answer.rows.forEach((row, i) => byIndex.set(answer.offset + i, row));
    const first = answers.find(({ offset }) => offset === 0) ?? answers[0];
    return {
      source: { total: first?.total ?? 0, row: (i) => byIndex.get(i), need },
      totals: first?.totals ?? {},
      error: queries.find(({ error }) => error)?.error ?? null,
      retry: () => queries.forEach((query) => void query.refetch()),
      ready: first !== undefined,
      loaded: new Map([...byIndex.values()].map((row) => [row.key, row])),
    };
    // The queries are new objects at each render; what they hold changes with the stamp.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [stamp, need, pages]);
}
