/** How a term is spread over the rows. */
import { useCallback, useMemo } from 'react';
import type { Distribution, EntityShape } from '../../../../server/api.ts';
import { useAddress } from '../../../app/address.ts';
import { useContract } from '../../../app/contract.tsx';
import { useDistribution } from '../../../app/queries.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Chart, type Palette } from '../../../kit/chart.tsx';
import { toDraw } from '../../../kit/decimal.ts';
import { Select } from '../../../kit/field.tsx';
import { compactNumber, percent, shownCount, shownValue } from '../../../kit/format.ts';
import { Section } from '../../../kit/section.tsx';
import { Asked } from '../../../kit/states.tsx';
import { isMoney, isNumber, isRatio, typeUnit } from '../../../kit/units.ts';
import { result as words } from '../../../words/result.ts';

/** Fewer rows are better read one by one. */
const ENOUGH = 5;

export function Distributions() {
  const t = useSay();
  const { detail, run } = useContract();
  const [search, change] = useAddress();
  const { entities, summary } = detail;
  const offered = entities
    .filter(({ rows }) => rows >= ENOUGH)
    .flatMap((entity) =>
      entity.columns
        .filter(({ kind, type }) => isNumber(type) && (kind === 'term' || kind === 'fact'))
        .map((column) => ({ entity, column, id: `${entity.name}.${column.name}` })),
    );
  // The payment with the most money first: of one that paid nobody there is nothing to see.
  const size = ({ total }: (typeof summary.payments)[number]) =>
    Math.abs(toDraw(total.final.amount)) + Math.abs(toDraw(total.pending.amount));
  const paid = summary.payments
    .toSorted((a, b) => size(b) - size(a))
    .flatMap(({ entity, formula }) => offered.find(({ id }) => id === `${entity}.${formula}`) ?? []);
  const shown =
    offered.find(({ id }) => id === search['spread']) ??
    paid[0] ??
    offered.find(({ column }) => isMoney(column.type)) ??
    offered[0];
  if (!shown) return null;
  return (
    <Section
      title={t(words.spread)}
      tools={
        <Select
          label={t(words.spreadOf)}
          hideLabel
          value={shown.id}
          onPick={(spread) => change({ spread }, { replace: true })}
          options={offered.map(({ entity, column, id }) => ({
            value: id,
            label: t(words.spreadItem, {
              entity: t(entity.title) || entity.name,
              column: t(column.title) || column.name,
            }),
          }))}
        />
      }
    >
      <Spread key={shown.id} run={run} entity={shown.entity} column={shown.column} />
    </Section>
  );
}

function Spread({
  run,
  entity,
  column,
}: {
  run: string;
  entity: EntityShape;
  column: EntityShape['columns'][number];
}) {
  const query = useDistribution(run, entity.name, column.name);
  return <Asked query={query}>{(found) => <Drawn entity={entity} column={column} found={found} />}</Asked>;
}

function Drawn({
  entity,
  column,
  found,
}: {
  entity: EntityShape;
  column: EntityShape['columns'][number];
  found: Distribution;
}) {
  const t = useSay();
  const lang = useLang();
  const { money } = useContract();
  const title = t(column.title) || column.name;
  const say = useCallback(
    (value: string | null) => shownValue(value, column.type, { lang, ...money })?.short ?? '',
    [column, lang, money],
  );
  const edge = useCallback(
    (value: string) =>
      isRatio(column.type) ? percent(value, lang, 1, false) : compactNumber(value, lang, 2),
    [column, lang],
  );
  const option = useCallback(
    (palette: Palette) => ({
      grid: { left: 8, right: 12, top: 12, bottom: 28, containLabel: true },
      tooltip: { trigger: 'axis' as const, axisPointer: { type: 'shadow' as const } },
      xAxis: {
        type: 'category' as const,
        data: found.bins.map(({ from, to }) => `${edge(from)} – ${edge(to)}`),
        axisLabel: {
          color: palette.ink2,
          hideOverlap: true,
          formatter: (name: string) => name.split(' – ')[0] ?? name,
        },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: palette.line } },
        name: typeUnit(column.type, lang, money.currency),
        nameLocation: 'middle' as const,
        nameGap: 30,
        nameTextStyle: { color: palette.ink2 },
      },
      yAxis: {
        type: 'value' as const,
        minInterval: 1,
        axisLabel: { color: palette.ink2 },
        splitLine: { lineStyle: { color: palette.line } },
      },
      series: [
        {
          type: 'bar' as const,
          name: t(words.binCount),
          data: found.bins.map(({ count }) => count),
          barCategoryGap: '8%',
          itemStyle: { color: palette.up },
        },
      ],
    }),
    [found, edge, t, column, lang, money],
  );
  const table = useMemo(
    () => ({
      columns: [
        { header: t(words.binFrom), align: 'right' as const },
        { header: t(words.binTo), align: 'right' as const },
        { header: t(words.binCount), align: 'right' as const },
      ],
      rows: found.bins.map(({ from, to, count }) => [say(from), say(to), shownCount(count)]),
      exact: found.bins.map(({ from, to, count }) => [from, to, count]),
    }),
    [found, say, t],
  );
  if (found.count === 0) return <p>{t(words.spreadNone)}</p>;
  const summary = `${t(words.spreadHead, { title })}${t(words.spreadSays, { count: shownCount(found.count), min: say(found.min), max: say(found.max), median: say(found.median) })}${found.unknown > 0 ? ` ${t(words.spreadUnknown, { count: shownCount(found.unknown) })}` : ''}`;
  return (
    <>
      <p>{summary}</p>
      {found.bins.length > 1 && (
        <Chart
          title={title}
          option={option}
          table={table}
          name={`${entity.name}-${column.name}`}
          summary={summary}
        />
      )}
    </>
  );
}
