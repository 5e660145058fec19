/** A row's key as people write it: parts joined by commas, numbers without padding zeros, the agreement's empty. */
import type { KeyPart, ScalarType } from '../language/plan.ts';
import type { Frame } from './frame.ts';
import type { Step, Steps } from './lower/steps.ts';
import { join, sql } from './lower/steps.ts';

/** The key of the row that a path leads to; null where it leads to none. */
export function keyText(
  frame: Frame,
  row: 'me' | 'element',
  path: readonly string[],
  key: readonly KeyPart[],
): Step {
  const { steps } = frame;
  if (key.length === 0) return steps.constant('text', "''");
  const parts = key.map((part) => sql`${partText(steps, frame.stored(row, path, part.name), part.type)}`);
  return steps.make('text', sql`(${join(parts, " || ',' || ")})`);
}

function partText(steps: Steps, value: Step, type: ScalarType): Step {
  if (type.kind === 'duration') {
    const months = sql`(date_part('year', ${value}) * 12 + date_part('month', ${value}))`;
    const [y, m] = [sql`(${months} // 12)`, sql`(${months} % 12)`];
    const d = sql`date_part('day', ${value})`;
    const each = (n: typeof y, letter: string) =>
      sql`case when ${n} = 0 then '' else ${n}::varchar || '${letter}' end`;
    return steps.make(
      'text',
      sql`case when ${months} = 0 and ${d} = 0 then 'P0D' else 'P' || ${each(y, 'Y')} || ${each(m, 'M')} || ${each(d, 'D')} end`,
    );
  }
  if (type.kind !== 'number' || type.scale === 0) {
    return value.kind === 'text' ? value : steps.make('text', sql`${value}::varchar`);
  }
  const one = String(10n ** BigInt(type.scale));
  const size = steps.make('number', sql`abs(${value})`, value);
  const fraction = sql`rtrim('.' || lpad((${size} % ${one})::varchar, ${String(type.scale)}, '0'), '0')`;
  const sign = sql`case when ${value} < 0 then '-' else '' end`;
  return steps.make('text', sql`(${sign} || (${size} // ${one})::varchar || rtrim(${fraction}, '.'))`);
}
