/** The drawing itself: moved by dragging or arrow keys, larger and smaller by wheel, keys + and −, or the buttons. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Graph } from '../../../server/api.ts';
import { useSay } from '../../app/settings.tsx';
import { Button } from '../../kit/button.tsx';
import { models as words } from '../../words/models.ts';
import { layered, lineName, SIZES, type Placed } from './layout.ts';
import type { Node } from './graph.tsx';
import css from './models.module.css';

interface View {
  x: number;
  y: number;
  /** Drawing units a pixel. */
  scale: number;
}

const STEP = 1.3;
const MARGIN = 16;
/** Text below this size cannot be read: a large drawing starts at this scale and is moved. */
const LEAST_READABLE = 1;
const LEAST_HIGH = 300;

export function Drawing({
  nodes,
  edges,
  label,
  chosen,
  bright,
  choose,
}: {
  nodes: readonly Node[];
  edges: Graph['edges'];
  label: string;
  chosen: string | null;
  /** Others stand back; null: none does. */
  bright: ReadonlySet<string> | null;
  choose(id: string): void;
}) {
  const t = useSay();
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 960, height: 560 });
  const layout = useMemo(
    () =>
      layered(
        nodes.map(({ id }) => id),
        edges,
      ),
    [nodes, edges],
  );
  const whole = useMemo<View>(() => {
    const scale = Math.max(
      1,
      (layout.width + 2 * MARGIN) / size.width,
      (layout.height + 2 * MARGIN) / size.height,
    );
    return {
      scale,
      x: layout.width / 2 - (size.width * scale) / 2,
      y: layout.height / 2 - (size.height * scale) / 2,
    };
  }, [layout, size]);
  /** Where all fits but cannot be read, the right end is shown: payments are what one starts from. */
  const first = useMemo<View>(() => {
    if (whole.scale <= LEAST_READABLE) return whole;
    const scale = LEAST_READABLE;
    const last = [...layout.nodes.values()].reduce<Placed | null>((a, b) => (!a || b.x > a.x ? b : a), null);
    const x = layout.width + MARGIN - size.width * scale;
    const half = (size.height * scale) / 2;
    if (layout.height + 2 * MARGIN <= 2 * half) return { scale, x, y: layout.height / 2 - half };
    // Higher than the frame: where most boxes of this end are, with the last one in sight.
    const seen = [...layout.nodes.values()].filter((one) => one.x >= x);
    const middle = seen.reduce((sum, one) => sum + one.y, 0) / Math.max(1, seen.length) + SIZES.height / 2;
    const [top, reach] = [last?.y ?? 0, half - SIZES.height - MARGIN];
    return { scale, x, y: Math.min(top + reach, Math.max(top - reach, middle)) - half };
  }, [whole, layout, size]);
  const [view, setView] = useState<View | null>(null);
  const at = view ?? first;
  useEffect(() => setView(null), [layout]);

  useEffect(() => {
    const element = box.current as HTMLDivElement;
    const watch = new ResizeObserver(() =>
      setSize({ width: element.clientWidth || 960, height: element.clientHeight || 560 }),
    );
    watch.observe(element);
    // React's wheel listeners are passive: they cannot keep the page from scrolling too.
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      setView((now) =>
        zoomed(
          now ?? atRef.current,
          event.deltaY > 0 ? 1.1 : 1 / 1.1,
          event.clientX - left,
          event.clientY - top,
        ),
      );
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      watch.disconnect();
      element.removeEventListener('wheel', wheel);
    };
  }, []);
  const atRef = useRef(at);
  atRef.current = at;

  const zoom = (by: number) => setView(zoomed(at, by, size.width / 2, size.height / 2));
  /** A box the keyboard comes to is moved into sight: the focus must be seen. */
  const reveal = (place: Placed) => {
    const [right, bottom] = [at.x + size.width * at.scale, at.y + size.height * at.scale];
    if (
      place.x >= at.x &&
      place.y >= at.y &&
      place.x + SIZES.width <= right &&
      place.y + SIZES.height <= bottom
    )
      return;
    setView({
      ...at,
      x: place.x + SIZES.width / 2 - (size.width * at.scale) / 2,
      y: place.y + SIZES.height / 2 - (size.height * at.scale) / 2,
    });
  };
  const drag = useRef<{ x: number; y: number; view: View } | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[
      event.key
    ];
    if (move) {
      event.preventDefault();
      setView({ ...at, x: at.x + (move[0] as number) * at.scale, y: at.y + (move[1] as number) * at.scale });
    } else if (event.key === '+' || event.key === '=') zoom(1 / STEP);
    else if (event.key === '-') zoom(STEP);
  };

  return (
    <div className={css.drawing}>
      <div className={css.zoom}>
        <Button onClick={() => zoom(1 / STEP)} aria-label={t(words.zoomIn)} title={t(words.zoomIn)}>
          +
        </Button>
        <Button onClick={() => zoom(STEP)} aria-label={t(words.zoomOut)} title={t(words.zoomOut)}>
          −
        </Button>
        <Button onClick={() => setView(whole)}>{t(words.fit)}</Button>
      </div>
      <div
        ref={box}
        className={css.canvas}
        style={{ height: Math.max(LEAST_HIGH, layout.height / LEAST_READABLE + 4 * MARGIN) }}
        role="group"
        aria-label={label}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
          if (event.button === 0) drag.current = { x: event.clientX, y: event.clientY, view: at };
        }}
        onPointerMove={(event) => {
          const start = drag.current;
          if (!start) return;
          const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
          if (Math.abs(dx) + Math.abs(dy) < 4) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setView({
            ...start.view,
            x: start.view.x - dx * start.view.scale,
            y: start.view.y - dy * start.view.scale,
          });
        }}
        onPointerUp={() => {
          drag.current = null;
        }}
        onPointerLeave={() => {
          drag.current = null;
        }}
      >
        <svg
          width="100%"
          height="100%"
          viewBox={`${at.x} ${at.y} ${size.width * at.scale} ${size.height * at.scale}`}
          className={css.svg}
        >
          {edges.map(({ from, to }) => (
            <Edge
              key={`${from} ${to}`}
              line={layout.lines.get(lineName({ from, to }))}
              state={bright === null ? 'plain' : bright.has(from) && bright.has(to) ? 'bright' : 'back'}
            />
          ))}
          {nodes.map((node) => (
            <Box
              key={node.id}
              node={node}
              at={layout.nodes.get(node.id)}
              chosen={node.id === chosen}
              back={bright !== null && !bright.has(node.id)}
              choose={choose}
              reveal={reveal}
            />
          ))}
        </svg>
      </div>
    </div>
  );
}

/** The point under the pointer stays where it is. */
function zoomed(view: View, by: number, x: number, y: number): View {
  const scale = Math.min(12, Math.max(0.3, view.scale * by));
  return { scale, x: view.x + x * (view.scale - scale), y: view.y + y * (view.scale - scale) };
}

function Edge({
  line,
  state,
}: {
  line: readonly (readonly [number, number])[] | undefined;
  state: 'plain' | 'bright' | 'back';
}) {
  if (!line) return null;
  const steps = line.slice(1).map(([x, y], i) => {
    const [x0, y0] = line[i] as readonly [number, number];
    // Along a layer the line is straight; between layers it bends.
    if (y === y0) return `L${x} ${y}`;
    const bend = (x - x0) / 2;
    return `C${x0 + bend} ${y0} ${x - bend} ${y} ${x} ${y}`;
  });
  const [x, y] = line[0] as readonly [number, number];
  return <path d={`M${x} ${y} ${steps.join(' ')}`} className={`${css.edge} ${css[`edge_${state}`]}`} />;
}

function Box({
  node,
  at,
  chosen,
  back,
  choose,
  reveal,
}: {
  node: Node;
  at: Placed | undefined;
  chosen: boolean;
  back: boolean;
  choose(id: string): void;
  reveal(at: Placed): void;
}) {
  const t = useSay();
  if (!at) return null;
  const title = t(node.title) || node.id;
  const kind = t(words[node.kind]);
  return (
    <g
      role="button"
      tabIndex={0}
      aria-pressed={chosen}
      aria-label={`${title}, ${kind}`}
      transform={`translate(${at.x} ${at.y})`}
      className={`${css.node} ${back ? css.back : ''} ${chosen ? css.chosen : ''}`}
      data-node={node.id}
      onClick={() => choose(node.id)}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) reveal(at);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        choose(node.id);
      }}
    >
      <title>{`${title}\n${node.id}\n${kind}`}</title>
      <rect
        width={SIZES.width}
        height={SIZES.height}
        rx={node.kind === 'parameter' ? SIZES.height / 2 : 4}
        className={css[node.kind]}
      />
      <foreignObject width={SIZES.width} height={SIZES.height} aria-hidden="true">
        <div className={css.nodeText}>{title}</div>
      </foreignObject>
    </g>
  );
}
