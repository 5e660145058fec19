/** A fact that is a figure of another run: which row there, and, where it has no value, why it has none there. */
import type { Localized } from '../../language/plan.ts';
import { openRun, otherRunFolder } from '../run/open.ts';
import type { Explanation, OtherRun, Run } from '../types.ts';

/** Runs of runs of runs: who made a longer chain looks into the last one named. */
const CHAIN = 20;

export async function otherRun(
  run: Run,
  given: Pick<OtherRun, 'run' | 'entity' | 'term' | 'key'>,
  known: boolean,
  left = CHAIN,
): Promise<OtherRun> {
  const { entity, term, key } = given;
  const named: OtherRun = { run: given.run, entity, term, key };
  if (known || left === 0) return named;
  const folder = otherRunFolder(run.agreement, run.folder, given.run);
  const { value: other } = folder === undefined ? {} : await openRun(folder);
  if (!other) return { ...named, without: 'gone' };
  try {
    // Only here: what explains a figure asks for this.
    const { openExplainer } = await import('./explain.ts');
    const explainer = await openExplainer(other);
    try {
      const at = async (figure: { entity: string; key: string; term: string }) =>
        (await explainer.explain({ ...figure, depth: 0 })).value;
      const there = await at({ entity, key, term });
      if (!there) return { ...named, without: 'no row' };
      // It has a value by now: the other contract was settled again after this one.
      if (there.value !== null) return { ...named, without: 'changed' };
      const { reason } = there;
      if (!reason) return { ...named, without: 'unknown' };
      const cause = reason.kind === 'missing' ? await causeOf(there, reason, at) : undefined;
      const title = titleIn(other, reason.entity, reason.name);
      const entityTitle = other.plan.entities.find(({ name }) => name === reason.entity)?.title;
      return {
        ...named,
        without: 'unknown',
        reason,
        ...(title && { title }),
        ...(entityTitle && { entityTitle }),
        ...(cause?.run && { from: cause.run }),
      };
    } finally {
      explainer.close();
    }
  } finally {
    other.close();
  }
}

/** The fact that was not given there may itself be a figure of a further run. */
async function causeOf(
  there: Explanation,
  { entity, key, name }: NonNullable<Explanation['reason']>,
  at: (figure: { entity: string; key: string; term: string }) => Promise<Explanation | undefined>,
): Promise<Explanation | undefined> {
  if (there.entity === entity && there.key === key && there.name === name) return there;
  return at({ entity, key, term: name });
}

function titleIn({ plan }: Run, entity: string, name: string): Localized | undefined {
  const found = plan.entities.find((one) => one.name === entity);
  return [...(found?.terms ?? []), ...(found?.facts ?? [])].find((one) => one.name === name)?.title;
}
