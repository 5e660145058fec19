/** The other side's file against a run, each difference with how ours came about. */
import { reconcile } from '../../engine/reconcile/index.ts';
import type { Lang } from '../../language/diagnostic.ts';
import type { Localized, Plan } from '../../language/plan.ts';
import { explanationSentence, formulaInWords } from '../../statement/index.ts';
import type { Reconciled } from '../api.ts';
import { failure, valueOf } from '../http/problem.ts';
import type { OpenRun } from '../runs/open-runs.ts';
import { amountTerm, entityOf, figureOf } from '../runs/shape.ts';
import { styleOf } from '../why/style.ts';

/** Differences that are explained, the first of the file. */
const EXPLAINED = 100;
/** Rows of a kind that are listed; how many there are in all is said. */
const LISTED = 5000;

interface AskedReconcile {
  key: string[];
  amount: string;
  payment?: string | undefined;
  entity?: string | undefined;
  term?: string | undefined;
  within?: string | undefined;
  relative?: string | undefined;
}

export async function reconciled(open: OpenRun, file: string, asked: AskedReconcile): Promise<Reconciled> {
  const { run } = open;
  const { figure, of } = comparedFigure(run.plan, asked);
  const { within, relative } = asked;
  const found = valueOf(
    await reconcile(run, {
      file,
      key: asked.key,
      amount: asked.amount,
      ...of,
      ...(within !== undefined && within !== '' && { within }),
      ...(relative !== undefined && relative !== '' && { relative }),
    }),
  );
  const explainer = await open.explainer();
  const differ: Reconciled['differ'] = [];
  for (const [i, one] of found.differ.slice(0, LISTED).entries()) {
    const value =
      i < EXPLAINED ? (await explainer.explain({ ...figure, key: one.key, depth: 1 })).value : undefined;
    const formula =
      value?.formula === undefined ? null : formulaInWords(run.plan, value.entity, value.formula);
    const because = (lang: Lang) =>
      value
        ? explanationSentence(
            { ...value, ...(formula && { formula: formula[lang] }) },
            styleOf(run.plan, lang),
          )
        : '';
    const words: Localized = { en: because('en'), zh: because('zh') };
    differ.push({ ...one, because: words.en === '' ? null : words });
  }
  return {
    ...found,
    differ,
    onlyTheirs: found.onlyTheirs.slice(0, LISTED),
    onlyOurs: found.onlyOurs.slice(0, LISTED),
    totals: {
      differ: found.differ.length,
      onlyTheirs: found.onlyTheirs.length,
      onlyOurs: found.onlyOurs.length,
    },
    figure,
  };
}

/** A term of an entity, or a payment; the only payment where nothing is said. */
function comparedFigure(plan: Plan, { payment: id, entity, term }: AskedReconcile) {
  if (entity && term) {
    const column = figureOf(plan, entityOf(plan, entity), term);
    return { figure: { entity, term: column }, of: { entity, term: column } };
  }
  const payment = id
    ? plan.payments.find((one) => one.id === id)
    : plan.payments.length === 1
      ? plan.payments[0]
      : undefined;
  if (!payment) {
    const names = plan.payments.map((one) => one.id).join(', ');
    throw failure(422, 'no-payment', { name: id ?? '–', names });
  }
  return { figure: { entity: payment.for, term: amountTerm(payment) }, of: { payment: payment.id } };
}
