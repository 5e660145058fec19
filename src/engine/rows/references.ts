/** References that are not columns read with their rows: matched by key, or read before their target had rows. */
import type { PlanEntity, PlanReference } from '../../language/plan.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { referenceColumn, RID } from '../columns.ts';
import { Frame } from '../frame.ts';
import { lower } from '../lower/expression.ts';
import type { Output } from '../lower/steps.ts';
import type { Work } from '../work.ts';
import { checkReferences, referenceParts } from './bound.ts';
import { spelledOut } from './group.ts';

/** Several references of one entity in one query. Without a match: null. */
export async function resolveReferences(
  work: Work,
  entity: PlanEntity,
  references: readonly PlanReference[],
): Promise<void> {
  work.begin(entity.name);
  const frame = Frame.of(work, 'me', entity.name);
  const outputs: Output[] = [{ name: RID, step: frame.rid('me') }];
  const joins: string[] = [];
  const selected = [`s.${RID}`];
  references.forEach((reference, r) => {
    const parts =
      reference.kind === 'computed'
        ? reference.by.flatMap((e) => spelledOut(work.store, e)).map((e) => lower(frame, e))
        : referenceParts(work, entity, reference).map(({ name }) => frame.stored('me', [], name));
    const target = work.store.entity(reference.to);
    const alias = `r${r}`;
    const on = parts.map((step, i) => {
      outputs.push({ name: `k${r}_${i}`, step });
      return `${alias}.${q(target.entity.key[i]?.name ?? '')} = s.k${r}_${i}`;
    });
    joins.push(`left join ${target.rows} ${alias} on ${on.join(' and ')}`);
    selected.push(`${alias}.${RID} as ${q(referenceColumn(reference.name))}`);
  });
  const table = work.table();
  await work.run(
    `create table ${table} as select ${selected.join(', ')} from (${frame.select(outputs)}) s ${joins.join(' ')}`,
  );
  const stored = work.store.entity(entity.name);
  for (const { name } of references) {
    stored.columns.set(referenceColumn(name), { table, name: referenceColumn(name), kind: 'row' });
  }
  if (references.some(({ kind }) => kind === 'column')) await checkReferences(work, entity, table);
}
