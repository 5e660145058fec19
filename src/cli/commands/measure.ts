/**
 * `openvbp measure DATA [MEASURES]`: measures written as documents, of a data folder. `openvbp measure BUNDLE PATIENTS`: an electronic clinical quality measure for
 * patients given as FHIR.
 */
import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { periodOption } from '../../language/method.ts';
import { CallError, report, wholeNumber } from '../arguments.ts';
import { measureWords as words } from '../messages/measure.ts';
import { startActivity } from '../progress.ts';
import { measureLines } from '../render/measure.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, givenFile, valueOf } from './shared.ts';

export async function measureCommand(
  terminal: Terminal,
  [what = '', ...rest]: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const path = resolve(terminal.cwd, what);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isFolder && (rest.length !== 1 || existsSync(join(path, 'data.json')))) {
    const { measureFolder } = await import('./measure-data.ts');
    return measureFolder(terminal, path, rest, options);
  }
  const [patients, more] = rest;
  if (patients === undefined)
    throw new CallError(report('missing-argument', { command: 'openvbp measure', name: 'PATIENTS' }));
  if (more !== undefined) throw new CallError(report('excess-argument', { command: 'openvbp measure' }));
  return measureBundle(terminal, what, patients, options);
}

async function measureBundle(
  terminal: Terminal,
  bundle: string,
  patients: string,
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { lang, cwd, colors: c } = terminal;
  const text = (name: string) => options[name] as string | undefined;
  const [file, path] = [givenFile(terminal, bundle), givenFile(terminal, patients)];
  const given = text('period');
  const period = given === undefined ? undefined : periodOption(given);
  if (given !== undefined && !period)
    throw new CallError(
      report('bad-option', { option: '--period', value: given, form: '2026-01-01/2027-01-01' }),
    );
  const oneOf = (option: string, value: string | undefined, form: readonly string[]) => {
    if (value !== undefined && !form.includes(value))
      throw new CallError(report('bad-option', { option, value, form: form.join(' | ') }));
    return value;
  };
  const profiles = oneOf('--profiles', text('profiles'), ['trust', 'ignore']);
  const rows = oneOf('--rows', text('rows'), ['patient', 'episode']) as 'patient' | 'episode' | undefined;
  const [threads, output, name] = [text('threads'), text('output'), text('measure')];
  const { measurePatients } = await import('../../methods/measures/ecqm/run.ts');
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  const activity = await startActivity(terminal, words.measuring[lang]);
  try {
    const checked = await measurePatients({
      bundle: file,
      patients: path,
      explain: (options['explain'] as string[] | undefined) ?? [],
      trustProfiles: profiles !== 'ignore',
      signal: stop.signal,
      onProgress: (done) => activity.say(fill(words.progress[lang], { done: done.toLocaleString(lang) })),
      ...(period && { period }),
      ...(rows && { rows }),
      ...(name !== undefined && { name }),
      ...(output !== undefined && { output: resolve(cwd, output) }),
      ...(threads !== undefined && { threads: wholeNumber('--threads', threads, 1, 256) }),
    });
    activity.stop();
    const found = valueOf(checked);
    const files = found.files.map((one) => relative(cwd, one)).join(', ');
    const end = files === '' ? words.writeHint[lang] : fill(words.written[lang], { files });
    return finish(terminal, {
      diagnostics: checked.diagnostics,
      result: found,
      lines: [...measureLines(terminal, found), '', c.dim(end)],
      exit: OK,
    });
  } finally {
    process.off('SIGINT', interrupt);
    activity.stop();
  }
}
