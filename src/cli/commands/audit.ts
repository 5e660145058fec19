/** `openvbp audit DATA [-o report.html] [-o decisions.csv]`: what should be looked at before it is paid, with evidence. Changes no payment. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { CallError, currencyOption, isoDate, report, wholeNumber } from '../arguments.ts';
import { auditCommandWords as words } from '../messages/audit.ts';
import { startActivity } from '../progress.ts';
import { auditLines } from '../render/audit.ts';
import { commandName, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, givenFile, valueOf } from './shared.ts';

export async function auditCommand(
  terminal: Terminal,
  [data = '']: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { lang, cwd, colors: c } = terminal;
  const folder = givenFile(terminal, data);
  const text = (name: string) => options[name] as string | undefined;
  const file = (name: string) => {
    const given = text(name);
    return given === undefined ? undefined : givenFile(terminal, given);
  };
  const outputs = ((options['output'] as string[] | undefined) ?? []).map((path) => resolve(cwd, path));
  const other = outputs.find((path) => !/\.(html|csv)$/i.test(path));
  if (other !== undefined)
    throw new CallError(report('bad-option', { option: '-o', value: other, form: 'FILE.html | FILE.csv' }));
  const [from, to, asOf] = [text('from'), text('to'), text('asOf')];
  if (from !== undefined && to !== undefined && from >= to)
    throw new CallError(report('bad-option', { option: '--to', value: to, form: `> ${from}` }));
  const currency = currencyOption(text('currency'));
  const [groups, parameters] = [file('groups'), file('parameters')];
  const sheet = outputs.find((path) => /\.csv$/i.test(path));
  const { auditFolder } = await import('../../methods/audit/run.ts');
  const { auditPage } = await import('../../methods/audit/report/page.ts');
  const threads = text('threads');
  const activity = await startActivity(terminal, words.looking[lang]);
  try {
    const checked = await auditFolder(folder, {
      ...(from !== undefined && { from: isoDate('--from', from) }),
      ...(to !== undefined && { to: isoDate('--to', to) }),
      ...(asOf !== undefined && { asOf: isoDate('--as-of', asOf) }),
      ...(groups !== undefined && { groups }),
      ...(parameters !== undefined && { parameters }),
      ...(text('rules') !== undefined && { rules: text('rules') as string }),
      ...(currency !== undefined && { currency }),
      ...(sheet !== undefined && { sheet: { file: sheet, lang } }),
      ...(threads !== undefined && { threads: wholeNumber('--threads', threads, 1, 256) }),
    });
    activity.stop();
    const found = valueOf(checked);
    for (const path of outputs.filter((one) => /\.html$/i.test(one)))
      await writeFile(path, auditPage(found, lang));
    const command = `${commandName()} audit ${data} -o report.html -o decisions.csv`;
    const end =
      outputs.length === 0
        ? [fill(words.next[lang], { command })]
        : [
            fill(words.written[lang], { files: ((options['output'] as string[]) ?? []).join(', ') }),
            ...(sheet === undefined ? [] : [words.decide[lang]]),
          ];
    return finish(terminal, {
      diagnostics: checked.diagnostics,
      result: found,
      lines: [...auditLines(terminal, found), '', ...end.map(c.dim)],
      exit: OK,
    });
  } finally {
    activity.stop();
  }
}
