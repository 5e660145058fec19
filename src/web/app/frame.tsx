/** What stands round every page: navigation, language, theme, and how the connection is. */
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { primaryLink } from '../kit/button.tsx';
import { shownTime } from '../kit/format.ts';
import { Empty, Notice } from '../kit/states.tsx';
import { frame } from '../words/frame.ts';
import { useConnection } from './events.tsx';
import { GuideLine } from './guide.tsx';
import { isRunning, useJobs, useWorkspace } from './queries.ts';
import { useSay, useSettings, type Theme } from './settings.tsx';
import css from './frame.module.css';

export function Frame() {
  const t = useSay();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // A new page is read from its start; the first one is left to the browser.
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [path]);
  return (
    <div className={css.frame}>
      <a
        className={css.skip}
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t(frame.skip)}
      </a>
      <header className={css.top} data-screen-only>
        <Link to="/" className={css.mark} aria-label={t(frame.home)}>
          <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
            <rect width="32" height="32" rx="7" className={css.markBox} />
            <path d="M7 9h5v14H7zM14 9h5v5h-5zM21 14h4v9h-4z" className={css.markBars} />
          </svg>
          <span>OpenVBP</span>
        </Link>
        <nav aria-label={t(frame.navigation)} className={css.nav}>
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }} className={css.link}>
            {t(frame.overview)}
          </Link>
          <Link to="/models" className={css.link}>
            {t(frame.models)}
          </Link>
          <Link to="/editor" className={css.link}>
            {t(frame.editor)}
          </Link>
          <Link to="/value" className={css.link}>
            {t(frame.value)}
          </Link>
        </nav>
        <Running />
        <Choices />
      </header>
      <ConnectionNotice />
      <main ref={main} id="content" tabIndex={-1} className={css.main}>
        <Outlet />
      </main>
      <GuideLine />
    </div>
  );
}

function Choices() {
  const { lang, setLang, theme, setTheme, t } = useSettings();
  const themes: { value: Theme; words: string }[] = [
    { value: 'auto', words: t(frame.auto) },
    { value: 'light', words: t(frame.light) },
    { value: 'dark', words: t(frame.dark) },
  ];
  return (
    <div className={css.choices}>
      <div role="group" aria-label={t(frame.language)} className={css.languages}>
        <button type="button" lang="en" aria-pressed={lang === 'en'} onClick={() => setLang('en')}>
          {t(frame.english)}
        </button>
        <button type="button" lang="zh-CN" aria-pressed={lang === 'zh'} onClick={() => setLang('zh')}>
          {t(frame.chinese)}
        </button>
      </div>
      <select
        className={css.theme}
        aria-label={t(frame.theme)}
        value={theme}
        onChange={(event) => setTheme(event.target.value as Theme)}
      >
        {themes.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function Running() {
  const t = useSay();
  const { data = [] } = useJobs();
  const count = data.filter(isRunning).length;
  if (count === 0) return null;
  return (
    <span className={css.running} role="status">
      <span aria-hidden="true" className={css.dot} /> {t(frame.running, { count })}
    </span>
  );
}

function ConnectionNotice() {
  const { lang, t } = useSettings();
  const connection = useConnection();
  const [back, setBack] = useState(false);
  const lost = useRef(false);
  useEffect(() => {
    if (connection.state === 'lost') lost.current = true;
    if (connection.state !== 'open' || !lost.current) return undefined;
    lost.current = false;
    setBack(true);
    const timer = setTimeout(() => setBack(false), 4000);
    return () => clearTimeout(timer);
  }, [connection]);
  if (connection.state === 'lost')
    return (
      <div className={css.connection}>
        <Notice tone="wait">{t(frame.lost, { time: shownTime(connection.since, lang) })}</Notice>
      </div>
    );
  if (!back) return null;
  return (
    <div className={css.connection}>
      <Notice>{t(frame.back)}</Notice>
    </div>
  );
}

/** The page's name in the browser's tab: `Shared savings · Result`. */
export function useTitle(...parts: (string | null | undefined)[]): void {
  const { data } = useWorkspace();
  const title = [...parts.filter(Boolean), data?.name ? `OpenVBP · ${data.name}` : 'OpenVBP'].join(' – ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}

export function NotFound() {
  const t = useSay();
  return (
    <Empty
      whole
      title={t(frame.notFound)}
      action={
        <Link to="/" className={primaryLink}>
          {t(frame.toOverview)}
        </Link>
      }
    />
  );
}
