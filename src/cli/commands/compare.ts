/** `openvbp compare RUN OTHER`: what differs between two runs. Exits with 1 where they do, as `diff` does. */
import { comparisonLines, isSame } from '../render/comparison.ts';
import { DIFFERENT, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, valueOf, withRun } from './shared.ts';

export async function compareCommand(
  terminal: Terminal,
  [before = '', after = '']: string[],
): Promise<ExitCode> {
  return withRun(terminal, before, (a) =>
    withRun(terminal, after, async (b) => {
      const { compare } = await import('../../engine/compare/index.ts');
      const comparison = valueOf(await compare(a, b));
      return finish(terminal, {
        result: comparison,
        lines: comparisonLines(terminal, comparison, b.plan),
        exit: isSame(comparison) ? OK : DIFFERENT,
      });
    }),
  );
}
