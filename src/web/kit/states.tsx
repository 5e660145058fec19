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
  whole = false,
  children,
  action,
}: {
  title: string;
  /** It is the whole page, and its heading. */
  whole?: boolean;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const Title = whole ? 'h1' : 'p';
  return (
    <div className={css.state}>
      <Title className={css.title}>{title}</Title>
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
  /** Of findings the first is the message too. */
  const said = problem?.diagnostics?.some((one) => problem.message.en.startsWith(one.message.en));
  return (
    <div className={css.failed} role="alert">
      <p className={css.title}>
        <span aria-hidden="true">! </span>
        {title ?? t(kit.failed)}
      </p>
      {!said && <p className={css.text}>{problem ? t(problem.message) : String(error)}</p>}
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

/** What differs in its line only is said once, with its lines; a hint that has just been given is not given again. */
export function Diagnostics({ list }: { list: readonly Diagnostic[] }) {
  const t = useSay();
  const alike = [
    ...Map.groupBy(list, ({ severity, message, at }) => [severity, message.en, at?.file].join('\n')).values(),
  ];
  return (
    <ul className={css.diagnostics}>
      {alike.map((group, i) => {
        const [one] = group as [Diagnostic];
        const hint = t(one.hint ?? null);
        return (
          <li key={i}>
            <span className={css[one.severity]}>{t(kit[one.severity])}</span> {t(one.message)}
            <Place of={group} />
            {hint !== '' && hint !== t(alike[i - 1]?.[0]?.hint ?? null) && <p className={css.hint}>{hint}</p>}
          </li>
        );
      })}
    </ul>
  );
}

const LINES = 5;

function Place({ of }: { of: readonly Diagnostic[] }) {
  const t = useSay();
  const file = of[0]?.at?.file;
  if (file === undefined) return null;
  // Of an uploaded file the folder it lay in for a moment tells nobody anything.
  const name = /^([A-Za-z]:)?[\\/]/.test(file) ? (file.split(/[\\/]/).at(-1) ?? file) : file;
  const lines = [...new Set(of.flatMap(({ at }) => (at?.line === undefined ? [] : [at.line])))];
  const some = lines.slice(0, LINES).join(t(kit.listed));
  return (
    <span className={css.place}>
      {' '}
      {lines.length === 0
        ? name
        : lines.length === 1
          ? t(kit.at, { file: name, line: some })
          : t(lines.length > LINES ? kit.atLinesAndMore : kit.atLines, {
              file: name,
              lines: some,
              more: lines.length - LINES,
            })}
    </span>
  );
}
