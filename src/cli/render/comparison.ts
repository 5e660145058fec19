/** What differs between two runs: totals first, then what explains them (documents, parameters, facts, rows), then payments. */
import { fill } from '../../language/diagnostic.ts';
import type { Plan } from '../../language/plan.ts';
import type { Comparison, Difference, StatementRow } from '../../engine/types.ts';
import { grouped, signed, titled, word } from '../../statement/index.ts';
import { words } from '../messages/words.ts';
import type { Terminal } from '../terminal.ts';
import { table, type Column, type TableRow } from './table.ts';
import { printable } from './width.ts';

const SHOWN = 20;

export function isSame(comparison: Comparison): boolean {
  const { parameters, documents, factsTotal, rowsTotal, payments, totals } = comparison;
  return (
    parameters.length + documents.length + factsTotal + rowsTotal + payments.length === 0 &&
    totals.every(({ difference }) => isZero(difference))
  );
}

const isZero = (text: string) => /^-?[0.]+$/.test(text);

export function comparisonLines(terminal: Terminal, comparison: Comparison, plan: Plan): string[] {
  const { lang } = terminal;
  if (isSame(comparison)) return [words.same[lang]];
  const before: Column = { header: words.before[lang], align: 'right' };
  const after: Column = { header: words.after[lang], align: 'right' };
  const change: Column = { header: words.change[lang], align: 'right' };
  const name = (header: keyof typeof words): Column => ({ header: words[header][lang] });
  const value = (text: string | boolean | null) => (text === null ? '–' : printable(String(text)));
  const sections: string[][] = [
    section(
      terminal,
      words.totals[lang],
      [name('payment'), { ...before, header: `${before.header} ${plan.currency}` }, after, change],
      comparison.totals.map((total) => ({
        cells: [
          paymentTitle(terminal, plan, total.payment),
          grouped(total.before),
          grouped(total.after),
          signed(total.difference),
        ],
      })),
    ),
    section(
      terminal,
      words.documentsThatDiffer[lang],
      [name('document'), name('before'), name('after')],
      comparison.documents.map((document) => ({
        cells: [document.name, short(document.before), short(document.after)],
      })),
    ),
    section(
      terminal,
      words.parametersThatDiffer[lang],
      [name('parameter'), name('before'), name('after')],
      comparison.parameters.map((parameter) => ({
        cells: [
          parameterTitle(terminal, plan, parameter.name),
          value(parameter.before),
          value(parameter.after),
        ],
      })),
    ),
    section(
      terminal,
      fill(words.factsThatDiffer[lang], { count: grouped(String(comparison.factsTotal)) }),
      [name('fact'), name('key'), before, after],
      comparison.facts.map((fact) => ({
        cells: [`${fact.entity}.${fact.name}`, printable(fact.key), value(fact.before), value(fact.after)],
      })),
      comparison.factsTotal,
    ),
    section(
      terminal,
      fill(words.rowsThatDiffer[lang], { count: grouped(String(comparison.rowsTotal)) }),
      [{ header: '' }, { header: '' }],
      comparison.rows.map((row) => ({
        cells: [`${row.entity}=${printable(row.key)}`, words[row.change][lang]],
      })),
      comparison.rowsTotal,
    ),
    differencesSection(terminal, comparison.payments, plan),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

export function differencesSection(
  terminal: Terminal,
  differences: readonly Difference[],
  plan: Plan,
  of = differences.length,
): string[] {
  const { lang } = terminal;
  return section(
    terminal,
    fill(words.paymentsThatDiffer[lang], { count: grouped(String(of)) }),
    [
      { header: words.payment[lang] },
      { header: words.key[lang] },
      { header: `${words.before[lang]} ${plan.currency}`, align: 'right' },
      { header: words.after[lang], align: 'right' },
      { header: words.change[lang], align: 'right' },
    ],
    differences.map((one) => ({
      cells: [
        paymentTitle(terminal, plan, one.payment),
        printable(one.key),
        amountOf(terminal, one.before),
        amountOf(terminal, one.after),
        one.difference === null ? '?' : signed(one.difference),
      ],
    })),
    of,
  );
}

function section(
  { colors: c, lang, width }: Terminal,
  heading: string,
  columns: Column[],
  rows: TableRow[],
  of = rows.length,
): string[] {
  if (rows.length === 0) return [];
  const lines = [c.bold(heading), ...table(columns, rows.slice(0, SHOWN), { width, indent: 2, dim: c.dim })];
  const more = Math.max(of, rows.length) - Math.min(SHOWN, rows.length);
  if (more > 0) lines.push(c.dim(`  ${fill(words.moreDiffer[lang], { count: grouped(String(more)) })}`));
  return lines;
}

/** Amount and status, where the status is not final. */
function amountOf({ lang }: Terminal, row: StatementRow | null): string {
  if (!row) return '–';
  const status = row.status === 'final' ? '' : ` (${word(row.status, lang)})`;
  return row.amount === null ? word('undetermined', lang) : `${grouped(row.amount)}${status}`;
}

const short = (hash: string | null) => (hash === null ? '–' : hash.slice(0, 12));

export function paymentTitle({ lang }: Terminal, plan: Plan, id: string): string {
  return printable(titled(plan.payments.find((payment) => payment.id === id)?.title, id, lang));
}

export function parameterTitle({ lang }: Terminal, plan: Plan, name: string): string {
  return printable(titled(plan.parameters.find((parameter) => parameter.name === name)?.title, name, lang));
}
