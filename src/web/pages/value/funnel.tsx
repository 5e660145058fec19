/** A funnel plot: share by number of cases, with the limits within which differences are chance. */
import { useCallback, useMemo, type ReactNode } from 'react';
import { useSay } from '../../app/settings.tsx';
import { Chart, type Palette } from '../../kit/chart.tsx';
import { shownCount } from '../../kit/format.ts';
import { Section } from '../../kit/section.tsx';
import { value as words } from '../../words/value.ts';
import { useName } from './name.ts';
import { funnelLimit, type Measure, type Report } from './shown.ts';
import { useShown } from './use-shown.ts';
import css from './value.module.css';

/** Two points make no funnel. */
const LEAST = 3;
const STEPS = 60;

export function Funnel({ report, measure, tools }: { report: Report; measure: Measure; tools: ReactNode }) {
  const t = useSay();
  const { shown, shownInterval } = useShown();
  const name = useName();
  const mean = report.all.figures[measure.name]?.observed ?? null;
  const points = useMemo(
    () =>
      report.providers.flatMap((one) => {
        const figure = one.figures[measure.name];
        return figure && figure.adjusted !== null && one.provider !== null
          ? [{ one, figure, cases: figure.known, share: figure.adjusted }]
          : [];
      }),
    [report, measure],
  );
  const fits = measure.scale === 'share' && mean !== null && mean > 0 && mean < 1 && points.length >= LEAST;
  const said = { inner: t(words.limit95), outer: t(words.limit998) };
  const option = useCallback(
    ({ accent, ink2, line, paper, bar, wait }: Palette) => {
      const most = Math.max(...points.map(({ cases }) => cases)) * 1.08;
      const least = Math.max(2, most / 200);
      const share = mean ?? 0;
      const curve = (which: 'inner' | 'outer', end: 'low' | 'high') => ({
        name: said[which],
        type: 'line' as const,
        symbol: 'none',
        silent: true,
        data: Array.from({ length: STEPS + 1 }, (_, i) => {
          const cases = least + ((most - least) * i * i) / (STEPS * STEPS);
          return [cases, funnelLimit(share, cases, which)[end]];
        }),
        lineStyle: {
          color: which === 'inner' ? ink2 : wait,
          width: 1.25,
          type: which === 'inner' ? ('dashed' as const) : ('solid' as const),
        },
        itemStyle: { color: which === 'inner' ? ink2 : wait },
      });
      const near = funnelLimit(share, Math.max(least, most / 12), 'outer');
      const [low, high] = [
        Math.min(near.low, ...points.map((one) => one.share)),
        Math.max(near.high, ...points.map((one) => one.share)),
      ];
      return {
        grid: { left: 16, right: 24, top: 40, bottom: 36, containLabel: true },
        legend: { top: 0, right: 0, textStyle: { color: ink2 }, data: [said.inner, said.outer] },
        tooltip: {
          formatter: (({ seriesType, dataIndex }: { seriesType: string; dataIndex: number }) => {
            const point = points[dataIndex];
            return seriesType === 'scatter' && point
              ? `${name(point.one)}\n${shown(point.share, 'share')} (${shownInterval(point.figure.adjustedInterval, 'share')})\nn = ${shownCount(point.cases)}`
              : '';
          }) as never,
        },
        xAxis: {
          type: 'value' as const,
          min: 0,
          max: Math.ceil(most),
          name: t(words.cases),
          nameLocation: 'middle' as const,
          nameGap: 28,
          nameTextStyle: { color: ink2 },
          // The end is no round number: it would stand upon its neighbour.
          axisLabel: { color: ink2, showMaxLabel: false },
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value' as const,
          min: Math.max(0, Math.floor((low - (high - low) * 0.08) * 20) / 20),
          max: Math.min(1, Math.ceil((high + (high - low) * 0.08) * 20) / 20),
          axisLabel: { color: ink2, formatter: (value: number) => shown(value, 'share') },
          splitLine: { lineStyle: { color: line } },
        },
        series: [
          curve('outer', 'low'),
          curve('outer', 'high'),
          curve('inner', 'low'),
          curve('inner', 'high'),
          {
            type: 'scatter' as const,
            symbolSize: 12,
            data: points.map(({ one, cases, share: y, figure }) => ({
              value: [cases, y],
              name: name(one),
              // Outside the outer lines: a diamond, larger.
              symbol: figure.standing === 'better' || figure.standing === 'worse' ? 'diamond' : 'circle',
              symbolSize: figure.standing === 'better' || figure.standing === 'worse' ? 16 : 11,
              itemStyle: figure.small
                ? { color: paper, borderColor: bar, borderWidth: 1.5 }
                : { color: accent, borderColor: paper, borderWidth: 1 },
            })),
            markLine: {
              silent: true,
              symbol: 'none',
              label: { show: false },
              lineStyle: { color: ink2 },
              data: [{ yAxis: share }],
            },
          },
        ],
      };
    },
    [points, mean, name, t, said.inner, said.outer, shown, shownInterval],
  );
  if (measure.scale !== 'share') return null;
  return (
    <Section title={t(words.funnel)} intro={fits ? t(words.funnelHint) : undefined} tools={tools}>
      {fits ? (
        <Chart
          title={`${t(words.funnel)} ${t(measure.title)}`}
          name={`${report.condition}-${measure.name}-funnel`}
          height={360}
          option={option}
          table={{
            columns: [
              { header: t(words.provider) },
              { header: t(words.cases), align: 'right' },
              { header: t(words.adjusted), align: 'right' },
              { header: t(words.interval), align: 'right' },
              { header: t(words.limit95), align: 'right' },
              { header: t(words.limit998), align: 'right' },
            ],
            rows: points.map(({ one, figure, cases, share }) => [
              name(one),
              shownCount(cases),
              shown(share, 'share'),
              shownInterval(figure.adjustedInterval, 'share'),
              shownInterval(funnelLimit(mean ?? 0, Math.max(1, cases), 'inner'), 'share'),
              shownInterval(funnelLimit(mean ?? 0, Math.max(1, cases), 'outer'), 'share'),
            ]),
          }}
        />
      ) : (
        <p className={css.quiet}>{t(words.funnelNone)}</p>
      )}
    </Section>
  );
}
