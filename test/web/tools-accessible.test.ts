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

/** Pixels of the page's charts that are blue. */
const BLUE = `[...document.querySelectorAll('canvas')].reduce((sum, canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let blue = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200 && data[i + 2] > data[i] + 60) blue += 1;
  return sum + blue;
}, 0)`;

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
      // The last page has charts. Readers here want no motion, and a transition once left every colour what it was before: black.
      if (reader.theme === 'light') expect(await page.evaluate(BLUE)).toBeGreaterThan(0);
      await page.context().close();
    });

    it('a box of the formula graph that the keyboard comes to is seen', async () => {
      const page = await bench.open('/models/generic%2Fshared-savings?part=graph');
      const canvas = page.getByRole('group', { name: /Formula graph of/ });
      const seen = async () => {
        const [frame, box] = await Promise.all([
          canvas.boundingBox(),
          page.locator('[data-node]:focus').boundingBox(),
        ]);
        return frame && box && box.x >= frame.x && box.x + box.width <= frame.x + frame.width;
      };
      await canvas.focus();
      for (const _ of [1, 2, 3]) {
        await page.keyboard.press('Tab');
        await expect.poll(seen).toBe(true);
      }
      await page.context().close();
    });
  },
);
