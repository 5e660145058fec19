/** From pending to final: what is due when, and what has added up. */
import { useCallback, useMemo } from 'react';
import type { Timeline } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useTimeline } from '../../../app/queries.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Chart, type Palette } from '../../../kit/chart.tsx';
import { plus, toDraw } from '../../../kit/decimal.ts';
import { compactNumber, exactAmount } from '../../../kit/format.ts';
import { Section } from '../../../kit/section.tsx';
import { currencyName } from '../../../kit/units.ts';
import { result as words } from '../../../words/result.ts';

interface Month {
  due: string | null;
  final: string;
  pending: string;
  added: string;
}

/** All payments together, by month, the undated last; amounts that nobody knows yet are no part of it. */
function monthsOf({ payments }: Timeline): Month[] {
  const months = new Map<string | null, { final: string; pending: string }>();
  for (const { points } of payments)
    for (const { due, status, amount } of points) {
      if (status === 'undetermined') continue;
      const month = months.get(due) ?? { final: '0', pending: '0' };
      months.set(due, { ...month, [status]: plus(month[status], amount) });
    }
  const order = [...months].sort(([a], [b]) =>
    a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1,
  );
  let added = '0';
  return order.map(([due, { final, pending }]) => {
    added = plus(added, final);
    return { due, final, pending, added };
  });
}

export function TimelineOfPayments() {
  const t = useSay();
  const { run } = useContract();
  const { data } = useTimeline(run);
  const months = useMemo(() => (data ? monthsOf(data) : []), [data]);
  // Without dates there is nothing to draw: all of it falls at the settlement.
  if (months.filter(({ due }) => due !== null).length < 2) return null;
  return (
    <Section title={t(words.time)} intro={t(words.timeIntro)}>
      <Drawn months={months} />
    </Section>
  );
}

function Drawn({ months }: { months: Month[] }) {
  const t = useSay();
  const lang = useLang();
  const { money } = useContract();
  const unit = currencyName(money.currency, lang);
  const name = useCallback((due: string | null) => due ?? t(words.noMonth), [t]);
  const option = useCallback(
    (palette: Palette) => ({
      legend: { bottom: 0, textStyle: { color: palette.ink2 }, icon: 'rect', itemWidth: 12, itemHeight: 8 },
      grid: { left: 8, right: 12, top: 28, bottom: 40, containLabel: true },
      tooltip: {
        trigger: 'axis' as const,
        valueFormatter: (value: unknown) => compactNumber(String(value), lang),
      },
      xAxis: {
        type: 'category' as const,
        data: months.map(({ due }) => name(due)),
        axisLabel: { color: palette.ink2 },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: palette.line } },
      },
      yAxis: {
        type: 'value' as const,
        name: unit,
        nameTextStyle: { color: palette.ink2 },
        axisLabel: { color: palette.ink2, formatter: (value: number) => compactNumber(String(value), lang) },
        splitLine: { lineStyle: { color: palette.line } },
      },
      series: [
        {
          type: 'bar' as const,
          stack: 'due',
          name: t(words.final),
          data: months.map(({ final }) => toDraw(final)),
          itemStyle: { color: palette.up },
          barMaxWidth: 36,
        },
        {
          type: 'bar' as const,
          stack: 'due',
          name: t(words.pending),
          data: months.map(({ pending }) => toDraw(pending)),
          itemStyle: {
            color: palette.paper,
            borderColor: palette.wait,
            borderWidth: 1.5,
            borderType: 'dashed' as const,
          },
          barMaxWidth: 36,
        },
        {
          type: 'line' as const,
          step: 'end' as const,
          name: t(words.cumulated),
          data: months.map(({ added }) => toDraw(added)),
          lineStyle: { color: palette.ink2, width: 1.5 },
          itemStyle: { color: palette.ink2 },
          symbolSize: 5,
        },
      ],
    }),
    [months, name, t, lang, unit],
  );
  const table = useMemo(() => {
    const header = (words_: string) => ({ header: `${words_} (${unit})`, align: 'right' as const });
    return {
      columns: [
        { header: t(words.month) },
        header(t(words.final)),
        header(t(words.pending)),
        header(t(words.cumulated)),
      ],
      rows: months.map(({ due, final, pending, added }) => [
        name(due),
        exactAmount(final, money.minorUnit),
        exactAmount(pending, money.minorUnit),
        exactAmount(added, money.minorUnit),
      ]),
      exact: months.map(({ due, final, pending, added }) => [name(due), final, pending, added]),
    };
  }, [months, name, t, unit, money]);
  return <Chart title={t(words.time)} option={option} table={table} name="timeline" />;
}
