/** Tests against their model: each becomes an agreement whose rows are written out, and the figures expected of it. */
import type { Agreement, Binding, ExpectedFigure, TestCase } from '../agreement.ts';
import type { Diagnostic, Location } from '../diagnostic.ts';
import type { TestDocument } from '../document.ts';
import type { Plan, PlanParameter } from '../plan.ts';
import { boundEntity, checkPeriod, rolesOf, withParameters } from './agreement.ts';
import { checkExpected } from './expected.ts';
import { report } from './messages.ts';
import { rowsSource } from './rows.ts';

interface TestOptions {
  file: string;
  parameters: PlanParameter[];
  documents: Record<string, string>;
}

/** In a test each role is filled by a party of the role's own name. */
export function checkTest(
  test: TestDocument,
  plan: Plan,
  options: TestOptions,
  diagnostics: Diagnostic[],
): TestCase | undefined {
  checkTestPeriod(test, diagnostics);
  const bindings = testBindings(test, plan, diagnostics);
  const expect: ExpectedFigure[] = checkExpected(test, plan, bindings, diagnostics);
  if (!test.period) return undefined;
  const agreement: Agreement = {
    contract: test.name.text,
    file: options.file,
    documents: options.documents,
    plan: withParameters(plan, options.parameters),
    changed: options.parameters.map((parameter) => parameter.name),
    parties: [...new Set([...plan.parties, ...rolesOf(plan)])].map((role) => ({ role, id: role })),
    period: { from: test.period.from.text, to: test.period.to.text },
    asOf: test.asOf?.text ?? test.period.to.text,
    posts: 'difference',
    bindings,
  };
  return {
    name: test.name.text,
    ...(test.source !== undefined && { source: test.source }),
    agreement,
    expect,
    at: test.name.at,
  };
}

export function checkTestPeriod(test: TestDocument, diagnostics: Diagnostic[]): void {
  if (test.period) checkPeriod(test.period, diagnostics);
  else diagnostics.push(report('test-no-period', {}, test.name.at));
}

function testBindings(test: TestDocument, plan: Plan, diagnostics: Diagnostic[]): Record<string, Binding> {
  return Object.fromEntries(
    test.facts.map(({ entity: name, rows }): [string, Binding] => {
      const entity = boundEntity(name, plan, diagnostics);
      const source = rowsSource(rows, name.at, { plan, diagnostics, ...(entity && { entity }) });
      return [name.text, { sources: [source], runs: [] }];
    }),
  );
}

/** Two tests of one name could not be told apart in a report. */
export function checkTestNames(tests: readonly TestDocument[], diagnostics: Diagnostic[]): void {
  const seen = new Map<string, Location>();
  for (const { name } of tests) {
    const first = seen.get(name.text);
    if (first)
      diagnostics.push(report('test-name-twice', { name: name.text, line: first.line ?? 0 }, name.at));
    else seen.set(name.text, name.at);
  }
}
