/** `openvbp reconcile RUN FILE`: the other side's figures against ours, each difference with how ours came about. */
import type { Plan } from '../../language/plan.ts';
import type { Reconciliation, ReconcileOptions, Run } from '../../engine/types.ts';
import { CallError, didYouMean, margin, report } from '../arguments.ts';
import { explanationSentence } from '../../statement/index.ts';
import { printable } from '../render/width.ts';
import { agrees, DIFFERENCES_SHOWN, reconciliationLines } from '../render/reconciliation.ts';
import { DIFFERENT, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { entityOf, termOf } from './explain.ts';
import { finish, givenFile, styleOf, valueOf, withRun } from './shared.ts';

export async function reconcileCommand(
  terminal: Terminal,
  [folder = '', theirs = '']: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const file = givenFile(terminal, theirs);
  const text = (name: string) => options[name] as string | undefined;
  const [within, relative] = [text('within'), text('relative')];
  return withRun(terminal, folder, async (run) => {
    const figure = figureOf(run.plan, text('payment'), text('entity'), text('term'));
    const { reconcile } = await import('../../engine/reconcile/index.ts');
    const asked: ReconcileOptions = {
      file,
      key: (options['key'] as string[]).flatMap((columns) => columns.split(',').map((one) => one.trim())),
      amount: text('amount') as string,
      ...(within !== undefined && { within: margin('--within', within) }),
      ...(relative !== undefined && { relative: margin('--relative', relative) }),
      ...figure.asked,
    };
    const result = valueOf(await reconcile(run, asked));
    const why = await reasonsOf(terminal, run, figure, result);
    return finish(terminal, {
      diagnostics: result.diagnostics,
      result: {
        ...result,
        differ: result.differ.map((one) => ({ ...one, ours_because: why.get(one.key) ?? null })),
      },
      lines: reconciliationLines(terminal, result, why, figure.money ? run.plan.minorUnit : 0),
      exit: agrees(result) ? OK : DIFFERENT,
    });
  });
}

interface Figure {
  asked: Pick<ReconcileOptions, 'payment' | 'entity' | 'term'>;
  entity: string;
  term: string;
  /** An amount of money, shown with all the currency's digits. */
  money: boolean;
}

/** What of ours their figures are compared with: a term, or a payment; the only one where nothing is said. */
function figureOf(
  plan: Plan,
  payment: string | undefined,
  entity: string | undefined,
  term: string | undefined,
): Figure {
  if (entity !== undefined || term !== undefined) {
    if (entity === undefined || term === undefined) {
      const missing = entity === undefined ? '--entity' : '--term';
      throw new CallError(report('missing-argument', { command: 'openvbp reconcile', name: missing }));
    }
    const column = termOf(plan, entityOf(plan, entity), term);
    return { asked: { entity, term: column }, entity, term: column, money: isMoney(plan, entity, column) };
  }
  const ids = plan.payments.map(({ id }) => id);
  if (payment === undefined && ids.length > 1) {
    throw new CallError(report('which-payment', { names: ids.join(', ') }));
  }
  const id = payment ?? ids[0] ?? '';
  const found = plan.payments.find((one) => one.id === id);
  if (!found)
    throw new CallError(didYouMean(report('no-payment', { name: id, names: ids.join(', ') }), id, ids));
  return {
    asked: { payment: id },
    entity: found.for,
    term: termOf(plan, entityOf(plan, found.for), id),
    money: true,
  };
}

function isMoney(plan: Plan, entity: string, term: string): boolean {
  const { terms, facts } = entityOf(plan, entity);
  const type = [...terms, ...facts].find(({ name }) => name === term)?.type;
  return (
    type?.kind === 'number' &&
    Object.keys(type.dimensions).join() === 'money' &&
    type.dimensions['money'] === 1
  );
}

/** Our explanation of each figure that will be shown, in one line. */
async function reasonsOf(
  terminal: Terminal,
  run: Run,
  { entity, term }: Figure,
  result: Reconciliation,
): Promise<Map<string, string>> {
  const { explain } = await import('../../engine/explain/index.ts');
  const reasons = new Map<string, string>();
  for (const { key } of result.differ.slice(0, DIFFERENCES_SHOWN)) {
    const { value } = await explain(run, { entity, key, term, depth: 1 });
    if (value) reasons.set(key, printable(explanationSentence(value, styleOf(terminal, run.plan))));
  }
  return reasons;
}
