import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useSay } from '../app/settings.tsx';
import { kit } from '../words/kit.ts';
import css from './button.module.css';

/** `primary`: the one thing to do here. `plain`: all others. `text`: beside a figure or in a line. */
export function Button({
  kind = 'plain',
  className,
  children,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { kind?: 'primary' | 'plain' | 'text'; children: ReactNode }) {
  return (
    <button type="button" className={`${css.button} ${css[kind]} ${className ?? ''}`} {...rest}>
      {children}
    </button>
  );
}

/** The look of a button for a link (`<Link className={linkButton}>`). */
export const linkButton = `${css.button} ${css.plain}`;
export const primaryLink = `${css.button} ${css.primary}`;

export function CopyButton({
  text,
  children,
  kind = 'plain',
}: {
  text: string;
  children?: ReactNode;
  kind?: 'plain' | 'text';
}) {
  const t = useSay();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button kind={kind} onClick={() => void copy(text).then(() => setCopied(true))}>
      <span aria-live="polite">{copied ? t(kit.copied) : (children ?? t(kit.copy))}</span>
    </Button>
  );
}

/** The clipboard's interface needs a secure page; over plain HTTP on another machine the old way still works. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

/** Hands a text made in the page to the reader as a file. */
export function download(name: string, content: string | Blob, type = 'text/plain'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Rows as CSV that spreadsheets open in either language: a byte order mark, quotes where needed, no formula read from a cell (the rule of `data/disk/cells.ts`, which pages cannot reach). */
export function csv(rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null) => {
    const text = String(value ?? '');
    const safe = /^[=+\-@\t\r＝＋－＠]/u.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
