/** The row of a method's result behind a fact, and a page of its lines: counted with their amount, the others with the reason. */
import { fill } from '../../language/diagnostic.ts';
import type { LinesPage, ResultRow } from '../../engine/types.ts';
import type { Evidence } from '../../methods/method.ts';
import { grouped, shownNumber, type Style } from '../../statement/index.ts';
import { words } from '../messages/words.ts';
import type { Terminal } from '../terminal.ts';
import { table } from './table.ts';
import { printable } from './width.ts';

export function resultLines(terminal: Terminal, result: ResultRow, style: Style): string[] {
  const { lang, colors: c, width } = terminal;
  const title = result.title[lang];
  const heading = fill(words.resultRow[lang], {
    name: result.name,
    method: result.method,
    title,
    key: printable(result.key),
  });
  const rows = result.columns
    .filter(({ key }) => !key)
    .map((column) => ({
      cells: [
        column.title[lang],
        column.value === null
          ? // Where nothing is wrong there is no reason to give.
            column.name === 'reason'
            ? '–'
            : words.unknown[lang]
          : (column.words?.[lang] ?? printable(shown(column.value, column.type, style))),
      ],
    }));
  const body = table([{ header: '' }, { header: '', align: 'right' }], rows, {
    width,
    indent: 2,
    dim: c.dim,
  });
  return [
    c.bold(heading),
    ...body,
    ...(result.lines ? ['', ...pageLines(terminal, result.lines, style)] : []),
    ...(result.evidence ? ['', ...evidenceLines(terminal, result.evidence)] : []),
  ];
}

/** Statements of a measure's logic with what they gave, those they are made of beneath them. */
function evidenceLines({ lang, colors: c, width }: Terminal, evidence: readonly Evidence[]): string[] {
  return table(
    [{ header: words.evidenceWhat[lang] }, { header: words.evidenceValue[lang] }],
    evidence.map(({ depth, what, value }) => ({
      cells: [`${'  '.repeat(Math.min(depth, 12))}${printable(what)}`, printable(value)],
      ...(depth > 0 && value === 'null' && { style: c.dim }),
    })),
    { width, indent: 2, dim: c.dim },
  );
}

function pageLines(terminal: Terminal, page: LinesPage, style: Style): string[] {
  const { lang, colors: c, width } = terminal;
  const why = (counted: boolean, reason: string | null, said: LinesPage['shown'][number]['words']) =>
    counted && reason === null ? words.lineCounted[lang] : (said?.[lang] ?? reason ?? '');
  const groups = table(
    [
      { header: words.lineWhy[lang] },
      { header: words.lineCount[lang], align: 'right' },
      { header: `${words.lineAmount[lang]} ${style.currency}`, align: 'right' },
    ],
    page.groups.map(({ counted, reason, words: said, count, amount }) => ({
      cells: [
        why(counted, reason, said),
        grouped(String(count)),
        amount === null ? '–' : money(amount, style),
      ],
      ...(!counted && { style: c.dim }),
    })),
    { width, indent: 2, dim: c.dim },
  );
  const lines = table(
    [
      { header: words.lineDate[lang] },
      { header: words.lineClaim[lang] },
      { header: `${words.lineAmount[lang]} ${style.currency}`, align: 'right' },
      { header: words.lineWhy[lang] },
      { header: words.lineRead[lang] },
    ],
    page.shown.map((line) => ({
      cells: [
        line.date ?? '–',
        printable([line.claim ?? '–', line.claimLine].filter((part) => part !== null).join(' / ')),
        line.amount === null ? '–' : money(line.amount, style),
        why(line.counted, line.reason, line.words),
        line.line === null ? '–' : printable(`${line.file ?? '–'}:${line.line}`),
      ],
      ...(!line.counted && { style: c.dim }),
    })),
    { width, indent: 2, dim: c.dim },
  );
  const at = fill(words.linesPage[lang], {
    page: page.page,
    pages: page.pages,
    total: grouped(String(page.total)),
  });
  const more = page.page < page.pages ? [c.dim(fill(words.linesNext[lang], { page: page.page + 1 }))] : [];
  return [c.bold(at), ...groups, '', ...lines, ...more];
}

/** With the currency's digits, and all there are beyond: nothing is rounded here. */
function money(text: string, { minorUnit }: Style): string {
  return shownNumber(text, { minimum: minorUnit });
}

/** Decimals with separators, money as money; codes, whole numbers and dates as they are. */
function shown(value: string, type: ResultRow['columns'][number]['type'], style: Style): string {
  if (type === 'money') return `${money(value, style)} ${style.currency}`;
  return /^-?\d+\.\d+$/.test(value) ? grouped(value) : value;
}
