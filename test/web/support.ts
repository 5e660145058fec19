/**
 * The workbench as a person meets it: a server on a free port of this machine, over a folder of its own, and Chromium. Pages and demo are made once
 * for all files of a test run (of any number of workers); each test gets a copy.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { serve, type Serving } from '../../src/server/serve.ts';
import type { Job } from '../../src/server/api.ts';

/** Debian's, unless CHROMIUM names another; undefined: browser tests are skipped by name. */
export const chromiumPath = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && path !== '' && existsSync(path));

/** For `beforeAll`: whoever comes first makes the pages and the demo. */
export const START = 180_000;

/** Beside a name: why its tests may be skipped. */
export const NEEDS_CHROMIUM = '(needs Chromium)';

export const SHARED_SAVINGS = 'openvbp-demo/shared-savings/contract.yaml';
export const SHARED_SAVINGS_RUN = 'openvbp-demo/shared-savings.run';

// ------------------------------------------------------------------------------ made once for all workers of a run

const root = resolve(import.meta.dirname, '../..');
const PREFIX = 'openvbp-web-test-';
const shared = join(tmpdir(), `${PREFIX}${process.ppid}`);

/** The first to ask makes it, the others wait for it; what died runs left behind is cleared away. */
async function once(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  for (const left of readdirSync(tmpdir())) {
    const [, pid] = new RegExp(`^${PREFIX}(\\d+)$`).exec(left) ?? [];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(tmpdir(), left), { recursive: true, force: true });
  }
  const folder = join(shared, name);
  const done = join(shared, `${name}.done`);
  mkdirSync(shared, { recursive: true });
  try {
    mkdirSync(folder);
  } catch {
    while (!existsSync(done)) await after(100);
    const problem = readFileSync(done, 'utf8');
    if (problem !== '') throw new Error(problem);
    return folder;
  }
  try {
    await make(folder);
    writeFileSync(done, '');
  } catch (error) {
    writeFileSync(done, String(error));
    throw error;
  }
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The pages, built from the sources as they are. */
const builtPages = () =>
  once('pages', async (outDir) => {
    const { build } = await import('vite');
    const web = join(root, 'src/web');
    await build({
      root: web,
      configFile: join(web, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir, emptyOutDir: true },
    });
  });

/** The demo, made as the page makes it: by asking the server for it. */
export const demoFolder = () =>
  once('demo', async (folder) => {
    const server = await serve({ folder, host: '127.0.0.1', port: 0 });
    try {
      const job = (await (await fetch(new URL('api/demo', server.url), { method: 'POST' })).json()) as Job;
      for (;;) {
        const now = (await (await fetch(new URL(`api/jobs/${job.id}`, server.url))).json()) as Job;
        if (now.state === 'done') return;
        if (now.state === 'failed' || now.state === 'cancelled') throw new Error(JSON.stringify(now.problem));
        await after(200);
      }
    } finally {
      await server.close();
    }
  });

/** A folder of the test's own, with the demo or with nothing. */
async function folderWith(content: 'demo' | 'nothing'): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-workbench-'));
  if (content === 'demo') cpSync(await demoFolder(), folder, { recursive: true, preserveTimestamps: true });
  return folder;
}

// ---------------------------------------------------------------------------------------------------- the workbench

interface Reader {
  lang?: 'en' | 'zh';
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** The first steps are shown only to whom they are wanted of. */
  guide?: boolean;
}

export interface Workbench {
  folder: string;
  url: string;
  /**
   * A new tab, with nothing kept from before, at an address after `#`: `/contract/…/result`. Tabs of the same reader share what the browser has
   * loaded and compiled already. What goes wrong in the page fails the test at `close`.
   */
  open(address: string, reader?: Reader): Promise<Page>;
  /** Another address in the same tab, as a link leads to it. */
  go(page: Page, address: string): Promise<void>;
  /** Ends the server; `start` begins another on the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function openWorkbench(content: 'demo' | 'nothing' = 'demo'): Promise<Workbench> {
  const [folder, pages] = await Promise.all([folderWith(content), builtPages()]);
  const { chromium } = await import('playwright-core');
  let server: Serving | undefined = await serve({ folder, host: '127.0.0.1', port: 0, pages });
  const { url } = server;
  const port = Number(new URL(url).port);
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath as string,
    // The browser's own pages, made ahead for a window nobody sees, took as much of the processor as ours.
    args: ['--no-sandbox', '--disable-features=PreloadTopChromeWebUI'],
  });
  const wrong: string[] = [];
  const contexts = new Map<string, BrowserContext>();
  async function contextOf({ lang, theme, width, height }: Required<Reader>): Promise<BrowserContext> {
    const reader = [lang, theme, width, height].join();
    const known = contexts.get(reader);
    if (known) return known;
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      locale: lang === 'zh' ? 'zh-CN' : 'en-US',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(30_000);
    context.on('close', () => contexts.delete(reader));
    contexts.set(reader, context);
    return context;
  }
  return {
    folder,
    url,
    async open(address, { lang = 'en', theme = 'light', width = 1440, height = 900, guide = false } = {}) {
      const context = await contextOf({ lang, theme, width, height, guide });
      const page = await context.newPage();
      page.on('pageerror', (error) => wrong.push(`${address}: ${error.message}`));
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) wrong.push(`${address}: ${message.text()}`);
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url()))
          wrong.push(`${address}: asked ${request.url()}`);
      });
      // Where nothing of ours runs yet, what tabs before kept in the browser is cleared away.
      await page.goto(new URL('icon.svg', url).href);
      await page.evaluate(
        `localStorage.clear()${guide ? '' : `; localStorage.setItem('openvbp.guide', 'done')`}`,
      );
      await page.goto(`${url}#${address}`);
      await settled(page);
      return page;
    },
    async go(page, address) {
      // By way of an address that leads nowhere: else the page before could still be looked at, and taken for this one.
      const nowhere = page.getByText(/There is no such page|没有这个页面/);
      await page.goto(`${url}#/nowhere`);
      await nowhere.waitFor();
      await page.goto(`${url}#${address}`);
      await nowhere.waitFor({ state: 'detached' });
      await settled(page);
    },
    async stop() {
      await server?.close();
      server = undefined;
    },
    async start() {
      server = await serve({ folder, host: '127.0.0.1', port, pages });
    },
    async close() {
      await browser.close();
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
    },
  };
}

/** The page has its heading, and nothing on it is still on its way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  // Not `waitForFunction`: it evaluates a string in the page, which the content policy forbids.
  await page.locator('main [data-loading]').first().waitFor({ state: 'detached' });
}

/** `examples/aco/contract.yaml` as a part of an address. */
export const contractAddress = (file: string, page: string, search: Record<string, string> = {}) => {
  const query = new URLSearchParams(search).toString();
  return `/contract/${encodeURIComponent(file)}/${page}${query === '' ? '' : `?${query}`}`;
};

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds against WCAG 2.2 AA and good practice: the rule, how often, and the first element. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so that the page's content policy stays as it is.
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axe);
  const found: { id: string; nodes: { html: string; failureSummary: string }[] }[] = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return found.map(
    ({ id, nodes }) =>
      `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary.slice(0, 200)}`,
  );
}

/** Pixels by which the page is wider than the window: nothing may be cut. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(`Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)`);
