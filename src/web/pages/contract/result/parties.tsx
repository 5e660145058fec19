/** Who pays whom, by payment; the largest first, those with nothing counted together where they are many. */
import type { StatementSummary } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames, type Names } from '../../../app/names.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { signOf } from '../../../kit/decimal.ts';
import { Figure, Money } from '../../../kit/figure.tsx';
import { allWhole, shownCount } from '../../../kit/format.ts';
import { PlainTable, type PlainColumn } from '../../../kit/plain-table.tsx';
import { Section } from '../../../kit/section.tsx';
import { Status } from '../../../kit/status.tsx';
import { currencyName } from '../../../kit/units.ts';
import { result as words } from '../../../words/result.ts';
import css from './result.module.css';

type Payment = StatementSummary['payments'][number];
type Flow = Payment['flows'][number];
type Row =
  | { kind: 'flow'; payment: Payment; flow: Flow; first: boolean }
  /** `nothing`: of so many flows nothing is due; `more`: that many are not shown here. */
  | { kind: 'nothing' | 'more'; payment: Payment; count: number; first: boolean };

const SHOWN = 10;
/** So few that owe nothing are named: that somebody got nothing is a result too. */
const NAMED = 4;

const isNothing = ({ final, pending, undetermined }: Flow) =>
  undetermined === 0 && pending.rows === 0 && signOf(final.amount) === 0;

export function Parties() {
  const t = useSay();
  const lang = useLang();
  const { detail, money } = useContract();
  const names = useNames(detail);
  const { payments } = detail.summary;
  const unit = currencyName(money.currency, lang);
  const rows = payments.flatMap((payment) =>
    rowsOf(payment, detail.flows[payment.id] ?? 0, detail.nothing[payment.id] ?? 0),
  );
  const whole = allWhole(
    rows.flatMap((row) => (row.kind === 'flow' ? [row.flow.final.amount, row.flow.pending.amount] : [])),
  );
  const back = rows.some(
    (row) =>
      row.kind === 'flow' && [row.flow.final, row.flow.pending].some(({ amount }) => signOf(amount) < 0),
  );
  const party = (id: string | null) => t(id === null ? words.nobody : names.party(id));
  const amounts = (status: 'final' | 'pending'): PlainColumn<Row> => ({
    id: status,
    header: t(words[status]),
    unit,
    align: 'right',
    cell: (row) =>
      row.kind === 'flow' ? (
        <Amount payment={row.payment} flow={row.flow} names={names} status={status} whole={whole} />
      ) : (
        ''
      ),
  });
  const columns: PlainColumn<Row>[] = [
    {
      id: 'payment',
      header: t(words.payment),
      cell: ({ payment, first }) =>
        first && (
          <>
            <strong>{t(payment.title) || payment.id}</strong>
            {payment.flows.length > 1 && (
              <span className={css.sub}>
                {t(words.total)} <Money amount={payment.total.final.amount} money={money} whole={whole} />
              </span>
            )}
          </>
        ),
    },
    {
      id: 'direction',
      header: (
        <>
          {t(words.from)} <span aria-hidden="true">→</span> {t(words.to)}
        </>
      ),
      cell: (row) =>
        row.kind === 'flow' ? (
          <>
            {party(row.flow.from)} <span aria-hidden="true">→ </span>
            <span className="sr-only">, {t(words.to)} </span>
            {party(row.flow.to)}
          </>
        ) : (
          <span className={css.dim}>
            {t(row.kind === 'nothing' ? words.nothingDue : words.moreFlows, { count: shownCount(row.count) })}
          </span>
        ),
    },
    amounts('final'),
  ];
  if (payments.some(({ total }) => total.pending.rows > 0)) columns.push(amounts('pending'));
  if (payments.some(({ total }) => total.undetermined > 0))
    columns.push({
      id: 'undetermined',
      header: t(words.undetermined),
      align: 'right',
      cell: (row) =>
        row.kind === 'flow' &&
        row.flow.undetermined > 0 && (
          <Status status="undetermined" count={shownCount(row.flow.undetermined)} />
        ),
    });
  return (
    <Section title={t(words.parties)} intro={back && t(words.otherWay)}>
      <PlainTable
        label={t(words.parties)}
        rows={rows}
        keyOf={({ payment }, i) => `${payment.id} ${i}`}
        columns={columns}
      />
    </Section>
  );
}

function rowsOf(payment: Payment, all: number, nothing: number): Row[] {
  const without = nothing > NAMED ? nothing : 0;
  const named = without > 0 ? payment.flows.filter((flow) => !isNothing(flow)) : payment.flows;
  const shown = named.slice(0, SHOWN);
  const rows: Row[] = shown.map((flow, i) => ({ kind: 'flow', payment, flow, first: i === 0 }));
  const more = all - shown.length - without;
  if (more > 0) rows.push({ kind: 'more', payment, count: more, first: rows.length === 0 });
  if (without > 0) rows.push({ kind: 'nothing', payment, count: without, first: rows.length === 0 });
  return rows;
}

/** An amount of one row is that row's figure; of several, only their sum. */
function Amount({
  payment,
  flow,
  status,
  names,
  whole,
}: {
  payment: Payment;
  flow: Flow;
  status: 'final' | 'pending';
  names: Names;
  whole: boolean;
}) {
  const { money } = useContract();
  const { rows, amount } = flow[status];
  if (rows === 0) return null;
  const all = flow.final.rows + flow.pending.rows + flow.undetermined;
  const shape = names.shape(payment.entity);
  const key = [flow.to, flow.from].find((id) => id !== null && !names.hasRole(id));
  const shown = <Money amount={amount} money={money} whole={whole} />;
  // The row is the party itself where each party has one and the entity's key is a single part.
  const own = all === 1 && key && shape && shape.columns.filter(({ kind }) => kind === 'key').length === 1;
  return own ? (
    <Figure of={{ entity: payment.entity, key, term: names.paid(payment.id) }}>{shown}</Figure>
  ) : (
    shown
  );
}
