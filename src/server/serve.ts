/** Listens, with the pages built where they are missing. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeApp } from './app.ts';
import { isLoopback, newToken } from './http/guard.ts';

interface ServeOptions {
  folder: string;
  host: string;
  /** 0: any that is free. */
  port: number;
  token?: string | undefined;
  pages?: string | undefined;
}

export interface Serving {
  /** What to open: with the key, where there is one. */
  url: string;
  token?: string | undefined;
  close(): Promise<void>;
}

/** Another host than this machine demands a key: the one given, or a new one. */
export async function serve({ folder, host, port, token, pages }: ServeOptions): Promise<Serving> {
  // A key of no letters is none.
  const key = token || (isLoopback(host) ? undefined : newToken());
  const { app } = await makeApp({ folder, pages, host, token: key });
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw error;
  }
  const address = app.server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${actual}/${key === undefined ? '' : `?token=${encodeURIComponent(key)}`}`,
    token: key,
    close: () => app.close(),
  };
}

/** `dist/web`, beside the sources or beside what was built from them. */
export function pagesFolder(): string {
  return fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? '../../dist/web' : '../web', import.meta.url),
  );
}

/** In a checkout: are the pages missing, or older than what they are built from? */
export function pagesAreOld(): boolean {
  const sources = fileURLToPath(new URL('../web', import.meta.url));
  if (!import.meta.url.endsWith('.ts') || !existsSync(join(sources, 'index.html'))) return false;
  const built = statSync(join(pagesFolder(), 'index.html'), { throwIfNoEntry: false });
  if (!built) return true;
  const newest = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(sources, name), { throwIfNoEntry: false })?.mtimeMs ?? 0)
    .reduce((a, b) => Math.max(a, b), 0);
  return newest > built.mtimeMs;
}

/** With Vite, which only a checkout has. */
export async function buildPages(): Promise<void> {
  const { build } = await import('vite');
  const root = fileURLToPath(new URL('../web', import.meta.url));
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'error' });
}
