/** A quality report on a terminal: what was read, its money, what was found, and the months. */
import { fill, type Lang } from '../../language/diagnostic.ts';
import {
  currencyNote,
  grouped,
  inCurrency,
  incompleteMonths,
  moneyLabel,
  percentText,
  reportWords as words,
  summaryOf,
  tableLabel,
  unreadCount,
} from '../../data/quality/index.ts';
import type { Example, MonthsReport, QualityFinding, QualityReport } from '../../data/quality/index.ts';
import { qualityWords } from '../messages/quality.ts';
import type { Terminal } from '../terminal.ts';
import { table, type Column } from './table.ts';
import { cells, cut, printable, wrap } from './width.ts';

/** Findings of a grade that are shown with examples; `--json` and the page have them all. */
const EXAMPLES = 2;
const UNREAD = 3;
const MONTHS = 24;

export function qualityLines(terminal: Terminal, report: QualityReport): string[] {
  const { lang, colors: c } = terminal;
  return [
    summaryOf(report)[lang],
    '',
    ...readLines(terminal, report),
    ...moneyLines(terminal, report),
    '',
    c.bold(words.findings[lang]),
    ...(report.findings.length === 0
      ? [`  ${words.nothing[lang]}`]
      : report.findings.flatMap((one) => findingLines(terminal, one))),
    ...report.months.flatMap((one) => monthLines(terminal, one)),
  ];
}

const right = (header: string): Column => ({ header, align: 'right' });

function readLines({ lang, width, colors: c }: Terminal, { sources, tables }: QualityReport): string[] {
  const sums = new Map<string, [bigint, bigint, bigint]>();
  for (const { rows } of sources) {
    for (const { table: name, read, kept, refused } of rows) {
      const [a, b, d] = sums.get(name) ?? [0n, 0n, 0n];
      sums.set(name, [a + BigInt(read), b + BigInt(kept), d + BigInt(refused)]);
    }
  }
  const rows = [...sums].map(([name, counts]) => {
    const found = tables.find((one) => one.table === name);
    const label = name === '' ? words.noTable[lang] : tableLabel(name)[lang];
    return {
      cells: [
        label,
        ...counts.map((n) => grouped(String(n))),
        grouped(found?.superseded ?? '0'),
        grouped(found?.rows ?? '0'),
      ],
    };
  });
  const heads = [words.read, words.kept, words.refused, words.superseded, words.standing].map((word) =>
    right(word[lang]),
  );
  return [
    c.bold(words.accounted[lang]),
    ...table([{ header: words.table[lang] }, ...heads], rows, { width, indent: 2, dim: c.dim }),
  ];
}

function moneyLines(terminal: Terminal, { money, currency }: QualityReport): string[] {
  const { lang, width, colors: c } = terminal;
  if (money.length === 0) return [];
  const unreadable = unreadCount(money);
  // The columns people ask for first; the page and --json have every one.
  const main = new Set(['paid_amount', 'total_fee', 'fund_payment', 'amount', 'price']);
  const shown = money.filter(
    ({ column, balanced, unreadable }) =>
      !balanced || main.has(column) || column === '' || unreadable !== '0',
  );
  const rows = (shown.length > 0 ? shown : money).map(({ table: name, column, balanced, ...sums }) => ({
    cells: [
      moneyLabel(name, column)[lang],
      ...[sums.in, sums.kept, sums.refused, sums.superseded, sums.standing].map((text) => grouped(text)),
      ...(unreadable > 0n ? [grouped(sums.unreadable)] : []),
    ],
    ...(!balanced && { style: c.red }),
  }));
  const heads = [
    words.moneyIn,
    words.kept,
    words.refused,
    words.superseded,
    words.standing,
    ...(unreadable > 0n ? [words.unreadable] : []),
  ].map((word) => right(word[lang]));
  const holds = money.every(({ balanced }) => balanced);
  return [
    '',
    c.bold(inCurrency(words.money, currency)[lang]),
    ...table([{ header: words.column[lang] }, ...heads], rows, { width, indent: 2, dim: c.dim }),
    holds
      ? c.dim(`  ${(unreadable > 0n ? words.moneyHoldsReadable : words.moneyHolds)[lang]}`)
      : c.red(`  ${words.moneyFails[lang]}`),
    c.dim(`  ${currencyNote(currency)[lang]}`),
    ...unreadLines(terminal, money),
  ];
}

/** The first cells of each column that are no amount, with where they stand; the page and --json have more of them. */
function unreadLines({ lang, width, colors: c }: Terminal, money: QualityReport['money']): string[] {
  const unreadable = unreadCount(money);
  if (unreadable === 0n) return [];
  const said = fill(words.moneyUnreadable[lang], { count: grouped(String(unreadable)) });
  return [
    ...wrap(said, width - 2).map((line) => c.yellow(`  ${line}`)),
    ...money.flatMap(({ table: name, column, unread, unreadable: count }) => {
      if (count === '0') return [];
      const more = BigInt(count) - BigInt(Math.min(unread.length, UNREAD));
      return [
        c.dim(`    ${moneyLabel(name, column)[lang]}`),
        ...unread
          .slice(0, UNREAD)
          .map((one) => c.dim(`      ${cut(printable(placeText(one, lang)), width - 6)}`)),
        ...(more > 0n
          ? [c.dim(`      ${fill(words.unreadMore[lang], { count: grouped(String(more)) })}`)]
          : []),
      ];
    }),
  ];
}

function findingLines({ lang, width, colors: c }: Terminal, finding: QualityFinding): string[] {
  const { severity, message, hint, count, of, amount, examples } = finding;
  const colour = { error: c.red, warning: c.yellow, note: c.dim }[severity];
  const mark = colour(words[`severity ${severity}`][lang]);
  const share =
    of === undefined || of === '0' ? '' : fill(qualityWords.share[lang], { share: percentText(count, of) });
  const money = amount === undefined ? '' : fill(qualityWords.amount[lang], { amount: grouped(amount) });
  const figures = fill(qualityWords.figures[lang], { count: grouped(count), share, amount: money });
  const text = wrap(
    `${printable(message[lang])}${lang === 'zh' ? '' : ' '}${figures}`,
    width - cells(mark) - 4,
  );
  const indent = '    ';
  return [
    `  ${mark} ${text[0] ?? ''}`,
    ...text.slice(1).map((line) => `${indent}${line}`),
    ...examples.slice(0, EXAMPLES).map((one) => c.dim(`${indent}${cut(exampleText(one, lang), width - 6)}`)),
    ...(severity === 'note' ? [] : wrap(hint[lang], width - 6).map((line) => c.dim(`${indent}${line}`))),
  ];
}

const exampleText = (one: Example, lang: Lang) =>
  `${qualityWords.example[lang]}${printable(placeText(one, lang))}`;

function placeText({ delivery, file, line, key, text, words: said }: Example, lang: Lang): string {
  const at = [file, line].filter((part) => part !== undefined).join(':');
  const batch = delivery === undefined ? undefined : fill(words.delivery[lang], { delivery });
  const parts = [batch, at, said?.[lang], key, text].filter((part) => part !== undefined && part !== '');
  return parts.join(' · ');
}

const BAR = 40;

/** Months without rows too: a gap is what one looks for. Not where data lie years apart. */
function withoutGaps(
  months: readonly { month: string; rows: string }[],
): readonly { month: string; rows: string }[] {
  const filled: { month: string; rows: string }[] = [];
  for (const one of months) {
    const last = filled.at(-1);
    const [from, to] = [monthNumber((last ?? one).month), monthNumber(one.month)];
    const near = to - from <= MONTHS ? to : from;
    for (let month = from + 1; month < near; month += 1) filled.push({ month: monthName(month), rows: '0' });
    filled.push(one);
  }
  return filled;
}

function monthNumber(text: string): number {
  const [year, month] = text.split('-').map(Number);
  return (year ?? 0) * 12 + (month ?? 1) - 1;
}

function monthName(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** Bars of the last two years; a month that is not yet paid in full has its share beside it. */
function monthLines({ lang, colors: c }: Terminal, months: MonthsReport): string[] {
  const shown = withoutGaps(months.months).slice(-MONTHS);
  if (shown.length < 2) return [];
  const most = Math.max(...shown.map(({ rows }) => Number(rows)));
  const incomplete = incompleteMonths(months);
  const digits = Math.max(...shown.map(({ rows }) => grouped(rows).length));
  return [
    '',
    c.bold(fill(words.monthsOf[lang], { table: tableLabel(months.table)[lang] })),
    ...shown.map(({ month, rows }) => {
      const length = rows === '0' ? 0 : Math.max(Math.round((Number(rows) / most) * BAR), 1);
      const share = incomplete.get(month);
      const bar = share === undefined ? c.blue('█'.repeat(length)) : c.yellow('▒'.repeat(length));
      const note = share === undefined ? '' : c.yellow(` ${share} % · ${words.incomplete[lang]}`);
      return `  ${month} ${grouped(rows).padStart(digits)} ${bar}${note}`.trimEnd();
    }),
  ];
}
