/** What went into two runs differently: documents, parameters, facts and rows. */
import { join } from 'node:path';
import type { Constant, Dated, Plan, PlanEntity, PlanParameter, ScalarType } from '../../language/plan.ts';
import { renderConstant } from '../../language/value.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { quoteIdentifier as q, type Warehouse } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { constantOfCell } from '../explain/rows.ts';
import { cellText } from '../explain/tables.ts';
import type { Comparison, Run } from '../types.ts';

/** Facts and rows listed; the totals count all. */
export const LISTED = 1000;

export function documentDifferences(before: Run, after: Run): Comparison['documents'] {
  const [a, b] = [before.manifest.documents, after.manifest.documents];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .sort()
    .map((name) => ({ name, before: a[name] ?? null, after: b[name] ?? null }))
    .filter((one) => one.before !== one.after);
}

export function parameterDifferences(before: Plan, after: Plan): Comparison['parameters'] {
  const names = [...new Set([...before.parameters, ...after.parameters].map(({ name }) => name))];
  return names
    .map((name) => {
      const text = (plan: Plan) => parameterText(plan.parameters.find((one) => one.name === name));
      return { name, before: text(before), after: text(after) };
    })
    .filter((one) => one.before !== one.after);
}

/** A parameter's values as written, in one line; empty where there is none. */
function parameterText(parameter: PlanParameter | undefined): string {
  if (!parameter) return '';
  const value = (constant: Constant, type: ScalarType) =>
    constant === null ? 'null' : renderConstant(constant, type);
  const dated = <T>(values: readonly Dated<T>[], text: (one: T) => string) =>
    values.map((one) => `${one.from === null ? '' : `${one.from}: `}${text(one.value)}`).join('; ');
  switch (parameter.kind) {
    case 'scalar':
      return dated(parameter.values, (one) => value(one, parameter.type));
    case 'list':
      return dated(parameter.values, (items) => items.map((one) => value(one, parameter.type)).join(', '));
    case 'records':
      return parameter.rows
        .map((row) => row.map((one, i) => value(one, parameter.columns[i]?.type as ScalarType)).join(', '))
        .join('; ');
    case 'table':
      return dated(parameter.values, (rows) =>
        rows
          .map((row) => {
            const cells = row.cells.map((cell, i) => cellText(cell, parameter.inputs[i]?.type as ScalarType));
            const outputs = row.outputs.map((one, i) => value(one, parameter.outputs[i]?.type as ScalarType));
            return `${cells.join(', ')} → ${outputs.join(', ')}`;
          })
          .join('; '),
      );
  }
}

export type FactDifferences = Pick<Comparison, 'facts' | 'factsTotal' | 'rows' | 'rowsTotal'>;

/** Facts of rows both runs have, and rows only one has. Entities that only one of the models has are left to `documents`. */
export async function factDifferences(before: Run, after: Run): Promise<FactDifferences> {
  const found: FactDifferences = { facts: [], factsTotal: 0, rows: [], rowsTotal: 0 };
  const warehouse = await openDuckdb();
  try {
    await warehouse.attach(join(before.folder, 'run.duckdb'), 'a', { readOnly: true });
    await warehouse.attach(join(after.folder, 'run.duckdb'), 'b', { readOnly: true });
    for (const entity of after.plan.entities) {
      const other = before.plan.entities.find(({ name }) => name === entity.name);
      if (!other || JSON.stringify(other.key) !== JSON.stringify(entity.key)) continue;
      await entityDifferences(warehouse, other, entity, found);
    }
  } finally {
    warehouse.close();
  }
  return found;
}

async function entityDifferences(
  warehouse: Warehouse,
  before: PlanEntity,
  after: PlanEntity,
  found: FactDifferences,
): Promise<void> {
  const { name, key } = after;
  if (key.length === 0) return;
  const on = key.map((part) => `a.${q(part.name)} = b.${q(part.name)}`).join(' and ');
  const keys = key.map((part) => `coalesce(a.${q(part.name)}, b.${q(part.name)})`);
  const pair = `a.main.${q(name)} a full join b.main.${q(name)} b on ${on}`;
  const keyText = (cells: readonly unknown[]) =>
    key.map(({ type }, i) => constantText(constantOfCell(cells[i] as never, type), type) ?? '').join(',');

  const gone = `a.${RID} is null or b.${RID} is null`;
  const [[total] = []] = await warehouse.values(`select count(*) from ${pair} where ${gone}`);
  found.rowsTotal += Number(total ?? 0);
  const room = LISTED - found.rows.length;
  for (const cells of await warehouse.values(
    `select ${keys.join(', ')}, a.${RID} is null from ${pair} where ${gone} order by ${keys.join(', ')} limit ${room}`,
  )) {
    found.rows.push({ entity: name, key: keyText(cells), change: cells[key.length] ? 'added' : 'removed' });
  }

  for (const fact of after.facts) {
    const was = before.facts.find((one) => one.name === fact.name);
    // A fact of another type is another fact: the documents say so.
    if (!was || JSON.stringify(was.type) !== JSON.stringify(fact.type)) continue;
    const [x, y] = [`a.${q(fact.name)}`, `b.${q(fact.name)}`];
    const both = `a.main.${q(name)} a join b.main.${q(name)} b on ${on} where ${x} is distinct from ${y}`;
    const [[count] = []] = await warehouse.values(`select count(*) from ${both}`);
    found.factsTotal += Number(count ?? 0);
    const left = LISTED - found.facts.length;
    for (const cells of await warehouse.values(
      `select ${keys.join(', ')}, ${x}, ${y} from ${both} order by ${keys.join(', ')} limit ${left}`,
    )) {
      const text = (i: number) => constantText(constantOfCell(cells[key.length + i], fact.type), fact.type);
      found.facts.push({
        entity: name,
        key: keyText(cells),
        name: fact.name,
        before: text(0),
        after: text(1),
      });
    }
  }
}

function constantText(value: Constant, type: ScalarType): string | null {
  return value === null ? null : typeof value === 'boolean' ? String(value) : renderConstant(value, type);
}
