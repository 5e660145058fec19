/** Today on the left, the changed result on the right, the difference between. */
import type { RunDetail, WhatIf } from '../../../../server/api.ts';
import { useSay } from '../../../app/settings.tsx';
import { Change, Money, type Currency } from '../../../kit/figure.tsx';
import { shownCount } from '../../../kit/format.ts';
import { signOf } from '../../../kit/decimal.ts';
import { whatIf as words } from '../../../words/what-if.ts';
import css from './what-if.module.css';

interface Props {
  detail: RunDetail;
  money: Currency;
  /** Null while nothing is changed. */
  changed: WhatIf | null;
  busy: boolean;
}

export function Comparison({ detail, money, changed, busy }: Props) {
  const t = useSay();
  const totals = new Map(changed?.scenario.totals.map((one) => [one.payment, one]));
  return (
    <div
      className={css.comparison}
      aria-busy={busy}
      aria-live="polite"
      role="table"
      aria-label={t(words.table)}
    >
      <div className={css.compareHead} role="row">
        <span role="columnheader">{t(words.today)}</span>
        <span role="columnheader" className={css.middle}>
          {t(words.difference)}
        </span>
        <span role="columnheader" className={css.right}>
          {t(words.changed)}
        </span>
      </div>
      {detail.card.payments.map((payment) => {
        const after = totals.get(payment.id);
        const title = t(payment.title) || payment.id;
        return (
          <div className={css.compareRow} role="row" key={payment.id} data-payment={payment.id}>
            <div role="cell" className={css.side}>
              <span className={css.paymentTitle}>{title}</span>
              <span className={css.big}>
                <Money amount={payment.amount} money={money} as="compact" />
              </span>
              <Tally {...payment} />
            </div>
            <div role="cell" className={css.between}>
              {after && signOf(after.difference) !== 0 ? (
                <Change amount={after.difference} money={money} />
              ) : (
                <span className={css.quiet}>{after ? '=' : '–'}</span>
              )}
              <Arrow />
            </div>
            <div role="cell" className={`${css.side} ${css.right} ${after ? '' : css.waiting}`}>
              <span className={css.paymentTitle}>{title}</span>
              <span className={css.big}>
                <Money amount={after?.amount ?? payment.amount} money={money} as="compact" />
              </span>
              <Tally {...(after ?? payment)} />
            </div>
          </div>
        );
      })}
    </div>
  );
}

function Tally(counts: { final: number; pending: number; undetermined: number }) {
  const t = useSay();
  const { final, pending, undetermined } = counts;
  return (
    <span className={css.tally}>
      {t(words.statusTally, {
        final: shownCount(final),
        pending: shownCount(pending),
        undetermined: shownCount(undetermined),
      })}
    </span>
  );
}

function Arrow() {
  return (
    <svg viewBox="0 0 64 8" className={css.arrow} aria-hidden="true" preserveAspectRatio="none">
      <path
        d="M0 4 H60 M56 1 L61 4 L56 7"
        fill="none"
        stroke="currentColor"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
