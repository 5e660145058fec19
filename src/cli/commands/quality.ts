/** `openvbp quality DATA [-o report.html]`: what a data folder holds, what was not kept of it, and what looks wrong. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { currencyOption } from '../arguments.ts';
import { qualityWords as words } from '../messages/quality.ts';
import { startActivity } from '../progress.ts';
import { qualityLines } from '../render/quality.ts';
import { commandName, DIFFERENT, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { assessFolder } from './assessing.ts';
import { finish, givenFile, valueOf } from './shared.ts';

/** Exits with 1 where the report has errors and `--strict` is given. */
export async function qualityCommand(
  terminal: Terminal,
  [data = '']: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const folder = givenFile(terminal, data);
  const { lang } = terminal;
  const threads = options['threads'] as string | undefined;
  const currency = currencyOption(options['currency'] as string | undefined);
  const { qualityPage } = await import('../../data/quality/index.ts');
  const activity = await startActivity(terminal, words.opening[lang]);
  try {
    const checked = await assessFolder(terminal, folder, activity, threads);
    activity.stop();
    const report = { ...valueOf(checked), ...(currency !== undefined && { currency }) };
    const output = options['output'] as string | undefined;
    if (output !== undefined) await writeFile(resolve(terminal.cwd, output), qualityPage(report, lang));
    const command = `${commandName()} quality ${data} -o report.html`;
    const end =
      output === undefined
        ? fill(words.next[lang], { command })
        : fill(words.written[lang], { file: output });
    const failed = report.findings.some(({ severity }) => severity === 'error');
    return finish(terminal, {
      diagnostics: checked.diagnostics,
      result: report,
      lines: [...qualityLines(terminal, report), '', terminal.colors.dim(end)],
      exit: failed && options['strict'] === true ? DIFFERENT : OK,
    });
  } finally {
    activity.stop();
  }
}
