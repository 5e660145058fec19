/** A report of hospitals on a terminal: the figures of each, what changed, and what must be known to read them. */
import type { Lang } from '../../language/diagnostic.ts';
import { fill } from '../../language/diagnostic.ts';
import type { EfficiencyReport, FigureName, UnitReport } from '../../methods/efficiency/index.ts';
import {
  figureWords,
  notesOf,
  periodOf,
  reportWords as words,
  shortWords,
  shown,
  signed,
  unitName,
} from '../../methods/efficiency/index.ts';
import { reportCommandWords } from '../messages/report.ts';
import type { Terminal } from '../terminal.ts';
import { table } from './table.ts';
import { printable, wrap } from './width.ts';

const COLUMNS = [
  'cases',
  'cmi',
  'time_index',
  'cost_index',
  'mean_stay',
  'mean_fee',
  'drug_share',
  'materials_share',
  'low_risk_mortality',
] as const satisfies readonly FigureName[];
const CHANGES = COLUMNS.filter((one) => one !== 'cases');
const LISTED = 40;

const headOf = (one: FigureName, lang: Lang) => ({
  header: (shortWords[one] ?? figureWords[one])[lang],
  align: 'right' as const,
});

export function reportLines(terminal: Terminal, found: EfficiencyReport): string[] {
  const { lang, width, colors: c } = terminal;
  const layout = { width, indent: 2, dim: c.dim };
  const name = (unit: UnitReport) => printable(unitName(unit, found.by, lang));
  const units = found.units.slice(0, LISTED);
  const cells = (unit: UnitReport) =>
    COLUMNS.map((one) => {
      const text = shown(one, unit.figures[one]);
      return text === '' ? (unit.hidden.includes(one) ? words.withheld[lang] : '–') : text;
    });
  const left = found.units.length - units.length;
  const first = { header: words[found.by === 'department' ? 'department' : 'hospital'][lang] };
  return [
    ...wrap(periodOf(found)[lang], width),
    '',
    ...table(
      [first, ...COLUMNS.map((one) => headOf(one, lang))],
      [
        ...units.map((unit) => ({ cells: [name(unit), ...cells(unit)] })),
        { cells: [words.all[lang], ...cells(found.all)], ruled: true, style: c.bold },
      ],
      layout,
    ),
    ...(left > 0 ? [c.dim(`  ${fill(reportCommandWords.more[lang], { count: left })}`)] : []),
    ...(found.before ? changeLines(terminal, found, units, name) : []),
    '',
    ...notesOf(found).flatMap((note) => wrap(note[lang], width - 2).map((line) => c.dim(`  ${line}`))),
  ];
}

function changeLines(
  { lang, width, colors: c }: Terminal,
  found: EfficiencyReport,
  units: readonly UnitReport[],
  name: (unit: UnitReport) => string,
): string[] {
  const change = (unit: UnitReport, one: FigureName) => {
    const own = unit.changes?.[one];
    if (!own || own.difference === null) return '–';
    // A star where nought is not in the interval.
    const clear = own.interval !== null && Number(own.interval.low) * Number(own.interval.high) > 0;
    return `${signed(one, own.difference)[lang]}${clear ? '*' : ''}`;
  };
  const row = (unit: UnitReport) => CHANGES.map((one) => change(unit, one));
  const heads = CHANGES.map((one) => headOf(one, lang));
  return [
    '',
    c.bold(`${words.changes[lang]} (${words.after[lang]} − ${words.before[lang]})`),
    ...table(
      [{ header: '' }, ...heads],
      [
        ...units.map((unit) => ({ cells: [name(unit), ...row(unit)] })),
        { cells: [words.all[lang], ...row(found.all)], ruled: true, style: c.bold },
      ],
      { width, indent: 2, dim: c.dim },
    ),
    c.dim(`  ${reportCommandWords.star[lang]}`),
  ];
}
