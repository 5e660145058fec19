/** What the command does with a contract: settle, explain, what if, compare, post, reconcile, test. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACT, example, openvbp, removeFolders, TESTS } from './command.ts';

afterAll(removeFolders);

describe('settle', () => {
  const cwd = example();
  let first: ReturnType<typeof openvbp>;
  beforeAll(() => {
    first = openvbp(['settle', 'contract.yaml'], { cwd });
  }, 120_000);

  it('writes the run where the contract says and shows the statement', () => {
    expect(first.err).toBe('');
    expect(first.code).toBe(0);
    expect(first.out).toContain('Example 2023\nJan 1, 2023 – Dec 31, 2023 · as of Jan 1, 2024 · USD');
    expect(first.out).toContain('2 final, 0 pending, 1 undetermined');
    expect(first.out).toMatch(/The plan {2}A1 +50\.00 +–\n/);
    expect(first.out).toMatch(/The plan {2}A2 +−49\.88 +–\n/);
    expect(first.out).toMatch(/Total +0\.12 +1 row\n/);
    expect(first.out).toMatch(/ACO has no value for spending: A3/);
    expect(first.out).toContain('would come from column spending of aco.csv');
    expect(first.out).toContain('Settled in example-2023.run');
    for (const name of ['run.json', 'statement.csv', 'statement.json', 'statement.xlsx', 'statement.html']) {
      expect(existsSync(join(cwd, 'example-2023.run', name)), name).toBe(true);
    }
  });

  it('does not replace a run unasked, and never a folder that is none', () => {
    const again = openvbp(['settle', 'contract.yaml'], { cwd });
    expect(again.code).toBe(2);
    expect(again.err).toMatch(/error\[run-exists\][^\n]*\n.*--force/);
    const before = readFileSync(join(cwd, 'example-2023.run/statement.json'));
    expect(openvbp(['settle', 'contract.yaml', '--force'], { cwd }).code).toBe(0);
    expect(readFileSync(join(cwd, 'example-2023.run/statement.json')).equals(before)).toBe(true);
    expect(openvbp(['settle', 'contract.yaml', '--force', '-o', '.'], { cwd }).err).toContain(
      'not-a-run-folder',
    );
  });

  it('gives the statement as JSON', () => {
    const ran = openvbp(['settle', 'contract.yaml', '-o', 'other.run', '--json'], { cwd });
    expect(ran.err).toBe('');
    expect(ran.json()).toMatchObject({
      ok: true,
      result: { statement: { contract: 'example-2023', total: { final: 2, pending: 0, undetermined: 1 } } },
    });
  });

  it('says in Chinese what it says in English', () => {
    const { out } = openvbp(['settle', 'contract.yaml', '-o', 'zh.run', '--lang', 'zh'], { cwd });
    expect(out).toContain('示例 2023\n2023年1月1日至2023年12月31日 · 截至 2024年1月1日 · USD');
    expect(out).toContain('已确定 2 笔，待定 0 笔，无法确定 1 笔');
    expect(out).toMatch(/保险计划 +A1 +50\.00/);
  });

  it('exits with 1 under --strict where something is undetermined', () => {
    expect(openvbp(['settle', 'contract.yaml', '-o', 'strict.run', '--strict'], { cwd }).code).toBe(1);
  });

  it('takes parameters, tables and the as-of date from the command line', () => {
    writeFileSync(join(cwd, 'late.csv'), 'id,benchmark,spending\nB1,10,0\n');
    const ran = openvbp(
      [
        'settle',
        'contract.yaml',
        '-o',
        'set.run',
        '--set',
        'share=0.25',
        '--table',
        'aco=late.csv',
        '--as-of',
        '2024-03-31',
      ],
      { cwd },
    );
    expect(ran.err).toBe('');
    expect(ran.out).toMatch(/The plan {2}B1 +2\.50/);
    expect(ran.out).toContain('as of Mar 31, 2024');
    expect(ran.out).toContain('Changed by the contract: Sharing rate');
  });

  it('refuses a cell that is no number, with its file, line and text', () => {
    writeFileSync(join(cwd, 'broken.csv'), 'id,benchmark,spending\nB1,10,ten\n');
    const ran = openvbp(['settle', 'contract.yaml', '-o', 'broken.run', '--table', 'aco=broken.csv'], {
      cwd,
    });
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/broken\.csv:2.*error\[.*ten/s);
    expect(existsSync(join(cwd, 'broken.run'))).toBe(false);
  });
});

describe('a run', () => {
  const cwd = example();
  beforeAll(() => {
    expect(openvbp(['settle', 'contract.yaml', '-o', 'a.run'], { cwd }).code).toBe(0);
    expect(openvbp(['settle', 'contract.yaml', '-o', 'b.run', '--set', 'share=0.6'], { cwd }).code).toBe(0);
  }, 120_000);

  it('explains a figure down to the cell it was read from', () => {
    const { code, out } = openvbp(['explain', 'a.run', 'aco=A1', 'earned'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^Earned of A1 +50\.00 USD +=.*savings \* share/);
    expect(out).toMatch(/├ Savings +100\.00 USD +=.*benchmark - spending/);
    expect(out).toMatch(/Benchmark +1,000\.00 USD +aco\.csv line 2/);
    expect(out).toMatch(/Sharing rate +50 % +.*the agreement/);
  });

  it('explains a payment by the term that is its amount, and the unknown by what is missing', () => {
    expect(openvbp(['explain', 'a.run', 'aco=A1', 'shared'], { cwd }).out).toMatch(/^Earned of A1/);
    expect(openvbp(['explain', 'a.run', 'aco=A3', 'earned'], { cwd }).out).toMatch(
      /^Earned of A3 +unknown +ACO has no value for spending[^]*spending +not given/,
    );
    expect(openvbp(['explain', 'a.run', 'aco=A3', 'earned', '--lang', 'zh'], { cwd }).out).toMatch(
      /A3 的应得款 +未知/,
    );
  });

  it('says what was meant where entity, key or term are not there', () => {
    const err = (...args: string[]) => openvbp(['explain', 'a.run', ...args], { cwd }).err;
    expect(err('acos=A1', 'earned')).toContain('Did you mean "aco"?');
    expect(err('aco=A1', 'erned')).toContain('Did you mean "earned"?');
    expect(err('aco=A11', 'earned')).toMatch(/A1/);
  });

  it('is compared with another, exiting with 1 where they differ', () => {
    const { code, out } = openvbp(['compare', 'a.run', 'b.run'], { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(/Sharing rate +0\.5 +0\.6/);
    expect(out).toMatch(/A1 +50\.00 +60\.00 +\+10\.00/);
    expect(openvbp(['compare', 'a.run', 'a.run'], { cwd })).toMatchObject({
      code: 0,
      out: 'The two runs are the same.\n',
    });
  });

  it('is computed again with other parameters', () => {
    const { code, out } = openvbp(['what-if', 'a.run', '--grid', 'share=0.4..0.6/0.1'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/As it is +0\.12/);
    expect(out).toMatch(/Sharing rate = 0\.4 +0\.10 +−0\.02/);
    expect(out).toMatch(/Sharing rate = 0\.5 +0\.12 +0\.00/);
    expect(openvbp(['what-if', 'a.run'], { cwd }).err).toContain('no-scenario');
  });

  it('is reconciled with the other side', () => {
    writeFileSync(join(cwd, 'theirs.csv'), 'ACO,Paid\nA1,50.00\nA2,-49.00\nA9,7\n');
    const args = ['reconcile', 'a.run', 'theirs.csv', '--key', 'ACO', '--amount', 'Paid'];
    const { code, out } = openvbp(args, { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(/1 of \d agree/);
    expect(out).toMatch(/A2 +3 +−49\.00 +−49\.88 +−0\.88\n +=.*Savings −99\.75 USD; Sharing rate 50 %/);
    expect(out).toMatch(/Only in their file: 1\n +A9/);
    writeFileSync(join(cwd, 'same.csv'), 'ACO,Paid\nA1,50.00\nA2,-49.88\nA3,\n');
    expect(openvbp(['reconcile', 'a.run', 'same.csv', ...args.slice(3)], { cwd })).toMatchObject({ code: 0 });
    expect(
      openvbp(['reconcile', 'a.run', 'theirs.csv', '--key', 'Nothing', '--amount', 'Paid'], { cwd }).code,
    ).toBe(2);
  });

  it('is posted once', () => {
    const once = openvbp(['post', 'a.run', '--ledger', 'own.jsonl'], { cwd });
    expect(once.err).toBe('');
    expect(once.out).toMatch(/2 postings added to own\.jsonl: 0\.12 USD/);
    expect(openvbp(['post', 'a.run', '--ledger', 'own.jsonl'], { cwd }).out).toMatch(/Nothing to post/);
  });
});

describe('test', () => {
  it('runs model tests and says what failed, expected and got', () => {
    const cwd = example();
    expect(openvbp(['test', 'tests.yaml'], { cwd })).toMatchObject({ code: 0, out: '1 passed, 0 failed\n' });
    writeFileSync(
      join(cwd, 'tests.yaml'),
      TESTS.replace('earned: 50', 'earned: 51').replace('missing', 'outside'),
    );
    const { code, out } = openvbp(['test', 'tests.yaml'], { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(/✗ half of the savings/);
    expect(out).toMatch(/aco A1 earned: expected 51, got 50 +difference −1/);
    expect(out).toMatch(/aco A3 earned: expected unknown \(outside\), got unknown \(missing/);
    expect(out).toMatch(/0 passed, 1 failed\n$/);
    const json = openvbp(['test', 'tests.yaml', '--json'], { cwd });
    expect(json.code).toBe(1);
    expect(json.json().result).toMatchObject({ passed: 0, failed: 1 });
  });

  it('runs those of every model in a folder', () => {
    const cwd = example();
    const model = readFileSync(join(cwd, 'model.yaml'));
    for (const place of ['models/xx/one', 'models/xx/two']) {
      mkdirSync(join(cwd, place, 'tests'), { recursive: true });
      writeFileSync(join(cwd, place, 'model.yaml'), model);
      writeFileSync(
        join(cwd, place, 'tests', 'by-hand.yaml'),
        TESTS.replace('./model.yaml', '../model.yaml'),
      );
    }
    expect(openvbp(['test', 'models', 'tests.yaml'], { cwd }).out).toBe('3 passed, 0 failed\n');
  });

  it('exits with 2 where a test cannot be read', () => {
    const cwd = example();
    writeFileSync(join(cwd, 'tests.yaml'), TESTS.replace('earned: 50', 'erned: 50'));
    const { code, err } = openvbp(['test', 'tests.yaml'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/tests\.yaml:9.*erned/s);
  });
});

describe('a broken contract', () => {
  it('is refused with every mistake at once', () => {
    const cwd = example();
    writeFileSync(
      join(cwd, 'contract.yaml'),
      CONTRACT.replace('2024-01-01', '2022-01-01').replace('aco:', 'acos:'),
    );
    const { code, err, out } = openvbp(['settle', 'contract.yaml'], { cwd });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/acos/);
    expect(err).toMatch(/2022-01-01/);
  });
});
