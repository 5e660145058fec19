/** Money in = money kept + money refused; kept = replaced + standing. */
import type { Quality, QualityReport } from '../../../../server/api.ts';
import { useSay } from '../../../app/settings.tsx';
import { grouped } from '../../../kit/decimal.ts';
import { PlainTable } from '../../../kit/plain-table.tsx';
import { Section } from '../../../kit/section.tsx';
import { Notice } from '../../../kit/states.tsx';
import { data as words } from '../../../words/data.ts';
import { useLabels } from './labels.ts';

type Row = QualityReport['money'][number];

export function MoneyHeld(quality: Quality) {
  const t = useSay();
  const { table, column } = useLabels(quality);
  const { money } = quality.report;
  if (money.length === 0) return null;
  const holds = money.every(({ balanced }) => balanced);
  const sum = (id: 'in' | 'kept' | 'refused' | 'superseded' | 'standing') => ({
    id,
    header: t(id === 'in' ? words.moneyIn : words[id]),
    align: 'right' as const,
    cell: (row: Row) => grouped(row[id]),
  });
  return (
    <Section title={t(words.money)}>
      <Notice tone={holds ? 'note' : 'bad'}>{t(holds ? words.moneyHolds : words.moneyFails)}</Notice>
      <PlainTable
        label={t(words.money)}
        rows={money}
        keyOf={(row) => `${row.table}.${row.column}`}
        columns={[
          {
            id: 'column',
            header: t(words.column),
            cell: (row) => (
              <>
                {table(row.table)} · {column(row.table, row.column)}
                {!row.balanced && <strong> {t(words.unbalanced)}</strong>}
              </>
            ),
          },
          sum('in'),
          sum('kept'),
          sum('refused'),
          sum('superseded'),
          sum('standing'),
          {
            id: 'unreadable',
            header: t(words.unreadable),
            align: 'right',
            cell: (row) => (row.unreadable === '0' ? '' : grouped(row.unreadable)),
          },
        ]}
      />
    </Section>
  );
}
