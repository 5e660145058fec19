/** Checks of a column map that need no data: its formats exist, its constant can be read. */
import type { Location } from '../../language/diagnostic.ts';
import type { ColumnMap } from '../../language/agreement.ts';
import type { PlanEntity, ScalarType } from '../../language/plan.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { formatsOf, parseCell } from './parse.ts';
import type { Problems } from './problems.ts';
import type { Target } from './targets.ts';

/** What a type is called in messages. */
export function typeWords(type: ScalarType): { type: string; typeZh: string } {
  switch (type.kind) {
    case 'number':
      return { type: 'number', typeZh: '数字' };
    case 'date':
      return { type: 'date', typeZh: '日期' };
    case 'boolean':
      return { type: 'yes or no', typeZh: '是否值' };
    case 'duration':
      return { type: 'duration', typeZh: '时长' };
    default:
      return { type: 'text', typeZh: '文本' };
  }
}

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
    const data = { ...typeWords(target.type), format, known: known.join(', '), entity: entity.name };
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
    const data = { ...typeWords(type), text, entity: entity.name, name: target.name };
    problems.add('value-unreadable', data, at);
    return undefined;
  }
  switch (type.kind) {
    case 'number':
      return `${String(parsed.value)}::hugeint`;
    case 'boolean':
      return String(parsed.value);
    case 'date':
      return `date ${quoteLiteral(String(parsed.value))}`;
    case 'duration':
      return durationOf(String(parsed.value));
    default:
      return quoteLiteral(String(parsed.value));
  }
}

function durationOf(iso: string): string {
  const match = /^(-?)P(\d+)M(\d+)D$/.exec(iso);
  const sign = match?.[1] ?? '';
  return `(to_months(${sign}${match?.[2] ?? 0}) + to_days(${sign}${match?.[3] ?? 0}))`;
}
