/**
 * Worked examples for tests: a model as text, rows as text, figures as text. Every example is computed twice, dividing in the short way
 * for few rows and in the fast way for many, and must come out the same.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFacts } from '../../data/tables/index.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { checkTests } from '../../language/index.ts';
import type { ScalarType } from '../../language/plan.ts';
import { normalDuration, renderConstant } from '../../language/value.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Cell, Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { evaluate } from '../evaluate.ts';
import type { Position } from '../ledger/positions.ts';
import { Reasons } from '../reasons/index.ts';
import { statementRow } from '../statement-rows.ts';
import type { StatementRow } from '../types.ts';

interface ExampleOptions {
  period?: [from: string, to: string];
  asOf?: string;
  /** Parameters changed from the model, as YAML. */
  parameters?: string;
  ledger?: Position[];
}

/** Figures by `entity key term`, written as people write them; unknown ones as `? reason`, with the row and name of the reason. */
class Example {
  readonly #figures: ReadonlyMap<string, string>;
  readonly statement: StatementRow[];
  readonly diagnostics: Diagnostic[];

  constructor(figures: ReadonlyMap<string, string>, statement: StatementRow[], diagnostics: Diagnostic[]) {
    this.#figures = figures;
    this.statement = statement;
    this.diagnostics = diagnostics;
  }

  /** The figure of a row: `of('aco A1', 'savings')`. */
  of(row: string, term: string): string | undefined {
    return this.#figures.get(`${row}\0${term}`);
  }

  text(): string {
    return JSON.stringify([[...this.#figures], this.statement]);
  }

  /** One term of several rows of an entity, by key. */
  all(entity: string, term: string): Record<string, string> {
    const found: Record<string, string> = {};
    for (const [name, figure] of this.#figures) {
      const [row = '', column] = name.split('\0');
      if (column === term && row.startsWith(`${entity} `)) found[row.slice(entity.length + 1)] = figure;
    }
    return found;
  }
}

let shared: Promise<Warehouse> | undefined;
let count = 0;

/** `model` without its head; `facts` as in a tests document (`aco: [{ id: A1, … }]`). Errors of either are thrown. */
export async function example(model: string, facts: string, options: ExampleOptions = {}): Promise<Example> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-example-'));
  try {
    writeFileSync(join(folder, 'model.yaml'), `model: test/example\nversion: 1\ncurrency: USD\n${model}\n`);
    const [from, to] = options.period ?? ['2024-01-01', '2025-01-01'];
    const indented = facts.trim().split('\n').join('\n      ');
    const lines = [
      'model: ./model.yaml',
      'tests:',
      '  - name: example',
      `    period: { from: ${from}, to: ${to} }`,
      ...(options.asOf === undefined ? [] : [`    as_of: ${options.asOf}`]),
      ...(options.parameters === undefined ? [] : [`    parameters: ${options.parameters}`]),
      '    facts:',
      `      ${indented}`,
      '    expect: {}',
      '',
    ];
    writeFileSync(join(folder, 'tests.yaml'), lines.join('\n'));
    const { value, diagnostics } = checkTests(join(folder, 'tests.yaml'));
    const test = value?.[0];
    if (!test)
      throw new Error(
        diagnostics
          .filter(({ severity }) => severity === 'error')
          .map(({ message, at }) => `${at?.line ?? ''}: ${message.en}`)
          .join('\n'),
      );
    shared ??= openDuckdb({ threads: 2 });
    const warehouse = await shared;
    const both: Example[] = [];
    for (const plain of [true, false]) both.push(await compute(warehouse, test.agreement, options, plain));
    const [short, fast] = both as [Example, Example];
    if (short.text() !== fast.text())
      throw new Error(`two ways of dividing differ:\n${short.text()}\n${fast.text()}`);
    return fast;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type AgreementOf = NonNullable<ReturnType<typeof checkTests>['value']>[number]['agreement'];

async function compute(
  warehouse: Warehouse,
  agreement: AgreementOf,
  options: ExampleOptions,
  plain: boolean,
): Promise<Example> {
  const catalog = `example_${(count += 1)}`;
  await warehouse.run(`attach ':memory:' as ${catalog}; use ${catalog}`);
  try {
    const read = await loadFacts(warehouse, agreement);
    const work = await evaluate(agreement, warehouse, {
      plain,
      files: read.sources.map(({ file }) => file),
      ...(options.ledger && { ledger: options.ledger }),
    });
    const diagnostics = [...read.diagnostics, ...work.diagnostics];
    const figures = new Map<string, string>();
    const reasons = new Reasons(work);
    if (diagnostics.some(({ severity }) => severity === 'error'))
      return new Example(figures, [], diagnostics);
    for (const { entity } of work.store.entities()) {
      const rows = await warehouse.rows(`select * from main.${q(entity.name)} order by ${RID}`);
      const columns = [...entity.facts, ...entity.elements, ...entity.terms];
      for (const { name, type } of columns) {
        const isTerm = entity.terms.some((term) => term.name === name);
        const why = isTerm ? await reasons.ofTerm(entity.name, name) : new Map();
        for (const row of rows) {
          const key = entity.key.map((part) => written(row[part.name] ?? null, part.type)).join(',');
          const cell = row[name] ?? null;
          const reason = why.get(Number(row[RID]));
          const unknown = reason
            ? `? ${[reason.kind, reason.entity, reason.key, reason.name].filter((p) => p !== '').join(' ')}`
            : '?';
          figures.set(`${entity.name} ${key}\0${name}`, cell === null ? unknown : written(cell, type));
        }
      }
    }
    const rows = await warehouse.rows('select * from statement.rows order by n');
    const statement = rows.map((row) => statementRow(row, agreement.plan.minorUnit));
    return new Example(figures, statement, diagnostics);
  } finally {
    await warehouse.run(`use memory; detach ${catalog}`);
  }
}

function written(cell: Cell, type: ScalarType): string {
  if (cell === null) return '?';
  if (type.kind === 'reference') return `row ${String(cell)}`;
  if (type.kind === 'duration') return normalDuration(String(cell)) ?? String(cell);
  return renderConstant(typeof cell === 'boolean' ? cell : String(cell), type);
}

/** For `afterAll`: the database behind the examples of a file. */
export async function closeExamples(): Promise<void> {
  (await shared)?.close();
  shared = undefined;
}
