import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { CONTRACT, folder, MODEL, settled, statementOf, written } from '../../../test/support/small.ts';
import { appendBatch, readLedger, type Ledger } from '../ledger/index.ts';
import { reconcile } from '../reconcile/index.ts';
import type { Run } from '../types.ts';
import { whatIf } from '../what-if/index.ts';
import { post } from './index.ts';

const model = `${MODEL}
entities:
  doctor: { facts: { pool: money, done: boolean } , references: { account: party } }
parameters: { share: 0.5 }
terms:
  doctor: { earned: pool * share, before: posted("bonus"), still: earned - before }
payments:
  - { id: bonus, for: doctor, from: payer, to: account, amount: earned, signed: true, pending_unless: done, due: period.end }
`;

const head = (more = '') => `${CONTRACT}${more}parties: { payer: fund }\nbind:\n  doctor:\n    rows:\n`;
const rows = (...lines: string[]) => lines.map((line) => `      - { ${line} }\n`).join('');
const A = 'id: a, account: ACC1, pool: 100, done: true';
const B = 'id: b, account: ACC2, pool: 60, done: true';

let at: string;
beforeEach(() => {
  at = folder();
});

/** Settles the contract of these rows; `name` is its file, `more` what stands before its parties. */
async function settle(lines: string[], name = 'small', more = ''): Promise<Run> {
  const contract = `${head(more)}${rows(...lines)}`.replace('contract: small', `contract: ${name}`);
  written({ 'model.yaml': model, [`${name}.yaml`]: contract }, at);
  return settled(join(at, `${name}.yaml`), { replace: true });
}

/** "a 50.00 (posted 0.00, 50.00) final" */
async function statement(run: Run): Promise<string[]> {
  return (await statementOf(run)).map(
    ({ key, to, amount, posted, difference, status }) =>
      `${key} → ${String(to)} ${String(amount)} (${posted} ${String(difference)}) ${status}`,
  );
}

async function posted(run: Run, options: { ledger?: string } = {}): Promise<string> {
  const { value, diagnostics } = await post(run, options);
  const codes = diagnostics.map(({ code }) => code).join(' ');
  return `${value ? `${value.postings} ${value.amount}` : 'refused'}${codes === '' ? '' : ` ${codes}`}`;
}

const ledger = async (name = 'small') =>
  (await readLedger(join(at, `${name}.ledger.jsonl`), name)).value as Ledger;
const sum = ({ batches }: Ledger) =>
  batches.flatMap(({ entries }) => entries).reduce((all, { amount }) => all + Number(amount), 0);

describe('posting', () => {
  it('appends what is entitled now and was not posted before', async () => {
    const interim = await settle([A, B]);
    expect(await posted(interim)).toBe('2 80.00');
    expect((await ledger()).batches[0]).toMatchObject({
      contract: 'small',
      currency: 'USD',
      asOf: '2025-01-01',
      postings: 2,
      entries: [
        { payment: 'bonus', key: 'a', from: 'fund', to: 'ACC1', due: '2025-01-01', amount: '50.00' },
        { payment: 'bonus', key: 'b', from: 'fund', to: 'ACC2', due: '2025-01-01', amount: '30.00' },
      ],
    });

    // Late facts: less for a, nothing new for b, a third doctor.
    const final = await settle([A.replace('100', '90'), B, 'id: c, account: ACC3, pool: 10, done: true']);
    expect(await statement(final)).toEqual([
      'a → ACC1 45.00 (50.00 -5.00) final',
      'b → ACC2 30.00 (30.00 0.00) final',
      'c → ACC3 5.00 (0.00 5.00) final',
    ]);
    expect(await posted(final)).toBe('2 0.00');
    expect(sum(await ledger())).toBe(80);

    const again = await settle([A.replace('100', '90'), B, 'id: c, account: ACC3, pool: 10, done: true']);
    expect(await posted(again)).toBe('0 0.00');
    expect((await ledger()).batches).toHaveLength(2);
  });

  it('of a run twice adds nothing, then or later', async () => {
    const first = await settle([A]);
    renameSync(first.folder, join(at, 'first.run'));
    const kept = { ...first, folder: join(at, 'first.run') };
    expect(await posted(kept)).toBe('1 50.00');
    expect(await posted(kept)).toBe('0 0.00 already-posted');
    expect(await posted(await settle([A.replace('100', '120')]))).toBe('1 10.00');
    expect(await posted(kept)).toBe('0 0.00 already-posted');
    expect(sum(await ledger())).toBe(60);
  });

  it('refuses a run that was settled before the ledger changed', async () => {
    const first = await settle([A]);
    renameSync(first.folder, join(at, 'first.run'));
    const second = await settle([A.replace('100', '120')]);
    expect(await posted(second)).toBe('1 60.00');
    expect(await posted({ ...first, folder: join(at, 'first.run') })).toBe('refused ledger-moved-on');
    expect(sum(await ledger())).toBe(60);
  });

  it('takes back what rows that are gone have posted, and what went to another party', async () => {
    await posted(await settle([A, B]));
    const run = await settle([A.replace('ACC1', 'ACC9')]);
    expect(await statement(run)).toEqual([
      'a → ACC9 50.00 (0.00 50.00) final',
      'a → ACC1 0.00 (50.00 -50.00) final',
      'b → ACC2 0.00 (30.00 -30.00) final',
    ]);
    expect(await posted(run)).toBe('3 -30.00');
    expect(sum(await ledger())).toBe(50);
    // What is compared with their file is the row's amount, not its reversal.
    const file = join(written({ 'theirs.csv': 'id,paid\na,50\n' }, at), 'theirs.csv');
    const { value } = await reconcile(run, { file, key: ['id'], amount: 'paid', payment: 'bonus' });
    expect(value).toMatchObject({ of: 1, agree: 1, onlyOurs: [] });
    // And a scenario takes back what this run takes back, and no more.
    const { value: scenarios } = await whatIf(run, [{ share: '0.6' }]);
    expect(scenarios?.[0]).toMatchObject({
      paymentsChanged: 1,
      totals: [{ amount: '60.00', difference: '10.00', final: 3 }],
    });
    expect(scenarios?.[0]?.payments[0]?.after).toMatchObject({
      amount: '60.00',
      posted: '0.00',
      difference: '60.00',
    });
  });

  it('leaves pending and undetermined rows as they were posted', async () => {
    await posted(await settle([A, B]));
    const run = await settle([
      A.replace('done: true', 'done: false').replace('100', '500'),
      B.replace('pool: 60, ', ''),
    ]);
    expect(await statement(run)).toEqual([
      'a → ACC1 250.00 (50.00 null) pending',
      'b → ACC2 null (30.00 null) undetermined',
    ]);
    expect(await posted(run)).toBe('0 0.00');
    // Nor is anything lost when nobody knows whom it goes to.
    const unknown = await settle([A.replace('account: ACC1, ', ''), B]);
    expect(await statement(unknown)).toEqual([
      'a → null null (50.00 null) undetermined',
      'b → ACC2 30.00 (30.00 0.00) final',
    ]);
    expect(await posted(unknown)).toBe('0 0.00');
    expect(sum(await ledger())).toBe(80);
  });

  it('of `posts: all` starts from nothing every time', async () => {
    const all = 'posts: all\n';
    expect(await posted(await settle([A], 'small', all))).toBe('1 50.00');
    // The same figures of another month are another run.
    const again = await settle([A], 'small', all);
    expect(await statement(again)).toEqual(['a → ACC1 50.00 (0.00 50.00) final']);
    expect(await posted(again)).toBe('1 50.00');
    expect(await posted(again)).toBe('0 0.00 already-posted');
    expect(sum(await ledger())).toBe(100);
  });
});

describe('a contract that supersedes another', () => {
  it('posts the difference to what that one posted', async () => {
    await posted(await settle([A, B], 'interim'));
    const final = await settle([A.replace('100', '80'), B], 'final', 'supersedes: interim\n');
    expect(await statement(final)).toEqual([
      'a → ACC1 40.00 (50.00 -10.00) final',
      'b → ACC2 30.00 (30.00 0.00) final',
    ]);
    expect(await posted(final)).toBe('1 -10.00');
    expect((await ledger('final')).batches[0]).toMatchObject({ supersedes: 'interim', postings: 1 });
    // Settled again it starts from both.
    expect(
      await statement(await settle([A.replace('100', '80'), B], 'final', 'supersedes: interim\n')),
    ).toEqual(['a → ACC1 40.00 (40.00 0.00) final', 'b → ACC2 30.00 (30.00 0.00) final']);
  });

  it('starts from all that came before, where that one superseded another itself', async () => {
    await posted(await settle([A, B], 'interim'));
    await posted(await settle([A.replace('100', '80'), B], 'final', 'supersedes: interim\n'));
    const corrected = await settle([A.replace('100', '90'), B], 'corrected', 'supersedes: final\n');
    expect(await statement(corrected)).toEqual([
      'a → ACC1 45.00 (40.00 5.00) final',
      'b → ACC2 30.00 (30.00 0.00) final',
    ]);
    expect(await posted(corrected)).toBe('1 5.00');
  });

  it('is refused where that one posted after it was settled', async () => {
    const interim = await settle([A, B], 'interim');
    const final = await settle([A, B], 'final', 'supersedes: interim\n');
    expect(await posted(interim)).toBe('2 80.00');
    // It would have paid everything twice.
    expect(await posted(final)).toBe('refused ledger-moved-on');
    expect(existsSync(join(at, 'final.ledger.jsonl'))).toBe(false);
  });

  it('says so where that one has posted nothing', async () => {
    const final = await settle([A], 'final', 'supersedes: interim\n');
    expect(await posted(final)).toBe('1 50.00 superseded-not-posted');
  });

  it('notes whom it supersedes also where nothing is to be posted', async () => {
    await posted(await settle([A], 'interim'));
    expect(await posted(await settle([A], 'final', 'supersedes: interim\n'))).toBe('0 0.00');
    expect((await ledger('final')).batches).toMatchObject([{ supersedes: 'interim', postings: 0 }]);
    expect(await posted(await settle([A], 'final', 'supersedes: interim\n'))).toBe('0 0.00');
    expect((await ledger('final')).batches).toHaveLength(1);
  });
});

describe('a ledger', () => {
  it('in another currency, or of payments the model no longer has, is pointed out', async () => {
    const run = await settle([A]);
    const file = join(at, 'small.ledger.jsonl');
    const entry = { payment: 'old', key: 'a', from: 'fund', to: 'ACC1', due: null, amount: '7.00' };
    const seal = { contract: 'small', run: 'r', asOf: '2024-01-01' };
    await appendBatch(await ledger(), { ...seal, currency: 'CNY' }, [entry]);
    expect(await posted(run)).toBe('refused ledger-currency');
    rmSync(file);
    await appendBatch(await ledger(), { ...seal, currency: 'USD' }, [entry]);
    expect(await posted(run)).toBe('refused ledger-moved-on');
    expect(await posted(await settle([A]))).toMatch(/^(1 50\.00 ledger-payment-gone|2 43\.00)$/);
  });

  it('stands beside the contract unless another file is named', async () => {
    const run = await settle([A]);
    const other = join(at, 'elsewhere', 'ledger.jsonl');
    expect(await posted(run, { ledger: other })).toBe('1 50.00');
    expect(existsSync(other)).toBe(true);
    expect(existsSync(join(at, 'small.ledger.jsonl'))).toBe(false);
    const gone = { ...run, agreement: { ...run.agreement, file: join(at, 'gone', 'small.yaml') } };
    expect(await posted(gone)).toBe('refused ledger-folder-gone');
    expect(existsSync(join(at, 'gone'))).toBe(false);
  });

  it('that cannot be read or written is named, and nothing is posted', async () => {
    const run = await settle([A]);
    mkdirSync(join(at, 'small.ledger.jsonl'));
    expect(await posted(run)).toBe('refused ledger-cannot-read');
    rmSync(join(at, 'small.ledger.jsonl'), { recursive: true });
    writeFileSync(join(at, 'small.ledger.jsonl.lock'), 'someone');
    expect(await posted(run)).toBe('refused ledger-busy');
    expect(readFileSync(join(at, 'small.ledger.jsonl.lock'), 'utf8')).toBe('someone');
    rmSync(join(at, 'small.ledger.jsonl.lock'));
    const options = { ledger: join(at, 'small.yaml', 'ledger.jsonl') };
    expect(await posted(run, options)).toBe('refused ledger-cannot-write');
    expect(await posted(run)).toBe('1 50.00');
  });
});
