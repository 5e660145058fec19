/** The process of one job: settles, makes the demo or runs model tests, says how far it is, and ends. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { settle, statementRows } from '../../engine/index.ts';
import { RunFolder } from '../../engine/run/folder.ts';
import { runTests, type TestResult } from '../../engine/model-tests/index.ts';
import type { Progress } from '../../engine/types.ts';
import { checkTests } from '../../language/index.ts';
import { checkContract } from '../../methods/contract.ts';
import { synthesise } from '../../data/synthetic/index.ts';
import { writeStatement } from '../../statement/index.ts';
import type { Localized } from '../../language/plan.ts';
import { copyExample, DEMO_CONTRACTS, DEMO_DATA, POPULATION } from '../demo.ts';
import { Failure, problemOf, unforeseen, valueOf } from '../http/problem.ts';
import type { Said, Task } from './work.ts';

/** What is half made, and must not stay if the server goes away. */
let making: RunFolder | undefined;

const say = (said: Said) => void process.send?.(said);

process.once('disconnect', () => {
  if (making !== undefined && isOurs(making.lockFile)) {
    rmSync(making.partial, { recursive: true, force: true });
    rmSync(making.lockFile, { force: true });
  }
  process.exit(1);
});

/** Another process may be making the run; then it stays. */
function isOurs(lock: string): boolean {
  try {
    return (JSON.parse(readFileSync(lock, 'utf8')) as { pid?: unknown }).pid === process.pid;
  } catch {
    return false;
  }
}

process.once('message', (task: Task) => {
  void run(task).then(
    (tests) => end({ said: 'done', ...(tests && { tests }) }),
    (error: unknown) => end({ said: 'failed', problem: problemIn(error) }),
  );
});

function end(said: Said): void {
  process.send?.(said, () => process.exit(0));
}

const problemIn = (error: unknown) => (error instanceof Failure ? error : unforeseen(error)).problem;

async function run(task: Task) {
  switch (task.kind) {
    case 'settle':
      return settleOne(task, (progress) => say({ said: 'progress', progress }));
    case 'demo':
      return demo(task.folder, task.members ?? POPULATION.members);
    case 'test':
      return tests(task.files);
  }
}

async function settleOne(
  { contract, output, set, asOf }: Omit<Extract<Task, { kind: 'settle' }>, 'kind'>,
  onProgress: (progress: Progress) => void,
): Promise<undefined> {
  const agreement = valueOf(
    checkContract(contract, { set, ...(asOf !== undefined && { asOf }) }),
    'job-failed',
  );
  making = new RunFolder(output);
  const settled = valueOf(await settle(agreement, { output, replace: true, onProgress }), 'job-failed');
  making = undefined;
  await writeStatement(settled, statementRows(settled));
  say({ said: 'run', folder: output });
}

/** As `openvbp demo`: what is there already is made again from the documents as they are now. */
async function demo(folder: string, members: number): Promise<undefined> {
  const total = DEMO_CONTRACTS.length + 1;
  const step = (name: string, done: number) =>
    say({ said: 'progress', progress: { stage: 'compute', name, done, total } });
  for (const { example } of DEMO_CONTRACTS)
    if (!(await copyExample(example, join(folder, example)))) throw new Failure(500, problemOf('job-failed'));
  step(DEMO_DATA, 0);
  valueOf(await synthesise({ ...POPULATION, members, folder: join(folder, DEMO_DATA) }), 'job-failed');
  for (const [i, { example, run: name }] of DEMO_CONTRACTS.entries()) {
    step(example, i + 1);
    const contract = join(folder, example, 'contract.yaml');
    await settleOne({ contract, output: join(folder, name), set: {} }, () => undefined);
  }
}

async function tests(files: readonly string[]) {
  const cases = files.flatMap((file) => valueOf(checkTests(file), 'job-failed'));
  let done = 0;
  const results = await runTests(cases, ({ name }) => {
    done += 1;
    say({ said: 'progress', progress: { stage: 'compute', name, done, total: cases.length } });
  });
  const passed = results.filter((one) => one.passed).length;
  return {
    passed,
    failed: results.length - passed,
    cases: results.map((one) => ({ name: one.name, passed: one.passed, message: messageOf(one) })),
  };
}

/** The figures that are not as expected, or what kept the test from being computed. */
function messageOf({ passed, failures, diagnostics }: TestResult): Localized | null {
  if (passed) return null;
  const [first] = diagnostics.filter(({ severity }) => severity === 'error');
  if (first) return first.message;
  const lines = failures.map(({ expected, got }) => {
    const of =
      expected.of.kind === 'term'
        ? `${expected.of.entity}[${expected.key}].${expected.of.term}`
        : `${expected.of.payment}[${expected.key}].${expected.of.field}`;
    return [of, expected.value, got === undefined ? null : got] as const;
  });
  const words = (expected: string, actual: string, unknown: string) =>
    lines
      .map(([of, want, got]) => `${of}: ${expected} ${want ?? unknown}, ${actual} ${String(got ?? unknown)}`)
      .join('\n');
  return { en: words('expected', 'got', 'unknown'), zh: words('期望', '实得', '未知') };
}
