/** Which references lead from the rows of one entity to those of another. */
import type { Context } from './context.ts';
import type { Entity, Reference } from './symbols.ts';

/** More are not needed to say that there is more than one. */
const ENOUGH = 2;

/**
 * Ways from `from` to `to` through references, no entity twice, references with a list name of their own left out (they
 * are walked by that name). At most two are looked for: one is the answer, two are a mistake that names them.
 */
export function pathsBetween(ctx: Context, from: Entity, to: Entity): Reference[][] {
  const key = `${from.name} ${to.name}`;
  const known = ctx.paths.get(key);
  if (known) return known;
  const found: Reference[][] = [];
  const arriving = leadingTo(to);
  const walk = (at: Entity, path: Reference[], seen: Set<Entity>): void => {
    for (const reference of at.references) {
      if (found.length >= ENOUGH) return;
      if (reference.list || seen.has(reference.to) || !arriving.has(reference.to)) continue;
      if (backAlongKey(path.at(-1), reference)) continue;
      const further = [...path, reference];
      if (reference.to === to) found.push(further);
      else walk(reference.to, further, new Set(seen).add(reference.to));
    }
  };
  if (from !== to && arriving.has(from)) walk(from, [], new Set([from]));
  ctx.paths.set(key, found);
  return found;
}

/**
 * Into a group and out along a reference in its key: claim.plan_year.member is claim.member, which is found by itself,
 * so it is no second way.
 */
function backAlongKey(into: Reference | undefined, out: Reference): boolean {
  return into?.kind === 'group' && !!into.group?.parts.some((part) => part.to && part.name === out.name);
}

/** All entities with some way to `to`, and `to` itself. */
function leadingTo(to: Entity): Set<Entity> {
  const reached = new Set([to]);
  const waiting = [to];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    for (const reference of at.incoming) {
      if (reached.has(reference.from)) continue;
      reached.add(reference.from);
      waiting.push(reference.from);
    }
  }
  return reached;
}
