/** Final, pending, undetermined: a sign and a word, colour only besides. */
import type { Status as StatusOf } from '../../server/api.ts';
import { useSay } from '../app/settings.tsx';
import { kit } from '../words/kit.ts';
import css from './status.module.css';

const SIGNS = { final: '✓', pending: '◷', undetermined: '?' } as const;

export function Status({ status, count }: { status: StatusOf; count?: string }) {
  const t = useSay();
  return (
    <span className={`${css.status} ${css[status]}`}>
      <span aria-hidden="true" className={css.sign}>
        {SIGNS[status]}
      </span>
      {count !== undefined && <span>{count}</span>} {t(kit[status])}
    </span>
  );
}

/** A small word on a value: unverified, changed. `tone` colours, the word says. */
export function Mark({
  children,
  tone = 'quiet',
  title,
}: {
  children: string;
  tone?: 'quiet' | 'wait' | 'bad' | 'accent' | 'good';
  title?: string;
}) {
  return (
    <span className={`${css.mark} ${css[tone]}`} title={title}>
      {children}
    </span>
  );
}

/** On a value whose source nobody has checked. */
export function Unverified() {
  const t = useSay();
  return (
    <Mark tone="wait" title={t(kit.unverifiedHint)}>
      {t(kit.unverified)}
    </Mark>
  );
}
