/** `openvbp synthesise`: a made-up population as a data folder. */
import { relative, resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { canonicalTable } from '../../data/canonical/index.ts';
import { CallError, isoDate, report, wholeNumber } from '../arguments.ts';
import { synthesiseWords as words } from '../messages/synthesise.ts';
import { startActivity } from '../progress.ts';
import { table } from '../render/table.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, valueOf } from './shared.ts';

interface Options {
  members?: string;
  seed?: string;
  country?: string;
  years?: string;
  from?: string;
  output?: string;
  threads?: string;
}

export async function synthesiseCommand(
  terminal: Terminal,
  _positional: string[],
  given: Record<string, unknown>,
): Promise<ExitCode> {
  const options = given as Options;
  const { lang } = terminal;
  const { countries, synthesise } = await import('../../data/synthetic/index.ts');
  const country = options.country ?? '';
  if (!Object.hasOwn(countries, country)) {
    const form = Object.keys(countries).join(' | ');
    throw new CallError(report('bad-option', { option: '--country', value: country, form }));
  }
  const members = wholeNumber('--members', options.members ?? '', 1, 20_000_000);
  const folder = resolve(terminal.cwd, options.output ?? '');
  const number = (value: number) => value.toLocaleString(lang);
  const activity = await startActivity(terminal, fill(words.making[lang], { members: number(members) }));
  try {
    const { value, diagnostics } = await synthesise({
      country,
      members,
      seed: wholeNumber('--seed', options.seed ?? '1', 0, Number.MAX_SAFE_INTEGER),
      years: wholeNumber('--years', options.years ?? '3', 1, 10),
      from: isoDate('--from', options.from ?? '2021-01-01'),
      folder,
      ...(options.threads !== undefined && { threads: wholeNumber('--threads', options.threads, 1, 256) }),
      onProgress: (done, total) =>
        activity.say(fill(words.progress[lang], { done: number(done), total: number(total) })),
    });
    activity.stop();
    const made = valueOf({ ...(value && { value }), diagnostics });
    const rows = made.data.tables.map((one) => ({
      cells: [canonicalTable(one.name).label[lang], number(one.standing), number(one.superseded)],
    }));
    const shown = relative(terminal.cwd, folder) || '.';
    return finish(terminal, {
      diagnostics,
      result: { folder, added: made.added, tables: made.data.tables },
      lines: [
        fill((made.added ? words.made : words.there)[lang], { folder: shown }),
        '',
        ...table(
          [
            { header: words.table[lang] },
            { header: words.rows[lang], align: 'right' },
            { header: words.superseded[lang], align: 'right' },
          ],
          rows,
          { width: terminal.width, dim: terminal.colors.dim },
        ),
      ],
      exit: OK,
    });
  } finally {
    activity.stop();
  }
}
