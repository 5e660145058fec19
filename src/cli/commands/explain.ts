/** `openvbp explain RUN ENTITY=KEY TERM`: how a figure came about; `openvbp explain RUN RESULT=KEY`: the rows of a method's result. */
import { fill } from '../../language/diagnostic.ts';
import type { Plan, PlanEntity } from '../../language/plan.ts';
import type { Explanation, Run } from '../../engine/types.ts';
import { titled, titleOf } from '../../statement/index.ts';
import { CallError, didYouMean, report, rowOf, wholeNumber } from '../arguments.ts';
import { shareWords } from '../messages/share.ts';
import { words } from '../messages/words.ts';
import { explanationLines, hasCuts } from '../render/explanation.ts';
import { resultLines } from '../render/lines.ts';
import { printable } from '../render/width.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { audienceOf } from './share.ts';
import { explanationContext, finish, styleOf, valueOf, withRun } from './shared.ts';

const DEPTH = 3;
const DEEPEST = 64;

export async function explainCommand(
  terminal: Terminal,
  [folder = '', row = '', name]: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { entity, key } = rowOf(row);
  const given = options['depth'];
  const depth = given === undefined ? DEPTH : wholeNumber('--depth', String(given), 1, DEEPEST);
  return withRun(terminal, folder, async (run) => {
    const audience = options['audience'];
    if (audience !== undefined) {
      const hidden = await audienceOf(terminal, run, String(audience));
      // Rows of a result hold whatever its method gave, and the lines behind them.
      if (name === undefined) throw new CallError(report('audience-no-results', { name: entity }));
      const term = termOf(run.plan, entityOf(run.plan, entity), name);
      const { hides } = await import('../../engine/audience/index.ts');
      return hides(hidden, entity, term)
        ? confidential(terminal, run, { entity, key, name: term })
        : openFigure(terminal, run, { entity, key, term, depth });
    }
    if (name === undefined) return resultOf(terminal, run, { name: entity, key }, options);
    const term = termOf(run.plan, entityOf(run.plan, entity), name);
    const page = wholeNumber('--page', String(options['page'] ?? 1), 1, 1_000_000_000);
    const { lines, explanation, diagnostics } = await explained(terminal, run, {
      entity,
      key,
      term,
      depth,
      page,
    });
    return finish(terminal, { diagnostics, result: explanation, lines, exit: OK });
  });
}

/** Nothing is looked up: whether there is such a row is not said either. */
function confidential(
  terminal: Terminal,
  run: Run,
  { entity, key, name }: { entity: string; key: string; name: string },
): ExitCode {
  const title = titled(titleOf(run.plan, entity, name), name, terminal.lang);
  const line = fill(shareWords.hidden[terminal.lang], { title: printable(title), key: printable(key) });
  return finish(terminal, { result: { entity, key, name, hidden: true }, lines: [line], exit: OK });
}

/**
 * What no secret flows into, nor into anything it was made from; of facts from methods not the rows they stand in, where
 * other columns may be secret.
 */
async function openFigure(
  terminal: Terminal,
  run: Run,
  figure: { entity: string; key: string; term: string; depth: number },
): Promise<ExitCode> {
  const { explain } = await import('../../engine/explain/index.ts');
  const checked = await explain(run, figure);
  const explanation = withoutResults(valueOf(checked));
  const lines = explanationLines(terminal, explanation, explanationContext(terminal, run.plan));
  return finish(terminal, { diagnostics: checked.diagnostics, result: explanation, lines, exit: OK });
}

function withoutResults(explanation: Explanation): Explanation {
  const shown = { ...explanation };
  delete shown.result;
  // Another run has secrets of its own.
  if (shown.run) return { ...shown, children: [] };
  return { ...shown, children: shown.children.map(withoutResults) };
}

/** Rows of a result, and of a single one the lines behind it: why a person is in or out, say. */
async function resultOf(
  terminal: Terminal,
  run: Run,
  asked: { name: string; key: string },
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const page = wholeNumber('--page', String(options['page'] ?? 1), 1, 1_000_000_000);
  const { explainResult } = await import('../../engine/explain/index.ts');
  const checked = await explainResult(run, { ...asked, page });
  const { rows, total } = valueOf(checked);
  const style = styleOf(terminal, run.plan);
  const lines = rows.flatMap((row, i) => [...(i > 0 ? [''] : []), ...resultLines(terminal, row, style)]);
  if (total > rows.length) {
    const data = { shown: rows.length, total };
    lines.push('', terminal.colors.dim(fill(words.resultMore[terminal.lang], data)));
  }
  return finish(terminal, { diagnostics: checked.diagnostics, result: { rows, total }, lines, exit: OK });
}

export async function explained(
  terminal: Terminal,
  run: Run,
  figure: { entity: string; key: string; term: string; depth: number; page?: number },
) {
  const { explain } = await import('../../engine/explain/index.ts');
  const checked = await explain(run, figure);
  const explanation = valueOf(checked);
  const lines = explanationLines(terminal, explanation, explanationContext(terminal, run.plan));
  if (explanation.result)
    lines.push('', ...resultLines(terminal, explanation.result, styleOf(terminal, run.plan)));
  if (hasCuts(explanation)) {
    const depth = Math.min(DEEPEST, figure.depth * 2);
    lines.push('', terminal.colors.dim(fill(words.explainCut[terminal.lang], { depth })));
  }
  return { explanation, lines, diagnostics: checked.diagnostics };
}

export function entityOf(plan: Plan, name: string): PlanEntity {
  const entity = plan.entities.find((one) => one.name === name);
  if (entity) return entity;
  const names = plan.entities.map((one) => one.name);
  const diagnostic = report('no-entity', { model: plan.model, name, names: names.join(', ') });
  throw new CallError(didYouMean(diagnostic, name, names));
}

/** A term, fact, reference or key part of the entity; a payment's id stands for the term that is its amount. */
export function termOf(plan: Plan, entity: PlanEntity, name: string): string {
  const columns = [
    ...entity.terms.filter(({ hiddenIn }) => hiddenIn === undefined),
    ...entity.facts,
    ...entity.references,
    ...entity.key,
  ].map((one) => one.name);
  if (columns.includes(name)) return name;
  const payments = plan.payments.filter((payment) => payment.for === entity.name);
  const payment = payments.find(({ id }) => id === name);
  if (payment) {
    const { amount } = payment;
    // `amount: shared_savings` is explained as the term itself, which has a title and a formula of its own.
    const named = amount.op === 'column' && amount.row === 'me' && amount.path.length === 0;
    return named ? amount.name : payment.terms.amount;
  }
  const shown = columns.filter((column) => /^[a-z]\w*$/.test(column));
  const names = [...new Set([...shown, ...payments.map(({ id }) => id)])];
  const diagnostic = report('no-term', { entity: entity.name, name, names: names.join(', ') });
  throw new CallError(didYouMean(diagnostic, name, names));
}
