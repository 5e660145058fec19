/** This tab's name, the same after a reload, and which other tabs are open: each holds a lock of its name for as long as it lives. */

const NAME = 'openvbp.tab';
const LOCK = 'openvbp.tab:';

function session(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

let known: Promise<string> | undefined;

/** A duplicated tab begins with a copy of the other's name: whoever does not get the lock takes a new one. */
export function tabName(): Promise<string> {
  known ??= (async () => {
    const before = session()?.getItem(NAME);
    const name =
      before && (await hold(before)) ? before : crypto.getRandomValues(new Uint32Array(2)).join('-');
    if (name !== before) await hold(name);
    session()?.setItem(NAME, name);
    return name;
  })();
  return known;
}

/** Resolves when the lock is had or refused; it is kept until the tab ends. Without locks (plain HTTP elsewhere) the name stands by itself. */
function hold(name: string): Promise<boolean> {
  const { locks } = navigator;
  if (!locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    void locks.request(LOCK + name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<void>(() => {});
    });
  });
}

export async function openTabs(): Promise<Set<string>> {
  const { locks } = navigator;
  if (!locks) return new Set();
  const { held = [] } = await locks.query();
  return new Set(
    held.flatMap(({ name }) => (name?.startsWith(LOCK) === true ? [name.slice(LOCK.length)] : [])),
  );
}
