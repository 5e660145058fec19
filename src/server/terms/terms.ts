/** A contract, or a model, as a document to be read: numbered clauses from titles and formulas, and every parameter. */
import type { Agreement } from '../../language/agreement.ts';
import { findModel, checkModel } from '../../language/index.ts';
import type { Localized, Plan } from '../../language/plan.ts';
import { formulaInMath, formulaInWords, parameterNotes, roleTitle } from '../../statement/index.ts';
import type { Clause, ParameterClause, TermsDocument } from '../api.ts';
import type { OpenRun } from '../runs/open-runs.ts';

export async function termsOfRun({ run }: OpenRun): Promise<TermsDocument> {
  const { agreement, plan } = run;
  return termsOfPlan(plan, {
    title: agreement.title ?? plan.title ?? { en: agreement.contract, zh: agreement.contract },
    parties: agreement.parties,
    changed: agreement.changed,
    base: modelOf(agreement),
  });
}

interface TermsOptions {
  title: Localized;
  parties?: Agreement['parties'];
  changed?: readonly string[];
  /** The model without the contract's changes. */
  base?: Plan | undefined;
}

export function termsOfPlan(
  plan: Plan,
  { title, parties = [], changed = [], base }: TermsOptions,
): TermsDocument {
  return {
    title,
    parties: plan.parties.map((role) => {
      const party = parties.find((one) => one.role === role);
      return {
        role,
        title: roleTitle(role, plan.words) ?? null,
        id: party?.id ?? '',
        name: party?.name ?? null,
      };
    }),
    clauses: clausesOf(plan),
    parameters: parametersOf(plan, changed, base),
  };
}

/** Only if it is still what the run was made from. */
function modelOf(agreement: Agreement): Plan | undefined {
  const { plan, file, documents, changed } = agreement;
  if (changed.length === 0) return undefined;
  const known = Object.keys(documents).find((path) => path.endsWith('model.yaml'));
  const found = known ?? findModel(`${plan.model}@${plan.modelVersion}`, file).value?.file;
  if (found === undefined) return undefined;
  try {
    return checkModel(found).value;
  } catch {
    return undefined;
  }
}

function parametersOf(plan: Plan, changed: readonly string[], base: Plan | undefined): ParameterClause[] {
  const before = new Map(base ? parameterNotes(base, []).map((note) => [note.name, note]) : []);
  return parameterNotes(plan, [...changed]).map((note) => ({
    ...note,
    was: note.changed ? (before.get(note.name) ?? null) : null,
  }));
}

function clausesOf(plan: Plan): Clause[] {
  const clauses: Clause[] = [];
  const none = { note: null, source: null, formula: null, math: null, words: null };
  const titled = (title: Localized | undefined, name: string) => title ?? { en: name, zh: name };
  let article = 0;
  for (const entity of plan.entities) {
    const terms = entity.terms.filter(({ hiddenIn }) => hiddenIn === undefined);
    if (terms.length === 0) continue;
    article += 1;
    clauses.push({
      ...none,
      number: String(article),
      entity: entity.name,
      name: entity.name,
      kind: 'entity',
      title: titled(entity.title, entity.name),
    });
    terms.forEach((term, i) =>
      clauses.push({
        ...none,
        number: `${article}.${i + 1}`,
        entity: entity.name,
        name: term.name,
        kind: 'term',
        title: titled(term.title, term.name),
        note: term.note ?? null,
        source: term.source ?? null,
        ...formulaOf(plan, entity.name, term.formula),
      }),
    );
  }
  plan.payments.forEach((payment) => {
    article += 1;
    const formula = plan.entities
      .find(({ name }) => name === payment.for)
      ?.terms.find(({ name }) => name === payment.terms.amount)?.formula;
    clauses.push({
      ...none,
      number: String(article),
      entity: payment.for,
      name: payment.id,
      kind: 'payment',
      title: titled(payment.title, payment.id),
      source: payment.source ?? null,
      ...(formula !== undefined && formulaOf(plan, payment.for, formula)),
    });
  });
  return clauses;
}

function formulaOf(plan: Plan, entity: string, formula: string): Pick<Clause, 'formula' | 'math' | 'words'> {
  return {
    formula,
    math: formulaInMath(plan, entity, formula),
    words: formulaInWords(plan, entity, formula),
  };
}
