import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { appendBatch, ledgerFile, positionsOf, readLedger, type Ledger, type Posting } from './index.ts';

const posting = (amount: string, key = 'A1'): Posting => ({
  payment: 'advance',
  key,
  from: 'fund',
  to: key,
  due: '2024-01-01',
  amount,
});
const head = (run: string) => ({ contract: 'c', run, asOf: '2024-02-01', currency: 'CNY' });

let file: string;
const read = async () => (await readLedger(file, 'c')).value as Ledger;
const codes = async () => (await readLedger(file, 'c')).diagnostics.map(({ code }) => code);

beforeEach(() => {
  file = ledgerFile(join(mkdtempSync(join(tmpdir(), 'ledger-')), 'contract.yaml'), 'c');
});

describe('a ledger', () => {
  it('that is not there is empty', async () => {
    expect(await read()).toMatchObject({ batches: [], sha256: null });
  });

  it('sums what two runs posted for the same claim', async () => {
    await appendBatch(await read(), head('r1'), [posting('100.10'), posting('5', 'A2')]);
    await appendBatch(await read(), head('r2'), [posting('-0.20')]);
    expect(positionsOf(await read())).toEqual([
      { payment: 'advance', key: 'A1', from: 'fund', to: 'A1', amount: '99.90' },
      { payment: 'advance', key: 'A2', from: 'fund', to: 'A2', amount: '5' },
    ]);
  });

  it('starts from the ledger of the contract it supersedes', async () => {
    await appendBatch(await read(), head('r1'), [posting('10')]);
    const ledger = await read();
    expect(positionsOf(ledger, ledger)).toMatchObject([{ amount: '20' }]);
  });

  it('does not count a batch that was interrupted, and removes it when posting goes on', async () => {
    await appendBatch(await read(), head('r1'), [posting('10')]);
    const whole = readFileSync(file, 'utf8');
    appendFileSync(file, `${JSON.stringify(posting('7'))}\n{"paym`);
    expect(await codes()).toEqual(['ledger-unfinished']);
    expect(positionsOf(await read())).toMatchObject([{ amount: '10' }]);

    await appendBatch(await read(), head('r2'), [posting('1')]);
    expect(await codes()).toEqual([]);
    expect(readFileSync(file, 'utf8').startsWith(whole)).toBe(true);
    expect(positionsOf(await read())).toMatchObject([{ amount: '11' }]);
  });

  it('refuses a file in which somebody changed an amount', async () => {
    await appendBatch(await read(), head('r1'), [posting('10')]);
    await appendBatch(await read(), head('r2'), [posting('20')]);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"10"', '"11"'));
    const { value, diagnostics } = await readLedger(file, 'c');
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'ledger-altered', at: { line: 2 } }]);
  });

  it('refuses a file in which somebody removed a batch', async () => {
    await appendBatch(await read(), head('r1'), [posting('10')]);
    await appendBatch(await read(), head('r2'), [posting('20')]);
    writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(2).join('\n'));
    expect(await codes()).toEqual(['ledger-altered']);
  });

  it('refuses lines that are no postings, and another contract’s ledger', async () => {
    writeFileSync(file, 'payment,key\n');
    expect(await codes()).toEqual(['ledger-unreadable']);
    writeFileSync(file, '');
    await appendBatch(await read(), head('r1'), [posting('10')]);
    expect((await readLedger(file, 'other')).diagnostics).toMatchObject([{ code: 'ledger-other-contract' }]);
  });

  it('takes one writer at a time, and none that read an older state', async () => {
    const stale = await read();
    await appendBatch(await read(), head('r1'), [posting('10')]);
    expect((await appendBatch(stale, head('r2'), [posting('20')])).diagnostics).toMatchObject([
      { code: 'ledger-moved-on' },
    ]);
    writeFileSync(`${file}.lock`, '');
    expect((await appendBatch(await read(), head('r2'), [posting('20')])).diagnostics).toMatchObject([
      { code: 'ledger-busy' },
    ]);
  });
});
