/** A measure by year: all together, and a provider beside them. */
import { useCallback, useMemo, useState } from 'react';
import { useSay } from '../../app/settings.tsx';
import { Chart, type Palette } from '../../kit/chart.tsx';
import { Select } from '../../kit/field.tsx';
import { Section } from '../../kit/section.tsx';
import { value as words } from '../../words/value.ts';
import { useName } from './name.ts';
import { COST, type Provider, type Report } from './shown.ts';
import { useShown } from './use-shown.ts';
import css from './value.module.css';

/** Of few cases nothing is drawn: three patients of a year that is not over are no turn of the trend. */
const drawn = ({ value, small }: { value: number | null; small: boolean }) => (small ? null : value);

export function Trend({ report }: { report: Report }) {
  const t = useSay();
  const { shown } = useShown();
  const name = useName();
  const [chosen, choose] = useState(report.headline);
  const [beside, setBeside] = useState('');
  const measure = report.measures.find((one) => one.name === chosen) ?? report.measures[0];
  const own = report.providers.find(({ provider }) => provider !== null && provider === beside);
  const years = useMemo(
    () => [...new Set((report.all.years[measure?.name ?? COST] ?? []).map(({ year }) => year))],
    [report, measure],
  );
  const scale = measure?.scale ?? 'share';
  const all = t(words.all);
  const title = t(words.trendOf, { measure: t(measure?.title ?? null) });
  const valueOf = useCallback(
    (of: Provider, year: number) => {
      const figure = of.years[measure?.name ?? COST]?.find((one) => one.year === year)?.figure;
      const value = (of === report.all ? figure?.observed : figure?.adjusted) ?? null;
      return { value, small: figure?.small === true };
    },
    [measure, report],
  );
  const option = useCallback(
    ({ accent, bar, ink2, line }: Palette) => ({
      grid: { left: 16, right: 24, top: 36, bottom: 8, containLabel: true },
      // One line alone is what the heading says.
      legend: { show: own !== undefined, top: 0, right: 0, textStyle: { color: ink2 } },
      tooltip: {
        trigger: 'axis' as const,
        valueFormatter: ((value: number) => shown(value, scale)) as never,
      },
      xAxis: { type: 'category' as const, data: years.map(String), axisLabel: { color: ink2 } },
      yAxis: {
        type: 'value' as const,
        scale: true,
        axisLabel: { color: ink2, formatter: (value: number) => shown(value, scale) },
        splitLine: { lineStyle: { color: line } },
      },
      series: [
        {
          name: all,
          type: 'line' as const,
          data: years.map((year) => drawn(valueOf(report.all, year))),
          lineStyle: { color: bar, width: 2, type: 'dashed' as const },
          itemStyle: { color: bar },
          symbolSize: 7,
        },
        ...(own
          ? [
              {
                name: name(own),
                type: 'line' as const,
                data: years.map((year) => drawn(valueOf(own, year))),
                lineStyle: { color: accent, width: 2 },
                itemStyle: { color: accent },
                symbol: 'diamond',
                symbolSize: 10,
              },
            ]
          : []),
      ],
    }),
    [years, scale, all, own, name, report, valueOf, shown],
  );
  if (!measure) return null;
  return (
    <Section
      title={t(words.trend)}
      intro={years.length < 2 ? undefined : t(words.trendHint)}
      tools={
        <>
          <Select
            label={t(words.measure)}
            hideLabel
            value={measure.name}
            onPick={choose}
            options={report.measures.map((one) => ({ value: one.name, label: t(one.title) }))}
          />
          <Select
            label={t(words.provider)}
            hideLabel
            value={beside}
            onPick={setBeside}
            options={[
              { value: '', label: all },
              ...report.providers
                .filter(({ provider }) => provider !== null)
                .map((one) => ({ value: one.provider ?? '', label: name(one) })),
            ]}
          />
        </>
      }
    >
      {years.length < 2 ? (
        <p className={css.quiet}>{t(words.trendNone)}</p>
      ) : (
        <Chart
          title={title}
          name={`${report.condition}-${measure.name}-trend`}
          height={280}
          option={option}
          table={{
            columns: [
              { header: t(words.provider) },
              ...years.map((year) => ({ header: String(year), align: 'right' as const })),
            ],
            rows: [report.all, ...report.providers.filter(({ provider }) => provider !== null)].map((one) => [
              one === report.all ? all : name(one),
              ...years.map((year) => {
                const { value, small } = valueOf(one, year);
                return small && value !== null ? `(${shown(value, scale)})` : shown(value, scale);
              }),
            ]),
          }}
        />
      )}
    </Section>
  );
}
