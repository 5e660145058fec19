/** The payments two runs differ in, the largest difference first; each amount leads to its Why in its own run. */
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Comparison, Difference, RunDetail } from '../../../../server/api.ts';
import { writeFigure } from '../../../app/address.ts';
import { useNames } from '../../../app/names.ts';
import { useSettings } from '../../../app/settings.tsx';
import { compared, negated, signOf } from '../../../kit/decimal.ts';
import { Money, type Currency } from '../../../kit/figure.tsx';
import { shownCount, shownDate } from '../../../kit/format.ts';
import { Status } from '../../../kit/status.tsx';
import { runs as words } from '../../../words/runs.ts';
import { DifferenceTable, ExportDifferences } from '../differences.tsx';
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
  const paidBy = (row: Difference['before']) => names.paid(row?.payment ?? '');
  const heads = {
    for: t(words.for),
    before: t(words.before),
    after: t(words.after),
    difference: t(words.difference),
    payment: t(words.payment),
  };
  return (
    <>
      <div className={css.tableHead}>
        <h4>{t(words.paymentsThatDiffer)}</h4>
        <span className={css.quiet}>
          {t(words.paymentsShown, { shown: shownCount(sorted.length), count: shownCount(count) })}
        </span>
        <ExportDifferences file="compare.csv" heads={heads} rows={sorted} />
      </div>
      <DifferenceTable
        label={t(words.paymentsThatDiffer)}
        rows={sorted}
        {...{ heads, detail, money }}
        before={({ before }) => (
          <Side
            row={before}
            run={earlier}
            term={paidBy(before)}
            {...{ contract, money }}
            name={t(words.whyBefore)}
          />
        )}
        after={({ after }) => (
          <Side
            row={after}
            run={later}
            term={paidBy(after)}
            {...{ contract, money }}
            name={t(words.whyAfter)}
          />
        )}
        same={({ before, after }) =>
          before?.due !== after?.due && after?.due
            ? t(words.due, { date: shownDate(after.due, lang) })
            : t(words.statusOnly)
        }
        unknown="?"
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
