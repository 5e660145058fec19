/** Tabs within a page (a choice among views of one thing). Pages of a contract are links, not these. */
import { useRef, type KeyboardEvent } from 'react';
import css from './tabs.module.css';

export function Tabs<T extends string>({
  label,
  options,
  value,
  onPick,
}: {
  label: string;
  options: readonly { value: T; label: string }[];
  value: T;
  onPick: (value: T) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = options.findIndex((one) => one.value === value);
    const next = options[(at + step + options.length) % options.length];
    if (!next) return;
    onPick(next.value);
    list.current?.querySelectorAll<HTMLButtonElement>('[role=radio]')[options.indexOf(next)]?.focus();
  };
  return (
    <div ref={list} role="radiogroup" aria-label={label} className={css.tabs} onKeyDown={onKeyDown}>
      {options.map((one) => (
        <button
          key={one.value}
          type="button"
          role="radio"
          aria-checked={one.value === value}
          tabIndex={one.value === value ? 0 : -1}
          className={css.tab}
          onClick={() => onPick(one.value)}
        >
          {one.label}
        </button>
      ))}
    </div>
  );
}
