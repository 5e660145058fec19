/** `openvbp explain` of a fact from claims: its lines, in money as it is written, and what is left when the data has changed since. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folderWith, openvbp, removeFolders } from './command.ts';

const CLAIMS = `claim_id,claim_line_number,claim_type,person_id,claim_line_start_date,billing_tin,hcpcs_code,paid_amount,allowed_amount
c1,1,professional,ann,2023-02-01,A,99213,12.50,80
c2,1,professional,ann,2023-03-01,A,99214,1000,90
c3,1,professional,ann,2023-04-01,A,99215,0.125,90
`;
const folder = folderWith({
  'eligibility.csv':
    'person_id,enrollment_start_date,enrollment_end_date\nann,2022-01-01,2023-12-31\nbob,2022-01-01,2023-12-31\n',
  'medical_claim.csv': CLAIMS,
  'model.yaml': `model: test/lines
version: 1
currency: USD
parties: [payer, provider]
entities:
  stratum: { key: [provider, enrolment, year], facts: { enrolment: text, year: { type: count, unit: year }, spent: money } }
terms:
  stratum: { fee: spent }
payments:
  - { id: fee, for: stratum, from: payer, to: provider, amount: fee }
`,
  'contract.yaml': `contract: lines
model: ./model.yaml
parties: { payer: p, provider: q }
period: { from: 2023-01-01, to: 2024-01-01 }
data: ./data
methods:
  assigned: { method: attribution.plurality, options: { provider: billing_tin } }
  costs: { method: spending.strata, options: { people: assigned } }
bind:
  stratum: { method: costs, columns: { spent: amount } }
`,
});
afterAll(removeFolders);

const run = (...args: string[]) => openvbp(args, { cwd: folder });
const imported = (...files: string[]) => run('import', 'tuva', ...files, '-o', 'data', '--no-quality');
const explained = (...more: string[]) =>
  run('explain', 'lines.run', 'stratum=A,other,2023', 'spent', ...more);

beforeAll(() => {
  expect(imported('eligibility.csv', 'medical_claim.csv').code).toBe(0);
  const settled = run('settle', 'contract.yaml', '-o', 'lines.run');
  expect(settled.err).toBe('');
  const text = readFileSync(join(folder, 'contract.yaml'), 'utf8');
  writeFileSync(
    join(folder, 'kept.yaml'),
    text
      .replace('contract: lines', 'contract: kept')
      .replace('strata, options', 'strata, lines: true, options'),
  );
  expect(run('settle', 'kept.yaml', '-o', 'kept.run').err).toBe('');
}, 60_000);

it('shows amounts with the digits of the currency, and none lost', () => {
  const { code, out } = explained();
  expect(code).toBe(0);
  expect(out).toMatch(/c1 \/ 1 +12\.50 /);
  expect(out).toMatch(/c2 \/ 1 +1,000\.00 /);
  expect(out).toMatch(/c3 \/ 1 +0\.125 /);
  expect(out).toMatch(/counted +3 +1,012\.625/);
});

it('says of a person why in or out, with the lines that decided', () => {
  const inside = run('explain', 'lines.run', 'assigned=ann');
  expect(inside.code).toBe(0);
  expect(inside.out).toMatch(/assigned \[ann\]/);
  expect(inside.out).toMatch(/Why in or out +received most from this provider/);
  expect(inside.out).toMatch(/c2 \/ 1 /);
  // Amounts name their currency, and yes is a word.
  expect(inside.out).toMatch(/Attributed +yes/);
  expect(inside.out).toMatch(/Amount [A-Z]{3}/);
  const out = run('explain', 'lines.run', 'assigned=bob', '--lang', 'zh');
  expect(out.out).toMatch(/归属或不归属的原因 +窗口期内没有符合条件的服务/);
  expect(out.out).toMatch(/ +否$/m);
  const whole = run('explain', 'lines.run', 'assigned=ann', '--json').json() as {
    result: { total: number; rows: { columns: { name: string; words?: unknown }[] }[] };
  };
  expect(whole.result.total).toBe(1);
  expect(whole.result.rows[0]?.columns.find(({ name }) => name === 'reason')?.words).toEqual({
    en: 'received most from this provider',
    zh: '在该机构接受的服务最多',
  });
});

it('says what results there are, and what their keys are', () => {
  // The first parts of a key are enough, but not half of one.
  expect(run('explain', 'lines.run', 'costs=A').out).toMatch(/costs \[A,other,2023\]/);
  const none = run('explain', 'lines.run', 'costs=A,oth');
  expect(none.code).toBe(2);
  expect(none.err).toMatch(/costs has no row A,oth[\s\S]*provider,enrolment,year/);
  expect(run('explain', 'lines.run', 'stratum=A,other,2023').err).toMatch(
    /no method result "stratum"[\s\S]*assigned, costs/,
  );
});

it('shows the lines also where what they add up to was damaged, from which nothing is settled any more', () => {
  const sums = globSync(join(folder, 'data/derived/*/*.parquet'));
  const bytes = sums.map((file) => readFileSync(file));
  const before = explained();
  for (const file of sums) writeFileSync(file, 'damaged');
  const { code, out, err } = explained();
  expect({ code, out, err }).toEqual({ code: before.code, out: before.out, err: before.err });
  const settled = run('settle', 'contract.yaml', '-o', 'damaged.run');
  expect(settled.code).not.toBe(0);
  expect(settled.err).toMatch(/received-changed.*medical_month\.parquet[\s\S]*medical_year\.parquet/);
  for (const [i, file] of sums.entries()) writeFileSync(file, bytes[i] as Buffer);
});

it('shows the figure as it was settled when the data has changed since, and withholds its lines only', () => {
  writeFileSync(join(folder, 'late_medical_claim.csv'), CLAIMS.replace('12.50', '99'));
  expect(imported('late_medical_claim.csv').code).toBe(0);
  const { code, out, err } = explained();
  expect(code).toBe(0);
  expect(out).toMatch(/1,012\.6/);
  expect(out).not.toMatch(/c1 \/ 1/);
  expect(err).toMatch(/warning\[lines-data-changed\].*changed since the run.*as it was settled/);
  const chinese = explained('--lang', 'zh');
  expect(chinese.err).toMatch(/警告\[lines-data-changed\].*结算之后已改变/);
  const json = explained('--json').json();
  expect(json).toMatchObject({ ok: true, diagnostics: [{ code: 'lines-data-changed' }] });
});

it('shows kept lines with the files they were read from, whatever was imported since', () => {
  const { code, out, err } = run('explain', 'kept.run', 'stratum=A,other,2023', 'spent');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/c1 \/ 1 +12\.50 +counted +medical_claim\.csv:2/);
});
