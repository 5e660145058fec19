/** Rows by month of service: gaps, and months that are not yet paid in full. */
import { useCallback, useMemo, useState } from 'react';
import type { Quality, QualityReport } from '../../../../server/api.ts';
import { useSay } from '../../../app/settings.tsx';
import { Chart, type Palette } from '../../../kit/chart.tsx';
import { grouped, toDraw } from '../../../kit/decimal.ts';
import { Select } from '../../../kit/field.tsx';
import { Section } from '../../../kit/section.tsx';
import { data as words } from '../../../words/data.ts';
import { useLabels } from './labels.ts';
import { withoutGaps } from './months.ts';

/** The last five years: more is a smear. The table has all. */
const MOST = 60;
const WHOLE = 95;

export function Months(quality: Quality) {
  const t = useSay();
  const { table } = useLabels(quality);
  // What is paid late is what one looks for: tables that say when they were paid come first.
  const several = quality.report.months
    .filter(({ months }) => months.length > 1)
    .toSorted((a, b) => Number(b.triangle !== undefined) - Number(a.triangle !== undefined));
  const [chosen, choose] = useState('');
  const one = several.find((found) => found.table === chosen) ?? several[0];
  if (!one) return null;
  return (
    <Section
      title={t(words.months)}
      intro={
        one.triangle &&
        one.triangle.rows.some(({ complete }) => complete !== null && Number(complete) < WHOLE)
          ? t(words.incompleteHint, { valuation: one.triangle.valuation })
          : undefined
      }
      tools={
        several.length > 1 && (
          <Select
            label={t(words.table)}
            hideLabel
            value={one.table}
            onPick={choose}
            options={several.map((found) => ({ value: found.table, label: table(found.table) }))}
          />
        )
      }
    >
      <Drawn key={one.table} of={one} title={t(words.monthsOf, { table: table(one.table) })} />
    </Section>
  );
}

function Drawn({ of, title }: { of: QualityReport['months'][number]; title: string }) {
  const t = useSay();
  const all = useMemo(
    () => withoutGaps(of.months, (month) => ({ month, rows: '0', amount: null, mean: null })),
    [of.months],
  );
  const shares = useMemo(
    () => new Map(of.triangle?.rows.map(({ month, complete }) => [month, complete])),
    [of.triangle],
  );
  const shown = all.slice(-MOST);
  const whole = t(words.completeMonths);
  const part = t(words.incompleteMonths);
  const option = useCallback(
    ({ bar, wait, ink2, line }: Palette) => {
      const late = (month: string) => {
        const share = shares.get(month) ?? null;
        return share !== null && Number(share) < WHOLE;
      };
      const rows = (wanted: boolean) =>
        shown.map(({ month, rows: count }) => (late(month) === wanted ? toDraw(count) : null));
      return {
        grid: { left: 8, right: 8, top: 32, bottom: 8, containLabel: true },
        legend: {
          show: shown.some(({ month }) => late(month)),
          top: 0,
          right: 0,
          textStyle: { color: ink2 },
          data: [whole, part],
        },
        tooltip: { trigger: 'axis' as const },
        xAxis: {
          type: 'category' as const,
          data: shown.map(({ month }) => month),
          axisLine: { lineStyle: { color: line } },
          // The last month stands to the left of its end, else it is cut.
          axisLabel: { color: ink2, hideOverlap: true, alignMaxLabel: 'right' as const },
        },
        yAxis: {
          type: 'value' as const,
          splitLine: { lineStyle: { color: line } },
          axisLabel: { color: ink2 },
        },
        series: [
          { name: whole, type: 'bar' as const, stack: 'rows', data: rows(false), itemStyle: { color: bar } },
          {
            name: part,
            type: 'bar' as const,
            stack: 'rows',
            data: rows(true),
            // Not by colour alone.
            itemStyle: {
              color: wait,
              decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 },
            },
          },
        ],
      };
    },
    [shown, shares, whole, part],
  );
  const amounts = of.amount !== undefined;
  const late = shares.size > 0;
  return (
    <Chart
      title={title}
      name={of.table}
      height={240}
      option={option}
      table={{
        columns: [
          { header: t(words.month) },
          { header: t(words.rows), align: 'right' },
          ...(amounts
            ? [
                { header: t(words.amount), align: 'right' as const },
                { header: t(words.mean), align: 'right' as const },
              ]
            : []),
          ...(late ? [{ header: t(words.complete), align: 'right' as const }] : []),
        ],
        rows: all.map(({ month, rows, amount, mean }) => [
          month,
          grouped(rows),
          ...(amounts ? [amount === null ? '' : grouped(amount), mean === null ? '' : grouped(mean)] : []),
          ...(late ? [shares.get(month) ?? ''] : []),
        ]),
        exact: all.map(({ month, rows, amount, mean }) => [
          month,
          rows,
          ...(amounts ? [amount, mean] : []),
          ...(late ? [shares.get(month) ?? null] : []),
        ]),
      }}
    />
  );
}
