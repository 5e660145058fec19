/** Outcome against cost, both adjusted: where a provider stands for what its patients get and what it costs. */
import { useCallback, useMemo, type ReactNode } from 'react';
import { useSay } from '../../app/settings.tsx';
import { Chart, type Palette } from '../../kit/chart.tsx';
import { Section } from '../../kit/section.tsx';
import { value as words } from '../../words/value.ts';
import { useName } from './name.ts';
import { COST, type Measure, type Report } from './shown.ts';
import { useShown } from './use-shown.ts';

const NARROW = '(max-width: 640px)';

export function Scatter({ report, outcome, tools }: { report: Report; outcome: Measure; tools: ReactNode }) {
  const t = useSay();
  const { shown, shownInterval } = useShown();
  const name = useName();
  const points = useMemo(
    () =>
      report.providers.flatMap((one) => {
        const [own, cost] = [one.figures[outcome.name], one.figures[COST]];
        return own && cost && one.provider !== null && own.adjusted !== null && cost.adjusted !== null
          ? [{ one, own, cost, x: cost.adjusted, y: own.adjusted, small: own.small || cost.small }]
          : [];
      }),
    [report, outcome],
  );
  const means = {
    x: report.all.figures[COST]?.observed ?? null,
    y: report.all.figures[outcome.name]?.observed ?? null,
  };
  const title = `${t(words.against)}: ${t(outcome.title)}`;
  const costTitle = t(words.cost);
  const option = useCallback(
    ({ accent, ink2, line, paper, bar }: Palette) => {
      const [low, high] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
      /** Near a side the name stands on the other: it would be cut. */
      const beside = (x: number) =>
        x < low + 0.15 * (high - low) ? 'right' : x > high - 0.15 * (high - low) ? 'left' : 'top';
      const most = Math.max(1, ...points.map(({ own }) => own.known));
      const lines = [
        ...(means.x === null ? [] : [{ xAxis: means.x }]),
        ...(means.y === null ? [] : [{ yAxis: means.y }]),
      ];
      return {
        grid: { left: 16, right: 24, top: 24, bottom: 36, containLabel: true },
        tooltip: {
          formatter: (({ dataIndex }: { dataIndex: number }) => {
            const point = points[dataIndex];
            return point
              ? `${name(point.one)}\n${t(outcome.title)} ${shown(point.y, outcome.scale)} (${shownInterval(point.own.adjustedInterval, outcome.scale)})\n${costTitle} ${shown(point.x, 'cost')} (${shownInterval(point.cost.adjustedInterval, 'cost')})`
              : '';
          }) as never,
        },
        xAxis: {
          type: 'value' as const,
          scale: true,
          name: costTitle,
          nameLocation: 'middle' as const,
          nameGap: 28,
          nameTextStyle: { color: ink2 },
          axisLabel: { color: ink2, hideOverlap: true, formatter: (value: number) => shown(value, 'cost') },
          splitLine: { lineStyle: { color: line } },
        },
        yAxis: {
          type: 'value' as const,
          scale: true,
          axisLabel: { color: ink2, formatter: (value: number) => shown(value, outcome.scale) },
          splitLine: { lineStyle: { color: line } },
        },
        series: [
          {
            type: 'scatter' as const,
            data: points.map(({ x, y, own, small, one }) => ({
              value: [x, y],
              name: name(one),
              label: { position: beside(x) as 'right' | 'left' | 'top' },
              symbolSize: 9 + 15 * Math.sqrt(own.known / most),
              itemStyle: small
                ? { color: paper, borderColor: bar, borderWidth: 1.5, opacity: 0.9 }
                : { color: accent, borderColor: paper, borderWidth: 1, opacity: 0.85 },
            })),
            // Names where they can be read; all others on hover and in the table.
            label: {
              show: points.length <= 20 && !matchMedia(NARROW).matches,
              formatter: '{b}',
              position: 'top' as const,
              color: ink2,
              fontSize: 11,
            },
            labelLayout: { hideOverlap: true },
            markLine: {
              silent: true,
              symbol: 'none',
              label: { show: false },
              lineStyle: { color: ink2, type: 'dashed' as const },
              data: lines,
            },
          },
        ],
      };
    },
    [points, means.x, means.y, name, t, outcome, costTitle, shown, shownInterval],
  );
  return (
    <Section
      title={t(words.against)}
      intro={t(outcome.better === 'higher' ? words.againstHint : words.againstHintLower)}
      tools={tools}
    >
      <Chart
        title={title}
        name={`${report.condition}-${outcome.name}-cost`}
        height={400}
        option={option}
        table={{
          columns: [
            { header: t(words.provider) },
            { header: t(outcome.title), align: 'right' },
            { header: t(words.interval), align: 'right' },
            { header: costTitle, align: 'right' },
            { header: t(words.interval), align: 'right' },
            { header: t(words.place) },
          ],
          rows: points.map(({ one, own, cost, x, y, small }) => [
            name(one),
            shown(y, outcome.scale),
            shownInterval(own.adjustedInterval, outcome.scale),
            shown(x, 'cost'),
            shownInterval(cost.adjustedInterval, 'cost'),
            small
              ? t(words.few)
              : one.quadrant && outcome.name === report.headline
                ? t(words[one.quadrant])
                : '',
          ]),
          exact: points.map(({ one, own, cost, x, y, small }) => [
            name(one),
            y,
            own.adjustedInterval ? `${own.adjustedInterval.low} – ${own.adjustedInterval.high}` : null,
            x,
            cost.adjustedInterval ? `${cost.adjustedInterval.low} – ${cost.adjustedInterval.high}` : null,
            small ? t(words.few) : (one.quadrant ?? ''),
          ]),
        }}
      />
    </Section>
  );
}
