/** The documents of the folder by kind; a dot for what is not saved. */
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { DocumentCard } from '../../../server/api.ts';
import { useWorkspace } from '../../app/queries.ts';
import { useSay } from '../../app/settings.tsx';
import { Field } from '../../kit/field.tsx';
import { editor as words } from '../../words/editor.ts';
import { draftedFiles } from './drafts.ts';
import css from './editor.module.css';

const KINDS = ['contract', 'model', 'tests', 'other'] as const;
const LONG = 10;

export function Documents({
  all,
  file,
  changed = false,
}: {
  all: readonly DocumentCard[];
  file: string | null;
  changed?: boolean;
}) {
  const t = useSay();
  const [search, setSearch] = useState('');
  // Again whenever the open one changes: drafts of other tabs are seen by the way.
  const drafts = useMemo(() => drafted(changed), [changed]);
  const wanted = search.trim().toLowerCase();
  const { data: workspace } = useWorkspace();
  const titleOf = (path: string) => t(workspace?.contracts.find((one) => one.file === path)?.title);
  const found = all.filter((one) => `${one.file} ${titleOf(one.file)}`.toLowerCase().includes(wanted));
  return (
    <nav className={css.documents} aria-label={t(words.documents)}>
      {all.length > LONG && (
        <Field
          label={t(words.findDocument)}
          hideLabel
          type="search"
          placeholder={t(words.findDocument)}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      {found.length === 0 && <p className={css.quiet}>{t(words.noMatch)}</p>}
      {KINDS.map((kind) => {
        const list = found.filter((one) => one.kind === kind);
        if (list.length === 0) return null;
        return (
          <details
            key={kind}
            open={kind !== 'other' || wanted !== '' || list.some((one) => one.file === file)}
          >
            <summary>{t(words[kind])}</summary>
            <ul>
              {list.map((one) => (
                <li key={one.file}>
                  <Link
                    to="/editor"
                    search={{ file: one.file }}
                    className={`${css.documentLink} ${one.file === file ? css.current : ''}`}
                    activeOptions={{ includeSearch: true }}
                    {...(one.file === file && { 'aria-current': 'page' as const })}
                    title={one.file}
                  >
                    <Name of={one.file} title={titleOf(one.file)} />
                    {(one.file === file ? changed : drafts.has(one.file)) && (
                      <span className={css.dot} title={t(words.unsavedMark)}>
                        <span aria-hidden="true">●</span>
                        <span className="sr-only">{t(words.unsavedMark)}</span>
                      </span>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </nav>
  );
}

function drafted(_changed: boolean): Set<string> {
  try {
    return draftedFiles(localStorage);
  } catch {
    return new Set();
  }
}

/** By its title, where it is a contract that can be read: many are called `contract.yaml`. */
function Name({ of, title }: { of: string; title: string }) {
  const at = of.lastIndexOf('/');
  return (
    <span className={css.name}>
      <span>{title || of.slice(at + 1)}</span>
      {(title !== '' || at > 0) && <span className={css.folder}>{title === '' ? of.slice(0, at) : of}</span>}
    </span>
  );
}
