/** What the pages ask for, by name. Keys start with what they are of, so that a change in the folder invalidates just that. */
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryOptions,
} from '@tanstack/react-query';
import type {
  Distribution,
  Job,
  ModelCard,
  RunDetail,
  TermsDocument,
  Timeline,
  WhatWouldChangeIt,
  Why,
  Workspace,
} from '../../server/api.ts';
import { ask, Failure, type Query } from './api.ts';

/** GET with the cache: `useAsk<Levers>(['runs', run, 'levers'])`. The path is the key, then the query. */
export function useAsk<T>(
  path: readonly string[],
  query: Query = {},
  options: Omit<UseQueryOptions<T>, 'queryKey' | 'queryFn'> = {},
) {
  return useQuery<T>({
    queryKey: [...path, query],
    queryFn: ({ signal }) => ask<T>(path, query, { signal }),
    ...options,
  });
}

export const useWorkspace = () => useAsk<Workspace>(['workspace']);

export const useRun = (run: string | null) =>
  useAsk<RunDetail>(
    ['runs', run ?? ''],
    {},
    {
      enabled: run !== null,
      // One that is gone may come back (a folder moved, a disk mounted again): the page then goes on by itself.
      refetchInterval: ({ state }) => (state.error instanceof Failure && state.error.gone ? 2000 : false),
    },
  );

export const useTerms = (run: string) => useAsk<TermsDocument>(['runs', run, 'terms']);

export const useTimeline = (run: string) => useAsk<Timeline>(['runs', run, 'timeline']);

export const useDistribution = (run: string, entity: string, term: string) =>
  useAsk<Distribution>(['runs', run, 'entities', entity, 'distribution', term]);

export const useModels = () => useAsk<ModelCard[]>(['models']);

export interface Rows {
  sort?: string | undefined;
  search?: string | undefined;
  where?: readonly string[];
}

export interface Figure {
  entity: string;
  key: string;
  term: string;
}

export const useWhy = (
  run: string,
  { entity, key, term }: Figure,
  more: { depth?: number; page?: number } = {},
) =>
  useAsk<Why>(
    ['runs', run, 'explain'],
    { entity, key, term, ...more },
    { placeholderData: keepPreviousData },
  );

export const useWhyNot = (run: string, { entity, key, term }: Figure, enabled = true) =>
  useAsk<WhatWouldChangeIt>(['runs', run, 'why-not'], { entity, key, term }, { enabled });

// -------------------------------------------------------------------------------------------------------- jobs

/** Kept up to date by the folder's events. */
export const useJobs = () => useAsk<Job[]>(['jobs'], {}, { staleTime: Infinity });

function useStart(path: (subject: string) => string[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ subject = '', body = {} }: { subject?: string; body?: unknown }) =>
      ask<Job>(path(subject), {}, { method: 'POST', body }),
    onSuccess: (job) => rememberJob(client, job),
  });
}

/** `start.mutate({ subject: file, body: { set?, asOf?, output? } })`. */
export const useSettle = () => useStart((file) => ['contracts', file, 'settle']);
export const useDemo = () => useStart(() => ['demo']);
export const useModelTest = () => useStart((model) => ['models', model, 'test']);

export const useCancel = () =>
  useMutation({ mutationFn: (id: string) => ask(['jobs', id], {}, { method: 'DELETE' }) });

export function rememberJob(client: ReturnType<typeof useQueryClient>, job: Job): void {
  client.setQueryData<Job[]>(['jobs', {}], (jobs = []) => {
    const at = jobs.findIndex(({ id }) => id === job.id);
    return at === -1 ? [...jobs, job] : jobs.with(at, job);
  });
}

export const isRunning = (job: Job) => job.state === 'waiting' || job.state === 'running';
