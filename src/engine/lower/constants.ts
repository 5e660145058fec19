/** Constants of the plan as steps, and the kind of step a type makes. */
import type { Constant, ScalarType } from '../../language/plan.ts';
import { parseDuration } from '../../language/value.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { integer } from './integers.ts';
import type { Step, StepKind, Steps } from './steps.ts';

export function kindOf(type: ScalarType): StepKind {
  switch (type.kind) {
    case 'party':
      return 'text';
    case 'reference':
      return 'row';
    default:
      return type.kind;
  }
}

/** The database's type of a column of this type. */
export function sqlTypeOf(type: ScalarType): string {
  switch (type.kind) {
    case 'number':
      return 'hugeint';
    case 'boolean':
      return 'boolean';
    case 'date':
      return 'date';
    case 'duration':
      return 'interval';
    case 'reference':
      return 'integer';
    default:
      return 'varchar';
  }
}

export function constant(steps: Steps, type: ScalarType, value: Constant): Step {
  if (value === null) return unknown(steps, type);
  switch (type.kind) {
    case 'number':
      return integer(steps, BigInt(value as string));
    case 'boolean':
      return steps.constant('boolean', String(value));
    case 'date':
      return steps.constant('date', `date ${quoteLiteral(value as string)}`);
    case 'duration': {
      const { months, days } = durationOf(value as string);
      return steps.constant('duration', `(to_months(${months}) + to_days(${days}))`);
    }
    default:
      return steps.constant('text', quoteLiteral(value as string));
  }
}

export function unknown(steps: Steps, type: ScalarType): Step {
  const kind = kindOf(type);
  const wide = kind === 'number';
  return steps.constant(kind, `null::${sqlTypeOf(type)}`, { bound: 0n, wide });
}

/** Months and days of a constant of the plan. */
export function durationOf(text: string): { months: number; days: number } {
  const duration = parseDuration(text);
  if (!duration) throw new RangeError(`not a duration: ${text}`);
  return duration;
}
