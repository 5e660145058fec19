/** `openvbp serve [DIR]`: the workbench in the browser, over a folder the command line shares. */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { CallError, report, wholeNumber } from '../arguments.ts';
import { serveWords as words } from '../messages/serve.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';

const PORT = 8627;

export async function serveCommand(
  terminal: Terminal,
  [folder = '.']: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { lang } = terminal;
  const path = resolve(terminal.cwd, folder);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new CallError(report('no-folder', { folder }));
  const port = wholeNumber('--port', String(options['port'] ?? PORT), 0, 65_535);
  const server = await import('../../server/serve.ts');
  if (server.pagesAreOld()) {
    terminal.err(words.building[lang]);
    await server.buildPages().catch((error: unknown) => {
      const problem = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      terminal.err(fill(words.notBuilt[lang], { problem }));
    });
  }
  const host = String(options['host'] ?? '127.0.0.1');
  const serving = await server
    .serve({
      folder: path,
      host,
      port,
      pages: server.pagesFolder(),
      token: options['token'] as string | undefined,
    })
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') throw new CallError(report('port-taken', { port, host }));
      throw error;
    });
  // `.` says nothing to who has several windows open.
  const shown = relative(terminal.cwd, path) || path;
  if (terminal.json)
    terminal.out(JSON.stringify({ ok: true, diagnostics: [], result: { url: serving.url, folder: path } }));
  else terminal.out(fill(words.serving[lang], { url: serving.url, folder: shown }));
  if (options['open'] === true) openBrowser(serving.url);
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  await serving.close();
  return OK;
}

function openBrowser(url: string): void {
  const [command, ...given] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open'];
  const child = spawn(command as string, [...given, url], { stdio: 'ignore', detached: true });
  // Without a browser the address stands on the screen.
  child.on('error', () => undefined);
  child.unref();
}
