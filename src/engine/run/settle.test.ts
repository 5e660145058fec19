import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { Agreement } from '../../language/agreement.ts';
import { checkContract } from '../../language/index.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { RID } from '../columns.ts';
import { statementRows } from '../statement-rows.ts';
import type { Run, StatementRow } from '../types.ts';
import { openRun } from './open.ts';
import { failure, settle } from './settle.ts';

const root = mkdtempSync(join(tmpdir(), 'openvbp-settle-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const MODEL = `model: test/settle
version: 1
currency: USD
parties: [payer]
entities:
  aco: { facts: { share: { type: ratio } } }
  member:
    references: { aco: aco }
    facts: { risk: { type: ratio }, spending: { type: money }, start: { type: date } }
parameters: { target: { type: money, value: 1000 } }
terms:
  member:
    expected: target * risk
    place: rank(aco.member, spending)
    before: sum(preceding(aco.member, start).spending)
  aco:
    savings: sum(for m in member return m.expected - m.spending)
    spread: stddev(member.spending)
    middle: percentile(member.spending, share)
    earned: savings * share
    part: allocate(agreement.pool, agreement.aco, abs(savings))
  agreement: { pool: sum(aco.earned) }
payments:
  - { id: shared, for: aco, from: payer, to: aco, amount: earned, signed: true }`;

let folders = 0;

/** A contract over members in the given order. */
function contract(members: string[], acos = 7): Agreement {
  const folder = join(root, `c${(folders += 1)}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'model.yaml'), MODEL);
  writeFileSync(
    join(folder, 'contract.yaml'),
    `contract: test
model: ./model.yaml
parties: { payer: { id: cms } }
period: { from: 2024-01-01, to: 2025-01-01 }
bind:
  aco: { table: aco.csv }
  member: { table: member.csv }
`,
  );
  const shares = Array.from({ length: acos }, (_, i) => `A${i},0.${i + 1}`);
  writeFileSync(join(folder, 'aco.csv'), ['id,share', ...shares, ''].join('\n'));
  writeFileSync(join(folder, 'member.csv'), ['id,aco,risk,spending,start', ...members, ''].join('\n'));
  const { value, diagnostics } = checkContract(join(folder, 'contract.yaml'));
  if (!value) throw new Error(JSON.stringify(diagnostics));
  return value;
}

/** Members whose figures look random and are not. */
function members(count: number, acos = 7): string[] {
  return Array.from({ length: count }, (_, i) => {
    const mix = (i * 2654435761) % 4294967296;
    const day = String(1 + (mix % 28)).padStart(2, '0');
    return `M${String(mix).padStart(10, '0')},A${mix % acos},${(mix % 3000) / 1000},${(mix % 200_000) / 100},2024-01-${day}`;
  });
}

async function run(agreement: Agreement, options: { threads?: number; output?: string } = {}): Promise<Run> {
  const output = options.output ?? join(root, `r${(folders += 1)}.run`);
  const { value, diagnostics } = await settle(agreement, {
    output,
    ...(options.threads && { threads: options.threads }),
  });
  if (!value) throw new Error(JSON.stringify(diagnostics));
  return value;
}

async function statementOf(run: Run): Promise<StatementRow[]> {
  const rows: StatementRow[] = [];
  for await (const row of statementRows(run)) rows.push(row);
  return rows;
}

describe('settle', () => {
  it('gives the same figures whatever the number of threads and the order of the rows', async () => {
    const rows = members(30_000);
    const one = await run(contract(rows), { threads: 1 });
    const two = await run(contract(rows), { threads: 3 });
    const other = await run(contract(rows.toReversed()), { threads: 2 });
    expect(one.manifest.rows).toEqual({ aco: 7, agreement: 1, member: 30_000 });
    expect(two.manifest.digests).toEqual(one.manifest.digests);
    // The lines that rows were read from differ; the figures do not.
    const { member: _lines, ...figures } = one.manifest.digests;
    expect(other.manifest.digests).toMatchObject(figures);
    expect(await statementOf(other)).toEqual(await statementOf(one));
    expect(JSON.stringify(two.manifest)).toBe(JSON.stringify(one.manifest));
  });

  it('numbers many rows in key order', async () => {
    const { folder } = await run(contract(members(300_000)), { threads: 2 });
    const warehouse = await openDuckdb({ path: join(folder, 'run.duckdb'), readOnly: true });
    try {
      const [found] = await warehouse.values(
        `select count(*), count(distinct ${RID}), min(${RID}), max(${RID}), count(*) filter (where id <= previous) from (select *, lag(id) over (order by ${RID}) as previous from main.member)`,
      );
      expect(found).toEqual([300_000n, 300_000n, 1n, 300_000n, 0n]);
    } finally {
      warehouse.close();
    }
  });

  it('writes what was run, with no path and no clock in it', async () => {
    const { folder, manifest } = await run(contract(members(10)));
    expect(readFileSync(join(folder, 'run.json'), 'utf8')).not.toContain(root);
    expect(manifest).toMatchObject({
      contract: 'test',
      model: 'test/settle',
      period: { from: '2024-01-01', to: '2025-01-01' },
      parameters: [{ name: 'target', changed: false, unverified: false }],
      ledger: { postings: 0, sha256: null },
    });
    expect(manifest.sources.map(({ file, kept }) => [file, kept])).toEqual([
      ['aco.csv', 7],
      ['member.csv', 10],
    ]);
    expect(manifest.digests['statement']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('replaces a run only when asked, and whole', async () => {
    const output = join(root, 'again.run');
    await run(contract(members(10)), { output });
    const refused = await settle(contract(members(20)), { output });
    expect(refused.diagnostics.map(({ code }) => code)).toEqual(['run-exists']);
    const replaced = await settle(contract(members(20)), { output, replace: true });
    expect(replaced.value?.manifest.rows['member']).toBe(20);
    expect(existsSync(`${output}.partial`)).toBe(false);
  });

  it('errors of the data leave no run, and a run that was there as it was', async () => {
    const output = join(root, 'kept.run');
    await run(contract(members(10)), { output });
    const before = readFileSync(join(output, 'run.json'), 'utf8');
    const bad = await settle(contract(['M1,A99,1,1,2024-01-01']), { output, replace: true });
    expect(bad.value).toBeUndefined();
    expect(bad.diagnostics.map(({ code }) => code)).toEqual(['dangling-reference']);
    expect(bad.diagnostics[0]?.at).toMatchObject({ line: 2 });
    expect(readFileSync(join(output, 'run.json'), 'utf8')).toBe(before);
    expect(existsSync(`${output}.partial`)).toBe(false);
  });

  it('says where it cannot write', async () => {
    const file = join(root, 'a-file');
    writeFileSync(file, '');
    const { diagnostics } = await settle(contract(members(1)), { output: join(file, 'x.run') });
    expect(diagnostics.map(({ code }) => code)).toEqual(['cannot-write']);
  });

  it('killed in the middle leaves nothing that looks whole, and nothing that is in the way', async () => {
    const agreement = contract(members(200_000));
    const output = join(root, 'killed.run');
    const child = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `const { settle } = await import(${JSON.stringify(join(import.meta.dirname, 'settle.ts'))});
       await settle(${JSON.stringify(agreement)}, { output: ${JSON.stringify(output)} });`,
    ]);
    for (let i = 0; i < 2000 && !existsSync(join(`${output}.partial`, 'run.duckdb')); i += 1)
      await setTimeout(10);
    // Meanwhile nobody else writes there, nor takes away what is being written.
    const other = await settle(contract(members(1)), { output, replace: true });
    expect(other.diagnostics.map(({ code }) => code)).toEqual(['run-being-written']);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(existsSync(`${output}.partial`)).toBe(true);
    expect(existsSync(output)).toBe(false);
    expect((await settle(contract(members(10)), { output })).value?.manifest.rows['member']).toBe(10);
    expect(existsSync(`${output}.partial`)).toBe(false);
    expect(existsSync(join(root, '.killed.run.lock'))).toBe(false);
  });

  it('killed while it replaces a run leaves that run, which comes back', async () => {
    const output = join(root, 'between.run');
    await run(contract(members(10)), { output });
    renameSync(output, join(root, '.between.run.replaced'));
    const next = await settle(contract(members(20)), { output });
    expect(next.diagnostics.map(({ code }) => code)).toEqual(['run-exists']);
    expect((await openRun(output)).value?.manifest.rows['member']).toBe(10);
  });
});

describe('opening', () => {
  it('refuses what is no run, is damaged, or is of another version', async () => {
    const codes = async (folder: string) => (await openRun(folder)).diagnostics.map(({ code }) => code);
    expect(await codes(root)).toEqual(['not-a-run']);
    const { folder } = await run(contract(members(5)));
    expect(await codes(folder)).toEqual([]);
    const file = join(folder, 'run.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"version": 1', '"version": 99'));
    expect(await codes(folder)).toEqual(['other-run-version']);
    writeFileSync(file, text.slice(0, 40));
    expect(await codes(folder)).toEqual(['not-a-run']);
  });
});

it('an error nobody foresaw becomes a diagnostic that names what was computed', () => {
  const error = Object.assign(new Error('Binder Error: no such column\nLINE 1 …'), { stage: 'aco' });
  expect(failure(error, 'x')).toMatchObject({
    code: 'engine-failed',
    data: { stage: 'aco', problem: 'Binder Error: no such column' },
  });
  expect(failure(Object.assign(new Error('write'), { code: 'ENOSPC' }), 'x').code).toBe('out-of-memory');
});
