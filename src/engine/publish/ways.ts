/** How the rows of what is counted are reached from the rows of a payment. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import type { Plan } from '../../language/plan.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { referenceColumn, RID } from '../columns.ts';
import type { Counted } from './behind.ts';
import { report } from './messages.ts';

export interface Way {
  payment: string;
  /** From the statement's rows `s` to the people's rows `e`. */
  joins: string;
  /** Each row of the payment is one person's. */
  each: boolean;
}

export function waysOf(plan: Plan, { entity, column, without = [] }: Counted): Checked<Way[]> {
  const at = { file: plan.model };
  const counted = plan.entities.find((one) => one.name === entity);
  if (!counted) {
    const names = plan.entities.map((one) => one.name).join(', ');
    return { diagnostics: [report('publish-no-entity', { model: plan.model, name: entity, names }, at)] };
  }
  const diagnostics: Diagnostic[] = [];
  const columns = [...counted.key, ...counted.facts, ...counted.terms, ...counted.elements];
  if (column !== undefined && !columns.some(({ name }) => name === column))
    diagnostics.push(report('publish-no-column', { entity, name: column }, at));
  for (const name of without) {
    if (!plan.payments.some(({ id }) => id === name))
      diagnostics.push(report('publish-no-payment', { model: plan.model, name }, at));
  }
  const ways = plan.payments.flatMap(({ id: payment, for: target }): Way[] => {
    if (without.includes(payment)) return [];
    const table = (name: string) => `main.${q(name)}`;
    const first = `join ${table(target)} x0 on x0.${RID} = s.${RID}`;
    if (target === 'agreement') return [{ payment, joins: `cross join ${table(entity)} e`, each: false }];
    if (target === entity)
      return [{ payment, joins: `join ${table(entity)} e on e.${RID} = s.${RID}`, each: true }];
    const [up, down] = [shortest(pathsOf(plan, entity, target)), shortest(pathsOf(plan, target, entity))];
    const all = up.length + down.length;
    if (all !== 1) {
      const data = { payment, entity, target };
      diagnostics.push(report(all === 0 ? 'publish-no-path' : 'publish-paths', data, at));
      return [];
    }
    const [path = []] = [...up, ...down];
    const steps = path.map(({ reference, to }, i) => ({ reference, to, i }));
    if (down.length === 1) {
      const joins = steps.map(
        ({ reference, to, i }) =>
          `join ${table(to)} x${i + 1} on x${i + 1}.${RID} = x${i}.${q(referenceColumn(reference))}`,
      );
      const last = `x${path.length}`;
      return [
        {
          payment,
          joins: [first, ...joins].join(' ').replaceAll(new RegExp(`\\b${last}\\b`, 'g'), 'e'),
          each: true,
        },
      ];
    }
    // Upwards: the last step leads to the payment's rows, the first begins at the people's.
    const alias = (i: number) => (i === 0 ? 'e' : `y${i}`);
    const joins = steps.toReversed().map(({ reference, i }) => {
      const source = i === 0 ? entity : (path[i - 1] as Step).to;
      const next = i === path.length - 1 ? 'x0' : alias(i + 1);
      return `join ${table(source)} ${alias(i)} on ${alias(i)}.${q(referenceColumn(reference))} = ${next}.${RID}`;
    });
    return [{ payment, joins: [first, ...joins].join(' '), each: false }];
  });
  return { ...(diagnostics.length === 0 && { value: ways }), diagnostics };
}

interface Step {
  reference: string;
  to: string;
}

/** A group's reference beside one of the row's own is no other way. */
function shortest(paths: readonly Step[][]): Step[][] {
  const least = Math.min(...paths.map(({ length }) => length));
  return paths.filter(({ length }) => length === least);
}

/** All ways from an entity to another by references, visiting none twice. */
function pathsOf(plan: Plan, from: string, to: string, seen: readonly string[] = []): Step[][] {
  if (from === to) return [[]];
  const entity = plan.entities.find(({ name }) => name === from);
  return (entity?.references ?? []).flatMap((reference): Step[][] => {
    if (reference.to === 'party' || reference.to === 'agreement' || seen.includes(reference.to)) return [];
    const step = { reference: reference.name, to: reference.to };
    return pathsOf(plan, reference.to, to, [...seen, from]).map((rest) => [step, ...rest]);
  });
}
