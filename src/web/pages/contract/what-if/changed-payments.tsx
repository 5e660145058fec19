/** The payments that change, row by row, the largest difference first. */
import type { Difference, RunDetail, Scenario } from '../../../../server/api.ts';
import { useNames } from '../../../app/names.ts';
import { useSay } from '../../../app/settings.tsx';
import { Figure, Money, type Currency } from '../../../kit/figure.tsx';
import { shownCount } from '../../../kit/format.ts';
import { Section } from '../../../kit/section.tsx';
import { Status } from '../../../kit/status.tsx';
import { whatIf as words } from '../../../words/what-if.ts';
import { DifferenceTable, ExportDifferences } from '../differences.tsx';
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
  const names = useNames(detail);
  const { payments, paymentsChanged, recomputed } = scenario;
  if (paymentsChanged === 0) return <p className={css.same}>{t(words.noDifference)}</p>;
  const heads = {
    for: t(words.for),
    before: t(words.today),
    after: t(words.changed),
    difference: t(words.difference),
    payment: t(words.payment),
  };
  return (
    <Section
      level={3}
      title={t(words.byParty)}
      intro={
        paymentsChanged > payments.length
          ? t(words.byPartyCount, { count: shownCount(paymentsChanged), shown: shownCount(payments.length) })
          : t(words.recomputed, { terms: recomputed.terms, of: recomputed.of })
      }
      tools={<ExportDifferences file="what-if.csv" heads={heads} rows={payments} />}
    >
      <DifferenceTable
        label={t(words.byParty)}
        rows={payments}
        {...{ heads, detail, money }}
        before={({ before, key }) =>
          before ? (
            <Figure of={{ entity: before.entity, key, term: names.paid(before.payment) }}>
              <Amount row={before} money={money} />
            </Figure>
          ) : (
            '–'
          )
        }
        after={({ after }) => (after ? <Amount row={after} money={money} /> : '–')}
        same={() => '='}
        unknown={t(words.unknownThen)}
        between
        payments={detail.card.payments.length > 1}
      />
    </Section>
  );
}

function Amount({ row, money }: { row: NonNullable<Difference['after']>; money: Currency }) {
  if (row.status === 'undetermined') return <Status status="undetermined" />;
  return <Money amount={row.amount} money={money} />;
}
