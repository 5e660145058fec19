/** `openvbp test [FILES…]`: runs model tests; without files, those of every model of the library. */
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fill, hasErrors, type Diagnostic } from '../../language/diagnostic.ts';
import type { TestResult } from '../../engine/model-tests/index.ts';
import { CallError, report } from '../arguments.ts';
import { words } from '../messages/words.ts';
import { startActivity } from '../progress.ts';
import { failedTestLines } from '../render/tests.ts';
import { DIFFERENT, FAILED, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { libraryModels, testFilesBeside, yamlFiles } from './library.ts';
import { finish, givenFile } from './shared.ts';

export async function test(terminal: Terminal, names: string[]): Promise<ExitCode> {
  const files =
    names.length > 0
      ? names.flatMap((name) => testFiles(givenFile(terminal, name)))
      : (await libraryModels()).flatMap(({ file }) => testFilesBeside(dirname(file)));
  if (files.length === 0) throw new CallError(report('no-tests'));
  const { checkTests } = await import('../../language/index.ts');
  const { runTests } = await import('../../engine/model-tests/index.ts');
  const diagnostics: Diagnostic[] = [];
  const results: TestResult[] = [];
  const activity = await startActivity(terminal, 'openvbp test');
  try {
    const tests = files.flatMap((file) => {
      const checked = checkTests(file);
      diagnostics.push(...checked.diagnostics);
      return checked.value ?? [];
    });
    let done = 0;
    results.push(
      ...(await runTests(tests, ({ name }) => activity.say(`${(done += 1)}/${tests.length} ${name}`))),
    );
  } finally {
    activity.stop();
  }
  const failed = results.filter(({ passed }) => !passed);
  const { lang, colors: c } = terminal;
  const summary = fill(words.testSummary[lang], {
    passed: results.length - failed.length,
    failed: failed.length,
  });
  const broken = hasErrors(diagnostics);
  return finish(terminal, {
    diagnostics,
    result: { passed: results.length - failed.length, failed: failed.length, tests: results },
    lines: [
      ...failed.flatMap((one) => failedTestLines(terminal, one)),
      failed.length > 0 || broken ? c.red(summary) : c.green(summary),
    ],
    exit: broken ? FAILED : failed.length > 0 ? DIFFERENT : OK,
  });
}

/** A test document; of a folder those of the model there, and of every model in the folders below. */
function testFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  if (basename(path) === 'tests') return yamlFiles(path);
  const folders = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .map(({ name }) => name);
  return folders.sort().flatMap((name) => testFiles(join(path, name)));
}
