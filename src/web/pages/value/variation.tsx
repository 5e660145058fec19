/** How far providers differ, and what it would bring if all did as well as the best quarter. */
import { useSay } from '../../app/settings.tsx';
import { PlainTable } from '../../kit/plain-table.tsx';
import { Section } from '../../kit/section.tsx';
import { value as words } from '../../words/value.ts';
import type { Report } from './shown.ts';
import { useShown } from './use-shown.ts';
import css from './value.module.css';

export function Variation({ report }: { report: Report }) {
  const t = useSay();
  const { shown } = useShown();
  const rows = report.variation.flatMap(({ measure: name, find, propose }) => {
    const measure = report.measures.find((one) => one.name === name);
    return measure && find ? [{ measure, find, propose }] : [];
  });
  return (
    <Section title={t(words.variation)} intro={rows.length > 0 ? t(words.variationHint) : undefined}>
      {rows.length === 0 ? (
        <p className={css.quiet}>{t(words.noVariation)}</p>
      ) : (
        <PlainTable
          label={t(words.variation)}
          rows={rows}
          keyOf={({ measure }) => measure.name}
          columns={[
            { id: 'measure', header: t(words.measure), cell: ({ measure }) => t(measure.title) },
            {
              id: 'providers',
              header: t(words.providers),
              align: 'right',
              cell: ({ find }) => find.providers,
            },
            {
              id: 'spread',
              header: <span className="sr-only">{t(words.quarters)}</span>,
              cell: ({ find }) => <Spread {...find} />,
            },
            {
              id: 'lowest',
              header: t(words.lowest),
              align: 'right',
              cell: ({ measure, find }) => shown(find.lowest, measure.scale),
            },
            {
              id: 'median',
              header: t(words.median),
              align: 'right',
              cell: ({ measure, find }) => shown(find.median, measure.scale),
            },
            {
              id: 'highest',
              header: t(words.highest),
              align: 'right',
              cell: ({ measure, find }) => shown(find.highest, measure.scale),
            },
            {
              id: 'factor',
              header: t(words.factor),
              align: 'right',
              cell: ({ find }) => (find.factor === null ? '–' : find.factor.toFixed(2)),
            },
            {
              id: 'chance',
              header: t(words.chance),
              align: 'right',
              cell: ({ find }) => (find.overdispersion === null ? '–' : find.overdispersion.toFixed(1)),
            },
            {
              id: 'goal',
              header: t(words.goal),
              align: 'right',
              cell: ({ measure, propose }) => (propose ? shown(propose.goal, measure.scale) : '–'),
            },
            {
              id: 'gain',
              header: t(words.gain),
              align: 'right',
              cell: ({ measure, propose }) =>
                propose?.gain == null
                  ? '–'
                  : measure.scale === 'share'
                    ? t(words.gainCases, { count: propose.gain.toFixed(1) })
                    : shown(propose.gain, measure.scale),
            },
          ]}
        />
      )}
    </Section>
  );
}

/** Lowest to highest as a line, the middle half as a box, the median as a stroke. */
function Spread({
  lowest,
  lowerQuarter,
  median,
  upperQuarter,
  highest,
}: {
  lowest: number;
  lowerQuarter: number;
  median: number;
  upperQuarter: number;
  highest: number;
}) {
  const span = highest - lowest || 1;
  const at = (value: number) => 2 + (96 * (value - lowest)) / span;
  return (
    <svg viewBox="0 0 100 12" className={css.spread} aria-hidden="true" preserveAspectRatio="none">
      <line x1={at(lowest)} x2={at(highest)} y1="6" y2="6" className={css.whisker} />
      <rect
        x={at(lowerQuarter)}
        width={Math.max(0.5, at(upperQuarter) - at(lowerQuarter))}
        y="2"
        height="8"
        className={css.own}
      />
      <line x1={at(median)} x2={at(median)} y1="1" y2="11" className={css.stroke} />
    </svg>
  );
}
