/** What was refused and why, by file. */
import type { Quality, QualityReport } from '../../../../server/api.ts';
import { useSay } from '../../../app/settings.tsx';
import { compared, grouped } from '../../../kit/decimal.ts';
import { PlainTable } from '../../../kit/plain-table.tsx';
import { Section } from '../../../kit/section.tsx';
import { data as words } from '../../../words/data.ts';
import { useLabels } from './labels.ts';
import { Place } from './place.tsx';
import css from './data.module.css';

type Refusal = QualityReport['sources'][number]['refusals'][number];
const EXAMPLES = 3;

export function Refusals(quality: Quality) {
  const t = useSay();
  const { table, reason } = useLabels(quality);
  const rows = quality.report.sources
    .flatMap(({ refusals }) => refusals)
    .toSorted((a, b) => compared(b.count, a.count) || (a.file < b.file ? -1 : 1));
  return (
    <Section title={t(words.refusals)}>
      {rows.length === 0 ? (
        <p className={css.quiet}>{t(words.noRefusals)}</p>
      ) : (
        <PlainTable<Refusal>
          label={t(words.refusals)}
          rows={rows}
          keyOf={(one, i) => `${one.file} ${one.table} ${one.reason} ${one.column} ${i}`}
          columns={[
            {
              id: 'reason',
              header: t(words.reason),
              cell: (one) => reason(`${one.reason}|${one.table}|${one.column}`, one.reason),
            },
            { id: 'table', header: t(words.table), cell: (one) => table(one.table) },
            { id: 'file', header: t(words.file), cell: (one) => one.file },
            { id: 'count', header: t(words.count), align: 'right', cell: (one) => grouped(one.count) },
            {
              id: 'amount',
              header: t(words.amount),
              align: 'right',
              cell: (one) => (one.amount === null ? '–' : grouped(one.amount)),
            },
            {
              id: 'lines',
              header: t(words.lines),
              cell: (one) => (
                <ul className={css.places}>
                  {one.examples.slice(0, EXAMPLES).map((example, i) => (
                    <li key={i}>
                      <Place example={example} />
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
