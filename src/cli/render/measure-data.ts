/** Measures of a data folder on a terminal: a row each, or a row for each provider. */
import { fill } from '../../language/diagnostic.ts';
import type { MeasuredData } from '../../methods/measures/documents/run.ts';
import { reasons } from '../../methods/measures/documents/messages.ts';
import { measureWords as words } from '../messages/measure.ts';
import type { Terminal } from '../terminal.ts';
import { table } from './table.ts';
import { printable, wrap } from './width.ts';

/** Rows shown of each measure. */
const SHOWN = 12;

export function measuredDataLines(terminal: Terminal, found: MeasuredData): string[] {
  const { lang, width, colors: c } = terminal;
  const titles = new Map(found.measures.map((one) => [one.measure, one]));
  const totals = found.rates.filter(({ stratum }) => stratum === 'all');
  const several = totals.some(({ provider }) => provider !== 'all');
  const count = (text: string) => {
    const [whole = '', rest] = text.split('.');
    return BigInt(whole).toLocaleString(lang) + (rest === undefined ? '' : `.${rest}`);
  };
  const shown = [...Map.groupBy(totals, ({ measure }) => measure).values()].flatMap((rows) =>
    rows.slice(0, SHOWN),
  );
  const rows = shown.map((row) => {
    const about = titles.get(row.measure);
    const score =
      row.score === null ? words.noScore[lang] : `${rounded(row.score)} ${about?.unit[lang] ?? ''}`;
    return {
      cells: [
        printable(about?.title[lang] ?? row.measure),
        ...(several ? [printable(row.provider)] : []),
        count(row.denominator),
        count(row.numerator),
        score.trim(),
        row.excluded === '0' ? '' : count(row.excluded),
        row.unknown === '0' ? '' : count(row.unknown),
        words[about?.better === 'higher' ? 'higher' : about?.better === 'lower' ? 'lower' : 'neither'][lang],
      ],
    };
  });
  const right = { align: 'right' as const };
  return [
    ...wrap(fill(words.dataSummary[lang], { ...found.period, as_of: found.asOf }), width),
    '',
    ...table(
      [
        { header: words.measure[lang] },
        ...(several ? [{ header: words.provider[lang] }] : []),
        { header: words.denominator[lang], ...right },
        { header: words.numerator[lang], ...right },
        { header: words.score[lang], ...right },
        { header: words.excluded[lang], ...right },
        { header: words.unknown[lang], ...right },
        { header: words.better[lang] },
      ],
      rows,
      { width, dim: c.dim },
    ),
    ...(shown.length < totals.length
      ? [c.dim(fill(words.moreRows[lang], { count: totals.length - shown.length }))]
      : []),
    ...skippedLines(terminal, found),
    ...explained(terminal, found),
  ];
}

function skippedLines({ lang, width, colors: c }: Terminal, { skipped }: MeasuredData): string[] {
  if (skipped.length === 0) return [];
  const lines = skipped.map(({ measure, lacks }) =>
    fill('list' in lacks ? words.lacksList[lang] : words.lacksTable[lang], { measure, ...lacks }),
  );
  return [
    '',
    c.dim(words.skipped[lang]),
    ...lines.flatMap((line) => wrap(line, width - 2).map((one) => c.dim(`  ${one}`))),
  ];
}

function explained({ lang, width, colors: c }: Terminal, { lines }: MeasuredData): string[] {
  const groups = Map.groupBy(lines, ({ person, measure }) => `${person} · ${measure}`);
  return [...groups].flatMap(([head, rows]) => [
    '',
    c.bold(printable(head)),
    ...table(
      [
        { header: words.day[lang] },
        { header: words.row[lang] },
        { header: words.claim[lang] },
        { header: words.role[lang] },
      ],
      rows.map(({ date, table: name, line, claim, counted, reason }) => ({
        cells: [
          date ?? '–',
          `${name}${line === null ? '' : ` ${line}`}`,
          printable(claim ?? ''),
          (reasons as Record<string, { en: string; zh: string }>)[reason]?.[lang] ?? reason,
        ],
        ...(!counted && { style: c.dim }),
      })),
      { width, dim: c.dim },
    ),
  ]);
}

/** Two digits, half away from zero, of an exact decimal; what is smaller keeps its own. */
function rounded(text: string): string {
  const [whole = '0', rest = ''] = text.split('.');
  if (rest.length <= 2) return text;
  const up = Number(rest[2]) >= 5 ? 1n : 0n;
  const hundredths = BigInt(whole.replace('-', '') + rest.slice(0, 2)) + up;
  const digits = hundredths.toString().padStart(3, '0');
  return `${whole.startsWith('-') ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
