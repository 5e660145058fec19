/** `openvbp accrue RULES RUN…`: what payments were expected to be at each closing, as a journal that adds up to what they became. */
import { resolve } from 'node:path';
import { grouped, titled } from '../../statement/index.ts';
import { fill } from '../../language/diagnostic.ts';
import type { Run } from '../../engine/types.ts';
import { accrueWords as words } from '../messages/accrue.ts';
import { shownPath } from '../render/diagnostics.ts';
import { table } from '../render/table.ts';
import { printable } from '../render/width.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, givenFile, valueOf, withRun } from './shared.ts';

export async function accrueCommand(
  terminal: Terminal,
  [rules = '', ...folders]: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { lang, colors: c, width } = terminal;
  const { accrualRules, accrue } = await import('../../engine/accrual/index.ts');
  const { writeAccrual } = await import('../../statement/reports/index.ts');
  const { readDocument } = await import('../../methods/shared/document.ts');
  const document = valueOf(readDocument(givenFile(terminal, rules), accrualRules));
  return withRuns(terminal, folders, [], async (runs) => {
    const accrual = valueOf(await accrue(runs, document));
    const { payments } = runs[0]!.plan;
    const title = (id: string) => printable(titled(payments.find((one) => one.id === id)?.title, id, lang));
    const figures = [
      'opening',
      'accrued',
      'adjusted',
      'reversed',
      'balance',
      'settled',
      'settledToDate',
    ] as const;
    const lines = table(
      [
        { header: words.closing[lang] },
        { header: words.payment[lang] },
        ...figures.map((name) => ({ header: words[name][lang], align: 'right' as const })),
        { header: words.left[lang], align: 'right' as const },
      ],
      accrual.totals.map((total) => ({
        cells: [
          `${total.closing} ${total.quarter}`,
          title(total.payment),
          ...figures.map((name) => grouped(total[name])),
          total.left === 0 ? '' : String(total.left),
        ],
      })),
      { width, dim: c.dim },
    );
    const left = accrual.totals.filter((total) => total.left > 0).at(-1);
    if (left)
      lines.push(
        '',
        fill(words.leftNote[lang], { closing: left.closing, count: left.left, first: left.firstLeft ?? '' }),
      );
    const output = options['output'];
    if (typeof output === 'string') {
      const folder = resolve(terminal.cwd, output);
      await writeAccrual(accrual, folder);
      lines.push('', fill(words.written[lang], { folder: shownPath(terminal, folder) }));
    }
    return finish(terminal, {
      result: accrual,
      lines: [c.bold(`${accrual.contract} · ${accrual.currency}`), '', ...lines],
      exit: OK,
    });
  });
}

/** Opens runs one after the other, and closes them all whatever happens. */
export async function withRuns<T>(
  terminal: Terminal,
  [folder, ...others]: readonly string[],
  open: readonly Run[],
  use: (runs: readonly Run[]) => Promise<T>,
): Promise<T> {
  if (folder === undefined) return use(open);
  return withRun(terminal, folder, (run) => withRuns(terminal, others, [...open, run], use));
}
