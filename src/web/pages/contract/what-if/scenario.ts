/** The scenario in the address: `set.sharing_rate=0.6`, one entry a parameter, so that a page can be sent to somebody. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAddress, type Search } from '../../../app/address.ts';

const PREFIX = 'set.';

/** Parameter → value as written in a contract. */
export type Changes = Readonly<Record<string, string>>;

export function changesOf(search: Search): Changes {
  const entries = Object.entries(search)
    .filter(([name, value]) => name.startsWith(PREFIX) && value !== undefined && value !== '')
    .map(([name, value]): [string, string] => [name.slice(PREFIX.length), value as string])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

export function searchOf(before: Changes, after: Changes): Search {
  const gone = Object.keys(before).map((name): [string, undefined] => [PREFIX + name, undefined]);
  const there = Object.entries(after).map(([name, value]): [string, string] => [PREFIX + name, value]);
  return Object.fromEntries<string | undefined>([...gone, ...there]);
}

/** What the page shows at once, and what is asked for: the latter follows when the hand rests. */
const REST = 250;

export function useScenario() {
  const [search, change] = useAddress();
  const inAddress = useMemo(() => changesOf(search), [search]);
  const [draft, setDraft] = useState<Changes | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const write = useCallback(
    (changes: Changes, now: boolean) => {
      clearTimeout(timer.current);
      const done = () => {
        change(searchOf(inAddress, changes), { replace: true });
        setDraft(null);
      };
      if (now) return done();
      setDraft(changes);
      timer.current = setTimeout(done, REST);
    },
    [change, inAddress],
  );

  const shown = draft ?? inAddress;
  return {
    /** What sliders and fields show. */
    shown,
    /** What is computed. */
    asked: inAddress,
    resting: draft === null,
    set: (name: string, value: string | null, now = false) => {
      const { [name]: _, ...others } = shown;
      write(value === null ? others : { ...others, [name]: value }, now);
    },
    reset: () => write({}, true),
  };
}
