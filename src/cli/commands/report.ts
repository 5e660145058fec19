/** `openvbp report hospitals|departments CASES`: figures by case mix, before and after, as a table, a page or a CSV. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { makeFolder } from '../../data/disk/folders.ts';
import { fill } from '../../language/diagnostic.ts';
import { periodOption } from '../../language/method.ts';
import { CallError, report, wholeNumber } from '../arguments.ts';
import { reportCommandWords as words } from '../messages/report.ts';
import { startActivity } from '../progress.ts';
import { reportLines } from '../render/report.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, givenFile, valueOf } from './shared.ts';

const KINDS = { hospitals: 'hospital', departments: 'department' } as const;

interface Options {
  grouped?: string[];
  groupColumn?: string;
  weights?: string;
  period?: string;
  before?: string[];
  base?: string;
  suppress?: string;
  hospital?: string;
  intervalFrom?: string;
  output?: string;
}

export async function reportCommand(
  terminal: Terminal,
  [kind = '', cases = '']: string[],
  given: Record<string, unknown>,
): Promise<ExitCode> {
  const options = given as Options;
  const { lang, cwd } = terminal;
  if (!Object.hasOwn(KINDS, kind))
    throw new CallError(
      report('bad-option', { option: 'KIND', value: kind, form: 'hospitals | departments' }),
    );
  const { base = 'before' } = options;
  if (base !== 'before' && base !== 'each')
    throw new CallError(report('bad-option', { option: '--base', value: base, form: 'before | each' }));
  const grouped = (options.grouped ?? []).map((file) => givenFile(terminal, file));
  const column = options.groupColumn === undefined ? {} : { column: options.groupColumn };
  const source = (path: string) => ({ path: givenFile(terminal, path), grouped, ...column });
  const before = beforeOf(terminal, options.before ?? [], source);
  const { reportHospitals, reportPage, reportCsv } = await import('../../methods/efficiency/index.ts');
  const activity = await startActivity(terminal, words.reading[lang]);
  try {
    const checked = await reportHospitals({
      cases: source(cases),
      by: KINDS[kind as keyof typeof KINDS],
      ...(options.period !== undefined && { period: periodOf('--period', options.period) }),
      ...(before && { before }),
      ...(options.weights !== undefined && { groups: givenFile(terminal, options.weights) }),
      base,
      ...(options.suppress !== undefined && {
        suppress: wholeNumber('--suppress', options.suppress, 2, 1000),
      }),
      ...(options.hospital !== undefined && { hospital: options.hospital }),
      intervalFrom: wholeNumber('--interval-from', options.intervalFrom ?? '30', 2, 1_000_000),
    });
    activity.stop();
    const found = valueOf(checked);
    const { output } = options;
    if (output !== undefined) {
      const file = resolve(cwd, output);
      await makeFolder(dirname(file));
      const text = /\.html?$/i.test(output)
        ? reportPage(found, lang)
        : /\.csv$/i.test(output)
          ? `\ufeff${reportCsv(found)}`
          : `${JSON.stringify(found, null, 1)}\n`;
      await writeFile(file, text);
    }
    const end = output === undefined ? words.next[lang] : fill(words.written[lang], { file: output });
    return finish(terminal, {
      diagnostics: checked.diagnostics,
      result: found,
      lines: [...reportLines(terminal, found), '', terminal.colors.dim(end)],
      exit: OK,
    });
  } finally {
    activity.stop();
  }
}

function periodOf(option: string, text: string): { from: string; to: string } {
  const period = periodOption(text);
  if (period) return period;
  throw new CallError(report('bad-option', { option, value: text, form: '2023-01-01/2024-01-01' }));
}

/** A period, cases of their own, or both: each given with `--before`. */
function beforeOf<S>(
  { cwd }: Terminal,
  texts: readonly string[],
  source: (path: string) => S,
): { cases?: S; period?: { from: string; to: string } } | undefined {
  if (texts.length === 0) return undefined;
  const found: { cases?: S; period?: { from: string; to: string } } = {};
  for (const text of texts) {
    if (existsSync(resolve(cwd, text))) found.cases = source(text);
    else if (/^\d{4}-/.test(text)) found.period = periodOf('--before', text);
    else found.cases = source(text);
  }
  return found;
}
