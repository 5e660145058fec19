/** What commands have in common: opening what they are given, and ending. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import type { Localized, Plan } from '../../language/plan.ts';
import type { Run } from '../../engine/types.ts';
import { titleOf, type Style } from '../../statement/index.ts';
import { CallError, report } from '../arguments.ts';
import { showDiagnostics } from '../render/diagnostics.ts';
import type { ExplanationContext } from '../render/explanation.ts';
import { FAILED, type ExitCode, type JsonResult, type Terminal } from '../terminal.ts';

/** The absolute path of a file that is there. */
export function givenFile(terminal: Terminal, file: string): string {
  const path = resolve(terminal.cwd, file);
  if (!existsSync(path)) throw new CallError(report('no-file', { file, cwd: terminal.cwd }));
  return path;
}

/** Prints a command's outcome, as JSON or for people, and gives the exit code. */
export function finish(
  terminal: Terminal,
  outcome: { diagnostics?: Diagnostic[]; result?: unknown; lines: string[]; exit: ExitCode },
): ExitCode {
  const { diagnostics = [], result, lines, exit } = outcome;
  if (terminal.json) {
    const json: JsonResult = { ok: exit !== FAILED, diagnostics, ...(result !== undefined && { result }) };
    terminal.out(JSON.stringify(json, null, 1));
  } else {
    showDiagnostics(terminal, diagnostics);
    if (lines.length > 0) terminal.out(lines.join('\n'));
  }
  return exit;
}

/** The value of what was checked; with errors the command ends. */
export function valueOf<T>({ value, diagnostics }: Checked<T>): T {
  if (value === undefined || hasErrors(diagnostics)) throw new CallError(...diagnostics);
  return value;
}

/** Opens a run for `use` and closes it whatever happens. */
export async function withRun<T>(
  terminal: Terminal,
  folder: string,
  use: (run: Run) => Promise<T>,
): Promise<T> {
  const path = resolve(terminal.cwd, folder);
  if (!existsSync(resolve(path, 'run.json'))) throw new CallError(report('no-run', { folder }));
  const { openRun } = await import('../../engine/index.ts');
  const run = valueOf(await openRun(path));
  try {
    return await use(run);
  } finally {
    run.close();
  }
}

export function styleOf(terminal: Terminal, plan: Plan): Style {
  const { currency, minorUnit, words } = plan;
  return { lang: terminal.lang, currency, minorUnit, exact: terminal.exact, ...(words && { words }) };
}

export function explanationContext(terminal: Terminal, plan: Plan): ExplanationContext {
  return {
    style: styleOf(terminal, plan),
    entityTitle: (entity): Localized | undefined => plan.entities.find(({ name }) => name === entity)?.title,
    titleOf: (entity, name) => titleOf(plan, entity, name),
  };
}
