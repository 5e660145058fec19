/** Who pays whom, by payment; the largest first. */
import type { StatementSummary } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames, type Names } from '../../../app/names.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Figure, Money } from '../../../kit/figure.tsx';
import { shownCount } from '../../../kit/format.ts';
import { PlainTable } from '../../../kit/plain-table.tsx';
import { Section } from '../../../kit/section.tsx';
import { Status } from '../../../kit/status.tsx';
import { currencyName } from '../../../kit/units.ts';
import { result as words } from '../../../words/result.ts';
import css from './result.module.css';

type Payment = StatementSummary['payments'][number];
type Flow = Payment['flows'][number];

const SHOWN = 12;

export function Parties() {
  const t = useSay();
  const lang = useLang();
  const { detail, money } = useContract();
  const names = useNames(detail);
  const { payments } = detail.summary;
  const unit = currencyName(money.currency, lang);
  const pending = payments.some(({ total }) => total.pending.rows > 0);
  const undetermined = payments.some(({ total }) => total.undetermined > 0);
  const rows = payments.flatMap((payment) =>
    payment.flows.slice(0, SHOWN).map((flow, i) => ({ payment, flow, first: i === 0 })),
  );
  const cut = payments.filter(({ id, flows }) => (detail.flows?.[id] ?? flows.length) > SHOWN);
  const party = (id: string | null) => {
    if (id === null) return t(words.nobody);
    const found = names.party(id);
    return typeof found === 'string' ? found : t(found);
  };
  return (
    <Section title={t(words.parties)}>
      <PlainTable
        label={t(words.parties)}
        rows={rows}
        keyOf={({ payment, flow }) => `${payment.id} ${flow.from} ${flow.to}`}
        columns={[
          {
            id: 'payment',
            header: t(words.payment),
            cell: ({ payment, first }) => (first ? <strong>{t(payment.title) || payment.id}</strong> : ''),
          },
          { id: 'from', header: t(words.from), cell: ({ flow }) => party(flow.from) },
          {
            id: 'to',
            header: t(words.to),
            cell: ({ flow }) => (
              <>
                <span aria-hidden="true">→ </span>
                {party(flow.to)}
              </>
            ),
          },
          {
            id: 'final',
            header: t(words.final),
            unit,
            align: 'right',
            cell: (row) => <Amount {...row} names={names} status="final" />,
          },
          ...(pending
            ? [
                {
                  id: 'pending',
                  header: t(words.pending),
                  unit,
                  align: 'right' as const,
                  cell: (row: (typeof rows)[number]) => <Amount {...row} names={names} status="pending" />,
                },
              ]
            : []),
          ...(undetermined
            ? [
                {
                  id: 'undetermined',
                  header: t(words.undetermined),
                  align: 'right' as const,
                  cell: ({ flow }: (typeof rows)[number]) =>
                    flow.undetermined > 0 ? (
                      <Status status="undetermined" count={shownCount(flow.undetermined)} />
                    ) : (
                      ''
                    ),
                },
              ]
            : []),
        ]}
      />
      {cut.map(({ id, title, flows }) => (
        <p key={id} className={css.note}>
          {t(title) || id}:{' '}
          {t(words.flowsMore, { shown: SHOWN, count: shownCount(detail.flows?.[id] ?? flows.length) })}
        </p>
      ))}
    </Section>
  );
}

/** An amount of one row is that row's figure; of several, only their sum. */
function Amount({
  payment,
  flow,
  status,
  names,
}: {
  payment: Payment;
  flow: Flow;
  status: 'final' | 'pending';
  names: Names;
}) {
  const { money } = useContract();
  const { rows, amount } = flow[status];
  if (rows === 0) return null;
  const all = flow.final.rows + flow.pending.rows + flow.undetermined;
  const shape = names.shape(payment.entity);
  const key = [flow.to, flow.from].find((id) => id !== null && typeof names.party(id) === 'string');
  const shown = <Money amount={amount} money={money} />;
  // The row is the party itself where each party has one and the entity's key is a single part.
  const own = all === 1 && key && shape && shape.columns.filter(({ kind }) => kind === 'key').length === 1;
  return own ? <Figure of={{ entity: payment.entity, key, term: payment.id }}>{shown}</Figure> : shown;
}
