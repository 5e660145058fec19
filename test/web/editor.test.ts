/** The editor: a broken contract is mended, what is not saved is kept, two tabs do not write over each other. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, NEEDS_CHROMIUM, openWorkbench, settled, type Workbench } from './support.ts';

/** Two cores and a dozen tests at once: a second is soon over. */
const eventually = <T>(what: () => T | Promise<T>) => expect.poll(what, { timeout: 15_000 });

const CONTRACT = 'openvbp-demo/dual-revenue/contract.yaml';
const address = `/editor?file=${encodeURIComponent(CONTRACT)}`;

describe.skipIf(chromiumPath === undefined)(`the editor ${NEEDS_CHROMIUM}`, { timeout: 180_000 }, () => {
  let bench: Workbench;
  let whole: string;
  const file = () => join(bench.folder, CONTRACT);
  beforeAll(async () => {
    bench = await openWorkbench();
    whole = readFileSync(file(), 'utf8');
  }, 300_000);
  afterAll(() => bench?.close());

  const text = (page: Page) => page.getByRole('textbox', { name: /Text of|的内容/ });
  /** Types over what a search finds in the text, as a person does: select, type. */
  async function typeOver(page: Page, found: string, typed: string): Promise<void> {
    await text(page).click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+f');
    await page.keyboard.type(found);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.type(typed);
  }

  it('shows what is wrong with a contract, leads to it, and settles it once it is mended', async () => {
    writeFileSync(file(), whole.replace('as_of: 2023-06-30', 'as_off: 2023-06-30'));
    const page = await bench.open(address);
    const problems = page.getByRole('region', { name: 'Problems' });
    await problems
      .getByText(/as_off/)
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: 'Settle' }).isDisabled()).toBe(true);
    await problems
      .getByRole('button', { name: /^line \d+$/ })
      .first()
      .click();
    await typeOver(page, 'as_off', 'as_of');
    await problems.getByText('No problems.').waitFor();
    await page.getByText('Not saved', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Save and settle' }).click();
    await page.getByText('Settled.').waitFor({ timeout: 90_000 });
    expect(readFileSync(file(), 'utf8')).toBe(whole);
    await page.getByRole('link', { name: 'Go to the result' }).click();
    await page.getByRole('link', { name: 'Result', exact: true }).waitFor();
    await page.close();
  });

  it('completes, and says what a key is', async () => {
    const page = await bench.open(address);
    await text(page).getByText('period', { exact: true }).first().hover();
    await page.locator('.cm-help').getByText('period', { exact: true }).waitFor();
    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\npos');
    await page.getByRole('option', { name: /posts/ }).click();
    await eventually(() => text(page).innerText()).toContain('posts');
    await page.close();
  });

  it('未保存的修改在刷新后仍在，放弃后恢复原文', async () => {
    const page = await bench.open(address, { lang: 'zh' });
    await typeOver(page, 'dual-revenue-2022', 'mine');
    await page.getByText('未保存', { exact: true }).waitFor();
    await page.waitForFunction(() =>
      Object.keys(localStorage).some((name) => name.startsWith('openvbp.draft:')),
    );
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await settled(page);
    await page.getByText(/已恢复本浏览器在.*保留的修改/).waitFor();
    expect(await text(page).innerText()).toContain('mine');
    await page.getByRole('button', { name: '放弃我的修改' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '放弃我的修改' }).click();
    await eventually(() => text(page).innerText()).toContain('dual-revenue-2022');
    expect(readFileSync(file(), 'utf8')).toBe(whole);
    await page.close();
  });

  it.each([
    { lang: 'en', save: 'Save', conflict: /Somebody else saved/, mine: 'Save mine over it' },
    { lang: 'zh', save: '保存', conflict: /已被他人保存/, mine: '用我的内容覆盖' },
  ] as const)(
    'two tabs with one file: both texts are shown, and nothing is written over unseen: $lang',
    async ({ lang, save, conflict, mine }) => {
      const one = await bench.open(address, { lang });
      const two = await one.context().newPage();
      await two.goto(`${bench.url}#${address}`);
      await settled(two);
      await typeOver(one, 'dual-revenue-2022', 'first');
      await typeOver(two, 'dual-revenue-2022', 'second');
      await one.getByRole('button', { name: save, exact: true }).click();
      // The other tab is told at once, before it saves anything.
      const dialog = two.getByRole('alertdialog', { name: conflict });
      await dialog.waitFor();
      expect(await dialog.getByRole('row', { name: /contract: second/ }).innerText()).toContain('−');
      expect(await dialog.getByRole('row', { name: /contract: first/ }).innerText()).toContain('+');
      expect(readFileSync(file(), 'utf8')).toContain('contract: first');
      await dialog.getByRole('button', { name: mine }).click();
      await eventually(() => readFileSync(file(), 'utf8')).toContain('contract: second');
      // And the first, which has nothing to lose, shows the new text.
      await eventually(() => text(one).innerText()).toContain('contract: second');
      writeFileSync(file(), whole);
      await eventually(() => text(two).innerText()).toContain('contract: dual-revenue-2022');
      await one.context().close();
    },
  );
});
