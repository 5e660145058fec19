/** What if, runs and reconciling, as a person uses them, in both languages. */
import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chromiumPath,
  contractAddress,
  NEEDS_CHROMIUM,
  openWorkbench,
  SHARED_SAVINGS,
  SHARED_SAVINGS_RUN,
  type Workbench,
} from './support.ts';

/** Two cores and a dozen tests at once: a second is soon over. */
const eventually = <T>(what: () => T | Promise<T>) => expect.poll(what, { timeout: 15_000 });

const cli = resolve(import.meta.dirname, '../../bin/openvbp.js');

describe.skipIf(chromiumPath === undefined)(
  `a contract under other conditions ${NEEDS_CHROMIUM}`,
  { timeout: 180_000 },
  () => {
    let bench: Workbench;
    beforeAll(async () => void (bench = await openWorkbench()), 300_000);
    afterAll(() => bench?.close());

    it('what if: another limit changes the payment beside today’s, and the address keeps the scenario', async () => {
      const page = await bench.open(contractAddress(SHARED_SAVINGS, 'what-if'));
      const losses = page.locator('[data-payment=shared_losses]');
      await losses.getByText('188,242 USD').first().waitFor();

      const limit = 'Limit on shared losses as a share of the benchmark';
      // What matters most comes without asking, and leads to the lever.
      const most = page.getByRole('table', { name: 'What matters most: Shared losses' });
      await most.getByRole('button', { name: 'Highest change of risk counted' }).click();
      const slider = page.getByRole('slider', { name: 'Highest change of risk counted, slider' });
      await eventually(() => slider.evaluate((one) => one.matches(':focus'))).toBe(true);
      const field = page.getByRole('textbox', { name: `${limit}, value` });
      await field.fill('0.01');
      await eventually(() => page.url()).toContain('set.loss_cap=0.01');
      // Today stays on the left, the difference stands between.
      await losses.getByText('▼').waitFor();
      const [today, , changed] = await losses.getByRole('cell').allInnerTexts();
      expect(today).toContain('188,242 USD');
      expect(changed).not.toContain('188,242');
      await page.getByRole('table', { name: 'Payments that change' }).getByText('aco-1').waitFor();

      // The same on the command line, by the command the page copies.
      const total = /([\d,]+) USD/.exec(changed ?? '')?.[1]?.replaceAll(',', '');
      const scenario = execFileSync(
        process.execPath,
        [cli, 'what-if', join(bench.folder, SHARED_SAVINGS_RUN), '--set', 'loss_cap=0.01', '--json'],
        { encoding: 'utf8' },
      );
      expect(scenario).toMatch(new RegExp(`"amount": ?"${total}\\.`));

      // By keyboard on the slider, then back to today.
      await page.getByRole('slider', { name: `${limit}, slider` }).focus();
      await page.keyboard.press('ArrowRight');
      await eventually(() => page.url()).toContain('set.loss_cap=0.02');
      await page.getByRole('button', { name: 'Reset all' }).click();
      await eventually(() => page.url()).not.toContain('set.');
      await page.close();
    });

    it('假设分析：无法测算的取值说明原因，当前结果保留', async () => {
      const address = contractAddress(SHARED_SAVINGS, 'what-if', { 'set.loss_cap': 'abc', 'set.gone': '1' });
      const page = await bench.open(address, { lang: 'zh' });
      await page.getByText('地址中的参数 gone 不属于本协议，未予采用。').waitFor();
      await page.getByRole('alert').filter({ hasText: /abc/ }).waitFor();
      await page.locator('[data-payment=shared_losses] [title="188,242.40 美元"]').first().waitFor();
      await page.close();
    });

    it('批次：两个批次相比，先看影响，再看输入的变化', async () => {
      const contract = join(bench.folder, SHARED_SAVINGS);
      execFileSync(process.execPath, [
        cli,
        'settle',
        contract,
        '--set',
        'loss_cap=0.01',
        '-o',
        join(bench.folder, 'openvbp-demo/later.run'),
      ]);
      const page = await bench.open(contractAddress(SHARED_SAVINGS, 'runs'), { lang: 'zh' });
      await page.getByRole('heading', { name: '带来的影响' }).waitFor();
      const causes = page.getByRole('region', { name: '输入有何变化' });
      await causes.getByRole('row', { name: /超支分担封顶/ }).waitFor();
      await page.getByRole('table', { name: '有差异的支付' }).getByRole('link').first().click();
      await page.getByRole('complementary', { name: '为什么' }).waitFor();
      await page.close();
    });
  },
);

describe.skipIf(chromiumPath === undefined)(
  `the other side’s file ${NEEDS_CHROMIUM}`,
  { timeout: 180_000 },
  () => {
    const CONTRACT = 'openvbp-demo/capitation/contract.yaml';
    let bench: Workbench;
    let ours: string[][];
    beforeAll(async () => {
      bench = await openWorkbench();
      const statement = readFileSync(
        join(bench.folder, 'openvbp-demo/dual-revenue/capitation-2022.run/statement.csv'),
        'utf8',
      );
      const rows = statement
        .replace(/^\uFEFF/, '')
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(','));
      const [head = []] = rows;
      const column = (name: string) => head.indexOf(name);
      ours = rows
        .filter((row) => row[column('payment')] === 'capitation')
        .map((row) => [row[column('key')] as string, row[column('amount')] as string]);
      expect(ours.length).toBe(8);
    }, 300_000);
    afterAll(() => bench?.close());

    /** Theirs: ours with one amount a hundred higher, one row left out, one made up. */
    function planted(): string {
      const [first, , ...rest] = ours as [string[], string[], ...string[][]];
      const higher = (Number(first[1]) + 100).toFixed(2);
      const file = join(bench.folder, 'theirs.csv');
      const rows = [[first[0], higher], ...rest, ['practice-x', '12.34']];
      writeFileSync(
        file,
        `practice,month,paid\n${rows.map(([key, amount]) => `${key},2022,${amount}`).join('\n')}\n`,
      );
      return file;
    }

    it.each([
      {
        lang: 'en',
        compare: 'Compare',
        summary: '6 of 8 rows agree; 1 differ, 1 only they have, 1 only we have.',
        why: 'Why',
      },
      {
        lang: 'zh',
        compare: '开始核对',
        summary: '8 行中 6 行一致；1 行有差异，1 行仅对方有，1 行仅我方有。',
        why: '为什么',
      },
    ] as const)(
      'three planted differences are found, each with how ours came about: $lang',
      async ({ lang, compare, summary, why }) => {
        const page = await bench.open(contractAddress(CONTRACT, 'reconcile'), { lang });
        await page.locator('input[type=file]').setInputFiles(planted());
        await page.getByRole('button', { name: compare, exact: true }).click();
        await page.getByText(summary).waitFor();
        const table = page.getByRole('table').last();
        const differing = table.getByRole('row').nth(1);
        expect(await differing.innerText()).toContain(ours[0]?.[0]);
        expect(await differing.innerText()).toMatch(/▼.*\s100$|▼[^]*100/m);
        expect(await table.getByRole('row').nth(2).innerText()).toContain('practice-x');
        expect(await table.getByRole('row').nth(3).innerText()).toContain(ours[1]?.[0]);
        await differing.getByRole('link').click();
        await page.getByRole('complementary', { name: why }).waitFor();
        const download = page.waitForEvent('download');
        await page.getByRole('button', { name: /Export differences|导出差异/ }).click();
        expect(
          readFileSync(await (await download).path(), 'utf8')
            .trim()
            .split('\r\n'),
        ).toHaveLength(4);
        await page.close();
      },
    );

    it('a file of 300 MB is refused before it is sent, with the way out', async () => {
      const page = await bench.open(contractAddress(CONTRACT, 'reconcile'));
      const file = join(bench.folder, 'huge.csv');
      const handle = openSync(file, 'w');
      ftruncateSync(handle, 300 * 2 ** 20);
      closeSync(handle);
      let sent = 0;
      page.on('request', (request) => (sent += Number(request.method() === 'POST')));
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByText('huge.csv has 300 MB').waitFor();
      await page.getByText(/openvbp reconcile .* huge\.csv --key/).waitFor();
      expect(sent).toBe(0);
      // The page goes on: a file that fits is taken.
      await page.locator('input[type=file]').setInputFiles(planted());
      await page.getByRole('button', { name: 'Compare', exact: true }).waitFor();
      await page.close();
    });
  },
);
