/** Every page in both languages and both themes: nothing axe finds, nothing wider than the window, nothing untranslated. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chromiumPath,
  contractAddress,
  NEEDS_CHROMIUM,
  openWorkbench,
  START,
  overflow,
  SHARED_SAVINGS,
  violations,
  type Workbench,
} from './support.ts';

const MEDICAL_HOME = 'openvbp-demo/medical-home/contract.yaml';
const PAGES = [
  '/',
  contractAddress(MEDICAL_HOME, 'result'),
  contractAddress(SHARED_SAVINGS, 'result', { why: 'provider/aco-2/spending' }),
  contractAddress(SHARED_SAVINGS, 'why', { why: 'person_year/M00001610%2C2023/spending' }),
  contractAddress(SHARED_SAVINGS, 'terms'),
  contractAddress(SHARED_SAVINGS, 'statement'),
] as const;

describe.skipIf(chromiumPath === undefined)(`pages are for everybody ${NEEDS_CHROMIUM}`, () => {
  let bench: Workbench;
  beforeAll(async () => void (bench = await openWorkbench()), START);
  afterAll(() => bench?.close());

  it.each([
    { lang: 'en', theme: 'light', width: 1440, axe: true },
    { lang: 'zh', theme: 'dark', width: 390, axe: true },
    { lang: 'zh', theme: 'light', width: 1440, axe: false },
    { lang: 'en', theme: 'dark', width: 390, axe: false },
  ] as const)(
    '$lang, $theme, $width pixels',
    async ({ axe, ...reader }) => {
      const page = await bench.open('/', reader);
      for (const address of PAGES) {
        await bench.go(page, address);
        if (axe) expect([address, ...(await violations(page))]).toEqual([address]);
        expect([address, await overflow(page)]).toEqual([address, 0]);
        // A placeholder that nothing was put into, or a word without translation.
        expect(await page.locator('main').innerText()).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
      }
      await page.close();
    },
    120_000,
  );
});
