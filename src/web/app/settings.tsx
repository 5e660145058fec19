/** What the reader chose: language and theme, kept in the browser, switched at any moment. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Localized } from '../../server/api.ts';
import { fill, type Lang, type WordData } from '../words/define.ts';

export type Theme = 'light' | 'dark' | 'auto';

/** Puts words, or a title from the server, into the reader's language; `null` gives an empty text. */
export type Say = (words: Localized | null | undefined, data?: WordData) => string;

interface Settings {
  lang: Lang;
  theme: Theme;
  setLang(lang: Lang): void;
  setTheme(theme: Theme): void;
  t: Say;
}

const Context = createContext<Settings | null>(null);

function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing: the choice holds for this page.
  }
}

export function SettingsProvider({ children }: { children: ReactNode }) {
  const [lang, setLang] = useState<Lang>(() =>
    document.documentElement.lang.startsWith('zh') ? 'zh' : 'en',
  );
  const [theme, setTheme] = useState<Theme>(() => {
    const chosen = kept('openvbp.theme');
    return chosen === 'light' || chosen === 'dark' ? chosen : 'auto';
  });
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
    keep('openvbp.lang', lang);
  }, [lang]);
  useEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    keep('openvbp.theme', theme);
  }, [theme]);
  const t = useCallback<Say>((words, data) => fill(words?.[lang] || words?.en || '', data ?? {}), [lang]);
  const value = useMemo(() => ({ lang, theme, setLang, setTheme, t }), [lang, theme, t]);
  return <Context value={value}>{children}</Context>;
}

export function useSettings(): Settings {
  const settings = useContext(Context);
  if (!settings) throw new Error('outside SettingsProvider');
  return settings;
}

/** The words in the reader's language: `const t = useSay(); t(frame.settle)`. */
export function useSay(): Say {
  return useSettings().t;
}

export function useLang(): Lang {
  return useSettings().lang;
}
