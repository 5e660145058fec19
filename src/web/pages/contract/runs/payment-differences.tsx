/** The payments two runs differ in, the largest difference first; each amount leads to its Why in its own run. */
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Comparison, Difference, RunDetail } from '../../../../server/api.ts';
import { writeFigure } from '../../../app/address.ts';
import { useNames } from '../../../app/names.ts';
import { useSettings } from '../../../app/settings.tsx';
import { compared, negated, signOf } from '../../../kit/decimal.ts';
import { Button, csv, download } from '../../../kit/button.tsx';
import { DataTable, rowsOf, type Column } from '../../../kit/data-table.tsx';
import { Change, Money, type Currency } from '../../../kit/figure.tsx';
import { shownCount, shownDate } from '../../../kit/format.ts';
import { Status } from '../../../kit/status.tsx';
import { currencyName } from '../../../kit/units.ts';
import { kit } from '../../../words/kit.ts';
import { runs as words } from '../../../words/runs.ts';
import css from './runs.module.css';

interface Props {
  earlier: string;
  later: string;
  contract: string;
  detail: RunDetail;
  comparison: Comparison;
  money: Currency;
}

const size = (amount: string | null) =>
  amount === null ? null : signOf(amount) < 0 ? negated(amount) : amount;

/** What is unknown stands first: it may be anything. */
function largestFirst(a: Difference, b: Difference): number {
  const [x, y] = [size(a.difference), size(b.difference)];
  if (x === null || y === null) return Number(y === null) - Number(x === null);
  return compared(y, x) || (a.key < b.key ? -1 : 1);
}

export function PaymentDifferences({ earlier, later, contract, detail, comparison, money }: Props) {
  const { t, lang } = useSettings();
  const names = useNames(detail);
  const sorted = useMemo(() => comparison.payments.toSorted(largestFirst), [comparison.payments]);
  const count = comparison.paymentsTotal ?? sorted.length;
  if (sorted.length === 0) return <p className={css.quiet}>{t(words.noPaymentsDiffer)}</p>;
  const title = (id: string) => t(detail.card.payments.find((one) => one.id === id)?.title) || id;
  const paidBy = (row: Difference['before']) => names.paid(row?.payment ?? '');
  const unit = currencyName(money.currency, lang);
  const called = (key: string) => {
    const party = names.party(key);
    return (typeof party === 'string' ? party : t(party)) || '–';
  };
  /** An amount with its state beside it needs more room. */
  const side = sorted.some(({ before, after }) => [before, after].some((one) => one?.status === 'pending'))
    ? 190
    : 140;
  const columns: Column<Difference>[] = [
    {
      id: 'for',
      header: t(words.for),
      width: 200,
      cell: ({ key }) => <span title={key}>{called(key)}</span>,
    },
    {
      id: 'before',
      header: t(words.before),
      unit,
      align: 'right',
      width: side,
      cell: ({ before }) => (
        <Side
          row={before}
          run={earlier}
          term={paidBy(before)}
          {...{ contract, money }}
          name={t(words.whyBefore)}
        />
      ),
    },
    {
      id: 'after',
      header: t(words.after),
      unit,
      align: 'right',
      width: side,
      cell: ({ after }) => (
        <Side
          row={after}
          run={later}
          term={paidBy(after)}
          {...{ contract, money }}
          name={t(words.whyAfter)}
        />
      ),
    },
    {
      id: 'difference',
      header: t(words.difference),
      unit,
      align: 'right',
      width: 150,
      cell: ({ difference, before, after }) =>
        difference === null ? (
          '?'
        ) : signOf(difference) !== 0 ? (
          <Change amount={difference} money={money} as="page" />
        ) : before?.due !== after?.due && after?.due ? (
          t(words.due, { date: shownDate(after.due, lang) })
        ) : (
          t(words.statusOnly)
        ),
    },
    { id: 'payment', header: t(words.payment), width: 190, cell: ({ payment }) => title(payment) },
  ];
  return (
    <>
      <div className={css.tableHead}>
        <h4>{t(words.paymentsThatDiffer)}</h4>
        <span className={css.quiet}>
          {t(words.paymentsShown, { shown: shownCount(sorted.length), count: shownCount(count) })}
        </span>
        <Button
          kind="text"
          onClick={() =>
            download(
              'compare.csv',
              csv([
                [t(words.payment), t(words.for), t(words.before), t(words.after), t(words.difference)],
                ...sorted.map((one) => [
                  one.payment,
                  one.key,
                  one.before?.amount ?? null,
                  one.after?.amount ?? null,
                  one.difference,
                ]),
              ]),
              'text/csv',
            )
          }
        >
          {t(kit.export)} (CSV)
        </Button>
      </div>
      <DataTable
        label={t(words.paymentsThatDiffer)}
        columns={columns}
        source={rowsOf(sorted)}
        keyOf={({ payment, key }) => `${payment} ${key}`}
        height={420}
      />
    </>
  );
}

function Side({
  row,
  run,
  term,
  contract,
  money,
  name,
}: {
  row: Difference['before'];
  run: string;
  term: string;
  contract: string;
  money: Currency;
  name: string;
}) {
  const { t } = useSettings();
  if (!row) return <span className={css.quiet}>{t(words.absent)}</span>;
  return (
    <Link
      to="/contract/$contract/result"
      params={{ contract }}
      search={{ run, why: writeFigure({ entity: row.entity, key: row.key, term }) }}
      title={name}
    >
      {row.status === 'undetermined' ? (
        <Status status="undetermined" />
      ) : (
        <>
          <Money amount={row.amount} money={money} />
          {row.status === 'pending' && (
            <span className={css.pending}>
              <Status status="pending" />
            </span>
          )}
        </>
      )}
    </Link>
  );
}
