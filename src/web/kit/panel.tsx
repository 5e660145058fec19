/**
 * A panel beside the page: the page stays readable and usable. Where there is no room beside, it covers the page. Escape closes it, and the focus goes
 * back to where it came from.
 */
import { useEffect, useRef, type ReactNode } from 'react';
import { useSay } from '../app/settings.tsx';
import { kit } from '../words/kit.ts';
import css from './panel.module.css';

export function Panel({
  label,
  onClose,
  children,
  tools,
  focusOn,
}: {
  label: string;
  onClose: () => void;
  children: ReactNode;
  /** Beside the close button. */
  tools?: ReactNode;
  /** The panel takes the focus when this changes. */
  focusOn?: string;
}) {
  const t = useSay();
  const panel = useRef<HTMLElement>(null);
  const from = useRef<Element | null>(null);
  useEffect(() => {
    if (!panel.current?.contains(document.activeElement)) from.current = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollTo({ top: 0 });
  }, [focusOn]);
  useEffect(
    () => () => {
      if (from.current instanceof HTMLElement && from.current.isConnected)
        from.current.focus({ preventScroll: true });
    },
    [],
  );
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    // Also where the focus is nowhere: on a button that went out of use when it was pressed.
    const onKeyDown = (event: KeyboardEvent) => {
      const { activeElement, body } = document;
      const here = activeElement === body || panel.current?.contains(activeElement) === true;
      if (event.key === 'Escape' && !event.defaultPrevented && here) close.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <aside ref={panel} className={css.panel} aria-label={label} tabIndex={-1} data-panel>
      <div className={css.bar}>
        <span className={css.label}>{label}</span>
        {tools}
        <button
          type="button"
          className={css.close}
          onClick={onClose}
          aria-label={t(kit.close)}
          title={`${t(kit.close)} (Esc)`}
        >
          <span aria-hidden="true">×</span>
        </button>
      </div>
      <div className={css.body}>{children}</div>
    </aside>
  );
}

/** A page with a panel beside it (or none). */
export function Beside({ panel, children }: { panel: ReactNode; children: ReactNode }) {
  return (
    <div className={panel ? css.two : css.one}>
      <div className={css.main}>{children}</div>
      {panel}
    </div>
  );
}
