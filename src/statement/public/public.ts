/** What of a run may be shown to the public. */
import { add, decimal, decimalText, ZERO } from '../../engine/decimal.ts';
import type { Behind } from '../../engine/publish/index.ts';
import type { Mark } from '../../methods/suppression/index.ts';
import { CMS_THRESHOLD, suppressList } from '../../methods/suppression/index.ts';
import type { Localized } from '../../language/plan.ts';
import type { RunFacts } from '../summarize.ts';
import type { StatementSummary } from '../types.ts';

export interface PublicStatement {
  contract: string;
  title?: Localized;
  model: string;
  modelTitle?: Localized;
  period: { from: string; to: string };
  asOf: string;
  currency: string;
  parties: StatementSummary['parties'];
  /** What was counted as people, and the smallest count that is shown. */
  counted: { entity: string; title?: Localized; column?: string };
  least: number;
  payments: { id: string; title?: Localized }[];
  /** Null is withheld. */
  rows: PublicRow[];
  total: { people: number | null; amounts: (string | null)[] };
  /** How many rows lack a figure. */
  withheld: number;
}

export interface PublicRow {
  from: string;
  to: string;
  people: number | null;
  /** In the order of `payments`; less than nothing flows from `to` to `from`. */
  amounts: (string | null)[];
}

/**
 * Which counts of a published column with its total may be shown. What is withheld adds up to the difference of the total and the rest, which anybody
 * can take: it is no small count either.
 */
function marksOf(counts: readonly number[], least: number): { counts: Mark[]; total: Mark | undefined } {
  const marks = suppressList(counts, { threshold: least });
  const together = () => counts.reduce((sum, n, i) => sum + (marks.counts[i] === 'shown' ? 0 : n), 0);
  while (marks.total === 'shown' && together() > 0 && together() < least) {
    const shown = counts.flatMap((n, i) => (n > 0 && marks.counts[i] === 'shown' ? [i] : []));
    const [next] = shown.toSorted((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
    if (next === undefined) marks.total = 'complementary';
    else marks.counts[next] = 'complementary';
  }
  return marks;
}

export function publicStatement(
  run: RunFacts,
  behind: Behind,
  counted: { entity: string; column?: string },
  least: number = CMS_THRESHOLD,
): PublicStatement {
  const { plan, manifest, agreement } = run;
  const { pairs, payments } = behind;
  const all = marksOf(
    pairs.map(({ people }) => people),
    least,
  );
  // Amounts of people's own rows: few may have one where many are.
  const own = payments.map((_, i) =>
    marksOf(
      pairs.map(({ amounts }) => amounts[i]?.people ?? 0),
      least,
    ),
  );
  const isShown = (...marks: (Mark | undefined)[]) => marks.every((mark) => mark === 'shown');
  const rows = pairs.map((pair, row): PublicRow => ({
    from: pair.from,
    to: pair.to,
    people: isShown(all.counts[row]) ? pair.people : null,
    amounts: pair.amounts.map(({ amount }, i) =>
      isShown(all.counts[row], own[i]?.counts[row]) ? amount : null,
    ),
  }));
  const sum = (i: number) =>
    decimalText(
      pairs.reduce((total, { amounts }) => add(total, decimal(amounts[i]?.amount ?? '0')), ZERO),
      plan.minorUnit,
    );
  const entity = plan.entities.find(({ name }) => name === counted.entity);
  return {
    contract: manifest.contract,
    ...(agreement.title && { title: agreement.title }),
    model: manifest.model,
    ...(plan.title && { modelTitle: plan.title }),
    period: manifest.period,
    asOf: manifest.asOf,
    currency: manifest.currency,
    parties: manifest.parties,
    counted: { ...counted, ...(entity?.title && { title: entity.title }) },
    least,
    payments: payments.map((id) => {
      const title = plan.payments.find((payment) => payment.id === id)?.title;
      return { id, ...(title && { title }) };
    }),
    rows,
    total: {
      people: isShown(all.total) ? pairs.reduce((total, { people }) => total + people, 0) : null,
      amounts: payments.map((_, i) => (isShown(all.total, own[i]?.total) ? sum(i) : null)),
    },
    withheld: rows.filter(({ people, amounts }) => people === null || amounts.includes(null)).length,
  };
}
