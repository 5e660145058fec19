/**
 * A model of 32,000 formulas, 100 deep, checked and evaluated for one entity: seconds, beside the 3 s a peer publishes for as many
 * equations (its engine does nothing but evaluate; ours reads, checks units and guards, and compiles them first).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../src/engine/index.ts';
import { checkTests } from '../src/language/index.ts';
import { loadFacts } from '../src/data/tables/index.ts';
import { openDuckdb } from '../src/warehouse/duckdb/driver.ts';

const DEPTH = 100;
const WIDTH = 320;

function model(): string {
  const terms: string[] = [];
  for (let level = 0; level < DEPTH; level += 1)
    for (let i = 0; i < WIDTH; i += 1) {
      const left = level === 0 ? 'start' : `t${level - 1}_${i}`;
      const right = level === 0 ? 'step' : `t${level - 1}_${(i + 1) % WIDTH}`;
      const formulas = [
        `${left} + ${right} * share`,
        `if ${left} > ${right} then ${left} - ${right} * share else ${right}`,
        `max(${left}, ${right}) - start * share`,
        `${left} * share + ${right} * (1 - share)`,
      ];
      terms.push(`    t${level}_${i}: ${formulas[(level + i) % formulas.length]}`);
    }
  return `model: bench/formulas
version: 1.0
currency: USD
entities:
  thing:
    facts: { start: { type: money }, step: { type: money } }
parameters: { share: 0.01 }
terms:
  thing:
${terms.join('\n')}
payments: []
`;
}

const tests = `model: ./model.yaml
tests:
  - name: one
    period: { from: 2024-01-01, to: 2025-01-01 }
    facts: { thing: [{ id: a, start: 1000.5, step: 20.25 }] }
    expect: { thing: { a: { t0_0: 1000.7025 } } }
`;

export default async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-bench-'));
  try {
    writeFileSync(join(folder, 'model.yaml'), model());
    writeFileSync(join(folder, 'tests.yaml'), tests);
    const start = performance.now();
    const { value, diagnostics } = checkTests(join(folder, 'tests.yaml'));
    const agreement = value?.[0]?.agreement;
    if (!agreement) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
    const checked = performance.now();
    const warehouse = await openDuckdb({});
    try {
      await loadFacts(warehouse, agreement);
      const work = await evaluate(agreement, warehouse);
      const { table, name } = work.store.column('thing', `t${DEPTH - 1}_${WIDTH - 1}`);
      const [[last] = []] = await warehouse.values(`select ${name} from ${table}`);
      const end = performance.now();
      const seconds = (ms: number) => (ms / 1000).toFixed(2);
      console.log(
        `  ${DEPTH * WIDTH} formulas, ${DEPTH} deep: checked ${seconds(checked - start)} s, evaluated ${seconds(end - checked)} s (last value ${last})`,
      );
      console.log(
        `  together ${seconds(end - start)} s; ratio to the peer's published 3 s: ${((end - start) / 3000).toFixed(2)}`,
      );
    } finally {
      warehouse.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
