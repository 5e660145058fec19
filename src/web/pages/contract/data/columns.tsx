/** How far each column is filled, a table at a time; empty ones in a line. */
import type { Quality, QualityReport } from '../../../../server/api.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { grouped } from '../../../kit/decimal.ts';
import { shownDate } from '../../../kit/format.ts';
import { PlainTable } from '../../../kit/plain-table.tsx';
import { Section } from '../../../kit/section.tsx';
import { data as words } from '../../../words/data.ts';
import { percentOf, shareOf, useLabels } from './labels.ts';
import css from './data.module.css';

type Table = QualityReport['tables'][number];

export function Columns(quality: Quality) {
  const t = useSay();
  const { table } = useLabels(quality);
  return (
    <Section title={t(words.filled)}>
      {quality.report.tables.map((one) => (
        <details key={one.table} className={css.files}>
          <summary>
            {table(one.table)} · {t(words.rowCount, { count: grouped(one.rows) })}
          </summary>
          <Filled of={one} quality={quality} />
        </details>
      ))}
      <Shifts {...quality} />
    </Section>
  );
}

function Filled({ of, quality }: { of: Table; quality: Quality }) {
  const t = useSay();
  const lang = useLang();
  const { column } = useLabels(quality);
  return (
    <PlainTable
      label={t(words.filled)}
      rows={of.columns}
      keyOf={(one) => one.column}
      columns={[
        { id: 'column', header: t(words.column), cell: (one) => column(of.table, one.column) },
        {
          id: 'bar',
          header: <span className="sr-only">{t(words.filled)}</span>,
          cell: (one) => (
            <svg viewBox="0 0 100 8" className={css.split} aria-hidden="true" preserveAspectRatio="none">
              <rect width="100" height="8" className={css.splitRest} />
              <rect width={shareOf(one.filled, of.rows)} height="8" className={css.splitStanding} />
            </svg>
          ),
        },
        {
          id: 'filled',
          header: t(words.filledShare),
          align: 'right',
          cell: (one) => percentOf(one.filled, of.rows) ?? '–',
        },
        {
          id: 'total',
          header: t(words.total),
          align: 'right',
          cell: (one) => (one.total === undefined ? '' : grouped(one.total)),
        },
        {
          id: 'span',
          header: t(words.span),
          cell: (one) =>
            one.first && one.last ? `${shownDate(one.first, lang)} – ${shownDate(one.last, lang)}` : '',
        },
      ]}
    />
  );
}

function Shifts(quality: Quality) {
  const t = useSay();
  const { table, column } = useLabels(quality);
  const rows = quality.report.months.flatMap(({ table: name, shifts }) =>
    shifts.map((one) => ({ ...one, table: name })),
  );
  if (rows.length === 0) return null;
  return (
    <PlainTable
      caption
      label={t(words.shifts)}
      rows={rows}
      keyOf={(one) => `${one.table} ${one.column} ${one.month}`}
      columns={[
        {
          id: 'column',
          header: t(words.column),
          cell: (one) => `${table(one.table)} · ${column(one.table, one.column)}`,
        },
        { id: 'month', header: t(words.month), cell: (one) => one.month },
        { id: 'psi', header: t(words.stability), align: 'right', cell: (one) => one.psi },
      ]}
    />
  );
}
