/** All providers together, measure by measure; and what the cost is made of. */
import type { Value } from '../../../server/api.ts';
import { useLang, useSay } from '../../app/settings.tsx';
import { shownCount } from '../../kit/format.ts';
import { PlainTable } from '../../kit/plain-table.tsx';
import { Section } from '../../kit/section.tsx';
import { currencyName } from '../../kit/units.ts';
import { Mark } from '../../kit/status.tsx';
import { value as words } from '../../words/value.ts';
import { targetState, type Measure } from './shown.ts';
import { useShown } from './use-shown.ts';
import css from './value.module.css';

const SIGNS = { reached: '✓', missed: '✗', notSure: '≈' } as const;

export function Measures({ report, words: said }: Value) {
  const t = useSay();
  const { shown, shownInterval } = useShown();
  const target = (measure: Measure) => {
    if (!measure.target) return '';
    const figure = report.all.figures[measure.name];
    const state = figure ? targetState(figure, measure) : null;
    const { at_least: least, at_most: most } = measure.target;
    const value = shown(Number(least ?? most), measure.scale);
    return (
      <span className={css.target} title={measure.target.source}>
        {t(least === null ? words.atMost : words.atLeast, { value })}
        {state && (
          <span className={css[state]}>
            <span aria-hidden="true">{SIGNS[state]}</span> {t(words[state])}
          </span>
        )}
      </span>
    );
  };
  return (
    <Section title={t(words.overall)}>
      <PlainTable<Measure>
        label={t(words.overall)}
        rows={report.measures}
        keyOf={({ name }) => name}
        columns={[
          {
            id: 'measure',
            header: t(words.measure),
            cell: (one) => (
              <>
                <span title={one.source}>{t(one.title)}</span>{' '}
                {one.unverified !== null && (
                  <Mark tone="wait" title={one.unverified}>
                    {t(words.unverified)}
                  </Mark>
                )}
              </>
            ),
          },
          {
            id: 'known',
            header: t(words.known),
            align: 'right',
            cell: ({ name }) => {
              const figure = report.all.figures[name];
              return figure
                ? t(words.ofCases, { known: shownCount(figure.known), cases: shownCount(figure.cases) })
                : '';
            },
          },
          {
            id: 'observed',
            header: t(words.observed),
            align: 'right',
            cell: ({ name, scale }) => <strong>{shown(report.all.figures[name]?.observed, scale)}</strong>,
          },
          {
            id: 'interval',
            header: t(words.interval),
            align: 'right',
            cell: ({ name, scale }) => shownInterval(report.all.figures[name]?.interval ?? null, scale),
          },
          { id: 'target', header: t(words.target), cell: target },
          {
            id: 'unknown',
            header: t(words.whyUnknown),
            cell: ({ name }) => (
              <span className={css.quiet}>
                {Object.entries(report.all.figures[name]?.unknown ?? {})
                  .map(
                    ([reason, count]) => `${t(said.reasons[reason] ?? null) || reason} ${shownCount(count)}`,
                  )
                  .join(t({ en: ', ', zh: '，' }))}
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}

export function Parts({ report, words: said }: Value) {
  const t = useSay();
  const lang = useLang();
  const { shown } = useShown();
  const parts = Object.entries(report.all.parts);
  const total = parts.reduce((sum, [, { observed }]) => sum + (observed ?? 0), 0);
  if (total <= 0) return null;
  return (
    <Section title={t(words.parts)}>
      <PlainTable
        label={t(words.parts)}
        rows={parts}
        keyOf={([name]) => name}
        columns={[
          { id: 'part', header: t(words.part), cell: ([name]) => t(said.parts[name] ?? null) || name },
          {
            id: 'bar',
            header: <span className="sr-only">{t(words.share)}</span>,
            cell: ([, { observed }]) => (
              <svg viewBox="0 0 100 8" className={css.share} aria-hidden="true" preserveAspectRatio="none">
                <rect width="100" height="8" className={css.rest} />
                <rect width={(100 * (observed ?? 0)) / total} height="8" className={css.own} />
              </svg>
            ),
          },
          {
            id: 'mean',
            header: t(words.cost),
            ...(report.currency !== undefined && { unit: currencyName(report.currency, lang) }),
            align: 'right',
            cell: ([, one]) => shown(one.observed, 'cost'),
          },
          {
            id: 'share',
            header: t(words.share),
            align: 'right',
            cell: ([, one]) => shown((one.observed ?? 0) / total, 'share'),
          },
        ]}
      />
    </Section>
  );
}
