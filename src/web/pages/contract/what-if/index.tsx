/** What if: the present stays on the left. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Levers, RunDetail, WhatIf } from '../../../../server/api.ts';
import { ask } from '../../../app/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useAsk } from '../../../app/queries.ts';
import { useSay } from '../../../app/settings.tsx';
import { Button, CopyButton } from '../../../kit/button.tsx';
import { toDraw } from '../../../kit/decimal.ts';
import { Asked, Diagnostics, Failed, Notice } from '../../../kit/states.tsx';
import { whatIf as words } from '../../../words/what-if.ts';
import { ChangedPayments } from './changed-payments.tsx';
import { whatIfCommand } from './command.ts';
import { Comparison } from './comparison.tsx';
import { LeverList } from './levers.tsx';
import { useScenario } from './scenario.ts';
import { Tornado } from './tornado.tsx';
import css from './what-if.module.css';

export default function WhatIfPage() {
  const { run } = useContract();
  const levers = useAsk<Levers>(['runs', run, 'levers']);
  return <Asked query={levers}>{(all) => <Page {...all} />}</Asked>;
}

function Page({ levers, others }: Levers) {
  const t = useSay();
  const { run, detail, money } = useContract();
  const scenario = useScenario();
  const [payment, pick] = useState(() => largest(detail.card.payments));

  // An address may be older than the contract: what it does not know is said and left out.
  const known = useMemo(() => new Set(levers.map(({ parameter }) => parameter)), [levers]);
  const unknown = Object.keys(scenario.asked).filter((name) => !known.has(name));
  const set = Object.fromEntries(Object.entries(scenario.asked).filter(([name]) => known.has(name)));
  const count = Object.keys(set).length;
  const changed = useQuery<WhatIf>({
    queryKey: ['runs', run, 'what-if', set],
    // A request that is overtaken is cancelled: its signal ends with the query.
    queryFn: ({ signal }) =>
      ask<WhatIf>(['runs', run, 'what-if'], {}, { method: 'POST', body: { set }, signal }),
    enabled: count > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const result = count > 0 ? (changed.data ?? null) : null;
  const busy = !scenario.resting || (count > 0 && changed.isFetching);
  const errors = result?.diagnostics.filter(({ severity }) => severity === 'error') ?? [];

  const show = (parameter: string) => {
    const lever = document.getElementById(`lever-${parameter}`);
    lever?.scrollIntoView({ block: 'center' });
    lever?.querySelector<HTMLElement>('input')?.focus();
  };

  return (
    <>
      <header className={css.top}>
        <h2>{t(words.title)}</h2>
        <p className={css.lead}>{t(words.lead)}</p>
        <div className={css.tools}>
          <span className={css.quiet} role="status">
            {busy ? t(words.computing) : count > 0 ? t(words.changes, { count }) : ''}
          </span>
          <CopyButton text={location.href}>{t(words.copyLink)}</CopyButton>
          <CopyButton text={whatIfCommand(run, set)}>{t(words.copyCommand)}</CopyButton>
          <Button onClick={scenario.reset} disabled={Object.keys(scenario.shown).length === 0}>
            {t(words.reset)}
          </Button>
        </div>
      </header>
      {unknown.map((name) => (
        <Notice key={name} tone="wait">
          {t(words.unknownParameter, { name })}
        </Notice>
      ))}
      <div className={css.frame}>
        <div className={css.page}>
          <section className={css.result} aria-label={t(words.difference)}>
            <Comparison {...{ detail, money, busy }} changed={errors.length > 0 ? null : result} />
            {changed.error && (
              <Failed error={changed.error} title={t(words.refused)} retry={() => void changed.refetch()} />
            )}
            {result && result.diagnostics.length > 0 && (
              <Notice tone={errors.length > 0 ? 'bad' : 'note'}>
                <Diagnostics list={result.diagnostics} />
              </Notice>
            )}
          </section>
          <section className={css.aside} aria-label={t(words.parameters)}>
            <h3>{t(words.parameters)}</h3>
            <LeverList {...{ levers, others, money }} shown={scenario.shown} set={scenario.set} />
          </section>
          <div className={css.below}>
            {result && errors.length === 0 && (
              <ChangedPayments {...{ detail, money }} scenario={result.scenario} />
            )}
            {payment !== null && <Tornado {...{ run, detail, money, payment, pick, show }} />}
          </div>
        </div>
      </div>
    </>
  );
}

/** The payment with the most money: what one looks at first. */
function largest(payments: RunDetail['card']['payments']): string | null {
  const size = (amount: string) => Math.abs(toDraw(amount));
  return payments.toSorted((a, b) => size(b.amount) - size(a.amount))[0]?.id ?? null;
}
