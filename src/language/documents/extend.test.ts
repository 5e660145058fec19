import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkContract, checkModel } from '../index.ts';

let folder = '';
const write = (name: string, lines: string[]): string => {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lines.join('\n'));
  return file;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'extend-'));
  write('models/score/model.yaml', [
    'model: score',
    'version: 1',
    'currency: XXX',
    'entities:',
    '  scored: { title: { en: Scored, zh: 被评对象 }, facts: { rate: ratio } }',
    'parameters:',
    '  target: { type: ratio, value: 0.7, title: { en: Target, zh: 目标 }, source: block }',
    'terms:',
    '  scored: { reached: rate >= target }',
  ]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clinic = [
  'model: clinic',
  'version: 1',
  'currency: CNY',
  'extends: [score]',
  'entities:',
  '  scored: { facts: { pool: money } }',
  'parameters:',
  '  target: { type: ratio, value: 0.8 }',
  'terms:',
  '  scored: { bonus: if reached then pool else 0 }',
  'payments:',
  '  - { id: bonus, for: scored, from: fund, to: scored, amount: bonus }',
];

it('has what its block has, adds its own, and gives a parameter anew', () => {
  const { value: plan, diagnostics } = checkModel(write('clinic.yaml', clinic));
  expect(diagnostics).toEqual([]);
  expect(plan?.currency).toBe('CNY');
  const scored = plan?.entities.find(({ name }) => name === 'scored');
  expect(scored?.title?.en).toBe('Scored');
  const target = plan?.parameters.find(({ name }) => name === 'target');
  expect(JSON.stringify(target)).toContain('目标');
  expect(JSON.stringify(target)).not.toContain('"0.7"');
});

it('has the words of its block and its own, which hold; a word wants both languages, or one for both', () => {
  write('models/said/model.yaml', [
    'model: said',
    'version: 1',
    'currency: XXX',
    'words: { low: { en: low, zh: 低 }, per-diem: { en: by the day, zh: 按床日 } }',
    'entities: { thing: { facts: { kind: text } } }',
  ]);
  const file = write('worded.yaml', [
    ...clinic.slice(0, 3),
    'extends: [said]',
    'words: { low: { en: below, zh: 偏低 }, III: 三级 }',
    'entities:',
    '  scored: { facts: { pool: money } }',
    'terms:',
    '  scored: { bonus: pool }',
  ]);
  const { value: plan, diagnostics } = checkModel(file);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(plan?.words).toEqual({
    low: { en: 'below', zh: '偏低' },
    'per-diem': { en: 'by the day', zh: '按床日' },
    III: { en: '三级', zh: '三级' },
  });
  const half = write('half.yaml', [
    'model: h',
    'version: 1',
    'currency: CNY',
    'words: { low: { en: low } }',
    'entities: {}',
  ]);
  expect(checkModel(half).diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
});

it('keeps the hash of a block with the contract, and lets the contract set its parameters', () => {
  write('clinic.yaml', clinic);
  const file = write('contract.yaml', [
    'contract: c',
    'model: ./clinic.yaml',
    'parties: { fund: bureau }',
    'period: { from: 2024-01-01, to: 2025-01-01 }',
    'bind:',
    '  scored: { rows: [{ id: north, rate: 0.75, pool: 100 }] }',
    'parameters: { target: 0.75 }',
  ]);
  const { value, diagnostics } = checkContract(file);
  expect(diagnostics).toEqual([]);
  expect(value?.changed).toEqual(['target']);
  expect(Object.keys(value?.documents ?? {})).toContain(join(folder, 'models/score/model.yaml'));
});

it('shows the mistakes of a block at their place in the block', () => {
  const broken = write('models/broken/model.yaml', [
    'model: broken',
    'version: 1',
    'currency: XXX',
    'entities: { scored: { facts: { rate: ratio } } }',
    'terms: { scored: { reached: rate >= nothing } }',
  ]);
  const { diagnostics } = checkModel(
    write('user.yaml', [
      'model: user',
      'version: 1',
      'currency: CNY',
      'extends: [broken]',
      'entities: { person: { facts: { age: count } } }',
    ]),
  );
  expect(diagnostics.map(({ code, at }) => [code, at?.file, at?.line])).toEqual([
    ['unknown-name-anywhere', broken, 5],
  ]);
});

it('says which block is not there', () => {
  const { diagnostics } = checkModel(
    write('lost.yaml', [
      'model: lost',
      'version: 1',
      'currency: CNY',
      'extends: [scoer]',
      'entities: { person: { facts: { age: count } } }',
    ]),
  );
  expect(diagnostics.map(({ code, at }) => [code, at?.line])).toEqual([['unknown-model', 4]]);
});
