/** Runs: the history, and what two of them differ in. */
import { Link } from '@tanstack/react-router';
import type { RunCard } from '../../../../server/api.ts';
import { useAddress, useContractParam } from '../../../app/address.ts';
import { useContract } from '../../../app/contract.tsx';
import { useWorkspace } from '../../../app/queries.ts';
import { useSettings } from '../../../app/settings.tsx';
import { Button } from '../../../kit/button.tsx';
import { Select } from '../../../kit/field.tsx';
import { Money } from '../../../kit/figure.tsx';
import { shownCount, shownDate, shownMoment } from '../../../kit/format.ts';
import { PlainTable, type PlainColumn } from '../../../kit/plain-table.tsx';
import { Section } from '../../../kit/section.tsx';
import { Asked, Empty, Notice } from '../../../kit/states.tsx';
import { Mark, Status } from '../../../kit/status.tsx';
import { runs as words } from '../../../words/runs.ts';
import { Compared } from './compared.tsx';
import css from './runs.module.css';

export default function RunsPage() {
  const { card, contract, run } = { ...useContract(), contract: useContractParam() };
  const workspace = useWorkspace();
  return (
    <Asked query={workspace}>
      {({ runs }) => {
        const mine = new Set(card?.runs ?? [run]);
        return <Page contract={contract} runs={runs.filter((one) => mine.has(one.run))} />;
      }}
    </Asked>
  );
}

/** The address names the two (`earlier`, `later`); else the last two of the contract. */
function Page({ runs, contract }: { runs: readonly RunCard[]; contract: string }) {
  const { t, lang } = useSettings();
  const [search, change] = useAddress();
  const named = (run: RunCard) => run.run.split('/').at(-1) ?? run.run;
  const later = search['later'] ?? runs[0]?.run;
  const earlier = search['earlier'] ?? runs.find(({ run }) => run !== later)?.run;
  const options = runs.map((one) => ({
    value: one.run,
    label: `${named(one).replace(/\.run$/, '')} · ${shownMoment(one.written, lang)}`,
  }));
  const columns: PlainColumn<RunCard>[] = [
    {
      id: 'run',
      header: t(words.run),
      cell: (one) => (
        <span className={css.name}>
          <Link
            to="/contract/$contract/result"
            params={{ contract }}
            search={{ run: one.run === runs[0]?.run ? undefined : one.run }}
          >
            {named(one)}
          </Link>{' '}
          {one.run === runs[0]?.run && <Mark tone="accent">{t(words.latest)}</Mark>}{' '}
          {one.stale && <Mark tone="wait">{t(words.stale)}</Mark>}
          <span className={css.made}>{t(words.madeAt, { moment: shownMoment(one.written, lang) })}</span>
        </span>
      ),
    },
    {
      id: 'asOf',
      header: t(words.asOf),
      cell: (one) => <span className={css.date}>{shownDate(one.asOf, lang)}</span>,
    },
    {
      id: 'state',
      header: t(words.state),
      cell: (one) => (
        <span className={css.states}>
          {(['final', 'pending', 'undetermined'] as const).map((status) => {
            const count = one.payments.reduce((sum, payment) => sum + payment[status], 0);
            return count > 0 && <Status key={status} status={status} count={shownCount(count)} />;
          })}
        </span>
      ),
    },
    {
      id: 'payments',
      header: t(words.payment),
      align: 'right',
      cell: (one) => (
        <ul className={css.amounts}>
          {one.payments.map((payment) => (
            <li key={payment.id}>
              <span className={css.quiet}>{t(payment.title) || payment.id}</span>{' '}
              <Money amount={payment.amount} money={one} as="compact" />
            </li>
          ))}
        </ul>
      ),
    },
    { id: 'model', header: t(words.model), cell: (one) => <span className={css.model}>{one.model}</span> },
  ];
  return (
    <>
      <Section title={t(words.history)}>
        {runs.length === 0 ? (
          <Empty title={t(words.none)}>{t(words.noneHint)}</Empty>
        ) : (
          <PlainTable label={t(words.history)} columns={columns} rows={runs} keyOf={({ run }) => run} />
        )}
      </Section>
      <Section title={t(words.compare)}>
        {runs.length === 1 ? (
          <Empty title={t(words.one)}>{t(words.oneHint)}</Empty>
        ) : (
          runs.length > 1 && (
            <>
              <div className={css.choice}>
                <Select
                  label={t(words.earlier)}
                  options={options}
                  value={earlier ?? ''}
                  onPick={(picked) => change({ earlier: picked, later })}
                />
                <Button
                  aria-label={t(words.swap)}
                  title={t(words.swap)}
                  onClick={() => change({ earlier: later, later: earlier })}
                >
                  ⇄
                </Button>
                <Select
                  label={t(words.later)}
                  options={options}
                  value={later ?? ''}
                  onPick={(picked) => change({ later: picked, earlier })}
                />
              </div>
              {earlier === later || !earlier || !later ? (
                <Notice>{t(words.sameRun)}</Notice>
              ) : (
                <Compared earlier={earlier} later={later} contract={contract} />
              )}
            </>
          )
        )}
      </Section>
    </>
  );
}
