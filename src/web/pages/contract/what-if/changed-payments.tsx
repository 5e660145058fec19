/** The payments that change, row by row, the largest difference first. */
import type { Difference, RunDetail, Scenario } from '../../../../server/api.ts';
import { useNames } from '../../../app/names.ts';
import { useSay } from '../../../app/settings.tsx';
import { csv, Button, download } from '../../../kit/button.tsx';
import { DataTable, rowsOf, type Column } from '../../../kit/data-table.tsx';
import { Change, Figure, Money, type Currency } from '../../../kit/figure.tsx';
import { shownCount } from '../../../kit/format.ts';
import { currencyName } from '../../../kit/units.ts';
import { Section } from '../../../kit/section.tsx';
import { Status } from '../../../kit/status.tsx';
import { useLang } from '../../../app/settings.tsx';
import { kit } from '../../../words/kit.ts';
import { whatIf as words } from '../../../words/what-if.ts';
import css from './what-if.module.css';

export function ChangedPayments({
  detail,
  scenario,
  money,
}: {
  detail: RunDetail;
  scenario: Scenario;
  money: Currency;
}) {
  const t = useSay();
  const lang = useLang();
  const names = useNames(detail);
  const { payments, paymentsChanged, recomputed } = scenario;
  const title = (id: string) => t(detail.card.payments.find((one) => one.id === id)?.title) || id;
  if (paymentsChanged === 0) return <p className={css.same}>{t(words.noDifference)}</p>;
  const unit = currencyName(money.currency, lang);
  const several = detail.card.payments.length > 1;
  const columns: Column<Difference>[] = [
    { id: 'key', header: t(words.for), width: 120, cell: ({ key }) => key || '–' },
    {
      id: 'before',
      header: t(words.today),
      unit,
      align: 'right',
      width: 130,
      cell: ({ before, key }) =>
        before ? (
          <Figure of={{ entity: before.entity, key, term: names.paid(before.payment) }}>
            <Amount row={before} money={money} />
          </Figure>
        ) : (
          '–'
        ),
    },
    {
      id: 'difference',
      header: t(words.difference),
      unit,
      align: 'right',
      width: 140,
      cell: ({ difference }) =>
        difference === null ? t(words.unknownThen) : <Change amount={difference} money={money} as="page" />,
    },
    {
      id: 'after',
      header: t(words.changed),
      unit,
      align: 'right',
      width: 130,
      cell: ({ after }) => (after ? <Amount row={after} money={money} /> : '–'),
    },
    ...(several
      ? [
          {
            id: 'payment',
            header: t(words.payment),
            width: 170,
            cell: (one: Difference) => title(one.payment),
          },
        ]
      : []),
  ];
  return (
    <Section
      level={3}
      title={t(words.byParty)}
      intro={
        paymentsChanged > payments.length
          ? t(words.byPartyCount, { count: shownCount(paymentsChanged), shown: shownCount(payments.length) })
          : t(words.recomputed, { terms: recomputed.terms, of: recomputed.of })
      }
      tools={
        <Button
          kind="text"
          onClick={() =>
            download(
              'what-if.csv',
              csv([
                [t(words.payment), t(words.for), t(words.today), t(words.changed), t(words.difference)],
                ...payments.map((one) => [
                  one.payment,
                  one.key,
                  one.before?.amount ?? null,
                  one.after?.amount ?? null,
                  one.difference,
                ]),
              ]),
              'text/csv',
            )
          }
        >
          {t(kit.export)} (CSV)
        </Button>
      }
    >
      <DataTable
        label={t(words.byParty)}
        columns={columns}
        source={rowsOf(payments)}
        keyOf={({ payment, key }) => `${payment} ${key}`}
        height={420}
      />
    </Section>
  );
}

function Amount({ row, money }: { row: NonNullable<Difference['after']>; money: Currency }) {
  if (row.status === 'undetermined') return <Status status="undetermined" />;
  return <Money amount={row.amount} money={money} />;
}
