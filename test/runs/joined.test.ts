/** One thing with facts from several results: what was spent on a person from one, age and risk from another, matched by key. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesise } from '../../src/data/synthetic/index.ts';
import { explain } from '../../src/engine/explain/index.ts';
import { settle } from '../../src/engine/index.ts';
import type { Run } from '../../src/engine/types.ts';
import { checkContract } from '../../src/methods/contract.ts';
import { openDuckdb } from '../../src/warehouse/duckdb/driver.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-joined-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MODEL = `
model: example/joined
version: 1
title: { en: Joined, zh: 合并 }
currency: USD
parties: [payer, plan]
entities:
  member:
    title: { en: Member, zh: 参保人 }
    key: [person, year]
    facts:
      year: { type: text, title: { en: Year, zh: 年份 } }
      spending: { type: money, title: { en: Spending, zh: 费用 } }
      age: { type: count, optional: true, title: { en: Age, zh: 年龄 } }
      risk: { type: ratio, title: { en: Risk score, zh: 风险评分 } }
parameters:
  rate: { type: money, value: 1000, title: { en: Rate, zh: 费率 }, source: Made up }
terms:
  member:
    due: { formula: rate * risk, title: { en: Due, zh: 应付 } }
  agreement:
    margin: { formula: sum(member.due) - sum(member.spending), title: { en: Margin, zh: 结余 } }
payments:
  - { id: capitation, for: member, from: payer, to: plan, amount: due }
`;

const CONTRACT = (facts: string) => `
contract: joined
model: ./model.yaml
parties: { payer: { id: payer }, plan: { id: plan } }
period: { from: 2022-01-01, to: 2023-01-01 }
data: ./data
methods:
  assigned: { method: attribution.two-step, options: { provider: billing_npi, plans: [FFS] } }
  costs: { method: spending.person-year, options: { people: assigned, years: ['2022'], plans: [FFS] } }
  scored: { method: risk.age-sex, options: { people: assigned, reference: costs, ages: ['0', '65', '75'] } }
bind:
  member:
    method: costs
    columns: { person: person_id, spending: amount }
    facts:
${facts}
`;
const JOINED = `      age: { method: scored, by: { person: person_id, year: { value: '2022' } } }
      risk: { method: scored, column: risk_score, by: { person: person_id } }`;

const checked = (name: string, facts: string) => {
  writeFileSync(join(folder, `${name}.yaml`), CONTRACT(facts));
  return checkContract(join(folder, `${name}.yaml`));
};

let run: Run;
beforeAll(async () => {
  await synthesise({ country: 'us', members: 400, seed: 5, folder: join(folder, 'data') });
  writeFileSync(join(folder, 'model.yaml'), MODEL);
  const { value, diagnostics } = checked('joined', JOINED);
  expect(diagnostics).toEqual([]);
  const settled = await settle(value!, { output: join(folder, 'joined.run') });
  expect(settled.diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
  run = settled.value!;
}, 60_000);

async function rows(sql: string): Promise<string[][]> {
  const warehouse = await openDuckdb({ path: join(folder, 'joined.run/run.duckdb'), readOnly: true });
  try {
    const files = sql.replace(
      /\{(\w+)\}/g,
      (_, name) => `'${join(folder, 'joined.run/methods', name)}.parquet'`,
    );
    return (await warehouse.values(files)).map((row) => row.map(String));
  } finally {
    warehouse.close();
  }
}

describe('facts of two results in one entity', () => {
  it('stand side by side in each row, as a join of the results has them', async () => {
    const ours = await rows('select person, spending, age, risk from member order by person');
    const theirs = await rows(
      `select person_id, (amount * 1000000)::hugeint, age, (risk_score * 1000000000000000)::hugeint
       from {costs} join {scored} using (person_id) order by person_id`,
    );
    expect(ours.length).toBeGreaterThan(20);
    expect(ours).toEqual(theirs);
  });

  it('say from which row of which result they come, and the run names both', async () => {
    const [first] = await rows('select person from member order by person desc limit 1');
    const key = `${first?.[0]},2022`;
    const { value } = await explain(run, { entity: 'member', key, term: 'risk', depth: 2 });
    expect(value?.read?.file).toBe('scored.parquet');
    expect(value?.result).toMatchObject({ name: 'scored', method: 'risk.age-sex', key: first?.[0] });
    expect(value?.result?.columns.find(({ name }) => name === 'risk_score')?.value).toBe(value?.value);
    const spent = await explain(run, { entity: 'member', key, term: 'spending', depth: 2 });
    expect(spent.value?.result).toMatchObject({ name: 'costs' });
    expect(run.manifest.sources.map(({ file }) => file)).toEqual([
      'costs.parquet',
      'scored.parquet',
      'scored.parquet',
    ]);
  });
});

describe('what cannot be joined', () => {
  const codes = (name: string, facts: string) => checked(name, facts).diagnostics.map(({ code }) => code);

  it('is found before anything is computed', () => {
    expect(codes('a', `      risk: { method: scores, column: risk_score }`)).toContain('unknown-result');
    expect(codes('b', `      risk: { method: scored, column: score }`)).toContain('unknown-result-column');
    expect(
      codes('c', `      risk: { method: scored, column: risk_score, by: { spending: person_id } }`),
    ).toContain('by-no-key');
    expect(codes('d', `      year: { method: scored, column: age }`)).toContain('fact-is-key');
    expect(codes('e', `      risks: { method: scored, column: risk_score }`)).toContain('unknown-fact');
    expect(codes('f', `      risk: { method: scored, columns: risk_score }`)).toContain('unknown-key');
  });

  it('is an error where a key has several rows in the result', async () => {
    const facts = `      risk: { method: costs, column: months, by: { year: year } }`;
    const { value } = checked('twice', facts);
    const settled = await settle(value!, { output: join(folder, 'twice.run') });
    expect(settled.value).toBeUndefined();
    expect(settled.diagnostics.map(({ code }) => code)).toContain('result-key-twice');
  });

  it('is unknown in rows without a value there, and counted', async () => {
    const facts = `      risk: { method: scored, column: risk_score, by: { person: person_id, year: { value: '1999' } } }`;
    const settled = await settle(checked('nobody', facts).value!, { output: join(folder, 'nobody.run') });
    const note = settled.diagnostics.find(({ code }) => code === 'result-partly');
    const count = settled.value?.manifest.rows['member'];
    expect(note?.data).toMatchObject({ rows: count, without: count, result: 'scored', name: 'risk' });
  });
});
