/** Costing on a terminal: totals, groups with the greatest loss first, capacity, and the cases that left their pathway most. */
import { fill } from '../../language/diagnostic.ts';
import type { Costing, CostingTable } from '../../methods/costing/run.ts';
import { costWords as words } from '../messages/cost.ts';
import type { Terminal } from '../terminal.ts';
import { table } from './table.ts';
import { printable } from './width.ts';

const COLUMNS: Record<string, readonly string[]> = {
  groups: ['id', 'cases', 'mean_cost', 'mean_payment', 'mean_margin', 'margin', 'loss_cases'],
  capacity: ['id', 'rate', 'minutes', 'used_minutes', 'utilisation', 'unused_cost'],
  cases: [
    'case_id',
    'pathway',
    'missing',
    'extra',
    'repeated',
    'late',
    'over',
    'minutes_over',
    'cost_effect',
  ],
};
const LISTED = 20;
/** Totals that are money. */
const MONEY = new Set(['charges', 'cost', 'payment', 'margin', 'time_cost', 'supplies', 'cost_effect']);

export function costLines(terminal: Terminal, found: Costing): string[] {
  const { lang, width, colors: c } = terminal;
  const number = (value: number) => value.toLocaleString(lang);
  const head = found.kind === 'variance' ? words.headVariance : words.head;
  const data = { known: number(found.known), cases: number(found.cases), ...found.period };
  return [
    fill(head[lang], data),
    '',
    ...table(
      [{ header: words.totals[lang] }, { header: '', align: 'right' }],
      Object.entries(found.totals).map(([name, text]) => ({
        cells: [
          words[`total ${name}` as keyof typeof words][lang],
          shown(text, MONEY.has(name) ? 'money' : 'decimal', terminal),
        ],
      })),
      { width, dim: c.dim },
    ),
    ...found.tables.flatMap((one) => tableLines(terminal, one)),
  ];
}

function tableLines(terminal: Terminal, found: CostingTable): string[] {
  const { lang, width, colors: c } = terminal;
  if (found.rows.length === 0) return [];
  const places = (COLUMNS[found.name] ?? []).map((name) =>
    found.columns.findIndex((column) => column.name === name),
  );
  const margin = found.columns.findIndex(({ name }) => name === 'margin');
  const rows =
    found.name === 'groups'
      ? found.rows.toSorted((a, b) => Number(a[margin] ?? Infinity) - Number(b[margin] ?? Infinity))
      : found.rows;
  const left = rows.length - LISTED;
  return [
    '',
    c.bold(words[found.name as 'groups' | 'capacity' | 'cases'][lang]),
    ...table(
      places.map((place) => {
        const { name, label, type } = found.columns[place] as CostingTable['columns'][number];
        const short = found.name === 'cases' ? words[`total ${name}` as keyof typeof words] : undefined;
        const header = (short ?? label)[lang].split(/[,;，；]/)[0] ?? '';
        return type === 'text' ? { header } : { header, align: 'right' as const };
      }),
      rows.slice(0, LISTED).map((cells) => ({
        cells: places.map((place) =>
          found.columns[place]?.type === 'text'
            ? printable(cells[place] ?? '–')
            : shown(cells[place] ?? null, found.columns[place]?.type ?? '', terminal),
        ),
      })),
      { width, indent: 2, dim: c.dim },
    ),
    ...(left > 0 ? [c.dim(`  ${fill(words.more[lang], { count: left })}`)] : []),
  ];
}

/** Thousands apart; money to the cent, half to even, unless every digit is asked for. */
function shown(text: string | null, type: string, { exact }: Terminal): string {
  if (text === null) return '–';
  const given = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!given) return text;
  const figure = type === 'money' && !exact ? cents(text) : text;
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(figure) ?? [];
  const rest = type === 'money' && !exact ? fraction : fraction.replace(/0+$/, '');
  return `${sign === '' ? '' : '−'}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest === '' ? '' : `.${rest}`}`;
}

function cents(text: string): string {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const all = BigInt(whole + fraction.padEnd(4, '0').slice(0, 4));
  const [cut, rest] = [all / 100n, all % 100n];
  const up = rest > 50n || (rest === 50n && cut % 2n === 1n) ? 1n : 0n;
  const digits = String(cut + up).padStart(3, '0');
  const sign = text.startsWith('-') && cut + up > 0n ? '-' : '';
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
