import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { folder } from '../../../test/support/small.ts';
import {
  appendBatch,
  ledgerFile,
  positionsOf,
  readLedger,
  readLedgers,
  type Ledger,
  type Posting,
} from './index.ts';

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
  file = ledgerFile(join(folder(), 'contract.yaml'), 'c');
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

  it('cut off at any byte holds the batches that were whole, and goes on from there', async () => {
    await appendBatch(await read(), head('r1'), [posting('10', '甲')]);
    const first = readFileSync(file).length;
    await appendBatch(await read(), head('r2'), [posting('20'), posting('30', '乙')]);
    const bytes = readFileSync(file);
    for (let cut = 0; cut < bytes.length; cut += 1) {
      writeFileSync(file, bytes.subarray(0, cut));
      const { value, diagnostics } = await readLedger(file, 'c');
      const whole = cut < first ? 0 : 1;
      expect(value?.batches.length, `cut at ${cut}`).toBe(whole);
      const clean = cut === 0 || cut === first;
      expect(diagnostics.map(({ code }) => code)).toEqual(clean ? [] : ['ledger-unfinished']);
      if (cut % 10 > 0) continue;
      await appendBatch(value as Ledger, head('r3'), [posting('1')]);
      expect((await read()).batches.map(({ run }) => run)).toEqual(whole === 1 ? ['r1', 'r3'] : ['r3']);
    }
  });

  it('refuses lines that only look like postings', async () => {
    for (const amount of [7, '7,50', '', 'NaN'])
      expect((await refused({ ...posting('1'), amount })).code, String(amount)).toBe('ledger-unreadable');
    expect((await refused({ ...posting('1'), key: undefined })).code).toBe('ledger-unreadable');
    expect((await refused('text')).code).toBe('ledger-unreadable');
    expect((await refused(null)).code).toBe('ledger-unreadable');
  });

  async function refused(line: unknown) {
    writeFileSync(file, `${JSON.stringify(line)}\n`);
    const { value, diagnostics } = await readLedger(file, 'c');
    expect(value).toBeUndefined();
    return diagnostics[0]!;
  }

  it('notices that a batch was put elsewhere, or one line twice', async () => {
    await appendBatch(await read(), head('r1'), [posting('10')]);
    await appendBatch(await read(), head('r2'), [posting('20')]);
    const [one, first, two, second] = readFileSync(file, 'utf8').trimEnd().split('\n');
    writeFileSync(file, `${[two, second, one, first].join('\n')}\n`);
    expect(await codes()).toEqual(['ledger-altered']);
    writeFileSync(file, `${[one, first, two, two, second].join('\n')}\n`);
    expect(await codes()).toEqual(['ledger-altered']);
    // A line break of another kind is a change, too.
    writeFileSync(file, `${[one, first].join('\r\n')}\r\n`);
    expect(await codes()).toEqual(['ledger-altered']);
    writeFileSync(file, `${[one, first, two, second].join('\n')}\n`);
    expect(await codes()).toEqual([]);
  });
});

describe('the lock of a ledger', () => {
  const locked = () => `${file}.lock`;
  const append = async () =>
    (await appendBatch(await read(), head('r'), [posting('1')])).diagnostics.map(({ code }) => code);

  it('is gone when the batch is written', async () => {
    expect(await append()).toEqual([]);
    expect(existsSync(locked())).toBe(false);
  });

  it('of a process that has ended is taken over', async () => {
    // No process has this number: it is beyond what the system gives.
    writeFileSync(locked(), JSON.stringify({ host: hostname(), pid: 2 ** 30, id: 'x' }));
    expect(await append()).toEqual([]);
    expect(existsSync(locked())).toBe(false);
    expect(existsSync(`${locked()}.takeover`)).toBe(false);
  });

  it('of a process that lives, or of another machine, is respected', async () => {
    for (const holder of [
      { host: hostname(), pid: process.pid, id: 'x' },
      { host: `not-${hostname()}`, pid: 2 ** 30, id: 'x' },
      'nobody',
    ]) {
      writeFileSync(locked(), JSON.stringify(holder));
      expect(await append()).toEqual(['ledger-busy']);
      expect(readFileSync(locked(), 'utf8')).toBe(JSON.stringify(holder));
    }
  });

  it('lets one of many writers through at a time, and none twice', async () => {
    const before = await read();
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) => appendBatch(before, head(`r${i}`), [posting('1')])),
    );
    expect(all.filter(({ value }) => value !== undefined)).toHaveLength(1);
    expect((await read()).batches).toHaveLength(1);
  });
});

describe('ledgers of contracts that supersede one another', () => {
  const document = () => join(dirname(file), 'contract.yaml');
  const post = async (contract: string, amount: string, supersedes?: string) => {
    const at = ledgerFile(document(), contract);
    const ledger = (await readLedger(at, contract)).value as Ledger;
    const entries = amount === '' ? [] : [posting(amount)];
    await appendBatch(
      ledger,
      { ...head('r'), contract, ...(supersedes !== undefined && { supersedes }) },
      entries,
    );
  };
  const chain = async (contract: string, supersedes?: string) => {
    const plan = { currency: 'CNY' };
    const asked = { file: document(), contract, plan, ...(supersedes !== undefined && { supersedes }) };
    const { value, diagnostics } = await readLedgers(asked);
    const amounts = value && positionsOf(...value.before, value.own).map(({ amount }) => amount);
    return { amounts, codes: diagnostics.map(({ code }) => code) };
  };

  it('are read back to the first', async () => {
    await post('first', '100');
    await post('second', '-20', 'first');
    await post('third', '', 'second');
    expect(await chain('fourth', 'third')).toEqual({ amounts: ['80'], codes: [] });
    expect(await chain('second', 'first')).toEqual({ amounts: ['80'], codes: [] });
    expect(await chain('first')).toEqual({ amounts: ['100'], codes: [] });
  });

  it('that are not there are named', async () => {
    expect(await chain('second', 'first')).toEqual({ amounts: [], codes: ['superseded-not-posted'] });
  });

  it('in a circle are refused', async () => {
    await post('first', '1', 'second');
    await post('second', '1', 'first');
    expect(await chain('second', 'first')).toEqual({ amounts: undefined, codes: ['ledger-circle'] });
    expect(await chain('self', 'self')).toEqual({ amounts: undefined, codes: ['ledger-circle'] });
  });
});
