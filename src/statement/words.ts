/** Puts labels and titles into the language asked for. */
import { fill, type Lang, type MessageData } from '../language/diagnostic.ts';
import type { Localized, Plan } from '../language/plan.ts';
import type { Reason } from '../engine/types.ts';
import { reasons, roles, words } from './messages.ts';
import type { StatementSummary } from './types.ts';

export type Word = keyof typeof words;

export function word(name: Word, lang: Lang, data: MessageData = {}): string {
  return fill(words[name][lang], data);
}

/** A title, or the name where the model gives none. */
export function titled(title: Localized | undefined, name: string, lang: Lang): string {
  return title?.[lang] || name;
}

/** What a role is called: in the model's own words, else in ours; undefined for one that a model invents and says nothing of. */
export function roleTitle(role: string, own: Plan['words']): Localized | undefined {
  if (own && Object.hasOwn(own, role)) return own[role];
  return Object.hasOwn(roles, role) ? roles[role] : undefined;
}

export function rowCount(rows: number, lang: Lang): string {
  return rows === 1 ? word('oneRow', lang) : word('rowCount', lang, { count: rows.toLocaleString('en-US') });
}

/** Titles of what has no value and of its entity, which a summary's groups hold: for `shownReason`. */
export function reasonTitles({ undetermined }: StatementSummary, { kind, entity, name }: Reason) {
  const group = undetermined.find(
    ({ reason }) => reason?.kind === kind && reason.entity === entity && reason.name === name,
  );
  return [group?.title, group?.entityTitle] as const;
}

/** A reason as a clause: "aco has no value for quality". `title` is that of the thing without value. */
export function shownReason(
  reason: Pick<Reason, 'kind' | 'entity' | 'name'>,
  lang: Lang,
  title?: Localized,
  entityTitle?: Localized,
): string {
  const entry = reasons[reason.kind];
  const name = titled(title, reason.name, lang);
  return fill(entry[lang], { entity: titled(entityTitle, reason.entity, lang), name });
}
