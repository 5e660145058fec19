/** Where the other side's figures are not ours: both, the difference, and how ours came about in one line. */
import { fill } from '../../language/diagnostic.ts';
import type { Reconciliation } from '../../engine/types.ts';
import { decimal, decimalText } from '../../engine/decimal.ts';
import { grouped, signed } from '../../statement/index.ts';
import { words } from '../messages/words.ts';
import type { Terminal } from '../terminal.ts';
import { table } from './table.ts';
import { printable, wrap } from './width.ts';

/** Differences listed; each is explained. */
export const DIFFERENCES_SHOWN = 25;
const ONLY_SHOWN = 10;

export function agrees(reconciliation: Reconciliation): boolean {
  const { of, agree, differ, onlyTheirs, onlyOurs } = reconciliation;
  return of === agree && differ.length + onlyTheirs.length + onlyOurs.length === 0;
}

export function reconciliationLines(
  terminal: Terminal,
  reconciliation: Reconciliation,
  /** By key. */
  explanations: ReadonlyMap<string, string>,
  /** At least so many digits after the point: those of the currency, where amounts are compared. */
  digits = 0,
): string[] {
  const { lang, colors: c, width } = terminal;
  const { of, agree, differ, onlyTheirs, onlyOurs } = reconciliation;
  const number = (n: number) => grouped(String(n));
  const headline = fill(words.agree[lang], { agree: number(agree), of: number(of) });
  const lines = [c.bold(agrees(reconciliation) ? c.green(`✓ ${headline}`) : headline)];
  const amount = (text: string | null) =>
    text === null ? words.unknown[lang] : grouped(decimalText(decimal(text), digits));
  const more = (shown: number, all: number) =>
    all > shown ? [c.dim(`  ${fill(words.moreDiffer[lang], { count: number(all - shown) })}`)] : [];
  if (differ.length > 0) {
    const shown = differ.slice(0, DIFFERENCES_SHOWN);
    const rows = table(
      [
        { header: words.key[lang] },
        { header: words.line[lang], align: 'right' },
        { header: words.theirs[lang], align: 'right' },
        { header: words.ours[lang], align: 'right' },
        { header: words.change[lang], align: 'right' },
      ],
      shown.map((one) => ({
        cells: [
          printable(one.key),
          String(one.line),
          amount(one.theirs),
          amount(one.ours),
          one.difference === null ? '?' : signed(decimalText(decimal(one.difference), digits)),
        ],
      })),
      // One line each, however narrow the terminal, so that each explanation stands under its own.
      { width: Infinity, indent: 2, dim: c.dim },
    );
    lines.push('', ...rows.slice(0, 2));
    rows.slice(2).forEach((row, i) => {
      lines.push(row);
      const why = explanations.get(shown[i]?.key ?? '');
      if (why) lines.push(...wrap(why, width - 6).map((part) => c.dim(`      ${part}`)));
    });
    lines.push(...more(shown.length, differ.length));
  }
  const alone = (heading: string, entries: { key: string; text: string }[]) => {
    if (entries.length === 0) return;
    lines.push('', c.bold(heading));
    lines.push(
      ...table(
        [{ header: '' }, { header: '', align: 'right' }],
        entries.slice(0, ONLY_SHOWN).map(({ key, text }) => ({ cells: [printable(key), text] })),
        { width, indent: 2, dim: c.dim },
      ),
      ...more(Math.min(ONLY_SHOWN, entries.length), entries.length),
    );
  };
  alone(
    fill(words.onlyTheirs[lang], { count: number(onlyTheirs.length) }),
    onlyTheirs.map(({ key, theirs }) => ({ key, text: amount(theirs) })),
  );
  alone(
    fill(words.onlyOurs[lang], { count: number(onlyOurs.length) }),
    onlyOurs.map(({ key, ours }) => ({ key, text: amount(ours) })),
  );
  return lines;
}
