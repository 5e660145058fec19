/** The report's other sections: what was read, its money, its months, how far columns are filled. */
import { inCurrency } from '../currency.ts';
import { columnLabel, passedWords, refusalWords, tableLabel } from '../found.ts';
import { reportWords as words } from '../messages/report.ts';
import type { MonthsReport, QualityReport } from '../report.ts';
import { grouped, incompleteMonths, moneyLabel, percentText, shownMonths, unreadCount } from '../summary.ts';
import { monthsChart, shareBar } from './charts.ts';
import { place } from './findings.ts';
import type { Head } from './text.ts';
import { both, escape, table } from './text.ts';

const number = (of: Head['words']): Head => ({ words: of, number: true });
const plain = (of: Head['words']): Head => ({ words: of });

export function readSection({ sources, currency }: QualityReport): string {
  const parts = sources.map((source) => {
    const files = source.files.map(({ name }) => escape(name)).join(', ');
    const rows = source.rows.map(({ table: name, read, kept, refused }) => [
      name === '' ? both(words.noTable) : both(tableLabel(name)),
      grouped(read),
      grouped(kept),
      grouped(refused),
    ]);
    const counts = table(
      `${sources.length > 1 ? `${both(words.delivery, { delivery: source.delivery })}: ` : ''}${files} (${escape(source.format)})`,
      [plain(words.table), number(words.read), number(words.kept), number(words.refused)],
      rows,
    );
    const refusals = source.refusals.map(({ file, table: name, reason, column, count, amount, examples }) => [
      escape(file),
      both(refusalWords(reason, name, column)),
      grouped(count),
      amount === null ? '' : grouped(amount),
      examples.map((one) => `<div>${place(one)}</div>`).join(''),
    ]);
    const why = table(
      both(words.refusals),
      [
        plain(words.file),
        plain(words.reason),
        number(words.count),
        number(inCurrency(words.amount, currency)),
        plain(words.examples),
      ],
      refusals,
    );
    const passed = source.passedOver.map(({ file, reason, count }) => [
      escape(file),
      both(passedWords(reason)),
      grouped(count),
    ]);
    const over = table(
      both(words.passedOver),
      [plain(words.file), plain(words.reason), number(words.count)],
      passed,
    );
    return [counts, ...(refusals.length > 0 ? [why] : []), ...(passed.length > 0 ? [over] : [])].join('\n');
  });
  return `<h2>${both(words.accounted)}</h2>\n${parts.join('\n')}`;
}

export function moneySection({ money, currency }: QualityReport): string {
  if (money.length === 0) return '';
  const rows = money.map(({ table: name, column, balanced, ...sums }) => [
    both(moneyLabel(name, column)),
    ...[sums.in, sums.kept, sums.refused, sums.superseded, sums.standing].map((text) =>
      balanced ? grouped(text) : `<span class="bad">${grouped(text)}</span>`,
    ),
    sums.unreadable === '0' ? '' : grouped(sums.unreadable),
  ]);
  const heads = [
    plain(words.column),
    ...[words.moneyIn, words.kept, words.refused, words.superseded, words.standing, words.unreadable].map(
      number,
    ),
  ];
  const holds = money.every(({ balanced }) => balanced);
  const unreadable = unreadCount(money);
  const note =
    unreadable > 0n ? `<p>${both(words.moneyUnreadable, { count: grouped(String(unreadable)) })}</p>` : '';
  const equation = unreadable > 0n ? words.moneyHoldsReadable : words.moneyHolds;
  const said = holds ? `<p>${both(equation)}</p>` : `<p class="bad">${both(words.moneyFails)}</p>`;
  return `<h2>${both(inCurrency(words.money, currency))}</h2>\n${said}${note}\n${table('', heads, rows)}${unreadOf(money)}`;
}

/** Every cell that is listed, with its file and line and what stood there. */
function unreadOf(money: QualityReport['money']): string {
  const rows = money.flatMap(({ table: name, column, unread, unreadable }) => {
    const label = both(moneyLabel(name, column));
    const more = BigInt(unreadable) - BigInt(unread.length);
    return [
      ...unread.map((one) => [label, place(one)]),
      ...(more > 0n ? [[label, both(words.unreadMore, { count: grouped(String(more)) })]] : []),
    ];
  });
  if (rows.length === 0) return '';
  const list = table('', [plain(words.column), plain(words.text)], rows);
  return `\n<details open><summary>${both(words.unreadList)}</summary>${list}</details>`;
}

export function monthsSection({ months, currency }: QualityReport): string {
  const parts = months.filter((one) => one.months.length > 1).map((one) => monthsOf(one, currency));
  return parts.length === 0 ? '' : `<h2>${both(words.months)}</h2>\n${parts.join('\n')}`;
}

function monthsOf(months: MonthsReport, currency: string | undefined): string {
  const label = tableLabel(months.table);
  const title = `<h3>${both({ en: words.monthsOf.en.replace('{table}', label.en), zh: words.monthsOf.zh.replace('{table}', label.zh) })}</h3>`;
  const incomplete = incompleteMonths(months);
  const rows = shownMonths(months).map(({ month, rows: count, amount, mean }) => [
    month,
    grouped(count),
    amount === null ? '' : grouped(amount),
    mean === null ? '' : grouped(mean),
    incomplete.has(month) ? `${incomplete.get(month)} % (${both(words.incomplete)})` : '',
  ]);
  const heads = [
    plain(words.month),
    number(words.rows),
    number(inCurrency(words.amount, currency)),
    number(inCurrency(words.mean, currency)),
    plain(words.complete),
  ];
  const shifts = months.shifts.map(({ month, column, psi }) => [
    month,
    both(columnLabel(months.table, column)),
    psi,
  ]);
  return [
    title,
    monthsChart(months),
    `<details><summary>${both(words.months)}</summary>${table('', heads, rows)}</details>`,
    triangleOf(months),
    ...(shifts.length > 0
      ? [table(both(words.shifts), [plain(words.month), plain(words.column), number(words.index)], shifts)]
      : []),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** The last twelve months and lags: older ones are as good as done, and a page is only so wide. */
const TRIANGLE = 12;

function triangleOf({ triangle }: MonthsReport): string {
  if (!triangle) return '';
  const lags = Math.min(triangle.lags, TRIANGLE + 1);
  const heads = [
    plain(words.month),
    ...Array.from({ length: lags }, (_, lag) => number({ en: String(lag), zh: String(lag) })),
    number(words.complete),
  ];
  const rows = triangle.rows
    .slice(-TRIANGLE)
    .map(({ month, paid, complete }) => [
      month,
      ...Array.from({ length: lags }, (_, lag) =>
        paid[lag] === null || paid[lag] === undefined ? '' : grouped(paid[lag]),
      ),
      complete === null ? '' : `${complete} %`,
    ]);
  const caption = both(words.triangle, { valuation: triangle.valuation });
  return `<div class="triangle">${table(caption, heads, rows)}</div>`;
}

export function fillSection({ tables }: QualityReport): string {
  const heads = [
    plain(words.column),
    number(words.filled),
    number(words.share),
    plain({ en: '', zh: '' }),
    number(words.total),
    plain(words.span),
  ];
  const parts = tables.map(({ table: name, rows, columns }) => {
    const some = columns.filter(({ filled }) => filled !== '0');
    const empty = columns.filter(({ filled }) => filled === '0').map(({ column }) => column);
    const list = some.map(({ column, filled, total, first, last }) => [
      `${both(columnLabel(name, column))} <code class="quiet">${escape(column)}</code>`,
      grouped(filled),
      percentText(filled, rows),
      shareBar(filled, rows),
      total === undefined ? '' : grouped(total),
      first === undefined ? '' : `${first} – ${last ?? ''}`,
    ]);
    const none = empty.length > 0 ? `<p class="quiet">${emptyText(name, empty)}</p>` : '';
    return `<h3>${both(tableLabel(name))} · ${grouped(rows)}</h3>\n${table('', heads, list)}\n${none}`;
  });
  return parts.length === 0 ? '' : `<h2>${both(words.fill)}</h2>\n${parts.join('\n')}`;
}

/** Each in words, with its own name at hand. */
function emptyText(name: string, columns: readonly string[]): string {
  const of = (column: string) => `<span title="${escape(column)}">${both(columnLabel(name, column))}</span>`;
  return `${both(words.emptyColumns)}${columns.map(of).join(both({ en: ', ', zh: '、' }))}`;
}
