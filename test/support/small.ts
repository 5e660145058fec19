/** Small contracts written to a folder of their own and settled by the engine: the worked examples of tests. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { settle, statementRows } from '../../src/engine/index.ts';
import type { Run, SettleOptions, StatementRow } from '../../src/engine/types.ts';
import { checkContract } from '../../src/language/index.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder, removed after the file's tests. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'openvbp-test-'));
  folders.push(made);
  return made;
}

/** Writes files by name into a folder; a new one unless given. */
export function written(files: Record<string, string>, into = folder()): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(into, name)), { recursive: true });
    writeFileSync(join(into, name), text);
  }
  return into;
}

/** The head of a model and a contract of USD and the year 2024, so that examples show only what they are about. */
export const MODEL = 'model: test/small\nversion: 1\ncurrency: USD\n';
export const CONTRACT =
  'contract: small\nmodel: ./model.yaml\nperiod: { from: 2024-01-01, to: 2025-01-01 }\n';

/** Checks and settles a contract; an error of the document or of the data fails the test with its words. */
export async function settled(file: string, options: Partial<SettleOptions> = {}): Promise<Run> {
  const checked = checkContract(file);
  refuse(checked.diagnostics);
  const output = options.output ?? file.replace(/\.yaml$/, '.run');
  const result = await settle(checked.value!, { threads: 2, ...options, output });
  refuse(result.diagnostics);
  return result.value!;
}

/** A model and a contract (without their heads) as a run. `files` are whatever else they name. */
export async function settledSmall(
  { model, contract = '', files = {} }: { model: string; contract?: string; files?: Record<string, string> },
  into?: string,
): Promise<Run> {
  const at = written({ 'model.yaml': MODEL + model, 'small.yaml': CONTRACT + contract, ...files }, into);
  return settled(join(at, 'small.yaml'), { replace: true });
}

export async function statementOf(run: Run): Promise<StatementRow[]> {
  const rows: StatementRow[] = [];
  for await (const row of statementRows(run)) rows.push(row);
  return rows;
}

function refuse(
  diagnostics: readonly { severity: string; message: { en: string }; at?: { line?: number } }[],
): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new Error(errors.map(({ message, at }) => `${at?.line ?? ''} ${message.en}`).join('\n'));
}
