/** A short table, drawn whole. On a narrow screen it scrolls sideways by itself, never the page. */
import type { ReactNode } from 'react';
import css from './plain-table.module.css';

export interface PlainColumn<Row> {
  id: string;
  header: ReactNode;
  unit?: string;
  align?: 'left' | 'right';
  cell: (row: Row) => ReactNode;
}

export function PlainTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  foot,
  caption = false,
}: {
  label: string;
  columns: readonly PlainColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row, index: number) => string;
  foot?: Record<string, ReactNode>;
  /** Shows `label` above the table; else it is only said. */
  caption?: boolean;
}) {
  const side = (align?: 'left' | 'right') => (align === 'right' ? css.right : undefined);
  return (
    <div className={css.scroll} tabIndex={0} role="group" aria-label={label}>
      <table className={css.table}>
        <caption className={caption ? css.caption : 'sr-only'}>{label}</caption>
        <thead>
          <tr>
            {columns.map(({ id, header, unit, align }) => (
              <th key={id} scope="col" className={side(align)}>
                {header}
                {unit && <span className={css.unit}> {unit}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)}>
              {columns.map(({ id, align, cell }) => (
                <td key={id} className={side(align)}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <tr>
              {columns.map(({ id, align }) => (
                <td key={id} className={side(align)}>
                  {foot[id]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
