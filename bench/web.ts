/**
 * The workbench: the result page of a run of a million entities until it can be used, against that of a thousand; to stay below twice. Measured in
 * Chromium from asking for the address to the first rows of the entity table, the run opened by the server before (a page is opened often, a run once).
 * And what a reader downloads: bytes of the pages, compressed, by when they come.
 */
import {
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { settle } from '../src/engine/index.ts';
import { checkContract } from '../src/language/index.ts';
import { serve } from '../src/server/serve.ts';

const SMALL = 1000;
const LARGE = Number(process.env['OPENVBP_BENCH_ROWS'] ?? 1_000_000);
const TIMES = 7;
const CHROMIUM = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);

const model = `model: bench/web
version: 1
currency: USD
entities:
  case: { facts: { price: money, spent: money, quality: ratio, region: text } }
parameters: { share: 0.5 }
terms:
  case:
    saved: price - spent
    earned: max(saved * share * quality, 0 * price)
payments:
  - { id: shared, for: case, from: payer, to: provider, amount: earned }
`;
const contract = (name: string) => `contract: ${name}
model: ./model.yaml
parties: { payer: fund, provider: hospital }
period: { from: 2024-01-01, to: 2025-01-01 }
bind: { case: { table: ${name}.csv } }
`;

async function make(folder: string, name: string, rows: number): Promise<void> {
  writeFileSync(join(folder, 'model.yaml'), model);
  writeFileSync(join(folder, `${name}.yaml`), contract(name));
  const file = createWriteStream(join(folder, `${name}.csv`));
  file.write('id,price,spent,quality,region\n');
  for (let i = 0; i < rows; i += 1) {
    const line = `C${i},${1000 + ((i * 7919) % 9000)}.00,${900 + ((i * 104_729) % 9000)}.00,0.${(i % 90) + 10},${'NESW'[i % 4]}\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  const checked = checkContract(join(folder, `${name}.yaml`));
  if (!checked.value) throw new Error(JSON.stringify(checked.diagnostics));
  const run = await settle(checked.value, { output: join(folder, `${name}.run`) });
  if (!run.value) throw new Error(JSON.stringify(run.diagnostics));
  run.value.close();
}

export default async function web(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-bench-web-'));
  try {
    const pages = join(folder, 'pages');
    await build(pages);
    bundle(join(pages, 'assets'));
    if (CHROMIUM === undefined) {
      console.log('  result page: needs Chromium');
      return;
    }
    await make(folder, 'small', SMALL);
    await make(folder, 'large', LARGE);
    const server = await serve({ folder, host: '127.0.0.1', port: 0, pages });
    try {
      const [small, large] = await measured(server.url, ['small', 'large']);
      const seconds = (ms: number | undefined) => `${((ms ?? 0) / 1000).toFixed(2)} s`;
      console.log(`  result page, ${SMALL.toLocaleString('en')} entities: ${seconds(small)}`);
      console.log(`  result page, ${LARGE.toLocaleString('en')} entities: ${seconds(large)}`);
      console.log(`  ratio (target 2): ${((large ?? 0) / (small ?? 1)).toFixed(2)}`);
    } finally {
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function build(outDir: string): Promise<void> {
  const { build: vite } = await import('vite');
  const root = resolve(import.meta.dirname, '../src/web');
  await vite({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
}

/** The median of several, taken in turns, each in a browser that has nothing kept; the first of each only warms up. */
async function measured(url: string, names: readonly string[]): Promise<number[]> {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: CHROMIUM as string, args: ['--no-sandbox'] });
  const times = names.map((): number[] => []);
  try {
    for (let turn = 0; turn <= TIMES; turn += 1) {
      for (const [i, name] of names.entries()) {
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
        const page = await context.newPage();
        const start = performance.now();
        await page.goto(`${url}#/contract/${name}.yaml/result`);
        // The last thing to come: rows of the table, with their figures.
        await page
          .getByRole('cell', { name: /^C\d+$/ })
          .first()
          .waitFor({ timeout: 120_000 });
        const time = performance.now() - start;
        if (turn > 0) times[i]?.push(time);
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  return times.map((all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0);
}

/** What the first page needs, and what comes when it is asked for. */
function bundle(assets: string): void {
  const files = readdirSync(assets).map((name) => {
    const bytes = readFileSync(join(assets, name));
    return { name, plain: bytes.length, gzip: gzipSync(bytes).length };
  });
  const html = readFileSync(join(assets, '../index.html'), 'utf8');
  const first = files.filter(({ name }) => html.includes(name));
  const kb = (list: readonly { gzip: number }[]) =>
    `${Math.round(list.reduce((sum, { gzip }) => sum + gzip, 0) / 1024)} KiB`;
  console.log(`  pages, compressed: ${kb(first)} at first, ${kb(files)} in all`);
  for (const { name, gzip, plain } of files.toSorted((a, b) => b.gzip - a.gzip).slice(0, 5))
    console.log(`    ${name}: ${Math.round(gzip / 1024)} KiB (${Math.round(plain / 1024)} KiB plain)`);
}
