/** Our figure for each row of an entity: a term, or the amount of a payment. */
import type { Constant, PlanEntity, ScalarType } from '../../language/plan.ts';
import { parseConstant } from '../../language/value.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { constantOfCell } from '../explain/rows.ts';
import { RID } from '../columns.ts';
import { reopen } from '../reopen.ts';
import { statementRows } from '../statement-rows.ts';
import type { Run } from '../types.ts';
import { keyText } from './theirs.ts';

export interface OurRow {
  /** The whole key. */
  key: string;
  /** Its first parts, as many as their file gives. */
  short: string;
  value: Constant;
}

export type OurFigure =
  | { kind: 'payment'; id: string; entity: PlanEntity; type: ScalarType }
  | { kind: 'column'; name: string; entity: PlanEntity; type: ScalarType };

/** What is to be reconciled; undefined where the run has no such payment, entity or column. */
export function figureOf(
  run: Run,
  asked: { payment?: string; entity?: string; term?: string },
): OurFigure | undefined {
  const { plan } = run;
  if (asked.term !== undefined) {
    const entity = plan.entities.find(({ name }) => name === asked.entity);
    const column =
      entity &&
      [...entity.terms, ...entity.facts, ...entity.elements].find(({ name }) => name === asked.term);
    return entity && column && { kind: 'column', name: column.name, entity, type: column.type };
  }
  const payment =
    asked.payment === undefined && plan.payments.length === 1
      ? plan.payments[0]
      : plan.payments.find(({ id }) => id === asked.payment);
  const entity = plan.entities.find(({ name }) => name === payment?.for);
  return payment && entity && { kind: 'payment', id: payment.id, entity, type: payment.amount.type };
}

export async function ourRows(run: Run, figure: OurFigure, parts: number): Promise<OurRow[]> {
  const { entity, type } = figure;
  const work = await reopen(run);
  try {
    const columns = entity.key.map(({ name }) => q(name));
    if (figure.kind === 'column') columns.push(q(figure.name));
    const table = work.store.entity(entity.name).rows as string;
    const cells = await work.values(`select ${columns.join(', ')} from ${table} order by ${RID}`);
    const rows = cells.map((row): OurRow => {
      const texts = entity.key.map((part, i) => keyText(constantOfCell(row[i], part.type), part.type));
      return {
        key: texts.join(','),
        short: texts.slice(0, parts).join(','),
        value: figure.kind === 'column' ? constantOfCell(row[entity.key.length], type) : null,
      };
    });
    if (figure.kind === 'column') return rows;
    const amounts = new Map<string, string | null>();
    for await (const row of statementRows(run))
      if (row.payment === figure.id) amounts.set(row.key, row.amount);
    return rows.map((row) => {
      const amount = amounts.get(row.key);
      return { ...row, value: typeof amount === 'string' ? (parseConstant(amount, type) ?? null) : null };
    });
  } finally {
    work.warehouse.close();
  }
}
