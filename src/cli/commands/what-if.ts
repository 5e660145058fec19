/** `openvbp what-if RUN --set PARAM=VALUE --grid PARAM=from..to/step`: the run again with other parameters. */
import { scenariosOf } from '../arguments.ts';
import { scenarioLines } from '../render/scenarios.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, valueOf, withRun } from './shared.ts';

export async function whatIfCommand(
  terminal: Terminal,
  [folder = '']: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const scenarios = scenariosOf((options['set'] as string[]) ?? [], (options['grid'] as string[]) ?? []);
  return withRun(terminal, folder, async (run) => {
    const { whatIf } = await import('../../engine/what-if/index.ts');
    const checked = await whatIf(run, scenarios);
    const result = valueOf(checked);
    return finish(terminal, {
      diagnostics: checked.diagnostics,
      result,
      lines: scenarioLines(terminal, result, run.plan),
      exit: OK,
    });
  });
}
