/** The generated data as the interpreter takes it: read here from the same cells, independently of the project's reader. */
import type { Constant, Plan, PlanEntity, ScalarType } from '../../src/language/plan.ts';
import type { Given, GivenRow, Position } from '../interpreter/interpret.ts';
import type { Data, DataRow, Posting } from './model.ts';

export function givenOf(plan: Plan, data: Data): Given {
  const bound = plan.entities.filter(
    (e) => e.rows.kind === 'bound' || (e.rows.kind === 'referred' && e.name in data.rows),
  );
  return {
    period: data.period,
    asOf: data.asOf,
    parties: { payer: 'the-payer', fund: 'the-fund' },
    rows: Object.fromEntries(
      bound.map((e) => [e.name, (data.rows[e.name] ?? []).map((row) => givenRow(plan, e, row))]),
    ),
    ledger: data.ledger.map((posting) => positionOf(plan, posting)),
  };
}

function givenRow(plan: Plan, entity: PlanEntity, row: DataRow): GivenRow {
  const references = entity.references
    .filter((r) => r.kind === 'column')
    .map((r): [string, Constant[] | null] => {
      if (r.to === 'party') return [r.name, [constant({ kind: 'party' }, row[r.name])]];
      const { key } = plan.entities.find((e) => e.name === r.to)!;
      const parts = key.map((part) =>
        constant(part.type, row[key.length === 1 ? r.name : `${r.name}.${part.name}`]),
      );
      return [r.name, parts.includes(null) ? null : parts];
    });
  return {
    key: Object.fromEntries(entity.key.map((part) => [part.name, constant(part.type, row[part.name])])),
    references: Object.fromEntries(references),
    facts: Object.fromEntries(entity.facts.map((fact) => [fact.name, constant(fact.type, row[fact.name])])),
  };
}

function constant(type: ScalarType, cell: string | undefined): Constant {
  if (cell === undefined) return null;
  if (type.kind === 'boolean') return cell === 'true';
  return type.kind === 'number' ? scaled(cell, type.scale) : cell;
}

/** Plain decimals with no more digits than the scale. */
function scaled(cell: string, scale: number): string {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(cell)!;
  return BigInt(`${sign}${whole}${fraction.padEnd(scale, '0')}`).toString();
}

function positionOf(plan: Plan, posting: Posting): Position {
  return { ...posting, amount: BigInt(scaled(posting.amount, plan.minorUnit)) };
}
