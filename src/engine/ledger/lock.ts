/**
 * One writer at a time: a file beside the ledger that names the process holding it. A writer that was killed leaves its lock; the
 * next one on the same machine takes it over.
 */
import { randomUUID } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';

interface Holder {
  host: string;
  pid: number;
  id: string;
}

export interface Lock {
  release(): Promise<void>;
}

/** Undefined where another writer holds it, or one on another machine did when it ended. */
export async function lockFile(file: string): Promise<Lock | undefined> {
  const mine = await claim(file);
  if (mine) return mine;
  const held = await readFile(file, 'utf8').catch(() => '');
  if (!isLeftBehind(held)) return undefined;
  // Only who holds this second lock removes a lock, and only one whose holder is gone: so none is removed that somebody just took.
  const takeover = await claim(`${file}.takeover`);
  if (!takeover) return undefined;
  try {
    const now = await readFile(file, 'utf8').catch(() => '');
    if (now === held) await rm(file, { force: true });
  } finally {
    await takeover.release();
  }
  return claim(file);
}

async function claim(file: string): Promise<Lock | undefined> {
  const handle = await open(file, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined;
    throw error;
  });
  if (!handle) return undefined;
  const holder: Holder = { host: hostname(), pid: process.pid, id: randomUUID() };
  try {
    await handle.writeFile(JSON.stringify(holder));
  } finally {
    await handle.close();
  }
  return { release: () => rm(file, { force: true }) };
}

function isLeftBehind(held: string): boolean {
  let holder: Partial<Holder>;
  try {
    holder = JSON.parse(held) as Partial<Holder>;
  } catch {
    // Taken this moment and not written yet, or by something else: nobody can say.
    return false;
  }
  if (holder.host !== hostname() || typeof holder.pid !== 'number') return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
