/** Facts and rows that differ between two runs, with both databases attached as `a` and `b`. */
import type { PlanEntity, ScalarType } from '../../language/plan.ts';
import { columnsOf } from '../../warehouse/columns.ts';
import { quoteIdentifier as q, type Cell, type Warehouse } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { constantOfCell, keyOfCells, shown } from '../explain/rows.ts';
import type { Comparison, Run } from '../types.ts';

/** Facts and rows listed; the totals count all. */
const LISTED = 1000;

type FactDifferences = Pick<Comparison, 'facts' | 'factsTotal' | 'rows' | 'rowsTotal'>;

/** What a row was given: a fact, or the key of the row that a reference names. */
interface Given {
  name: string;
  parts: { name: string; type: ScalarType }[];
}

/** Facts of rows both runs have, and rows only one has. Entities that only one of the models has are left to `documents`. */
export async function factDifferences(
  warehouse: Warehouse,
  before: Run,
  after: Run,
): Promise<FactDifferences> {
  const found: FactDifferences = { facts: [], factsTotal: 0, rows: [], rowsTotal: 0 };
  const [ours, theirs] = [await columnsOf(warehouse, 'a'), await columnsOf(warehouse, 'b')];
  const inBoth = (table: string, column: string) =>
    ours.get(table)?.has(column) === true && theirs.get(table)?.has(column) === true;
  for (const entity of after.plan.entities) {
    const other = before.plan.entities.find(({ name }) => name === entity.name);
    if (!other || entity.key.length === 0 || !alike(other.key, entity.key)) continue;
    await rowDifferences(warehouse, entity, found);
    const given = givenOf(before, after, other, entity).filter(({ parts }) =>
      parts.every(({ name }) => inBoth(entity.name, name)),
    );
    if (given.length > 0) await valueDifferences(warehouse, entity, given, found);
  }
  return found;
}

const alike = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What both runs have of one type: a fact of another type is another fact, as the documents say. */
function givenOf(before: Run, after: Run, old: PlanEntity, entity: PlanEntity): Given[] {
  const facts = entity.facts
    .filter(({ name, type }) => old.facts.some((one) => one.name === name && alike(one.type, type)))
    .map(({ name, type }): Given => ({ name, parts: [{ name, type }] }));
  const references = entity.references.flatMap(({ name, to, kind }): Given[] => {
    if (kind !== 'column' || !old.references.some((one) => one.name === name && one.to === to)) return [];
    if (to === 'party') return [{ name, parts: [{ name, type: { kind: 'party' } }] }];
    const key = (run: Run) => run.plan.entities.find((one) => one.name === to)?.key ?? [];
    if (!alike(key(before), key(after))) return [];
    return [{ name, parts: key(after).map((part) => ({ name: `${name}.${part.name}`, type: part.type })) }];
  });
  // A part of the key cannot differ in rows that are the same.
  const inKey = new Set(entity.key.map(({ name }) => name));
  return [...facts, ...references].filter(({ parts }) => !parts.every(({ name }) => inKey.has(name)));
}

const pairOf = ({ name, key }: PlanEntity) =>
  `a.main.${q(name)} a full join b.main.${q(name)} b on ${key.map((part) => `a.${q(part.name)} = b.${q(part.name)}`).join(' and ')}`;

async function rowDifferences(
  warehouse: Warehouse,
  entity: PlanEntity,
  found: FactDifferences,
): Promise<void> {
  const { name, key } = entity;
  const keys = key.map((part) => `coalesce(a.${q(part.name)}, b.${q(part.name)})`).join(', ');
  const rows = await warehouse.values(
    `select a.${RID} is null, count(*) over (), ${keys} from ${pairOf(entity)}
     where a.${RID} is null or b.${RID} is null order by ${keys} limit ${LISTED}`,
  );
  found.rowsTotal += Number(rows[0]?.[1] ?? 0);
  for (const [added, , ...cells] of rows.slice(0, LISTED - found.rows.length))
    found.rows.push({ entity: name, key: keyOfCells(key, cells), change: added ? 'added' : 'removed' });
}

async function valueDifferences(
  warehouse: Warehouse,
  entity: PlanEntity,
  given: readonly Given[],
  found: FactDifferences,
): Promise<void> {
  const { key } = entity;
  const both = `${pairOf(entity)} where a.${RID} is not null and b.${RID} is not null`;
  const [counts = []] = await warehouse.values(
    `select ${given.map((one) => `count(*) filter (where ${differs(one)})`).join(', ')} from ${both}`,
  );
  const keys = key.map((part) => `a.${q(part.name)}`).join(', ');
  for (const [i, one] of given.entries()) {
    const count = Number(counts[i] ?? 0);
    found.factsTotal += count;
    const left = LISTED - found.facts.length;
    if (count === 0 || left === 0) continue;
    const values = ['a', 'b'].flatMap((side) => one.parts.map(({ name }) => `${side}.${q(name)}`)).join(', ');
    const rows = await warehouse.values(
      `select ${keys}, ${values} from ${both} and (${differs(one)}) order by ${keys} limit ${left}`,
    );
    for (const cells of rows) {
      const n = one.parts.length;
      const at = (from: number) => valueOf(one, cells.slice(from, from + n));
      found.facts.push({
        entity: entity.name,
        key: keyOfCells(key, cells.slice(0, key.length)),
        name: one.name,
        before: at(key.length),
        after: at(key.length + n),
      });
    }
  }
}

function differs({ parts }: Given): string {
  // As text, because the database holds P1M and P30D for the same.
  const text = (type: ScalarType, column: string) =>
    type.kind === 'duration' ? `${column}::varchar` : column;
  return parts
    .map(({ name, type }) => `${text(type, `a.${q(name)}`)} is distinct from ${text(type, `b.${q(name)}`)}`)
    .join(' or ');
}

/** A value as people read it; a reference by the key of its row, unknown where a part of it is. */
function valueOf({ parts }: Given, cells: readonly Cell[]): string | null {
  if (cells.some((cell) => cell === null)) return null;
  if (parts.length > 1) return keyOfCells(parts, cells);
  const type = parts[0]?.type ?? { kind: 'text' };
  const value = shown(constantOfCell(cells[0], type), type);
  return value === null ? null : String(value);
}
