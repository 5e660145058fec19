/** A label and what is filled in. The label is always there: a placeholder is no label. */
import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes } from 'react';
import css from './field.module.css';

interface Around {
  label: string;
  /** Said to those who hear the page, not shown: where the place makes it plain. */
  hideLabel?: boolean;
  hint?: ReactNode;
  error?: string | null;
}

function Shell({
  label,
  hideLabel,
  hint,
  error,
  id,
  children,
}: Around & { id: string; children: ReactNode }) {
  return (
    <div className={css.field}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : css.label}>
        {label}
      </label>
      {children}
      {hint && <p className={css.hint}>{hint}</p>}
      {error && (
        <p className={css.error} id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

export function Field({
  label,
  hideLabel,
  hint,
  error,
  ...input
}: Around & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <Shell {...{ label, id }} {...(hideLabel && { hideLabel })} hint={hint} error={error ?? null}>
      <input
        id={id}
        className={css.input}
        {...input}
        {...(error && { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
      />
    </Shell>
  );
}

export function Select({
  label,
  hideLabel,
  hint,
  options,
  onPick,
  ...select
}: Around & { options: readonly { value: string; label: string }[]; onPick: (value: string) => void } & Omit<
    SelectHTMLAttributes<HTMLSelectElement>,
    'onChange'
  >) {
  const id = useId();
  return (
    <Shell {...{ label, id }} {...(hideLabel && { hideLabel })} hint={hint}>
      <select id={id} className={css.input} {...select} onChange={(event) => onPick(event.target.value)}>
        {options.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </Shell>
  );
}
