/** `openvbp portfolio RATES RUN…`: runs of several contracts, each in its own currency, reported in one. */
import { resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { grouped, titled } from '../../statement/index.ts';
import { portfolioWords as words } from '../messages/portfolio.ts';
import { shownPath } from '../render/diagnostics.ts';
import { table } from '../render/table.ts';
import { printable } from '../render/width.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { withRuns } from './accrue.ts';
import { finish, givenFile, valueOf } from './shared.ts';

export async function portfolioCommand(
  terminal: Terminal,
  [rates = '', ...folders]: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { lang, colors: c, width } = terminal;
  const { exchangeRates, portfolio } = await import('../../engine/portfolio/index.ts');
  const { writePortfolio } = await import('../../statement/reports/index.ts');
  const { readDocument } = await import('../../methods/shared/document.ts');
  const document = valueOf(readDocument(givenFile(terminal, rates), exchangeRates));
  return withRuns(terminal, folders, [], async (runs) => {
    const made = valueOf(await portfolio(runs, document));
    const right = { align: 'right' as const };
    const money = (amount: string, currency: string) => `${grouped(amount)} ${currency}`;
    const lines = table(
      [
        { header: words.contract[lang] },
        { header: words.payment[lang] },
        { header: words.final[lang], ...right },
        { header: `${words.final[lang]} ${made.currency}`, ...right },
        { header: words.pending[lang], ...right },
        { header: `${words.pending[lang]} ${made.currency}`, ...right },
        { header: words.undetermined[lang], ...right },
      ],
      [
        ...made.totals.map((one) => ({
          cells: [
            printable(titled(one.title, one.contract, lang)),
            printable(titled(one.paymentTitle, one.payment, lang)),
            money(one.final, one.currency),
            grouped(one.reportedFinal),
            money(one.pending, one.currency),
            grouped(one.reportedPending),
            one.undetermined === 0 ? '' : String(one.undetermined),
          ],
        })),
        ...made.all.map((one, i) => ({
          cells: [
            i === 0 ? words.all[lang] : '',
            printable(one.payment),
            '',
            grouped(one.final),
            '',
            grouped(one.pending),
            one.undetermined === 0 ? '' : String(one.undetermined),
          ],
          style: c.bold,
          ruled: i === 0,
        })),
      ],
      { width, dim: c.dim },
    );
    const { currency, source } = made;
    const on = (made.on === 'due' ? words.onDue : words.onAsOf)[lang];
    lines.push('', fill(words.note[lang], { rates: made.rates, source, on, currency }));
    if (typeof options['output'] === 'string') {
      const folder = resolve(terminal.cwd, options['output']);
      await writePortfolio(made, folder);
      lines.push('', fill(words.written[lang], { folder: shownPath(terminal, folder) }));
    }
    return finish(terminal, { result: made, lines, exit: OK });
  });
}
