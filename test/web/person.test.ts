/** What a person does, from an empty folder to a printed statement. */
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntityPage } from '../../src/server/api.ts';
import {
  chromiumPath,
  contractAddress,
  demoFolder,
  NEEDS_CHROMIUM,
  openWorkbench,
  START,
  settled,
  SHARED_SAVINGS,
  SHARED_SAVINGS_RUN,
  type Workbench,
} from './support.ts';

const result = (search: Record<string, string> = {}) => contractAddress(SHARED_SAVINGS, 'result', search);

describe.skipIf(chromiumPath === undefined)(`an empty folder ${NEEDS_CHROMIUM}`, () => {
  let bench: Workbench;
  beforeAll(async () => {
    await demoFolder();
    bench = await openWorkbench('nothing');
  }, START);
  afterAll(() => bench?.close());

  it('offers the demo, shows how far it is, stops it, and shows contracts as they arrive', async () => {
    const page = await bench.open('/', { guide: true });
    await page.getByRole('button', { name: 'Make the demo' }).click();
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled. Anything finished before stays in openvbp-demo.').waitFor();

    // Made in another place: what the command line does in the folder, the page sees by itself.
    rmSync(join(bench.folder, 'openvbp-demo'), { recursive: true, force: true });
    cpSync(await demoFolder(), bench.folder, { recursive: true, preserveTimestamps: true });
    await page.getByRole('link', { name: 'Shared savings, 2023' }).first().waitFor();
    await expect
      .poll(() => page.getByRole('listitem').filter({ hasText: 'Shared losses' }).first().innerText())
      .toMatch(/aco-1 → Medicare[^]*188,242/);
    await page.close();
  });

  it('walks through the demo in four steps', async () => {
    const page = await bench.open('/', { guide: true });
    await page.getByRole('button', { name: 'Show the first steps' }).click();
    const guide = page.getByRole('complementary', { name: 'First steps' });
    await guide.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('complementary', { name: 'Why' }).getByText('Because').first().waitFor();
    await guide.getByRole('button', { name: 'Next' }).click();
    await guide.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { name: 'Schedule of parameters' }).waitFor();
    await guide.getByRole('button', { name: 'Done' }).click();
    expect(await guide.count()).toBe(0);
    await page.reload();
    await settled(page);
    expect(await guide.count()).toBe(0);
    await page.close();
  });
});

describe.skipIf(chromiumPath === undefined)(`a contract ${NEEDS_CHROMIUM}`, () => {
  let bench: Workbench;
  beforeAll(async () => void (bench = await openWorkbench()), START);
  afterAll(() => bench?.close());

  it('says who owes whom, and why an ACO got nothing, down to the claim lines', async () => {
    const page = await bench.open('/');
    await page.getByText('aco-1 → Medicare, and 1 more').waitFor();
    await page.getByRole('link', { name: 'Shared savings, 2023' }).first().click();
    await page.getByText('aco-1 pays Medicare 188,242.40 USD').waitFor();
    await page
      .getByRole('row', { name: /Medicare.*aco-2/ })
      .first()
      .getByRole('link')
      .click();

    const why = page.getByRole('complementary', { name: 'Why' });
    await why
      .getByText(
        'Because “Savings qualify” is not met: Savings rate (≈ 0.9169 %) is less than Minimum savings rate (12.2 %).',
      )
      .first()
      .waitFor();
    expect(page.url()).toContain('why=provider');

    // By keyboard: open the value it is made from, and that one's.
    await why.getByRole('button', { name: 'Savings earned' }).focus();
    await page.keyboard.press('ArrowRight');
    await why.getByRole('button', { name: 'Savings qualify' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await why.getByRole('link', { name: '12.2 %' }).waitFor();

    await page.goto(`${bench.url}#${result({ why: 'provider/aco-2/spending' })}`);
    await why.getByRole('button', { name: 'Sum of Spending counted', exact: true }).click();
    await why.getByText('230 person in a year').waitFor();
    await why.getByRole('link', { name: '76,028 USD' }).first().click();
    await why.getByText('27 lines behind it').first().waitFor();
    await why.getByRole('cell', { name: 'C161000291 / 1' }).waitFor();
    await why.getByRole('button', { name: 'Next' }).click();
    await why.getByText('Page 2 of 2').waitFor();

    await page.keyboard.press('Escape');
    await expect.poll(() => why.count()).toBe(0);
    await page.close();
  });

  it('says the same in Chinese at a press, and stays so', async () => {
    const page = await bench.open(result({ why: 'provider/aco-2/shared_savings' }));
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByText('aco-1 应付联邦医疗保险').waitFor();
    await page
      .getByText('原因：“达到分享条件”不成立，因为结余率（≈ 0.9169%）小于最低结余率（12.2%）。')
      .first()
      .waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN');
    await page.reload();
    await page.getByRole('heading', { name: '2023 年共享结余' }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Shared savings, 2023' }).waitFor();
    await page.close();
  });

  it('finds rows, adds up those that are chosen, and keeps the view in the address', async () => {
    const page = await bench.open(
      result({
        entity: 'person_year',
        where: 'provider:eq:aco-2\nyears_back:eq:0',
        sort: '-spending',
        columns: 'spending',
      }),
    );
    const table = page.getByRole('table', { name: 'Every row' });
    await expect.poll(() => table.getByRole('row').last().innerText()).toContain('Total, 230 rows');
    expect(await table.getByRole('row').nth(1).innerText()).toContain('M00001610,2023');
    await table.getByRole('checkbox', { name: 'Select M00001610,2023' }).check();
    await expect.poll(() => table.getByRole('row').last().innerText()).toMatch(/Selected, 1 row\s+76,028/);

    await page.getByRole('searchbox', { name: 'Search' }).fill('M00001610');
    await expect.poll(() => page.url()).toContain('search=M00001610');
    await expect.poll(() => table.getByRole('row').count()).toBe(3);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV' }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toMatch(/M00001610/);
    await page.close();
  });

  it('reaches every row of a million by wheel, bar, keys and number, and asks for what is seen only', async () => {
    let asked = 0;
    const page = await bench.open('/');
    // The run has few: the page is told of a million, each called by its place.
    await page.route(/\/entities\/person_year\?/, async (route) => {
      asked += 1;
      const answer = (await (await route.fetch()).json()) as EntityPage;
      const offset = Number(new URL(route.request().url()).searchParams.get('offset'));
      const [row] = answer.rows.length > 0 ? answer.rows : [{ key: '', values: {}, status: {} }];
      const rows = Array.from({ length: 100 }, (_, i) => ({ ...row, key: `R${offset + i + 1}` }));
      await route.fulfill({ json: { ...answer, offset, rows, total: 1_000_000 } });
    });
    await bench.go(page, result({ entity: 'person_year' }));
    const list = page.getByRole('group', { name: 'Every row' });
    const cell = (row: number) => list.getByRole('cell', { name: `R${row}`, exact: true });
    await cell(1).waitFor();
    await list.focus();
    await page.keyboard.press('End');
    await expect.poll(() => cell(1_000_000).isVisible()).toBe(true);
    await page.keyboard.press('PageUp');
    await expect.poll(() => cell(999_985).count()).toBe(1);
    await page.keyboard.press('Home');
    await cell(1).waitFor();
    await list.hover();
    // A wheel leaps over no row, and comes to the last.
    await page.getByLabel('Go to row (1 to 1,000,000)').fill('734,512');
    await page.keyboard.press('Enter');
    await cell(734_512).waitFor();
    await page.mouse.wheel(0, 1800);
    await cell(734_570).waitFor();
    // A wheel that still turns would go on from where the bar is drawn.
    const top = () => list.evaluate(({ scrollTop }) => scrollTop);
    const rests = async () => {
      const before = await top();
      await page.waitForTimeout(300);
      return (await top()) === before;
    };
    await expect.poll(rests).toBe(true);
    await list.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }));
    await cell(500_010).waitFor();
    expect(asked).toBeLessThan(25);
    await page.close();
  });

  it('reads as a document, with what the agreement changed struck and underlined', async () => {
    const page = await bench.open(contractAddress(SHARED_SAVINGS, 'terms'));
    const changed = page.locator('[id="parameter/baseline_weight"]');
    await changed.waitFor();
    expect(await changed.locator('del').innerText()).toContain('10 %');
    expect(await changed.locator('ins').innerText()).toContain('40 %');
    expect(await page.getByText('unverified', { exact: true }).count()).toBeGreaterThan(2);
    // A clause opens its Why, and each value of Why leads back to its clause or parameter.
    await page.locator('[id="term/provider/shared_losses"]').getByRole('link').click();
    const why = page.getByRole('complementary', { name: 'Why' });
    await why.getByRole('link', { name: 'Losses are carried forward instead of paid: in the terms' }).click();
    await page.waitForURL(/at=parameter%2Flosses_carried/);
    const place = page.locator('[id="parameter/losses_carried"]');
    await expect
      .poll(() => place.evaluate((one) => Math.abs(one.getBoundingClientRect().top)))
      .toBeLessThan(1000);
    await page.close();
  });

  it('prints its statement on A4', async () => {
    const page = await bench.open(contractAddress(SHARED_SAVINGS, 'statement'));
    await page.getByText('188,242.40', { exact: true }).first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    // A total stands once, below the rows it adds up, not at the foot of every page.
    expect(await page.evaluate(`getComputedStyle(document.querySelector('tfoot')).display`)).toBe(
      'table-row-group',
    );
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pages(pdf)).toBe(1);
    await page.close();
  });
});

const cli = resolve(import.meta.dirname, '../../bin/openvbp.js');

const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;

describe.skipIf(chromiumPath === undefined)(`what happens under the page ${NEEDS_CHROMIUM}`, () => {
  let bench: Workbench;
  let page: Page;
  const demo = () => join(bench.folder, 'openvbp-demo');
  beforeAll(async () => {
    bench = await openWorkbench();
    page = await bench.open(result());
  }, START);
  afterAll(() => bench?.close());

  it('a run that is deleted is said to be gone, and shown again when it is back', async () => {
    await page.getByText('aco-1 pays Medicare').waitFor();
    const [run, away] = [join(bench.folder, SHARED_SAVINGS_RUN), `${bench.folder}-away`];
    renameSync(run, away);
    await page
      .getByText(/no longer in the folder|Not settled yet/)
      .first()
      .waitFor();
    renameSync(away, run);
    await page.getByText('aco-1 pays Medicare').waitFor();
  });

  it('a contract that is broken while open keeps its last result, and says what to do', async () => {
    const file = join(bench.folder, SHARED_SAVINGS);
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, whole.replace('model: generic/shared-savings', 'model: generic/shared-saving'));
    await page.getByText(/The contract has \d+ errors? now/).waitFor();
    await page.getByText('aco-1 pays Medicare').waitFor();
    await page.getByRole('link', { name: 'Open in the editor' }).waitFor();
    writeFileSync(file, whole);
    await expect.poll(() => page.getByText(/The contract has \d+ errors? now/).count()).toBe(0);
  });

  it('a server that is started again is met again, with nothing lost', async () => {
    await bench.stop();
    await page.getByText('No connection to the server.').waitFor();
    await page.getByText('aco-1 pays Medicare').waitFor();
    await bench.start();
    await page.getByText('Connected again').waitFor();
    await page.getByRole('link', { name: 'Terms' }).click();
    await page.getByRole('heading', { name: 'Schedule of parameters' }).waitFor();
  });

  it('a server that is started again in the middle of settling has lost that, and says so; nothing half made is left', async () => {
    await bench.go(page, result());
    await page.getByRole('button', { name: 'Settle again' }).first().click();
    await page.getByRole('progressbar').first().waitFor();
    await expect
      .poll(() => readdirSync(demo()).some((name) => name.endsWith('.partial')), { timeout: 20_000 })
      .toBe(true);
    await bench.stop();
    await page.getByText('No connection to the server.').waitFor();
    await bench.start();
    await page.getByText('The server was started again before this was done.').first().waitFor();
    await page.getByText('aco-1 pays Medicare').waitFor();
    expect(readdirSync(demo()).filter((name) => /partial|lock|replaced|-2/.test(name))).toEqual([]);
    await page.getByRole('button', { name: 'Settle again' }).first().click();
    await page.getByRole('progressbar').first().waitFor();
    await page.getByRole('button', { name: 'Cancel' }).first().click();
    await page.getByText('Cancelled. Nothing was changed.').first().waitFor();
  });

  it('a run that the command line makes meanwhile is there without being asked for', async () => {
    const run = join(demo(), 'by-hand.run');
    const contract = join(bench.folder, SHARED_SAVINGS);
    execFileSync(process.execPath, [cli, 'settle', contract, '-o', run]);
    await bench.go(page, contractAddress(SHARED_SAVINGS, 'runs'));
    await page.getByText('by-hand.run').first().waitFor({ state: 'attached' });
    rmSync(run, { recursive: true });
    await page.getByText('by-hand.run').first().waitFor({ state: 'detached' });
  });

  it('a file of 300 MB is refused before it is sent, with the way to compare it all the same', async () => {
    await bench.go(page, contractAddress(SHARED_SAVINGS, 'reconcile'));
    const large = join(bench.folder, 'large statement.csv');
    writeFileSync(large, 'id,paid\naco-1,1\n');
    truncateSync(large, 300 * 2 ** 20);
    let sent = 0;
    page.on('request', (request) => void (sent += Number(request.method() === 'POST')));
    await page.locator('input[type=file]').setInputFiles(large);
    await page.getByText('large statement.csv has 300 MB').waitFor();
    await page.getByText(/openvbp reconcile .*'large statement\.csv'/).waitFor();
    expect(sent).toBe(0);
    truncateSync(large, 'id,paid\naco-1,1\n'.length);
    await page.locator('input[type=file]').setInputFiles(large);
    await page.getByText('large statement.csv has 300 MB').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Another file' }).waitFor();
    expect(sent).toBe(1);
  });
});
