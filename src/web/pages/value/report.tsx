/** One condition: outcome against cost, measure by measure, provider by provider, chance, years, variation. */
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Value } from '../../../server/api.ts';
import { useAddress } from '../../app/address.ts';
import { Failure } from '../../app/api.ts';
import { useTitle } from '../../app/frame.tsx';
import { useAsk, useWorkspace } from '../../app/queries.ts';
import { useSettings } from '../../app/settings.tsx';
import { linkButton, primaryLink } from '../../kit/button.tsx';
import { Select } from '../../kit/field.tsx';
import { shownCount } from '../../kit/format.ts';
import { PageTitle, Section } from '../../kit/section.tsx';
import { currencyName } from '../../kit/units.ts';
import { Asked, Empty } from '../../kit/states.tsx';
import { value as words } from '../../words/value.ts';
import { Comparison } from './comparison.tsx';
import { Funnel } from './funnel.tsx';
import { Measures, Parts } from './measures.tsx';
import { Scatter } from './scatter.tsx';
import { COST, withCurrency } from './shown.ts';
import { useShown } from './use-shown.ts';
import { Trend } from './trend.tsx';
import { Variation } from './variation.tsx';
import css from './value.module.css';

export function ReportPage({ file }: { file: string }) {
  const { t } = useSettings();
  const query = useAsk<Value>(['value', file]);
  if (query.error instanceof Failure && query.error.gone)
    return (
      <Empty
        title={t(words.gone)}
        action={
          <Link to="/value" search={{}} className={primaryLink}>
            {t(words.back)}
          </Link>
        }
      >
        {file}
      </Empty>
    );
  return <Asked query={query}>{(found) => <Page {...found} />}</Asked>;
}

/** Those the contracts of the folder are in (`XXX`: none), and the two the models are in most. */
function useCurrencies(): string[] {
  const { data } = useWorkspace();
  const own = (data?.contracts ?? []).flatMap(({ currency }) =>
    currency === null || currency === 'XXX' ? [] : currency,
  );
  return [...new Set([...own, 'CNY', 'USD'])].sort();
}

function Page(found: Value) {
  const { t, lang } = useSettings();
  const { shown } = useShown();
  const [search, change] = useAddress();
  const currencies = useCurrencies();
  const currency = currencies.find((one) => one === search['currency']);
  const report = useMemo(() => withCurrency(found.report, currency), [found.report, currency]);
  const value = { ...found, report };
  const { words: said } = found;
  useTitle(t(report.title), t(words.title));
  const [chosen, choose] = useState(report.headline);
  const outcomes = report.measures.filter(({ name }) => name !== COST);
  const outcome = outcomes.find(({ name }) => name === chosen) ?? outcomes[0];
  const providers = report.providers.filter(({ provider }) => provider !== null).length;
  const picker = (
    <Select
      label={t(words.outcome)}
      hideLabel
      value={outcome?.name ?? ''}
      onPick={choose}
      options={outcomes.map(({ name, title }) => ({ value: name, label: t(title) }))}
    />
  );
  return (
    <>
      <PageTitle
        title={t(report.title)}
        tools={
          <>
            {found.report.currency === undefined && (
              <Select
                label={t(words.currency)}
                hideLabel
                value={currency ?? ''}
                onPick={(picked) => change({ currency: picked || undefined }, { replace: true })}
                options={[
                  { value: '', label: t(words.currencyUnsaid) },
                  ...currencies.map((one) => ({ value: one, label: currencyName(one, lang) })),
                ]}
              />
            )}
            <Link to="/value" search={{}} className={linkButton}>
              {t(words.back)}
            </Link>
          </>
        }
      >
        {t(words.summary, {
          cycles: shownCount(report.all.cycles),
          providers: shownCount(providers),
          cost: `${shown(report.all.figures[COST]?.observed, 'cost')}${report.currency === undefined ? '' : ` ${currencyName(report.currency, lang)}`}`,
          basis: t(said.basis),
        })}
      </PageTitle>
      {outcome && <Scatter report={report} outcome={outcome} tools={picker} />}
      <Measures {...value} />
      <Comparison {...value} />
      {outcome && <Funnel report={report} measure={outcome} tools={picker} />}
      <Trend report={report} />
      <Variation report={report} />
      <Parts {...value} />
      <Section title={t(words.notes)}>
        <ul className={css.notes}>
          {said.notes.map((note, i) => (
            <li key={i}>{t(note)}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}
