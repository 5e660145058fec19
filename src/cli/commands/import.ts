/** `openvbp import FORMAT PATHS… -o DATA`: reads files into a data folder; without a format, lists the formats. */
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { assignments, CallError, didYouMean, report, wholeNumber } from '../arguments.ts';
import { importWords as words } from '../messages/import.ts';
import { qualityWords } from '../messages/quality.ts';
import { startActivity, type Activity } from '../progress.ts';
import { importedLines } from '../render/imported.ts';
import { table } from '../render/table.ts';
import { commandName, DIFFERENT, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { assessFolder } from './assessing.ts';
import { finish, valueOf } from './shared.ts';
import type { Format } from '../../data/import/format.ts';
import type { Imported } from '../../data/import/import.ts';

export async function importCommand(
  terminal: Terminal,
  [name, ...paths]: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { FORMATS } = await import('../../data/readers/index.ts');
  if (name === undefined) return listFormats(terminal, FORMATS);
  const format = FORMATS.find((one) => one.name === name.toLowerCase());
  const names = FORMATS.map((one) => one.name);
  if (!format) {
    throw new CallError(didYouMean(report('no-format', { name, names: names.join(', ') }), name, names));
  }
  if (paths.length === 0) throw new CallError(report('no-paths', { format: format.name }));
  const output = options['output'] as string | undefined;
  if (output === undefined) throw new CallError(report('no-data-output'));
  const given = assignments('--option', (options['option'] as string[] | undefined) ?? [], 'NAME=VALUE');
  const threads = options['threads'] as string | undefined;
  const { importData } = await import('../../data/import/import.ts');
  const activity = await startActivity(terminal, format.name);
  const { lang } = terminal;
  try {
    const checked = await importData({
      format,
      paths: paths.map((path) => resolve(terminal.cwd, path)),
      options: given,
      folder: resolve(terminal.cwd, output),
      ...(threads !== undefined && { threads: wholeNumber('--threads', threads, 1, 256) }),
      onProgress: ({ stage, name: file, done, total }) => {
        const percent = total > 0 ? Math.floor((100 * done) / total) : 0;
        const { unpacking, hashing, reading, versions, sums } = words;
        const said = { unpack: unpacking, hash: hashing, read: reading, versions, sums }[stage];
        activity.say(fill(said[lang], { name: file, percent }));
      },
    });
    const imported = valueOf(checked);
    const quality =
      options['quality'] === false ? undefined : await assessed(terminal, imported, activity, threads);
    activity.stop();
    const refused = imported.source.refused.length > 0;
    return finish(terminal, {
      diagnostics: checked.diagnostics,
      result: imported,
      lines: [...importedLines(terminal, imported), ...(quality === undefined ? [] : ['', quality])],
      exit: refused && options['strict'] === true ? DIFFERENT : OK,
    });
  } finally {
    activity.stop();
  }
}

/**
 * Writes the quality report of what stands now into the folder, and gives its summary. Done again only where something was added: else the
 * report that is there still holds.
 */
async function assessed(
  terminal: Terminal,
  { folder, added }: Imported,
  activity: Activity,
  threads: string | undefined,
): Promise<string | undefined> {
  if (!added && existsSync(join(folder, 'quality.json'))) return undefined;
  const checked = await assessFolder(terminal, folder, activity, threads);
  const { summaryOf } = await import('../../data/quality/index.ts');
  const command = `${commandName()} quality ${relative(terminal.cwd, folder) || '.'}`;
  const { lang } = terminal;
  return fill(qualityWords.imported[lang], { summary: summaryOf(valueOf(checked))[lang], command });
}

function listFormats(terminal: Terminal, formats: readonly Format[]): ExitCode {
  const { lang, colors: c, width } = terminal;
  const rows = formats.flatMap(({ name, title, options = [] }) => [
    { cells: [name, title[lang]] },
    ...options.map((option) => ({
      cells: ['', fill(words.optionsOf[lang], { name: option.name, label: option.label[lang] })],
      style: c.dim,
    })),
  ]);
  const command = `${commandName()} import ${formats[0]?.name ?? ''} FILES… -o DATA`;
  return finish(terminal, {
    result: formats.map(({ name, title, options = [] }) => ({ name, title, options })),
    lines: [
      c.bold(words.formats[lang]),
      ...table([{ header: '' }, { header: '' }], rows, { width, indent: 2, dim: c.dim }),
      '',
      c.dim(fill(words.formatsNext[lang], { command })),
    ],
    exit: OK,
  });
}
