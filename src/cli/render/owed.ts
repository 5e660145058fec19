/** Who owes whom in a few lines: of each payment what flows which way, with the first names of those concerned. */
import { add, compare, decimal, decimalText, subtract, ZERO, type Decimal } from '../../engine/decimal.ts';
import { fill } from '../../language/diagnostic.ts';
import { grouped, isNothing, titled, type Flow, type StatementSummary } from '../../statement/index.ts';
import { demoWords } from '../messages/demo.ts';
import { words } from '../messages/words.ts';
import type { Terminal } from '../terminal.ts';
import { table, type TableRow } from './table.ts';
import { printable } from './width.ts';

/** Parties that are named before the rest is only counted. */
const NAMED = 2;

/** A negative amount of a payment flows the other way: here it is a line of its own, from who pays to who is paid. */
export function owedLines(terminal: Terminal, summary: StatementSummary): string[] {
  const { lang, colors: c } = terminal;
  const rows = summary.payments.flatMap((payment): TableRow[] => {
    const name = printable(titled(payment.title, payment.id, lang));
    const due = payment.flows.filter((flow) => !isNothing(flow) && flow.final.rows > 0);
    const forward = due.filter((flow) => compare(decimal(flow.final.amount), ZERO) >= 0);
    const back = due.filter((flow) => !forward.includes(flow)).map((flow) => turned(flow));
    const ways = [forward, back].filter((flows) => flows.length > 0);
    if (ways.length === 0) return [{ cells: [name, demoWords.nobody[lang], '', '0'], style: c.dim }];
    return ways.map((flows, i) => ({
      cells: [
        i === 0 ? name : '',
        named(terminal, summary, flows, 'from'),
        named(terminal, summary, flows, 'to'),
        grouped(decimalText(total(flows), summary.minorUnit)),
      ],
    }));
  });
  const { pending, undetermined } = summary.total;
  return [
    ...table(
      [
        { header: demoWords.payment[lang] },
        { header: words.from[lang] },
        { header: words.to[lang] },
        { header: summary.currency, align: 'right' },
      ],
      rows,
      { width: terminal.width, indent: 2, dim: c.dim },
    ),
    ...(pending + undetermined > 0
      ? [c.dim(`  ${fill(demoWords.open[lang], { pending, undetermined })}`)]
      : []),
  ];
}

function turned(flow: Flow): Flow {
  const amount = decimalText(subtract(ZERO, decimal(flow.final.amount)));
  return { ...flow, from: flow.to, to: flow.from, final: { ...flow.final, amount } };
}

function total(flows: readonly Flow[]): Decimal {
  return flows.reduce((sum, { final }) => add(sum, decimal(final.amount)), ZERO);
}

/** In the order of the flows, which is by size. */
function named(
  { lang }: Terminal,
  summary: StatementSummary,
  flows: readonly Flow[],
  side: 'from' | 'to',
): string {
  const ids = [...new Set(flows.map((flow) => flow[side]))];
  const shown = (id: string | null) => {
    const party = summary.parties.find((one) => one.id === id);
    return id === null ? `(${words.unknown[lang]})` : printable(titled(party?.name, id, lang));
  };
  const first = ids
    .slice(0, NAMED)
    .map(shown)
    .join(lang === 'zh' ? '、' : ', ');
  const rest = ids.length - NAMED;
  return rest > 0 ? fill(demoWords.names[lang], { names: first, count: rest }) : first;
}
