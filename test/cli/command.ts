/** Runs the real command as a child process, as a person or a script would. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const BIN = resolve(import.meta.dirname, '../../bin/openvbp.js');

interface Ran {
  code: number | null;
  out: string;
  err: string;
  json(): { ok: boolean; diagnostics: { code: string; message: { en: string; zh: string } }[]; result?: any };
}

export function openvbp(args: string[], options: { cwd?: string; env?: Record<string, string> } = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    encoding: 'utf8',
    cwd: options.cwd ?? tmpdir(),
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', ...options.env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr, json: () => JSON.parse(stdout) };
}

/** A folder of its own with these files, removed when the tests end. */
export function folderWith(files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-cli-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const folders: string[] = [];
export function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** A model small enough to follow by hand: savings shared by half. */
export const MODEL = `
model: example/savings
version: 1
title: { en: Shared savings, zh: 共享结余 }
currency: USD
parties: [payer]
entities:
  aco:
    title: { en: ACO, zh: 责任制医疗组织 }
    facts:
      benchmark: { type: money, title: { en: Benchmark, zh: 支出基准 } }
      spending: { type: money }
parameters:
  share: { type: ratio, value: 0.5, source: the agreement, title: { en: Sharing rate, zh: 分享比例 } }
terms:
  aco:
    savings: { formula: benchmark - spending, title: { en: Savings, zh: 结余 } }
    earned: { formula: savings * share, title: { en: Earned, zh: 应得款 } }
payments:
  - { id: shared, for: aco, from: payer, to: aco, amount: earned, signed: true, title: { en: Shared savings, zh: 共享结余款 } }
`;

export const CONTRACT = `
contract: example-2023
title: { en: Example 2023, zh: 示例 2023 }
model: ./model.yaml
parties:
  payer: { id: plan, name: { en: The plan, zh: 保险计划 } }
period: { from: 2023-01-01, to: 2024-01-01 }
bind:
  aco:
    table: aco.csv
`;

const TABLE = `id,benchmark,spending
A1,1000,900
A2,2000.50,2100.25
A3,500,
`;

export const TESTS = `
model: ./model.yaml
tests:
  - name: half of the savings
    period: { from: 2023-01-01, to: 2024-01-01 }
    facts:
      aco: [{ id: A1, benchmark: 1000, spending: 900 }, { id: A3, benchmark: 500 }]
    expect:
      aco: { A1: { savings: 100, earned: 50 }, A3: { earned: { unknown: missing } } }
      payments: { shared: { A1: { amount: 50, status: final } } }
`;

export const example = () =>
  folderWith({ 'model.yaml': MODEL, 'contract.yaml': CONTRACT, 'aco.csv': TABLE, 'tests.yaml': TESTS });
