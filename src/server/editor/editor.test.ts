/** Completion and hover in a model and a contract, as they are being written. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { completionsAt } from './complete.ts';
import { hoveredAt } from './hover.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-editor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MODEL = `model: test/m
version: 1
currency: USD
parties: [payer]
entities:
  aco: { facts: { benchmark: { type: money, title: { en: Benchmark, zh: 支出基准 } }, spending: money, met: boolean } }
  visit: { references: { aco: aco }, facts: { cost: money } }
parameters:
  rate: { type: ratio, value: 0.5, title: { en: Rate, zh: 比例 } }
terms:
  aco:
    savings: benchmark - spending
    earned: if met then savings * rate else 0
payments:
  - { id: shared, for: aco, from: payer, to: aco, amount: earned }
`;
writeFileSync(join(folder, 'model.yaml'), MODEL);
const CONTRACT = `contract: c
model: ./model.yaml
period: { from: 2024-01-01, to: 2025-01-01 }
parties: { payer: cms }
bind:
  aco: { table: aco.csv }
`;
writeFileSync(join(folder, 'aco.csv'), 'id,benchmark\n');

/** The text with `|` where the cursor is, put in place of a line of the document. */
function place(file: string, document: string, line: string, written: string) {
  const text = document.replace(line, written);
  const before = text.slice(0, text.indexOf('|')).split('\n');
  return {
    file: join(folder, file),
    text: text.replace('|', ''),
    line: before.length,
    column: (before.at(-1) ?? '').length + 1,
  };
}
const labels = (file: string, document: string, line: string, written: string) =>
  completionsAt(place(file, document, line, written)).items.map(({ label }) => label);

describe('completion', () => {
  it('offers names of the row, parameters and functions in a formula', () => {
    const line = '    savings: benchmark - spending';
    expect(labels('model.yaml', MODEL, line, '    savings: ben|')).toContain('benchmark');
    const all = completionsAt(place('model.yaml', MODEL, line, '    savings: benchmark - ra|'));
    expect(all.from).toBe(26);
    expect(all.items.find(({ label }) => label === 'rate')).toEqual({
      label: 'rate',
      kind: 'name',
      detail: expect.objectContaining({ zh: expect.stringContaining('比例') }) as unknown,
      insert: 'rate',
    });
    expect(labels('model.yaml', MODEL, line, '    savings: sum(visit.|')).toEqual(['cost', 'aco']);
    expect(labels('model.yaml', MODEL, line, '    savings: cla|')).toContain('clamp');
  });

  it('offers them where the rest of the document is broken, too', () => {
    expect(labels('model.yaml', `${MODEL}  - {`, 'rate else 0', 'ra|')).toContain('rate');
  });

  it('offers the keys a document may have there', () => {
    expect(labels('model.yaml', MODEL, 'payments:', 'pay|')).toEqual(['payments']);
    const payment = labels('model.yaml', MODEL, '  - { id: shared,', '  - { p|');
    expect(payment).toContain('pending_unless');
    expect(payment).not.toContain('currency');
  });

  it('offers what a contract binds, and the files beside it', () => {
    expect(labels('c.yaml', CONTRACT, '  aco: { table: aco.csv }', '  v|')).toEqual(['visit']);
    expect(labels('c.yaml', CONTRACT, '  aco: { table: aco.csv }', '  aco: { table: |')).toEqual(['aco.csv']);
    expect(labels('c.yaml', CONTRACT, 'bind:', 'parameters:\n  r|\nbind:')).toEqual(['rate']);
  });
});

describe('hover', () => {
  const hover = (line: string, written: string) => hoveredAt(place('model.yaml', MODEL, line, written));

  it('says type, title and formula of a name', () => {
    expect(hover('then savings * rate', 'then sav|ings * rate')).toEqual({
      entity: 'aco',
      hover: {
        name: 'savings',
        type: 'money',
        unit: null,
        documentation: { en: '= benchmark - spending', zh: '= benchmark - spending' },
        value: null,
      },
    });
    expect(hover('benchmark - spending', 'bench|mark - spending')?.hover.documentation?.zh).toBe('支出基准');
    expect(hover('savings * rate', 'savings * rat|e')?.hover).toMatchObject({ name: 'rate', type: 'ratio' });
  });

  it('says what a function takes, and what a key means', () => {
    expect(hover('benchmark - spending', 'cla|mp(benchmark, 0, 1)')?.hover.type).toBe('clamp(x, low, high)');
    expect(hover('benchmark - spending', 'round half| up(benchmark, 2)')?.hover.name).toBe('round half up');
    expect(hover('payments:', 'paym|ents:')?.hover.documentation?.en).toContain('Who pays whom');
    expect(hover('    savings:', '    savi|ngs:')?.hover.type).toBe('money');
  });

  it('says nothing where there is nothing', () => {
    expect(hover('rate else 0', 'rate else 0|')).toBeNull();
    expect(hoveredAt({ file: join(folder, 'model.yaml'), text: '', line: 7, column: 80 })).toBeNull();
  });
});
