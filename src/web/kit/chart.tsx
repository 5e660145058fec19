/**
 * A chart with its table, and both as files. ECharts comes only when a chart is on the page. Colours are the page's, read when it is drawn, so that a
 * change of theme draws it again. Tooltips are drawn on the canvas: markup with styles in it would be refused by the content policy.
 */
import { lazy, Suspense, useCallback, useRef, useState, type ReactNode } from 'react';
import type { EChartsOption } from 'echarts';
import { useSay } from '../app/settings.tsx';
import { kit } from '../words/kit.ts';
import { Button, csv, download } from './button.tsx';
import { Tabs } from './tabs.tsx';
import { PlainTable } from './plain-table.tsx';
import { Loading } from './states.tsx';
import css from './chart.module.css';

const Drawn = lazy(() => import('./chart-drawn.tsx'));

/** The page's colours as a canvas needs them. */
export interface Palette {
  ink: string;
  ink2: string;
  line: string;
  paper: string;
  accent: string;
  accentSoft: string;
  bar: string;
  up: string;
  down: string;
  good: string;
  bad: string;
  wait: string;
}

interface ChartTable {
  columns: { header: string; align?: 'left' | 'right' }[];
  /** As shown; and as numbers and codes for the file where they differ. */
  rows: (string | number | null)[][];
  exact?: (string | number | null)[][];
}

export function Chart({
  title,
  option,
  table,
  height = 260,
  onPick,
  name,
  tools,
  summary,
}: {
  title: string;
  /** `seriesName`, axes and so on; made anew when the theme changes. */
  option: (palette: Palette) => EChartsOption;
  table: ChartTable;
  height?: number;
  /** A point was clicked: ECharts' data index. */
  onPick?: (index: number) => void;
  /** Of the files. */
  name: string;
  tools?: ReactNode;
  /** What the chart shows, in a sentence, for those who cannot see it. */
  summary?: string;
}) {
  const t = useSay();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const picture = useRef<(() => string) | null>(null);
  const ready = useCallback((take: () => string) => {
    picture.current = take;
  }, []);
  return (
    <figure className={css.chart}>
      <div className={css.tools} data-screen-only>
        {tools}
        <Tabs
          label={title}
          value={view}
          onPick={setView}
          options={[
            { value: 'chart', label: t(kit.asChart) },
            { value: 'table', label: t(kit.asTable) },
          ]}
        />
        <Button
          kind="text"
          onClick={() => {
            if (view === 'chart' && picture.current) {
              void fetch(picture.current())
                .then((answer) => answer.blob())
                .then((blob) => download(`${name}.png`, blob));
            } else
              download(
                `${name}.csv`,
                csv([table.columns.map(({ header }) => header), ...(table.exact ?? table.rows)]),
                'text/csv',
              );
          }}
        >
          {t(kit.exportAs, { as: t(view === 'chart' ? kit.exportPng : kit.exportCsv) })}
        </Button>
      </div>
      {view === 'chart' ? (
        <div role="img" aria-label={summary ?? t(kit.chartOf, { title })} style={{ height }}>
          <Suspense fallback={<Loading lines={5} />}>
            <Drawn option={option} height={height} ready={ready} {...(onPick && { onPick })} />
          </Suspense>
        </div>
      ) : (
        <PlainTable
          label={title}
          columns={table.columns.map(({ header, align }, i) => ({
            id: String(i),
            header,
            ...(align && { align }),
            cell: (row: (string | number | null)[]) => row[i],
          }))}
          rows={table.rows}
          keyOf={(_, i) => String(i)}
        />
      )}
    </figure>
  );
}
