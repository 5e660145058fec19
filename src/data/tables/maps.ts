/** Checks of a column map that need no data: its formats exist, its constant can be read. */
import type { Location } from '../../language/diagnostic.ts';
import type { ColumnMap } from '../../language/agreement.ts';
import type { PlanEntity, ScalarType } from '../../language/plan.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { nearest } from './headers.ts';
import { formatsOf, parseCell } from './parse.ts';
import type { Problems } from './problems.ts';
import type { Target } from './targets.ts';

export function knownFormats(
  entity: PlanEntity,
  target: Target,
  map: ColumnMap,
  problems: Problems,
): boolean {
  const known = formatsOf(target.type);
  let fine = true;
  for (const format of new Set([...map.formats, ...Object.values(map.formatBy?.cases ?? {}).flat()])) {
    if (format === 'plain' || known.includes(format)) continue;
    fine = false;
    const data = { format, known: known.join(', '), entity: entity.name };
    problems.add('format-unknown', { ...data, name: target.name }, map.at);
  }
  return fine;
}

/** SQL for a constant of a column map; written as a value in a document is, whatever the column's formats. */
export function constantOf(
  entity: PlanEntity,
  target: Target,
  text: string,
  at: Location,
  problems: Problems,
): string | undefined {
  const { type } = target;
  if (text.trim() === '') return 'null';
  const parsed = parseCell(text.trim(), type, formatsOf(type).slice(0, 1));
  if (!parsed.ok) {
    const known = { boolean: 'true, false', duration: 'P1Y6M' }[type.kind as string] ?? formatsOf(type)[0];
    const data = { text, entity: entity.name, name: target.name, known: known ?? '' };
    problems.add('value-unreadable', data, at);
    return undefined;
  }
  return literalOf(parsed.value, type);
}

/** SQL for a value as `parse.ts` gives it. */
export function literalOf(value: bigint | boolean | string, type: ScalarType): string {
  switch (type.kind) {
    case 'number':
      return `${String(value)}::hugeint`;
    case 'boolean':
      return String(value);
    case 'date':
      return `date ${quoteLiteral(String(value))}`;
    case 'duration':
      return durationOf(String(value));
    default:
      return quoteLiteral(String(value));
  }
}

function durationOf(iso: string): string {
  const match = /^(-?)P(\d+)M(\d+)D$/.exec(iso);
  const sign = match?.[1] ?? '';
  return `(to_months(${sign}${match?.[2] ?? 0}) + to_days(${sign}${match?.[3] ?? 0}))`;
}

/** Names given to an entity's columns that it does not have: most likely misspelt, never dropped in silence. */
export function checkNames(
  entity: PlanEntity,
  targets: readonly Target[],
  named: readonly { name: string; at: Location }[],
  problems: Problems,
): void {
  const known = targets.flatMap((target) => target.names);
  const seen = new Set(known);
  for (const { name, at } of named) {
    if (seen.has(name)) continue;
    seen.add(name);
    problems.add('name-unknown', { entity: entity.name, name, near: nearest(name, known) }, at);
  }
}

/** The values of `one_of` as the target's type has them; nothing where all are allowed. */
export function allowedValues({ oneOf, type }: Target): (bigint | boolean | string)[] | undefined {
  return oneOf?.flatMap((one) => {
    const parsed = parseCell(one.trim(), type, formatsOf(type).slice(0, 1));
    return parsed.ok ? [parsed.value] : [];
  });
}
