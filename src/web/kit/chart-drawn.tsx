/** The part that needs ECharts: loaded on demand. */
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';
import type { EChartsOption } from 'echarts';
import { useEffect, useRef } from 'react';
import { useSettings } from '../app/settings.tsx';
import type { Palette } from './chart.tsx';

use([
  BarChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  // Without it labels that lie over each other are all drawn.
  LabelLayout,
  CanvasRenderer,
]);

export default function Drawn({
  option,
  height,
  onPick,
  ready,
}: {
  option: (palette: Palette) => EChartsOption;
  height: number;
  onPick?: (index: number) => void;
  ready: (picture: () => string) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const { theme, lang } = useSettings();
  const dark = useDark();

  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const made = init(element, null, { renderer: 'canvas' });
    chart.current = made;
    ready(() => made.getDataURL({ pixelRatio: 2, backgroundColor: paletteOf(element).paper }));
    const resized = new ResizeObserver(() => made.resize());
    resized.observe(element);
    return () => {
      resized.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [ready]);

  useEffect(() => {
    const element = place.current;
    if (!element || !chart.current) return;
    const palette = paletteOf(element);
    const font = getComputedStyle(document.body).fontFamily;
    chart.current.setOption(
      {
        animation: false,
        textStyle: { fontFamily: font, color: palette.ink2 },
        ...option(palette),
        tooltip: {
          ...(option(palette).tooltip as object),
          renderMode: 'richText',
          backgroundColor: palette.paper,
          borderColor: palette.line,
          textStyle: { color: palette.ink, fontFamily: font, fontSize: 13 },
        },
      },
      { notMerge: true },
    );
  }, [option, theme, lang, dark]);

  useEffect(() => {
    const made = chart.current;
    if (!made || !onPick) return undefined;
    const pick = ({ dataIndex }: { dataIndex: number }) => onPick(dataIndex);
    made.on('click', pick as never);
    return () => {
      made.off('click', pick as never);
    };
  }, [onPick]);

  return <div ref={place} style={{ height }} />;
}

function useDark(): boolean {
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

const NAMES: Record<keyof Palette, string> = {
  ink: '--ink',
  ink2: '--ink-2',
  line: '--line',
  paper: '--paper',
  accent: '--accent',
  accentSoft: '--accent-soft',
  bar: '--bar',
  up: '--bar-up',
  down: '--bar-down',
  good: '--good',
  bad: '--bad',
  wait: '--wait',
};

/** Variables hold both themes' colours; only a computed colour says which one holds. */
function paletteOf(element: HTMLElement): Palette {
  const probe = document.createElement('span');
  element.parentElement?.append(probe);
  const found = Object.fromEntries(
    Object.entries(NAMES).map(([name, variable]) => {
      probe.style.color = `var(${variable})`;
      return [name, getComputedStyle(probe).color];
    }),
  ) as unknown as Palette;
  probe.remove();
  return found;
}
