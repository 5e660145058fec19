/** One writer at a time: a file that names the process. What a killed writer left, the next one on the same machine takes over. */
import { randomUUID } from 'node:crypto';
import { link, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';

export interface Lock {
  release(): Promise<void>;
}

/** Undefined where another writer holds it, or one on another machine did when it ended. */
export async function lockFile(file: string): Promise<Lock | undefined> {
  const mine = await claim(file);
  if (mine) return mine;
  const held = await readFile(file, 'utf8').catch(() => '');
  if (held === '' ? !(await isOld(file)) : !isLeftBehind(held)) return undefined;
  // Only who holds this second lock removes a lock, and only one whose holder is gone: so none is removed that somebody just took.
  const takeover = await claim(`${file}.takeover`);
  if (!takeover) {
    const other = await readFile(`${file}.takeover`, 'utf8').catch(() => '');
    if (isLeftBehind(other)) await rm(`${file}.takeover`, { force: true });
    return undefined;
  }
  try {
    const now = await readFile(file, 'utf8').catch(() => '');
    if (now === held) await rm(file, { force: true });
  } finally {
    await takeover.release();
  }
  return claim(file);
}

/** The lock appears with its words in it, so that nobody meets it empty; where the disk knows no links, it is written after it is made. */
async function claim(file: string): Promise<Lock | undefined> {
  const id = randomUUID();
  const words = JSON.stringify({ host: hostname(), pid: process.pid, id });
  const own = `${file}.${id}`;
  const lock: Lock = { release: () => rm(file, { force: true }) };
  try {
    await writeFile(own, words);
    await link(own, file);
    return lock;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another took it; or, with the lock in hand, tidied up beside it.
    if (code === 'EEXIST' || code === 'ENOENT') return undefined;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    return (await written(file, words)) ? lock : undefined;
  } finally {
    await rm(own, { force: true });
  }
}

async function written(file: string, words: string): Promise<boolean> {
  const handle = await open(file, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined;
    throw error;
  });
  if (!handle) return false;
  try {
    await handle.writeFile(words);
  } finally {
    await handle.close();
  }
  return true;
}

/** Killed between making the file and writing it, which takes no time: not taken this moment. */
async function isOld(file: string): Promise<boolean> {
  const made = await stat(file).catch(() => undefined);
  return made !== undefined && Date.now() - made.mtimeMs > 5_000;
}

function isLeftBehind(held: string): boolean {
  let holder: { host?: unknown; pid?: unknown };
  try {
    holder = JSON.parse(held) as typeof holder;
  } catch {
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
