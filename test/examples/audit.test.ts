/**
 * From a finding to a payment and back: on a small made-up city paid by disease group, nothing a person has not confirmed changes a cent; a
 * confirmation takes off what it states; a reversal restores the statement.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { synthesise } from '../../src/data/synthetic/index.ts';
import { settle, statementRows } from '../../src/engine/index.ts';
import { auditFolder } from '../../src/methods/audit/run.ts';
import { checkContract } from '../../src/methods/contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-example-'));
const data = join(folder, 'cn');
const place = join(folder, 'city');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const made = await synthesise({ country: 'cn', members: 1000, seed: 1, folder: data });
  expect(made.diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
  cpSync(resolve(import.meta.dirname, '../../examples/drg-city'), place, { recursive: true });
  const contract = join(place, 'contract.yaml');
  // One family is enough, and quicker.
  const all = 'audit.findings, options: { groups: grouped }';
  const text = readFileSync(contract, 'utf8');
  expect(text).toContain(all);
  writeFileSync(
    contract,
    text.replace(all, 'audit.findings, options: { groups: grouped, rules: [split-stay] }'),
  );
}, 120_000);

const HEADER = 'finding,fingerprint,decision,by,date,reason,amount,unpaid\n';

let runs = 0;

/** The statement with these decisions: payment and key → amount. */
async function statement(decisions: string): Promise<{ rows: Record<string, string>; codes: string[] }> {
  writeFileSync(join(place, 'decisions.csv'), HEADER + decisions);
  const checked = checkContract(join(place, 'contract.yaml'), { data });
  expect(checked.diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
  runs += 1;
  const run = await settle(checked.value!, { output: join(folder, `${runs}.run`) });
  const codes = run.diagnostics.filter((one) => one.severity === 'error').map(({ code }) => code);
  const rows: Record<string, string> = {};
  if (run.value) {
    for await (const row of statementRows(run.value)) rows[`${row.payment} ${row.key}`] = String(row.amount);
    run.value.close();
  }
  return { rows, codes };
}

const cents = (text: string | undefined) => Math.round(Number(text) * 100);

it(
  'only confirmed findings change a payment, and reversing them restores it',
  { timeout: 120_000 },
  async () => {
    const audited = await auditFolder(data, {
      from: '2022-01-01',
      to: '2023-01-01',
      rules: 'split-stay',
    });
    const [one, two, three] = (audited.value?.listed ?? []).map(
      ({ finding, fingerprint }) => `${finding},${fingerprint}`,
    );
    const hospital = audited.value?.listed[0]?.hospital ?? '';
    expect(three).toBeDefined();
    const row = (finding: string | undefined, decision: string, date: string, amount: string) =>
      `${finding},${decision},Li,${date},record 7,${amount},\n`;

    // Rejected, nobody has decided, confirmed after the as-of date: as if there were no findings.
    const before = await statement('');
    expect(before.codes).toEqual([]);
    const undecided = `${two},,,,,,\n`;
    expect(
      await statement(
        row(one, 'rejected', '2023-02-01', '') + undecided + row(three, 'confirmed', '2023-06-02', '500'),
      ),
    ).toEqual(before);

    const confirmed = row(one, 'confirmed', '2023-02-01', '500');
    const after = await statement(confirmed);
    const changed = Object.keys(before.rows).filter((key) => before.rows[key] !== after.rows[key]);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every((key) => key.endsWith(` ${hospital}`))).toBe(true);
    // 5 % of what is settled is held as the deposit.
    const settlement = `settlement ${hospital}`;
    expect(
      Math.abs(cents(before.rows[settlement]) - cents(after.rows[settlement]) - 47_500),
    ).toBeLessThanOrEqual(1);

    expect(await statement(confirmed + row(one, 'reversed', '2023-03-01', ''))).toEqual(before);

    // A confirmation of what the finding no longer is stops the settlement; it is not passed over.
    const stale = row(`${one}0`, 'confirmed', '2023-02-01', '500');
    expect((await statement(stale)).codes).toEqual(['decision-changed-finding']);
  },
);
