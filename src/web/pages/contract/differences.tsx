/** Payments that differ between two results, row by row: of two runs, or of today and a scenario. */
import type { ReactNode } from 'react';
import type { Difference, RunDetail } from '../../../server/api.ts';
import { useNames } from '../../app/names.ts';
import { useSettings } from '../../app/settings.tsx';
import { Button, csv, download } from '../../kit/button.tsx';
import { DataTable, rowsOf, type Column } from '../../kit/data-table.tsx';
import { signOf } from '../../kit/decimal.ts';
import { Change, type Currency } from '../../kit/figure.tsx';
import { currencyName } from '../../kit/units.ts';
import { kit } from '../../words/kit.ts';

/** The header of each column, in the reader's language. */
interface Heads {
  for: string;
  before: string;
  after: string;
  difference: string;
  payment: string;
}

interface Props {
  label: string;
  heads: Heads;
  rows: readonly Difference[];
  detail: RunDetail;
  money: Currency;
  before(row: Difference): ReactNode;
  after(row: Difference): ReactNode;
  /** What stands for a difference of zero, and for one that is not known. */
  same(row: Difference): ReactNode;
  unknown: string;
  /** The difference stands between the two, else behind them. */
  between?: boolean;
  /** Only where there are several. */
  payments?: boolean;
}

export function DifferenceTable({
  label,
  heads,
  rows,
  detail,
  money,
  before,
  after,
  same,
  unknown,
  between = false,
  payments = true,
}: Props) {
  const { t, lang } = useSettings();
  const names = useNames(detail);
  const called = (key: string) => t(names.row(key)) || '–';
  const amount = { unit: currencyName(money.currency, lang), align: 'right' as const };
  /** An amount with its state beside it needs more room. */
  const isWaiting = rows.some((row) => [row.before, row.after].some((one) => one?.status === 'pending'));
  const width = isWaiting ? 190 : 140;
  const sides: Column<Difference>[] = [
    { ...amount, id: 'before', header: heads.before, width, cell: before },
    { ...amount, id: 'after', header: heads.after, width, cell: after },
  ];
  const difference: Column<Difference> = {
    ...amount,
    id: 'difference',
    header: heads.difference,
    width: 150,
    cell: (row) =>
      row.difference === null ? (
        unknown
      ) : signOf(row.difference) === 0 ? (
        same(row)
      ) : (
        <Change amount={row.difference} money={money} as="page" />
      ),
  };
  const columns: Column<Difference>[] = [
    {
      id: 'for',
      header: heads.for,
      width: 200,
      cell: ({ key }) => <span title={key}>{called(key)}</span>,
    },
    ...sides.toSpliced(between ? 1 : 2, 0, difference),
    ...(payments
      ? [
          {
            id: 'payment',
            header: heads.payment,
            width: 190,
            cell: ({ payment }: Difference) =>
              t(detail.card.payments.find(({ id }) => id === payment)?.title) || payment,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      label={label}
      columns={columns}
      source={rowsOf(rows)}
      keyOf={({ payment, key }) => `${payment} ${key}`}
      height={420}
    />
  );
}

export function ExportDifferences({
  file,
  heads,
  rows,
}: {
  file: string;
  heads: Heads;
  rows: readonly Difference[];
}) {
  const { t } = useSettings();
  const table = [
    [heads.payment, heads.for, heads.before, heads.after, heads.difference],
    ...rows.map(({ payment, key, before, after, difference }) => [
      payment,
      key,
      before?.amount ?? null,
      after?.amount ?? null,
      difference,
    ]),
  ];
  return (
    <Button kind="text" onClick={() => download(file, csv(table), 'text/csv')}>
      {t(kit.exportAs, { as: 'CSV' })}
    </Button>
  );
}
