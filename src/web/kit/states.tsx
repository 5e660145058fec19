/** Empty, loading, failed and partial: each says what is the case and what can be done. */
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Diagnostic } from '../../server/api.ts';
import { Failure } from '../app/api.ts';
import { useSay } from '../app/settings.tsx';
import { kit } from '../words/kit.ts';
import { Button } from './button.tsx';
import css from './states.module.css';

export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={css.state}>
      <p className={css.title}>{title}</p>
      {children && <div className={css.text}>{children}</div>}
      {action && <div className={css.action}>{action}</div>}
    </div>
  );
}

/** Nothing for a moment (most answers come at once), then grey lines where the content will be. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const t = useSay();
  const [shown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={css.loading} role="status" data-loading>
      <span className="sr-only">{t(kit.loading)}</span>
      {shown && Array.from({ length: lines }, (_, i) => <span key={i} className={css.bone} />)}
    </div>
  );
}

export function Failed({
  error,
  retry,
  title,
}: {
  error: unknown;
  retry?: (() => void) | undefined;
  title?: string;
}) {
  const t = useSay();
  const problem = error instanceof Failure ? error.problem : null;
  const unreachable = error instanceof Failure && error.unreachable;
  return (
    <div className={css.failed} role="alert">
      <p className={css.title}>
        <span aria-hidden="true">! </span>
        {title ?? t(kit.failed)}
      </p>
      <p className={css.text}>{problem ? t(problem.message) : String(error)}</p>
      {unreachable && <p className={css.text}>{t(kit.unreachableHint)}</p>}
      {problem?.diagnostics && <Diagnostics list={problem.diagnostics} />}
      {retry && (
        <div className={css.action}>
          <Button onClick={retry}>{t(kit.again)}</Button>
        </div>
      )}
    </div>
  );
}

/** What a query has: its data, else that it is on its way, else why not. Data once shown stays while the server is away. */
export function Asked<T>({
  query,
  children,
  loading,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  loading?: ReactNode;
}) {
  if (query.data !== undefined && !(query.error instanceof Failure && query.error.gone))
    return <>{children(query.data)}</>;
  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <>{loading ?? <Loading />}</>;
}

/** A line above the content: something to know, with what to do about it. */
export function Notice({
  tone = 'note',
  children,
  action,
}: {
  tone?: 'note' | 'wait' | 'bad';
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={`${css.notice} ${css[tone]}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <span aria-hidden="true" className={css.sign}>
        {tone === 'note' ? 'i' : '!'}
      </span>
      <div className={css.noticeText}>{children}</div>
      {action}
    </div>
  );
}

export function Diagnostics({ list }: { list: readonly Diagnostic[] }) {
  const t = useSay();
  return (
    <ul className={css.diagnostics}>
      {list.map((one, i) => (
        <li key={i}>
          <span className={css[one.severity]}>{t(kit[one.severity])}</span> {t(one.message)}
          {one.at && (
            <span className={css.place}>
              {' '}
              {one.at.line === undefined ? one.at.file : t(kit.at, { file: one.at.file, line: one.at.line })}
            </span>
          )}
          {one.hint && <p className={css.hint}>{t(one.hint)}</p>}
        </li>
      ))}
    </ul>
  );
}
