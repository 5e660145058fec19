/** Runs model tests: computes each test's agreement and compares the figures it expects (docs/language.md §7). */
import { availableParallelism } from 'node:os';
import type { ExpectedFigure, TestCase } from '../../language/agreement.ts';
import { decimalText, parseDecimal, subtract, trimmed } from '../decimal.ts';
import { failure } from '../run/settle.ts';
import type { StatementRow } from '../types.ts';
import { problemWith, type Figure } from './compare.ts';
import { TestDatabase, type Figures } from './figures.ts';
import type { Failure, TestResult } from './types.ts';

/** Tests computed at once: each keeps one thread busy, and none needs much memory. */
const AT_ONCE = Math.max(2, Math.min(8, availableParallelism()));

/** Results stand in the order of the tests; `onTest` hears of each as it is done. */
export async function runTests(
  tests: readonly TestCase[],
  onTest?: (result: TestResult) => void,
): Promise<TestResult[]> {
  const results: TestResult[] = [];
  const waiting = tests.entries();
  const worker = async () => {
    const database = new TestDatabase();
    try {
      for (const [i, test] of waiting) {
        const result = await runTest(test, database);
        results[i] = result;
        onTest?.(result);
      }
    } finally {
      await database.close();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

export async function runTest(test: TestCase, database: TestDatabase): Promise<TestResult> {
  const result = {
    name: test.name,
    ...(test.source !== undefined && { source: test.source }),
    at: test.at,
    figures: test.expect.length,
  };
  try {
    const { value: figures, diagnostics } = await database.compute(test.agreement);
    if (!figures) return { ...result, passed: false, failures: [], diagnostics };
    try {
      const failures: Failure[] = [];
      for (const expected of test.expect) {
        const failed = failureOf(expected, await figureOf(figures, expected));
        if (failed) failures.push(failed);
      }
      return { ...result, passed: failures.length === 0, failures, diagnostics };
    } finally {
      await figures.close();
    }
  } catch (error) {
    return { ...result, passed: false, failures: [], diagnostics: [failure(error, test.name)] };
  }
}

async function figureOf(figures: Figures, { of, key }: ExpectedFigure): Promise<Figure | undefined> {
  if (of.kind === 'term') return figures.term(of.entity, key, of.term);
  const row = await figures.payment(of.payment, key);
  return row && paymentField(row, of.field);
}

function paymentField(row: StatementRow, field: string): Figure {
  const reason = row.reason && { reason: row.reason };
  switch (field) {
    case 'amount':
      return { kind: 'number', value: row.amount, ...reason };
    case 'status':
      return { kind: 'text', value: row.status };
    case 'due':
      return { kind: 'date', value: row.due, ...reason };
    case 'from':
    case 'to':
      return { kind: 'party', value: row[field], ...reason };
    default:
      throw new Error(`a payment has no ${field}`);
  }
}

function failureOf(expected: ExpectedFigure, figure: Figure | undefined): Failure | undefined {
  const problem = problemWith(expected, figure);
  if (!problem) return undefined;
  const difference =
    problem === 'differs' && figure?.kind === 'number'
      ? differenceOf(String(figure.value), expected.value)
      : undefined;
  return {
    expected,
    problem,
    ...(figure && { got: figure.value }),
    ...(figure?.reason && { reason: figure.reason }),
    ...(difference !== undefined && { difference }),
  };
}

function differenceOf(got: string, expected: string | null): string | undefined {
  const [ours, theirs] = [parseDecimal(got), parseDecimal(expected ?? '')];
  return ours && theirs && decimalText(trimmed(subtract(ours, theirs)));
}
