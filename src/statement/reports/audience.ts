/** `shared.csv`, `shared.json` and `shared.html`: a run's statement without what an audience may not see, marked where it would stand. */
import { add, decimal, decimalText, ZERO } from '../../engine/decimal.ts';
import type { Hidden, PaymentPart } from '../../engine/audience/index.ts';
import type { Run, StatementRow } from '../../engine/types.ts';
import type { Lang } from '../../language/diagnostic.ts';
import { CSV_HEADER, csvLine } from '../files/csv.ts';
import { both, escapeHtml, page } from '../files/html.ts';
import { grouped, shownDate, shownPeriod } from '../format/index.ts';
import { titled, word } from '../words.ts';
import { writeFiles } from './files.ts';
import { sharedWords as words } from './messages.ts';

/** In the place of what is hidden. */
export const HIDDEN = '*';
/** Raised whenever a field of shared.json changes meaning. */
const SHARED_VERSION = 1;

/** A row as the audience sees it: what is hidden is absent, and `hidden` of its payment says what. */
type SharedRow = Omit<Partial<StatementRow>, 'payment'> & Pick<StatementRow, 'payment'>;

interface Shared {
  contract: string;
  currency: string;
  period: { from: string; to: string };
  asOf: string;
  audience: string;
  /** By payment; `rows`: none of its rows are here. */
  hidden: Record<string, PaymentPart[]>;
  rows: SharedRow[];
}

export async function sharedStatement(
  run: Run,
  hidden: Hidden,
  rows: AsyncIterable<StatementRow>,
): Promise<Shared> {
  const { contract, currency, period, asOf } = run.manifest;
  const shared: Shared = {
    contract,
    currency,
    period,
    asOf,
    audience: hidden.rules.audience,
    hidden: Object.fromEntries(
      [...hidden.payments]
        .filter(([, parts]) => parts.size > 0)
        .map(([id, parts]) => [id, [...parts].toSorted()]),
    ),
    rows: [],
  };
  for await (const row of rows) {
    const parts = hidden.payments.get(row.payment);
    if (!parts || parts.has('rows')) continue;
    const { payment, entity, key, from, to, amount, status, due, posted, difference, reason } = row;
    shared.rows.push({
      payment,
      entity,
      key,
      from,
      to,
      ...(!parts.has('amount') && { amount }),
      // What is posted is final, and why something is undetermined may be what it waits for.
      ...(!parts.has('status') && { posted, difference, status, ...(reason && { reason }) }),
      ...(!parts.has('due') && { due }),
    });
  }
  return shared;
}

export async function writeAudience(
  run: Run,
  shared: Shared,
  title: Hidden['rules']['title'],
  folder: string,
): Promise<void> {
  await writeFiles(folder, {
    'shared.csv': sharedCsv(shared),
    'shared.json': `${JSON.stringify({ version: SHARED_VERSION, ...shared }, null, 1)}\n`,
    'shared.html': sharedHtml(run, shared, title),
  });
}

function sharedCsv({ rows, currency, hidden }: Shared): string {
  const lines = rows.map((row) => {
    const parts = hidden[row.payment] ?? [];
    const or = (part: PaymentPart, cell: string | null | undefined) => (parts.includes(part) ? HIDDEN : cell);
    const { reason } = row;
    return csvLine([
      row.payment,
      row.entity,
      row.key,
      row.from,
      row.to,
      or('amount', row.amount),
      currency,
      or('status', row.status),
      or('status', row.posted),
      or('status', row.difference),
      or('due', row.due),
      or('status', reason?.kind),
      or('status', reason?.entity),
      or('status', reason?.key),
      or('status', reason?.name),
    ]);
  });
  return [csvLine(CSV_HEADER), ...lines].join('');
}

function sharedHtml(run: Run, shared: Shared, title: Hidden['rules']['title']): string {
  const { plan, agreement } = run;
  const { contract, currency, hidden, period, asOf } = shared;
  const name = (lang: Lang) =>
    `${titled(agreement.title, contract, lang)} · ${titled(title, shared.audience, lang)}`;
  const party = (id: string | null | undefined) =>
    both((lang) => titled(agreement.parties.find((one) => one.id === id)?.name, id ?? '–', lang));
  const cell = (content: string, kind = '') => `<td${kind && ` class="${kind}"`}>${content}</td>`;
  const heads = [words.payment, words.from, words.to, words.rows, words.final, words.pending, words.open];
  const lines = plan.payments.flatMap(({ id, title: own }) => {
    const parts = hidden[id] ?? [];
    const label = cell(both((lang) => titled(own, id, lang)));
    if (parts.includes('rows'))
      return [`<tr>${label}${Array.from({ length: 6 }, () => cell(HIDDEN, 'n')).join('')}</tr>`];
    const flows = new Map<string, SharedRow[]>();
    for (const row of shared.rows.filter(({ payment }) => payment === id)) {
      const flow = JSON.stringify([row.from, row.to]);
      const rows = flows.get(flow);
      if (rows) rows.push(row);
      else flows.set(flow, [row]);
    }
    return [...flows.values()].map((rows) => {
      const covered = parts.includes('amount') || parts.includes('status');
      const sum = (status: string) => {
        if (covered) return HIDDEN;
        const amounts = rows
          .filter((row) => row.status === status)
          .map(({ amount }) => decimal(amount ?? '0'));
        return escapeHtml(grouped(decimalText(amounts.reduce(add, ZERO), plan.minorUnit)));
      };
      const open = covered ? HIDDEN : String(rows.filter(({ status }) => status === 'undetermined').length);
      const [first] = rows;
      return `<tr>${label}${cell(party(first?.from))}${cell(party(first?.to))}${[String(rows.length), sum('final'), sum('pending'), open].map((one) => cell(one, 'n')).join('')}</tr>`;
    });
  });
  const head = heads.map(
    (one, i) => `<th scope="col"${i > 2 ? ' class="n"' : ''}>${both((lang) => one[lang])}</th>`,
  );
  const main = `<p>${both((lang) => `${shownPeriod(period, lang)} · ${word('asOf', lang)} ${shownDate(asOf, lang)} · ${currency}`)}</p>
<p class="more">${both((lang) => words.note[lang])}</p>
<table><thead><tr>${head.join('')}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody></table>`;
  return page(name, main, run.manifest.engine);
}
