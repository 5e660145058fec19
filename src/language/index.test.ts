import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from './diagnostic.ts';
import { checkContract, checkFile, checkModel, checkTests } from './index.ts';

const good = join(import.meta.dirname, 'bad/good');
const file = join(good, 'contract.yaml');
const CONTRACT = `contract: acme-2023
model: ./model.yaml
currency: USD
parties: { payer: { id: cms, name: { en: CMS, zh: 联邦医疗保险 } } }
names: { A1: { en: Valley ACO, zh: 河谷 ACO } }
period: { from: 2023-01-01, to: 2024-01-01 }
bind:
  region: { rows: [{ id: R1 }] }
  stratum: { rows: [] }
  aco:
    table: aco.csv
    columns: { score: { column: Score, format: [percent, plain], unknown: ["-"] } }
parameters: { share: 0.4 }
`;
const codes = (diagnostics: Diagnostic[]) => diagnostics.map((d) => d.code);

describe('a contract', () => {
  it('becomes an agreement with every path absolute and every default said', () => {
    const { value, diagnostics } = checkContract(file, { text: CONTRACT });
    expect(diagnostics).toEqual([]);
    expect(value).toMatchObject({
      contract: 'acme-2023',
      file,
      period: { from: '2023-01-01', to: '2024-01-01' },
      asOf: '2024-01-01',
      posts: 'difference',
      parties: [
        { role: 'payer', id: 'cms', name: { en: 'CMS', zh: '联邦医疗保险' } },
        { role: null, id: 'A1', name: { en: 'Valley ACO', zh: '河谷 ACO' } },
      ],
      changed: ['share'],
    });
    expect(value?.bindings.aco?.sources).toMatchObject([
      {
        kind: 'table',
        file: join(good, 'aco.csv'),
        format: 'csv',
        encoding: 'utf-8',
        header: 1,
        columns: { score: { column: 'Score', formats: ['percent', 'plain'], values: {}, unknown: ['-'] } },
        keep: [],
      },
    ]);
    expect(value?.bindings.region?.sources).toMatchObject([
      { kind: 'rows', rows: [{ values: { id: 'R1' } }] },
    ]);
  });

  it('names the hash of each document read', () => {
    const { value } = checkContract(file, { text: CONTRACT });
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const model = join(good, 'model.yaml');
    expect(value?.documents).toEqual({
      [file]: sha256(CONTRACT),
      [model]: sha256(readFileSync(model, 'utf8')),
    });
  });

  it('puts its parameters in place of the model’s, and those set from outside in place of its own', () => {
    const share = (set?: Record<string, string>) => {
      const { value } = checkContract(file, { text: CONTRACT, ...(set && { set }) });
      const parameter = value?.plan.parameters.find(({ name }) => name === 'share');
      return parameter?.kind === 'scalar' && parameter.values[0]?.value;
    };
    expect(share()).toBe('400000000000000');
    expect(share({ share: '0.25' })).toBe('250000000000000');
    expect(codes(checkContract(file, { text: CONTRACT, set: { shares: '1' } }).diagnostics)).toEqual([
      'unknown-parameter',
    ]);
    expect(checkContract(file, { text: CONTRACT, set: { share: 'much' } }).value).toBeUndefined();
  });

  it('takes another date and other tables from outside', () => {
    const table = relative(process.cwd(), join(good, 'headers.csv'));
    const { value } = checkContract(file, {
      text: CONTRACT,
      asOf: '2024-06-30',
      tables: { aco: table, stratum: table },
    });
    expect(value?.asOf).toBe('2024-06-30');
    expect(value?.bindings.aco?.sources).toMatchObject([
      { file: join(good, 'headers.csv'), columns: { score: { column: 'Score' } } },
    ]);
    expect(codes(checkContract(file, { text: CONTRACT, asOf: '2024-06-31' }).diagnostics)).toEqual([
      'bad-as-of',
    ]);
    expect(codes(checkContract(file, { text: CONTRACT, tables: { acos: table } }).diagnostics)).toEqual([
      'unknown-entity',
    ]);
    expect(codes(checkContract(file, { text: CONTRACT, tables: { aco: 'none.csv' } }).diagnostics)).toEqual([
      'file-not-found',
    ]);
  });

  it('binds an entity it leaves out to a table given from outside', () => {
    const text = CONTRACT.replace('  stratum: { rows: [] }\n', '');
    expect(codes(checkContract(file, { text }).diagnostics)).toEqual(['entity-not-bound']);
    const { value, diagnostics } = checkContract(file, { text, tables: { stratum: join(good, 'aco.csv') } });
    expect(diagnostics).toEqual([]);
    expect(value?.bindings.stratum?.sources).toMatchObject([{ kind: 'table', columns: {} }]);
  });

  it('puts a table given from outside in place of rows the contract writes out', () => {
    const { value, diagnostics } = checkContract(file, {
      text: CONTRACT,
      tables: { stratum: join(good, 'aco.csv') },
    });
    expect(diagnostics).toEqual([]);
    expect(value?.bindings.stratum?.sources).toMatchObject([{ kind: 'table', file: join(good, 'aco.csv') }]);
  });

  it('cannot have one table in place of several', () => {
    const text = CONTRACT.replace(
      / {2}aco:\n[^]*?\nparameters/,
      '  aco: [{ table: aco.csv }, { table: headers.csv }]\nparameters',
    );
    const { diagnostics } = checkContract(file, { text, tables: { aco: join(good, 'aco.csv') } });
    expect(codes(diagnostics)).toEqual(['table-for-several']);
  });

  it('shows the model’s errors with its own', () => {
    const broken = join(good, '../documents/bad-currency.yaml');
    const text = CONTRACT.replace('./model.yaml', broken).replace('2024-01-01', '2022-01-01');
    const { value, diagnostics } = checkContract(file, { text });
    expect(value).toBeUndefined();
    expect(codes(diagnostics).sort()).toEqual(['bad-currency', 'period-reversed']);
    expect(diagnostics.find((d) => d.code === 'bad-currency')?.at?.file).toBe(broken);
  });
});

describe('tests', () => {
  const TESTS = `model: ./model.yaml
period: { from: 2023-01-01, to: 2024-01-01 }
tests:
  - name: a quarter is earned
    source: worked by hand
    parameters: { share: 0.5 }
    facts: { aco: [{ id: A1, region: R, track: A, savings: 100, score: null, start: 2023-01-01 }] }
    expect:
      aco: { A1: { earned: 25 } }
      half: { 'A1,2': { amount: { value: 12.5, within: 0.01 } } }
      payments: { earned: { A1: { amount: 25.00, status: final, from: payer, to: A1 } } }
`;
  it('become agreements of their own, with roles filled by their names', () => {
    const { value, diagnostics } = checkTests(join(good, 'tests.yaml'), { text: TESTS });
    expect(diagnostics).toEqual([]);
    const [test] = value ?? [];
    expect(test).toMatchObject({
      name: 'a quarter is earned',
      source: 'worked by hand',
      at: { line: 4, column: 11 },
    });
    expect(test?.agreement).toMatchObject({
      asOf: '2024-01-01',
      parties: [{ role: 'payer', id: 'payer' }],
      changed: ['share'],
      bindings: {
        aco: { sources: [{ kind: 'rows', rows: [{ values: { id: 'A1', score: '' }, at: { line: 7 } }] }] },
      },
    });
    expect(
      test?.expect.map(({ of, key, value: expected, within }) => [
        Object.values(of).join('.'),
        key,
        expected,
        within,
      ]),
    ).toEqual([
      ['term.aco.earned', 'A1', '25', undefined],
      ['term.half.amount', 'A1,2', '12.5', '0.01'],
      ['payment.earned.amount', 'A1', '25.00', undefined],
      ['payment.earned.status', 'A1', 'final', undefined],
      ['payment.earned.from', 'A1', 'payer', undefined],
      ['payment.earned.to', 'A1', 'A1', undefined],
    ]);
  });
});

it('a model is checked from text not yet saved', () => {
  const text = readFileSync(join(good, 'model.yaml'), 'utf8');
  expect(checkModel(join(good, 'model.yaml'), { text }).value?.model).toBe('test/simple');
  expect(
    codes(
      checkModel(join(good, 'model.yaml'), { text: text.replace('savings) *', 'saving) *') }).diagnostics,
    ),
  ).toContain('unknown-name');
});

it('the kind of a document is told by its keys', () => {
  expect(checkFile(join(good, 'model.yaml')).kind).toBe('model');
  expect(checkFile(file, { text: CONTRACT }).kind).toBe('contract');
  expect(checkFile('none.yaml').checked.diagnostics[0]?.code).toBe('file-not-found');
});
