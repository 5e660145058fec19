/** Of a figure that is not final: what is awaited, or which fact is missing, for whom, and where it would come from. */
import { fill, type Lang } from '../../language/diagnostic.ts';
import type { Localized, Plan, PlanPayment } from '../../language/plan.ts';
import type { Reason, Status } from '../../engine/types.ts';
import {
  boundTo,
  formulaInWords,
  oneLine,
  pendingTerm,
  shownDate,
  shownReason,
  titled,
  titleOf,
} from '../../statement/index.ts';
import { words } from '../messages/words.ts';
import type { OpenRun } from './open-runs.ts';

export function missing({ run }: OpenRun, reason: Reason): Localized {
  const { plan, agreement } = run;
  const title = titleOf(plan, reason.entity, reason.name);
  const entityTitle = plan.entities.find(({ name }) => name === reason.entity)?.title;
  const bound =
    reason.kind === 'missing' ? boundTo(agreement.bindings, reason.entity, reason.name) : undefined;
  const inWords = (lang: Lang) => {
    const clause = shownReason(reason, lang, title, entityTitle);
    // By its name, and by the key it has in the file.
    const name = agreement.parties.find(({ id }) => id === reason.key)?.name?.[lang];
    const whom = name === undefined || name === reason.key ? reason.key : `${name} ${reason.key}`;
    const key = reason.key === '' ? '' : fill(words.forKey[lang], { key: whom });
    const from = bound ? fill(words.wouldComeFrom[lang], bound) : '';
    return `${clause}${key}${from}${lang === 'zh' ? '。' : '.'}`;
  };
  return { en: inWords('en'), zh: inWords('zh') };
}

export function awaited(plan: Plan, payment: PlanPayment, due: string | null): Localized {
  const { title, formula } = pendingTerm(plan, payment);
  const { pendingUnless } = payment;
  const entity = pendingUnless?.op === 'column' ? pendingUnless.entity : payment.for;
  const said = formula === undefined ? null : formulaInWords(plan, entity, formula);
  const inWords = (lang: Lang) => {
    const how = said?.[lang] ?? oneLine(formula ?? '');
    const name = titled(title, how, lang);
    const rule = title && formula !== undefined ? fill(words.whichIs[lang], { formula: how }) : '';
    const day = due === null ? '' : fill(words.dueOn[lang], { date: shownDate(due, lang) });
    return fill(words.pendingUntil[lang], { condition: name }) + rule + day + (lang === 'zh' ? '。' : '.');
  };
  return { en: inWords('en'), zh: inWords('zh') };
}

export type Standing = {
  payment: PlanPayment;
  status: Status;
  due: string | null;
  reason?: Reason | undefined;
};
