/** Views of the table by name, kept in this browser; each is nothing but an address. */
import { useState } from 'react';
import { useAddress, type Search } from '../../../app/address.ts';
import { useContract } from '../../../app/contract.tsx';
import { useSay } from '../../../app/settings.tsx';
import { Button } from '../../../kit/button.tsx';
import { Field } from '../../../kit/field.tsx';
import { result as words } from '../../../words/result.ts';
import css from './result.module.css';

interface View {
  name: string;
  search: Search;
}

const PARTS = ['entity', 'where', 'sort', 'search', 'columns'] as const;

function read(place: string): View[] {
  try {
    const found = JSON.parse(localStorage.getItem(place) ?? '[]') as unknown;
    return Array.isArray(found) ? (found as View[]) : [];
  } catch {
    return [];
  }
}

export function SavedViews({ entity }: { entity: string }) {
  const t = useSay();
  const { detail } = useContract();
  const [search, change] = useAddress();
  const place = `openvbp.views.${detail.summary.model}`;
  const [views, setViews] = useState(() => read(place));
  const [name, setName] = useState('');
  const keep = (list: View[]) => {
    setViews(list);
    try {
      localStorage.setItem(place, JSON.stringify(list));
    } catch {
      // The view still stands in the address.
    }
  };
  return (
    <details className={css.menu}>
      <summary>
        {t(words.views)} {views.length > 0 && <span className={css.dim}>{views.length}</span>}
      </summary>
      <div className={css.drop}>
        {views.map((view) => (
          <span key={view.name} className={css.chip}>
            <button
              type="button"
              className={css.view}
              onClick={(event) => {
                change(Object.fromEntries(PARTS.map((part) => [part, view.search[part]])));
                event.currentTarget.closest('details')?.removeAttribute('open');
              }}
            >
              {view.name}
            </button>
            <button
              type="button"
              aria-label={t(words.removeView, { name: view.name })}
              onClick={() => keep(views.filter((one) => one !== view))}
            >
              ×
            </button>
          </span>
        ))}
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            const kept = Object.fromEntries(PARTS.map((part) => [part, search[part]]));
            keep([...views.filter((one) => one.name !== name), { name, search: { ...kept, entity } }]);
            setName('');
          }}
        >
          <Field
            label={t(words.viewName)}
            required
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <Button type="submit">{t(words.saveView)}</Button>
        </form>
      </div>
    </details>
  );
}
