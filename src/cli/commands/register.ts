/** `openvbp register RUN`: how complete the register behind a run is, and what pending payments wait for overdue follow-ups. */
import { resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { add, decimal, decimalText, ZERO } from '../../engine/decimal.ts';
import type { Register } from '../../engine/register/index.ts';
import { grouped, titled } from '../../statement/index.ts';
import { registerWords as words } from '../messages/register.ts';
import { shownPath } from '../render/diagnostics.ts';
import { table } from '../render/table.ts';
import { printable } from '../render/width.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, valueOf, withRun } from './shared.ts';

const right = { align: 'right' as const };

export async function registerCommand(
  terminal: Terminal,
  [folder = '']: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { lang, colors: c, width } = terminal;
  return withRun(terminal, folder, async (run) => {
    const { completeness, register } = await import('../../engine/register/index.ts');
    const found = valueOf(await register(run, options['result'] as string | undefined));
    const site = (name: string) => (name === '' ? words.noSite[lang] : printable(name));
    const counts = (row: Register['total']) => {
      const share = completeness(row);
      return [
        ...[row.expected, row.submitted, row.late, row.overdue, row.open].map((n) => grouped(String(n))),
        share === undefined ? '–' : `${share} %`,
      ];
    };
    const heads = [
      words.expected,
      words.submitted,
      words.late,
      words.overdue,
      words.open,
      words.complete,
    ].map((word) => ({ header: word[lang], ...right }));
    const total = { cells: [words.total[lang], ...counts(found.total), ''], style: c.bold, ruled: true };
    const lines = [
      c.bold(words.bySite[lang]),
      ...table(
        [{ header: words.site[lang] }, ...heads, { header: words.longest[lang], ...right }],
        [
          ...found.sites.map((row) => ({
            cells: [
              site(row.site),
              ...counts(row),
              row.longest === null ? '' : fill(words.days[lang], { days: row.longest }),
            ],
          })),
          total,
        ],
        { width, dim: c.dim },
      ),
      '',
      c.bold(words.byMonth[lang]),
      ...table(
        [{ header: words.month[lang] }, ...heads],
        found.months.map((row) => ({ cells: [row.month, ...counts(row)] })),
        { width, dim: c.dim },
      ),
    ];
    if (found.awaiting.length > 0) lines.push('', ...waiting(terminal, found, site));
    if (typeof options['output'] === 'string') {
      const { writeRegister } = await import('../../statement/reports/index.ts');
      const into = resolve(terminal.cwd, options['output']);
      await writeRegister(found, into);
      lines.push('', fill(words.written[lang], { folder: shownPath(terminal, into) }));
    }
    return finish(terminal, { result: found, lines, exit: OK });
  });
}

function waiting(
  { lang, colors: c, width }: Terminal,
  { awaiting, currency }: Register,
  site: (name: string) => string,
): string[] {
  const rows = awaiting.reduce((sum, { overdue }) => sum + overdue, 0);
  const amount = decimalText(
    awaiting.reduce((sum, { overdueAmount }) => add(sum, decimal(overdueAmount)), ZERO),
  );
  return [
    c.bold(words.waiting[lang]),
    ...table(
      [
        { header: words.payment[lang] },
        { header: words.site[lang] },
        { header: words.pending[lang], ...right },
        { header: `${words.amount[lang]} ${currency}`, ...right },
        { header: words.overdueRows[lang], ...right },
        { header: words.overdueAmount[lang], ...right },
      ],
      awaiting.map((row) => ({
        cells: [
          printable(titled(row.title, row.payment, lang)),
          site(row.site),
          grouped(String(row.pending)),
          grouped(row.amount),
          grouped(String(row.overdue)),
          grouped(row.overdueAmount),
        ],
      })),
      { width, dim: c.dim },
    ),
    ...(rows > 0 ? ['', fill(words.meaning[lang], { rows, amount: grouped(amount), currency })] : []),
  ];
}
