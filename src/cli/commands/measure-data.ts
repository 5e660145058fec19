/** Measures written as documents, computed of a data folder. */
import { relative, resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { periodOption } from '../../language/method.ts';
import { isDate } from '../../language/value.ts';
import { CallError, report } from '../arguments.ts';
import { measureWords as words } from '../messages/measure.ts';
import { startActivity } from '../progress.ts';
import { measuredDataLines } from '../render/measure-data.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, givenFile, valueOf } from './shared.ts';

/** Options of the method that have a place on the command line. */
const FILES = ['codes', 'members'] as const;

export async function measureFolder(
  terminal: Terminal,
  data: string,
  measures: readonly string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { lang, cwd, colors: c } = terminal;
  const text = (name: string) => options[name] as string | undefined;
  const wrong = (option: string, value: string, form: string) =>
    new CallError(report('bad-option', { option, value, form }));
  const [span, asOf, by, output] = [text('period'), text('asOf'), text('by'), text('output')];
  const period = span === undefined ? undefined : periodOption(span);
  if (span !== undefined && !period) throw wrong('--period', span, '2023-01-01/2024-01-01');
  if (asOf !== undefined && !isDate(asOf)) throw wrong('--as-of', asOf, '2023-12-31');
  const ways = ['all', 'groups', 'facility'];
  if (by !== undefined && !ways.includes(by)) throw wrong('--by', by, ways.join(' | '));
  const given = FILES.flatMap((name) => {
    const file = text(name);
    return file === undefined ? [] : [[name, givenFile(terminal, file)] as const];
  });
  const { measureData } = await import('../../methods/measures/documents/run.ts');
  const activity = await startActivity(terminal, words.measuring[lang]);
  try {
    const checked = await measureData({
      data,
      measures,
      options: { ...Object.fromEntries(given), ...(by !== undefined && { by }) },
      cwd,
      explain: (options['explain'] as string[] | undefined) ?? [],
      ...(period && { period }),
      ...(asOf !== undefined && { asOf }),
      ...(output !== undefined && { output: resolve(cwd, output) }),
    });
    activity.stop();
    const found = valueOf(checked);
    const files = found.files.map((one) => relative(cwd, one)).join(', ');
    const end = files === '' ? words.dataHint[lang] : fill(words.written[lang], { files });
    return finish(terminal, {
      diagnostics: checked.diagnostics,
      result: found,
      lines: [...measuredDataLines(terminal, found), '', c.dim(end)],
      exit: OK,
    });
  } finally {
    activity.stop();
  }
}
