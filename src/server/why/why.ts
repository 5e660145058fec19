/** A figure explained: the tree, the sentence to copy, and of what is not final what is awaited. */
import { statementRow } from '../../engine/statement-rows.ts';
import type { Explanation as Explained } from '../../engine/types.ts';
import { fill, type Lang } from '../../language/diagnostic.ts';
import type { Localized, Plan } from '../../language/plan.ts';
import { formulaInWords, oneLine, shownValue, titled, word } from '../../statement/index.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Explanation, Why } from '../api.ts';
import { valueOf } from '../http/problem.ts';
import { words } from '../messages/words.ts';
import { awaited, missing, type Standing } from '../runs/awaits.ts';
import type { OpenRun } from '../runs/open-runs.ts';
import { STATEMENT_ROWS } from '../runs/rows.ts';
import { amountTerm, entityOf, figureOf } from '../runs/shape.ts';
import { styleOf } from './style.ts';

interface AskedWhy {
  entity: string;
  key: string;
  term: string;
  depth: number;
  page?: number | undefined;
}

export async function whyOf(open: OpenRun, asked: AskedWhy): Promise<Why> {
  const { plan } = open.run;
  const entity = entityOf(plan, asked.entity);
  const term = figureOf(plan, entity, asked.term);
  const explainer = await open.explainer();
  const checked = await explainer.explain({
    entity: entity.name,
    key: asked.key,
    term,
    depth: asked.depth,
    ...(asked.page !== undefined && { page: asked.page }),
  });
  const explanation = inWords(plan, valueOf(checked, 'not-found-out', 404));
  const standing = await standingOf(open, entity.name, explanation.key, [asked.term, term]);
  return {
    explanation,
    sentence: sentenceOf(plan, explanation),
    status: standing?.status ?? null,
    awaits: awaitsOf(open, explanation, standing),
  };
}

/** A formula's words are its entity's, wherever in the tree it stands. */
function inWords(plan: Plan, { children, ...one }: Explained): Explanation {
  const words = one.formula === undefined ? null : formulaInWords(plan, one.entity, one.formula);
  return { ...one, ...(words && { words }), children: children.map((child) => inWords(plan, child)) };
}

/** The payment a figure is: of its row in the statement the status and the day. */
async function standingOf(
  open: OpenRun,
  entity: string,
  key: string,
  names: readonly string[],
): Promise<Standing | undefined> {
  const { plan } = open.run;
  const payments = plan.payments.filter((one) => one.for === entity);
  const payment =
    // A payment may be called like a fact of its rows: `price` asked for is then the fact, and no payment.
    payments.find((one) => one.id === names[0] && amountTerm(one) === names[1]) ??
    payments.find(({ terms }) => names.includes(terms.amount)) ??
    payments.find(
      ({ amount }) =>
        amount.op === 'column' &&
        amount.row === 'me' &&
        amount.path.length === 0 &&
        names.includes(amount.name),
    );
  if (!payment) return undefined;
  const [row] = await open.work.warehouse.rows(
    `select * from ${STATEMENT_ROWS} where payment = ${quoteLiteral(payment.id)} and key = ${quoteLiteral(key)} and _rid is not null limit 1`,
  );
  if (!row) return undefined;
  const { status, due, reason } = statementRow(row, plan.minorUnit);
  return { payment, status, due, reason };
}

function awaitsOf(
  open: OpenRun,
  { value, reason }: Explanation,
  standing: Standing | undefined,
): Localized | null {
  if (value === null && reason) return missing(open, reason);
  if (standing?.reason) return missing(open, standing.reason);
  return standing?.status === 'pending' ? awaited(open.run.plan, standing.payment, standing.due) : null;
}

/** "Shared savings of A1001 is 45,867,446.00 USD: Savings × Sharing rate. Savings 62,404,688.00 USD; Sharing rate 75 %." */
function sentenceOf(plan: Plan, root: Explanation): Localized {
  const sentence = (lang: Lang) => {
    const style = styleOf(plan, lang);
    const end = lang === 'zh' ? '。' : '.';
    const shown = ({ value, type }: Explanation) => shownValue(value, type, style) ?? word('unknown', lang);
    const title = titled(root.title, root.name, lang);
    const figure = root.key === '' ? title : fill(words.figureOf[lang], { title, key: root.key });
    const because = root.words?.[lang] ?? (root.formula === undefined ? '' : oneLine(root.formula));
    const data = { figure, value: shown(root), because };
    const parts = root.children
      .filter(({ kind }) => kind !== 'key')
      .map((child) => `${titled(child.title, child.name, lang)} ${shown(child)}`);
    const sentences = [
      fill(words[because === '' ? 'figureIs' : 'figureBecause'][lang], data),
      ...(parts.length === 0 ? [] : [`${parts.join(lang === 'zh' ? '；' : '; ')}${end}`]),
    ];
    return sentences.join(lang === 'zh' ? '' : ' ');
  };
  return { en: sentence('en'), zh: sentence('zh') };
}
