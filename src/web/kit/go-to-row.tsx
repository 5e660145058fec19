/** Of a long table: to a row by its number, without scrolling through all that lie between. */
import { useState, type FormEvent } from 'react';
import { useSay } from '../app/settings.tsx';
import { table as words } from '../words/table.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { shownCount } from './format.ts';
import css from './data-table.module.css';

/** Fewer are soon scrolled through. */
export const LONG = 1000;

export function GoToRow({ count, go }: { count: number; go: (index: number) => void }) {
  const t = useSay();
  const [typed, type] = useState('');
  const row = Number(typed.replaceAll(/[\s,，]/g, ''));
  const there = Number.isInteger(row) && row >= 1 && row <= count;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (there) go(row - 1);
  };
  return (
    <form className={css.goTo} onSubmit={submit}>
      <Field
        label={t(words.goToRow, { count: shownCount(count) })}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        {...(typed !== '' && !there && { 'aria-invalid': true })}
        onChange={({ target }) => type(target.value)}
      />
      <Button type="submit" disabled={!there}>
        {t(words.go)}
      </Button>
    </form>
  );
}
