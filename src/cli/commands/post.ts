/** `openvbp post RUN`: appends what the run settles to the contract's ledger. */
import { resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { grouped } from '../../statement/index.ts';
import { words } from '../messages/words.ts';
import { shownPath } from '../render/diagnostics.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, valueOf, withRun } from './shared.ts';

export async function postCommand(
  terminal: Terminal,
  [folder = '']: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const given = options['ledger'] as string | undefined;
  return withRun(terminal, folder, async (run) => {
    const { post } = await import('../../engine/post/index.ts');
    const checked = await post(run, { ...(given !== undefined && { ledger: resolve(terminal.cwd, given) }) });
    const result = valueOf(checked);
    const { lang } = terminal;
    const ledger = shownPath(terminal, result.ledger);
    const amount = `${grouped(result.amount)} ${run.plan.currency}`;
    return finish(terminal, {
      diagnostics: checked.diagnostics,
      result,
      lines: [
        result.postings === 0
          ? fill(words.postedNothing[lang], { ledger })
          : fill(words.posted[lang], { count: result.postings, ledger, amount }),
      ],
      exit: OK,
    });
  });
}
