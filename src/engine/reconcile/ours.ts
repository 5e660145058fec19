/** Our figure for each row of an entity: a term, or the amount of a payment. */
import { distance } from 'fastest-levenshtein';
import type { Constant, PlanEntity, ScalarType } from '../../language/plan.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { constantOfCell } from '../explain/rows.ts';
import { STATEMENT } from '../payments/statement.ts';
import { reopen, RUN_CATALOG } from '../reopen.ts';
import type { Run } from '../types.ts';
import type { Work } from '../work.ts';
import { keyText } from './theirs.ts';

export interface OurRow {
  /** The whole key. */
  key: string;
  /** Its first parts, as many as their file gives. */
  short: string;
  value: Constant;
}

/** The amount of a payment, or a column of the entity's rows: a term, fact or element. */
interface OurFigure {
  kind: 'payment' | 'column';
  name: string;
  entity: PlanEntity;
  type: ScalarType;
}

/** What is to be reconciled; what is near it where the run has no such payment, entity or column. */
export function figureOf(
  { plan }: Run,
  asked: { payment?: string; entity?: string; term?: string },
): OurFigure | { name: string; near: string } {
  if (asked.term !== undefined) {
    const entity = plan.entities.find(({ name }) => name === asked.entity);
    if (!entity) return missing(asked.entity ?? '', plan.entities);
    const columns = [...entity.terms, ...entity.facts, ...entity.elements];
    const column = columns.find(({ name }) => name === asked.term);
    if (!column) return missing(asked.term, columns);
    return { kind: 'column', name: column.name, entity, type: column.type };
  }
  const [only, ...others] = plan.payments;
  const payment =
    asked.payment === undefined && others.length === 0
      ? only
      : plan.payments.find(({ id }) => id === asked.payment);
  const entity = plan.entities.find(({ name }) => name === payment?.for);
  if (!payment || !entity)
    return missing(
      asked.payment ?? '',
      plan.payments.map(({ id }) => ({ name: id })),
    );
  return { kind: 'payment', name: payment.id, entity, type: payment.amount.type };
}

function missing(name: string, there: readonly { name: string }[]): { name: string; near: string } {
  const near = there
    .map((one) => one.name)
    .filter((one) => !/[#:]/.test(one))
    .sort((a, b) => distance(a, name) - distance(b, name))
    .slice(0, 3)
    .join(', ');
  return { name: name === '' ? '–' : name, near: near === '' ? '–' : near };
}

export async function ourRows(run: Run, figure: OurFigure, parts: number): Promise<OurRow[]> {
  const { entity, type } = figure;
  const work = await reopen(run);
  try {
    const keys = entity.key.map((part) => `t.${q(part.name)}`);
    const { rows = '' } = work.store.entity(entity.name);
    const cells = await work.values(
      `select f.value, ${keys.join(', ')} from ${rows} t left join (${valuesOf(work, figure)}) f on f.${RID} = t.${RID} order by t.${RID}`,
    );
    return cells.map(([value, ...row]): OurRow => {
      const texts = entity.key.map((part, i) => keyText(constantOfCell(row[i], part.type), part.type));
      return {
        key: texts.join(','),
        short: texts.slice(0, parts).join(','),
        value: constantOfCell(value, type),
      };
    });
  } finally {
    work.warehouse.close();
  }
}

const MONEY_SCALE = 6;

/** The figure of each row, as a query. Reversals of what rows that are gone have posted are no row's amount. */
function valuesOf(work: Work, { kind, name, entity }: OurFigure): string {
  if (kind === 'payment') {
    const unit = 10n ** BigInt(MONEY_SCALE - work.agreement.plan.minorUnit);
    return `select ${RID}, amount * ${unit} as value from ${q(RUN_CATALOG)}.${STATEMENT} where payment = ${quoteLiteral(name)} and ${RID} is not null`;
  }
  const column = work.store.column(entity.name, name);
  return `select ${RID}, ${q(column.name)} as value from ${column.table}`;
}
