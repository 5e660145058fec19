/** What if, runs, reconcile, data, models, editor and value for everybody: nothing axe finds, nothing wider than the window, nothing untranslated. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chromiumPath,
  contractAddress,
  NEEDS_CHROMIUM,
  openWorkbench,
  overflow,
  settled,
  SHARED_SAVINGS,
  violations,
  type Workbench,
} from './support.ts';

const cli = resolve(import.meta.dirname, '../../bin/openvbp.js');

/** Address, and what stands on the page when it is there. */
const PAGES = [
  [contractAddress(SHARED_SAVINGS, 'what-if', { 'set.loss_cap': '0.05' }), '[data-payment=shared_losses]'],
  [contractAddress(SHARED_SAVINGS, 'runs'), 'table'],
  [contractAddress(SHARED_SAVINGS, 'reconcile'), 'input[type=file]'],
  [contractAddress(SHARED_SAVINGS, 'data'), 'table'],
  [contractAddress('openvbp-demo/dual-revenue/contract.yaml', 'data'), 'table'],
  ['/models', 'main li a'],
  ['/models/generic%2Fshared-savings', 'main p'],
  ['/models/generic%2Fshared-savings?part=terms', 'main article, main section, main h2'],
  ['/models/generic%2Fshared-savings?part=graph', 'svg [data-node]'],
  ['/models/generic%2Fshared-savings?part=tests', 'main button'],
  [`/editor?file=${encodeURIComponent(SHARED_SAVINGS)}`, '.cm-content'],
  ['/value', 'main td a'],
  ['/value?file=openvbp-demo%2Fvalue%2Fheart-failure.json', 'main table'],
] as const;

describe.skipIf(chromiumPath === undefined)(
  `tools are for everybody ${NEEDS_CHROMIUM}`,
  { timeout: 240_000 },
  () => {
    let bench: Workbench;
    beforeAll(async () => {
      bench = await openWorkbench();
      const demo = join(bench.folder, 'openvbp-demo');
      mkdirSync(join(demo, 'value'), { recursive: true });
      const given = [
        'value',
        'heart-failure',
        join(demo, 'data/us'),
        '-o',
        join(demo, 'value/heart-failure.json'),
      ];
      execFileSync(process.execPath, [cli, ...given]);
    }, 300_000);
    afterAll(() => bench?.close());

    it.each([
      { lang: 'en', theme: 'light', width: 1440 },
      { lang: 'zh', theme: 'dark', width: 390 },
    ] as const)('$lang, $theme, $width pixels', async (reader) => {
      const page = await bench.open('/', reader);
      for (const [address, there] of PAGES) {
        await page.goto(`${bench.url}#${address}`);
        await settled(page);
        await page.locator(there).first().waitFor();
        expect([address, ...(await violations(page))]).toEqual([address]);
        expect([address, await overflow(page)]).toEqual([address, 0]);
        // A placeholder that nothing was put into, or a word without translation.
        const text = address.includes('editor') ? '' : await page.locator('main').innerText();
        expect(text).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
      }
      await page.context().close();
    });
  },
);
