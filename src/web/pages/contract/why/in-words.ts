/** The figure as a paragraph one can send: what it is, how it is made, with which values. */
import type { Explanation } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { rounded } from '../../../kit/decimal.ts';
import { exactMoney, shownValue } from '../../../kit/format.ts';
import { isMoney } from '../../../kit/units.ts';
import { kit } from '../../../words/kit.ts';
import { why as words } from '../../../words/why.ts';
import { because } from './because.ts';
import { isMissing } from './missing.ts';
import { useReason } from './reason.tsx';

/** What would have to be for a comparison to hold. */
const NEEDS = {
  '>=': words.needs_least,
  '>': words.needs_more,
  '<=': words.needs_most,
  '<': words.needs_less,
};

/** The paragraph, and of what is nothing or not met the reason. */
export function useWordsOf(root: Explanation): { words: string; reason: string | null; needs: string[] } {
  const t = useSay();
  const lang = useLang();
  const reason = useReason();
  const { detail, money } = useContract();
  const names = useNames(detail);
  const style = { lang, ...money };
  const valueOf = (one: Explanation): string => {
    if (one.value === null) return t(isMissing(one) ? words.notGiven : kit.unknown);
    // To the smallest unit that is paid, as a letter would have it: every digit stands under the figure.
    if (isMoney(one.type)) return exactMoney(rounded(String(one.value), style.minorUnit), style);
    return shownValue(one.value, one.type, style, { places: 4 })?.short ?? '';
  };
  const textCalled = (text: string) => style.words?.[text]?.[lang] ?? text;
  const titleOf = (one: Explanation) =>
    t(one.title) || t(names.column(one.entity, one.name)) || t(names.parameter(one.name)) || one.name;
  const title = titleOf(root);
  const whole =
    root.entity === 'agreement' || root.key === ''
      ? title
      : t(words.of, { title, key: t(names.row(root.key)) });
  const side = (one: Explanation | string) =>
    typeof one === 'string'
      ? textCalled(one.replace(/^"|"$/g, '')).replace(/^(?=[\d-])/, lang === 'zh' ? ' ' : '')
      : t(words.valued, { title: titleOf(one), value: valueOf(one) });
  const found = because(root);
  const steps = found.map((step) =>
    step.kind === 'is'
      ? t(step.met ? words.becauseMet : words.becauseNot, { title: titleOf(step.of) })
      : t(words[`not_${step.sign}`], { left: side(step.left), right: side(step.right) }),
  );
  const said = steps.length === 0 ? null : t(words.because, { steps: steps.join(t(words.becauseAnd)) });
  const needs = found.flatMap((step) => {
    if (step.kind !== 'compare' || typeof step.left === 'string' || !(step.sign in NEEDS)) return [];
    const value = typeof step.right === 'string' ? step.right : valueOf(step.right);
    return [
      t(NEEDS[step.sign as keyof typeof NEEDS], {
        title: titleOf(step.left),
        value,
        now: valueOf(step.left),
      }),
    ];
  });
  const parts = [
    root.value === null && root.reason
      ? t(words.saidUnknown, { figure: whole, reason: reason(root.reason) })
      : t(words.saidIs, { figure: whole, value: valueOf(root) }),
  ];
  if (said !== null) parts.push(said);
  if (root.formula !== undefined && root.formula !== root.name)
    parts.push(t(words.saidHow, { formula: t(root.words) || root.formula }));
  const from = root.children
    .filter(({ kind }) => kind !== 'key')
    .map((one) => t(words.saidOne, { title: titleOf(one), value: valueOf(one) }));
  if (from.length > 0) parts.push(t(words.saidFrom, { values: [...new Set(from)].join(t(words.saidAnd)) }));
  return { words: parts.join(lang === 'zh' ? '' : ' '), reason: said, needs };
}
