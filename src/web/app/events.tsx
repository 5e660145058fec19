/**
 * What happens in the folder, as it happens: the page asks again for what it shows of what changed. While the server is away the page keeps what it
 * has, says from when it is, and catches up when the server is back. A page nobody looks at does not listen: a browser has six lines to a server for
 * all its tabs together, and each that listens holds one.
 */
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { FolderEvent } from '../../server/api.ts';
import { isRunning, rememberJob } from './queries.ts';

/** Milliseconds out of sight after which a page stops listening. */
const UNSEEN = 5000;

type Connection = { state: 'connecting' | 'open' } | { state: 'lost'; since: Date };

const Context = createContext<Connection>({ state: 'connecting' });
export const useConnection = () => useContext(Context);

export function EventsProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>({ state: 'connecting' });
  useEffect(() => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let unseen: ReturnType<typeof setTimeout> | undefined;
    let wasLost = false;
    // Asleep, and not cut off: nothing is said of it, but what happened meanwhile is caught up with.
    let slept = false;
    const connect = () => {
      source = new EventSource('./api/events');
      source.addEventListener('open', () => {
        setConnection({ state: 'open' });
        // Whatever happened in between is not known: all that is shown is asked for again.
        if (wasLost || slept) void client.invalidateQueries();
        wasLost = false;
        slept = false;
      });
      const take = (event: MessageEvent<string>) => heard(client, JSON.parse(event.data) as FolderEvent);
      source.addEventListener('message', take);
      source.addEventListener('changed', take);
      source.addEventListener('job', take);
      source.addEventListener('error', () => {
        if (!wasLost) setConnection({ state: 'lost', since: new Date() });
        wasLost = true;
        // A browser gives up on some failures (a proxy's 502): start anew ourselves.
        if (source?.readyState === EventSource.CLOSED) retry = setTimeout(connect, 2000);
      });
    };
    const stop = () => {
      clearTimeout(retry);
      source?.close();
      source = undefined;
    };
    const looked = () => {
      clearTimeout(unseen);
      if (document.visibilityState === 'visible') {
        if (!source) connect();
      } else
        unseen = setTimeout(() => {
          slept = true;
          stop();
        }, UNSEEN);
    };
    if (document.visibilityState === 'visible') connect();
    else slept = true;
    document.addEventListener('visibilitychange', looked);
    return () => {
      document.removeEventListener('visibilitychange', looked);
      clearTimeout(unseen);
      stop();
    };
  }, [client]);
  return <Context value={connection}>{children}</Context>;
}

function heard(client: QueryClient, event: FolderEvent): void {
  if (event.kind === 'job') {
    rememberJob(client, event.job);
    if (!isRunning(event.job)) void client.invalidateQueries({ queryKey: ['workspace'] });
    return;
  }
  void client.invalidateQueries({ predicate: ({ queryKey }) => concerns(queryKey, event.paths) });
}

/** A run's or document's answers change with what is in or beside it; lists of them with anything. */
function concerns([kind, subject]: readonly unknown[], paths: readonly string[]): boolean {
  if (kind === 'jobs') return false;
  if (kind === 'runs' && typeof subject === 'string') {
    return paths.some(
      (path) => path === subject || path.startsWith(`${subject}/`) || subject.startsWith(`${path}/`),
    );
  }
  return true;
}
