/**
 * A table of any length: only the rows that are seen are drawn, and asked for. Columns keep their width, the head and the first column stay in
 * sight, numbers stand to the right with their unit in the head.
 */
import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { useSay } from '../app/settings.tsx';
import { kit } from '../words/kit.ts';
import { GoToRow, LONG } from './go-to-row.tsx';
import { useLongScroll } from './use-long-scroll.ts';
import css from './data-table.module.css';

export interface Column<Row> {
  id: string;
  header: ReactNode;
  /** On hover of the head: a formula, where it comes from. */
  hint?: string | undefined;
  unit?: string | undefined;
  align?: 'left' | 'right';
  /** Pixels. */
  width: number;
  sortable?: boolean;
  cell: (row: Row, index: number) => ReactNode;
}

export interface Source<Row> {
  total: number;
  /** Undefined while it is on its way. */
  row: (index: number) => Row | undefined;
  /** Called with what is seen. */
  need?: (from: number, to: number) => void;
}

export const rowsOf = <Row,>(rows: readonly Row[]): Source<Row> => ({
  total: rows.length,
  row: (i) => rows[i],
});

interface Sort {
  id: string;
  descending: boolean;
}

/** `-savings` ⇄ { id: savings, descending }. */
export const readSort = (text: string | undefined): Sort | null =>
  !text
    ? null
    : text.startsWith('-')
      ? { id: text.slice(1), descending: true }
      : { id: text, descending: false };
export const writeSort = (sort: Sort | null): string | undefined =>
  sort ? (sort.descending ? '-' : '') + sort.id : undefined;

const ROW = 36;
/** Milliseconds between askings for rows: whoever draws the bar past a million asks for few of them. */
const ASK = 100;

export function DataTable<Row>({
  label,
  columns,
  source,
  keyOf,
  sort = null,
  onSort,
  selected,
  onSelect,
  height = 480,
  empty,
  foot,
}: {
  label: string;
  columns: readonly Column<Row>[];
  source: Source<Row>;
  keyOf: (row: Row) => string;
  sort?: Sort | null;
  onSort?: (sort: Sort | null) => void;
  /** Keys of chosen rows; with `onSelect` a column of boxes. */
  selected?: ReadonlySet<string>;
  onSelect?: (keys: ReadonlySet<string>) => void;
  /** Most pixels it takes; fewer rows take less. */
  height?: number;
  empty?: ReactNode;
  /** By column: a line that stays below the rows (totals). */
  foot?: Record<string, ReactNode>;
}) {
  const t = useSay();
  const { element, height: tall, seen, goTo, onKeyDown } = useLongScroll(source.total, ROW);
  const { from, to, shift } = seen;
  useNeed(source.need, from, to);
  const items = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

  const boxes = onSelect !== undefined;
  const widths = [...(boxes ? [36] : []), ...columns.map(({ width }) => width)];
  const grid: CSSProperties = {
    // The last column takes what is left; a number would drift away from its neighbours, so that room stays empty beside it.
    gridTemplateColumns:
      columns.at(-1)?.align === 'right'
        ? `${widths.map((width) => `${width}px`).join(' ')} minmax(0, 1fr)`
        : widths
            .map((width, i) => (i === widths.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`))
            .join(' '),
    minWidth: widths.reduce((a, b) => a + b, 0),
  };
  const sticky = (i: number): string => (i === 0 ? (css.first ?? '') : '');
  const loaded = () => {
    const keys: string[] = [];
    for (let i = 0; i < source.total; i += 1) {
      const row = source.row(i);
      if (row !== undefined) keys.push(keyOf(row));
    }
    return keys;
  };
  const toggle = (key: string) => {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    onSelect?.(next);
  };
  return (
    <>
      <div
        ref={element}
        className={css.scroll}
        style={{ maxHeight: height }}
        tabIndex={0}
        role="group"
        aria-label={label}
        onKeyDown={onKeyDown}
      >
        <div
          role="table"
          aria-label={label}
          aria-rowcount={source.total + 1}
          className={css.table}
          style={{ minWidth: grid.minWidth }}
        >
          <div role="rowgroup" className={css.head}>
            <div role="row" aria-rowindex={1} className={css.headRow} style={grid}>
              {boxes && (
                <div role="columnheader" className={css.box}>
                  <input
                    type="checkbox"
                    aria-label={t(kit.selectAll)}
                    checked={(selected?.size ?? 0) > 0}
                    onChange={() => onSelect((selected?.size ?? 0) > 0 ? new Set() : new Set(loaded()))}
                  />
                </div>
              )}
              {columns.map((column, i) => (
                <Head
                  key={column.id}
                  column={column}
                  className={sticky(i)}
                  sort={sort}
                  {...(onSort && { onSort })}
                />
              ))}
            </div>
          </div>
          <div role="rowgroup" className={css.body} style={{ height: tall }}>
            {items.map((index) => {
              const row = source.row(index);
              const key = row === undefined ? undefined : keyOf(row);
              const chosen = key !== undefined && selected?.has(key) === true;
              return (
                <div
                  role="row"
                  key={index}
                  aria-rowindex={index + 2}
                  aria-selected={boxes ? chosen : undefined}
                  className={`${css.row} ${chosen ? css.chosen : ''}`}
                  style={{ ...grid, height: ROW, transform: `translateY(${index * ROW + shift}px)` }}
                >
                  {boxes && (
                    <div role="cell" className={css.box}>
                      {key !== undefined && (
                        <input
                          type="checkbox"
                          checked={chosen}
                          aria-label={t(kit.selectRow, { key })}
                          onChange={() => toggle(key)}
                        />
                      )}
                    </div>
                  )}
                  {columns.map((column, i) => (
                    <div
                      role="cell"
                      key={column.id}
                      className={`${css.cell} ${column.align === 'right' ? css.right : ''} ${sticky(i)}`}
                    >
                      {row === undefined ? <span className={css.bone} /> : column.cell(row, index)}
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
          {foot && (
            <div role="rowgroup" className={css.foot}>
              <div role="row" className={css.footRow} style={grid}>
                {boxes && <div role="cell" />}
                {columns.map((column, i) => (
                  <div
                    role="cell"
                    key={column.id}
                    className={`${css.cell} ${column.align === 'right' ? css.right : ''} ${sticky(i)}`}
                  >
                    {foot[column.id]}
                  </div>
                ))}
              </div>
            </div>
          )}
        </div>
        {source.total === 0 && <div className={css.empty}>{empty ?? t(kit.noMatch)}</div>}
      </div>
      {source.total > LONG && <GoToRow count={source.total} go={(index) => goTo(index * ROW)} />}
    </>
  );
}

/** Asks for what is seen: at once, and then now and again while it moves, last of all for where it comes to rest. */
function useNeed(need: Source<unknown>['need'], from: number, to: number): void {
  const asked = useRef(-Infinity);
  useEffect(() => {
    if (!need || to < from) return;
    const ask = () => {
      asked.current = performance.now();
      need(from, to);
    };
    const wait = ASK - (performance.now() - asked.current);
    if (wait <= 0) return ask();
    const timer = setTimeout(ask, wait);
    return () => clearTimeout(timer);
  }, [need, from, to]);
}

function Head<Row>({
  column,
  className,
  sort,
  onSort,
}: {
  column: Column<Row>;
  className: string;
  sort: Sort | null;
  onSort?: (sort: Sort | null) => void;
}) {
  const t = useSay();
  const mine = sort?.id === column.id ? sort : null;
  const inner = (
    <>
      <span className={css.headWords}>{column.header}</span>
      {column.unit && <span className={css.unit}>{column.unit}</span>}
    </>
  );
  return (
    <div
      role="columnheader"
      className={`${css.headCell} ${column.align === 'right' ? css.right : ''} ${className}`}
      title={column.hint}
      aria-sort={mine ? (mine.descending ? 'descending' : 'ascending') : undefined}
    >
      {onSort && column.sortable !== false ? (
        <button
          type="button"
          className={css.sort}
          onClick={() =>
            onSort(
              !mine
                ? { id: column.id, descending: column.align === 'right' }
                : mine.descending === (column.align === 'right')
                  ? { id: column.id, descending: !mine.descending }
                  : null,
            )
          }
        >
          {inner}
          <span aria-hidden="true" className={css.arrow}>
            {mine ? (mine.descending ? '↓' : '↑') : ''}
          </span>
          {mine && <span className="sr-only">, {t(mine.descending ? kit.descending : kit.ascending)}</span>}
        </button>
      ) : (
        inner
      )}
    </div>
  );
}
