/** Each contract and what its latest run says: a line a payment. */
import { Link } from '@tanstack/react-router';
import type { ContractCard, RunCard } from '../../../server/api.ts';
import { useLang, useSay } from '../../app/settings.tsx';
import { SettleControl } from '../../app/settle.tsx';
import { signOf } from '../../kit/decimal.ts';
import { Change, Money } from '../../kit/figure.tsx';
import { compactMoney, shownCount, shownDate, shownPeriod } from '../../kit/format.ts';
import { Section } from '../../kit/section.tsx';
import { Status } from '../../kit/status.tsx';
import { overview as words } from '../../words/overview.ts';
import css from './overview.module.css';

export function Contracts({ contracts }: { contracts: readonly ContractCard[] }) {
  const t = useSay();
  return (
    <Section title={t(words.contracts)}>
      <ul className={css.contracts}>
        {contracts.map((card) => (
          <Contract key={card.file} card={card} />
        ))}
      </ul>
    </Section>
  );
}

function Contract({ card }: { card: ContractCard }) {
  const t = useSay();
  const lang = useLang();
  const { latest, period } = card;
  return (
    <li className={css.contract}>
      <div>
        <h3 className={css.name}>
          <Link to="/contract/$contract/result" params={{ contract: card.file }}>
            {t(card.title) || card.contract}
          </Link>
        </h3>
        <p className={css.quiet}>
          {[t(card.modelTitle) || card.model, period && shownPeriod(period, lang)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {latest && <p className={css.quiet}>{t(words.asOf, { date: shownDate(latest.asOf, lang) })}</p>}
      </div>
      {latest ? (
        <ul className={css.payments}>
          {latest.payments.map((payment) => (
            <PaymentLine key={payment.id} payment={payment} run={latest} change={card.change} />
          ))}
        </ul>
      ) : (
        <div className={css.unsettled}>
          <span className={css.quiet}>{t(words.unsettled)}</span>
          {card.diagnostics.errors === 0 && <SettleControl file={card.file} />}
        </div>
      )}
    </li>
  );
}

function PaymentLine({
  payment,
  run,
  change,
}: {
  payment: RunCard['payments'][number];
  run: RunCard;
  change: ContractCard['change'];
}) {
  const t = useSay();
  const lang = useLang();
  const { id, title, from, to, flows, amount, pendingAmount, pending, undetermined } = payment;
  const changed = change?.find((one) => one.payment === id);
  const money = { currency: run.currency, minorUnit: run.minorUnit };
  return (
    <li className={css.payment}>
      <span>
        {t(title) || id}
        {from !== null && to !== null && (
          <span className={css.direction}>
            {t(words.pays, { from: t(from), to: t(to) })}
            {flows > 1 && t(words.andMore, { more: shownCount(flows - 1) })}
            {signOf(amount) < 0 && t(words.otherWay)}
          </span>
        )}
        {from === null && undetermined === 0 && <span className={css.direction}>{t(words.nothingDue)}</span>}
      </span>
      <span className={css.amount}>
        <Money amount={amount} money={money} as="compact" />
        {signOf(pendingAmount) !== 0 && (
          <span className={css.change}>
            {t(words.ofItPending, { amount: compactMoney(pendingAmount, { lang, ...money }) })}
          </span>
        )}
        {changed && (
          <span className={css.change} title={t(words.change)}>
            <Change amount={changed.difference} money={money} />
          </span>
        )}
      </span>
      <span className={css.states}>
        {undetermined > 0 && <Status status="undetermined" count={shownCount(undetermined)} />}
        {pending > 0 && <Status status="pending" count={shownCount(pending)} />}
        {pending + undetermined === 0 && <Status status="final" />}
      </span>
    </li>
  );
}
