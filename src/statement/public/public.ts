/** What of a run may be shown to the public. */
import { add, decimal, decimalText, ZERO } from '../../engine/decimal.ts';
import type { Behind } from '../../engine/publish/index.ts';
import { CMS_THRESHOLD } from '../../methods/suppression/index.ts';
import type { Localized } from '../../language/plan.ts';
import { withheldOf } from './marks.ts';
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
  counted: { entity: string; title?: Localized; column?: string; columnTitle?: Localized };
  least: number;
  payments: { id: string; title?: Localized }[];
  /** Null is withheld. */
  rows: PublicRow[];
  /** Of people those that are different; one may stand behind several rows. */
  total: { people: number | null; amounts: (string | null)[] };
  /** How many rows lack a figure. */
  withheld: number;
}

interface PublicRow {
  from: string;
  to: string;
  people: number | null;
  /** In the order of `payments`; less than nothing flows from `to` to `from`. */
  amounts: (string | null)[];
}

export function publicStatement(
  run: RunFacts,
  behind: Behind,
  counted: { entity: string },
  least: number = CMS_THRESHOLD,
): PublicStatement {
  const { plan, manifest, agreement } = run;
  const { pairs, payments } = behind;
  const hidden = withheldOf(pairs, payments.length, least, behind.people);
  const rows = pairs.map((pair, row): PublicRow => ({
    from: pair.from,
    to: pair.to,
    people: hidden.people[row] ? null : pair.people,
    amounts: pair.amounts.map(({ amount }, i) => (hidden.amounts[row]?.[i] ? null : amount)),
  }));
  const sum = (i: number) =>
    decimalText(
      pairs.reduce((total, { amounts }) => add(total, decimal(amounts[i]?.amount ?? '0')), ZERO),
      plan.minorUnit,
    );
  const entity = plan.entities.find(({ name }) => name === counted.entity);
  const { column } = behind;
  const columnTitle = [...(entity?.facts ?? []), ...(entity?.terms ?? [])].find(
    ({ name }) => name === column,
  )?.title;
  return {
    contract: manifest.contract,
    ...(agreement.title && { title: agreement.title }),
    model: manifest.model,
    ...(plan.title && { modelTitle: plan.title }),
    period: manifest.period,
    asOf: manifest.asOf,
    currency: manifest.currency,
    parties: manifest.parties,
    counted: {
      entity: counted.entity,
      ...(entity?.title && { title: entity.title }),
      ...(column !== undefined && { column, ...(columnTitle && { columnTitle }) }),
    },
    least,
    payments: payments.map((id) => {
      const title = plan.payments.find((payment) => payment.id === id)?.title;
      return { id, ...(title && { title }) };
    }),
    rows,
    total: {
      people: hidden.totalPeople ? null : behind.people,
      amounts: payments.map((_, i) => (hidden.totalAmounts[i] ? null : sum(i))),
    },
    withheld: rows.filter(({ people, amounts }) => people === null || amounts.includes(null)).length,
  };
}
