/** The statement on a terminal: who owes whom, how much, is it final; then what is missing and what is awaited. */
import { fill } from '../../language/diagnostic.ts';
import {
  grouped,
  isNothing,
  rowCount,
  shownDate,
  shownPeriod,
  shownReason,
  signed,
  titled,
  type Flow,
  type PaymentSummary,
  type StatementSummary,
  type Totals,
} from '../../statement/index.ts';
import { words } from '../messages/words.ts';
import type { Terminal } from '../terminal.ts';
import { table, type Column, type TableRow } from './table.ts';
import { printable } from './width.ts';

/** Routes of one payment that are listed. */
const FLOWS = 20;
/** Groups of undetermined payments that are listed. */
const GROUPS = 12;

export function statementLines(terminal: Terminal, summary: StatementSummary): string[] {
  const { lang, colors: c } = terminal;
  const name = titled(summary.title, summary.contract, lang);
  const { final, pending, undetermined } = summary.total;
  const count = (n: number) => grouped(String(n));
  return [
    c.bold(printable(name)),
    c.dim(
      fill(words.periodLine[lang], {
        period: shownPeriod(summary.period, lang),
        asOf: shownDate(summary.asOf, lang),
        currency: summary.currency,
      }),
    ),
    fill(words.statusLine[lang], {
      final: count(final),
      pending: count(pending),
      undetermined: count(undetermined),
    }),
    ...summary.payments.flatMap((payment) => ['', ...paymentLines(terminal, summary, payment)]),
    ...undeterminedLines(terminal, summary),
    ...pendingLines(terminal, summary),
    ...parameterLines(terminal, summary),
  ];
}

function paymentLines(terminal: Terminal, summary: StatementSummary, payment: PaymentSummary): string[] {
  const { lang, colors: c } = terminal;
  const heading = `${c.bold(printable(titled(payment.title, payment.id, lang)))}${payment.title ? c.dim(` ${payment.id}`) : ''}`;
  if (payment.flows.length === 0) return [heading, `  ${c.dim(words.nothingArose[lang])}`];
  // Only the columns that say something: most statements have no pending or undetermined rows.
  const columns: Column[] = [{ header: words.from[lang] }, { header: words.to[lang] }];
  const shown: ((totals: Totals) => string)[] = [];
  const column = (header: string, of: (totals: Totals) => string) => {
    columns.push({ header, align: 'right' });
    shown.push(of);
  };
  const { total } = payment;
  if (total.final.rows > 0) column(`${words.final[lang]} ${summary.currency}`, (t) => tally(t.final));
  if (total.pending.rows > 0) column(`${words.pending[lang]} ${summary.currency}`, (t) => tally(t.pending));
  if (total.undetermined > 0) {
    column(words.undetermined[lang], (t) =>
      t.undetermined === 0 ? words.none[lang] : rowCount(t.undetermined, lang),
    );
  }
  const due = payment.flows.filter((flow) => !isNothing(flow));
  if (due.length === 0) {
    const count = grouped(String(payment.flows.length));
    return [heading, `  ${c.dim(fill(words.nothingDue[lang], { count }))}`];
  }
  const rows = due.slice(0, FLOWS).map((flow: Flow): TableRow => ({
    cells: [party(summary, flow.from, lang), party(summary, flow.to, lang), ...shown.map((of) => of(flow))],
  }));
  const nothing = payment.flows.length - due.length;
  if (nothing > 0) {
    const others = fill(words.nothingDue[lang], { count: grouped(String(nothing)) });
    rows.push({ cells: [others, '', '0'], style: c.dim });
  }
  if (payment.flows.length > 1) {
    rows.push({
      cells: [words.total[lang], '', ...shown.map((of) => of(total))],
      style: c.bold,
      ruled: true,
    });
  }
  const lines = table(columns, rows, { width: terminal.width, indent: 2, dim: c.dim });
  if (due.length > FLOWS) {
    const more = fill(words.moreRows[lang], {
      count: grouped(String(due.length - FLOWS)),
      file: 'statement.csv',
    });
    // Above the totals, which are of all rows.
    lines.splice(nothing > 0 ? -3 : -2, 0, c.dim(`  ${more}`));
  }
  // What was posted before matters where something was: a restatement pays the difference.
  if (!/^-?[0.]+$/.test(payment.posted)) {
    const data = { posted: grouped(payment.posted), difference: signed(payment.difference) };
    lines.push(`  ${fill(words.postedBefore[lang], data)}`);
  }
  return [heading, ...lines];
}

function tally({ rows, amount }: { rows: number; amount: string }): string {
  return rows === 0 ? '–' : grouped(amount);
}

function party(summary: StatementSummary, id: string | null, lang: 'en' | 'zh'): string {
  if (id === null) return `(${words.unknown[lang]})`;
  const known = summary.parties.find((one) => one.id === id);
  return printable(titled(known?.name, id, lang));
}

function undeterminedLines(terminal: Terminal, summary: StatementSummary): string[] {
  if (summary.undetermined.length === 0) return [];
  const { lang, colors: c } = terminal;
  const lines = ['', c.bold(words.undeterminedTitle[lang])];
  for (const group of summary.undetermined.slice(0, GROUPS)) {
    const keys = `${group.keys.map(printable).join(lang === 'zh' ? '、' : ', ')}${group.rows > group.keys.length ? ' …' : ''}`;
    lines.push(
      `  ${fill(words.undeterminedLine[lang], {
        payment: paymentName(summary, group.payment, lang),
        reason: group.reason ? shownReason(group.reason, lang, group.title, group.entityTitle) : '?',
        keys: `${keys}`,
      })}${c.dim(fill(words.inBrackets[lang], { words: rowCount(group.rows, lang) }))}`,
    );
    if (group.bound) lines.push(`    ${c.dim(fill(words.fromColumn[lang], group.bound))}`);
  }
  if (summary.undetermined.length > GROUPS) {
    const count = summary.undetermined.length - GROUPS;
    lines.push(c.dim(`  ${fill(words.moreRows[lang], { count, file: 'statement.csv' })}`));
  }
  return lines;
}

function paymentName(summary: StatementSummary, id: string, lang: 'en' | 'zh'): string {
  return printable(titled(summary.payments.find((payment) => payment.id === id)?.title, id, lang));
}

function pendingLines(terminal: Terminal, summary: StatementSummary): string[] {
  if (summary.pending.length === 0) return [];
  const { lang, colors: c } = terminal;
  const lines = summary.pending.map((group) => {
    const title = group.title?.[lang];
    const formula = group.formula ?? '';
    const awaits = title ? `${title} ${c.dim(`= ${formula}`)}` : formula;
    return `  ${fill(words.pendingLine[lang], {
      payment: paymentName(summary, group.payment, lang),
      rows: rowCount(group.rows, lang),
      amount: `${grouped(group.amount)} ${summary.currency}`,
      awaits,
    })}`;
  });
  return ['', c.bold(words.pendingTitle[lang]), ...lines];
}

function parameterLines(terminal: Terminal, summary: StatementSummary): string[] {
  const { lang, colors: c } = terminal;
  const named = (of: 'changed' | 'unverified') =>
    summary.parameters
      .filter((parameter) => parameter[of])
      .map(({ title, name }) => printable(titled(title, name, lang)))
      .join(lang === 'zh' ? '、' : ', ');
  const changed = named('changed');
  const unverified = named('unverified');
  return [
    ...(changed || unverified ? [''] : []),
    ...(changed ? [fill(words.changedParameters[lang], { names: changed })] : []),
    ...(unverified ? [c.yellow(fill(words.unverifiedParameters[lang], { names: unverified }))] : []),
  ];
}
