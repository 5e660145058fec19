/** The checker's word on the text as it stands, when the hand rests. A check that is overtaken is cancelled. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CheckedText, Diagnostic } from '../../../server/api.ts';
import { ask } from '../../app/api.ts';

const REST = 350;
const NONE: readonly Diagnostic[] = [];

export interface Check {
  diagnostics: readonly Diagnostic[];
  busy: boolean;
  /** The server does not answer: what is shown may be old. */
  failed: boolean;
}

export function useResting<T>(value: T, rest = REST): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), rest);
    return () => clearTimeout(timer);
  }, [value, rest]);
  return rested;
}

export function useCheck(file: string, text: string, wanted: boolean): Check {
  const rested = useResting(text);
  const query = useQuery<CheckedText>({
    queryKey: ['check', file, rested],
    queryFn: ({ signal }) =>
      ask<CheckedText>(['check'], {}, { method: 'POST', body: { file, text: rested }, signal }),
    enabled: wanted && rested !== '',
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
  return {
    diagnostics: wanted ? (query.data?.diagnostics ?? NONE) : NONE,
    busy: wanted && (query.isFetching || rested !== text),
    failed: query.isError,
  };
}
