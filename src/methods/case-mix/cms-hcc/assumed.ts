/** What a score takes for granted of people whose segment is not given: said with how many, so that no default goes unseen. */
import type { Diagnostic, Location } from '../../../language/diagnostic.ts';
import { reporter } from '../../../language/diagnostic.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteIdentifier as q } from '../../../warehouse/warehouse.ts';
import { messages } from './messages.ts';
import { findModel } from './models.ts';

const report = reporter(messages);

/** `people` as for the score; `models` are names. */
export async function assumedOf(
  warehouse: Warehouse,
  people: string,
  models: readonly string[],
  at?: Location,
): Promise<Diagnostic[]> {
  const described = await warehouse.values(`describe select * from ${people}`);
  const there = new Set(described.map(([name]) => String(name)));
  const unknown = (name: string) => (there.has(name) ? `${q(name)} is null` : 'true');
  const free = unknown('segment');
  const kinds = new Set(models.flatMap((name) => findModel(name)?.kind ?? []));
  const rx = kinds.has('rx');
  const community = kinds.size > 1 || !rx;
  const tests = {
    'hcc-assumed-orec': unknown('orec'),
    'hcc-assumed-dual': community ? `${free} and ${unknown('dual')} and ${unknown('medicaid')}` : 'false',
    'hcc-assumed-subsidy': rx ? `${free} and ${unknown('low_income')}` : 'false',
    'hcc-assumed-institution': `${free} and ${unknown('institution')}`,
    'hcc-assumed-enrollee': `${free} and ${unknown('new_enrollee')}`,
  } as const;
  const counts = Object.values(tests).map((test) => `count(*) filter (where ${test})`);
  const [row = []] = await warehouse.values(`select count(*), ${counts.join(', ')} from ${people}`);
  const [all, ...found] = row.map(Number);
  return (Object.keys(tests) as (keyof typeof tests)[]).flatMap((code, i) =>
    (found[i] ?? 0) === 0 ? [] : [report(code, { count: found[i] ?? 0, people: all ?? 0 }, at)],
  );
}
