/** One document on the desk. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Completions, DocumentCard, Hover } from '../../../server/api.ts';
import { ask, Failure } from '../../app/api.ts';
import { useSettings } from '../../app/settings.tsx';
import { Button } from '../../kit/button.tsx';
import { shownMoment } from '../../kit/format.ts';
import { Empty, Failed, Loading, Notice } from '../../kit/states.tsx';
import { editor as words } from '../../words/editor.ts';
import type { Helper } from './assist.ts';
import { useCheck } from './check.ts';
import { CodeEditor, type CodeEditorHandle, type Place } from './code-editor.tsx';
import { Conflict } from './conflict.tsx';
import { useDocument } from './document.ts';
import { Documents } from './documents.tsx';
import { Problems } from './problems.tsx';
import { RunOrTests } from './run-or-tests.tsx';
import { UnderCursor, useRow } from './under-cursor.tsx';
import css from './editor.module.css';

export function Desk({
  file,
  all,
  line,
}: {
  file: string;
  all: readonly DocumentCard[];
  line: number | null;
}) {
  const { t, lang } = useSettings();
  const { query, state, act, save, changed } = useDocument(file);
  const editor = useRef<CodeEditorHandle>(null);
  const [place, setPlace] = useState<Place>({ line: 1, column: 1 });
  const [compare, setCompare] = useState(true);
  const kind = all.find((one) => one.file === file)?.kind ?? 'other';
  const checked = kind !== 'other' && /\.ya?ml$/.test(file);
  const check = useCheck(file, state.text, checked && state.base !== null);
  const row = useRow(file, kind);
  const client = useQueryClient();
  const gone = query.error instanceof Failure && query.error.gone;

  const [runs, setRuns] = useState(0);
  const saveAndTell = useCallback(
    async (over?: string | null) => {
      const done = await save(over);
      if (done) {
        setRuns((count) => count + 1);
        void client.invalidateQueries({ queryKey: ['workspace'] });
      } else setCompare(true);
      return done;
    },
    [save, client],
  );

  const helper = useMemo<Helper>(
    () => ({
      complete: (asked, signal) =>
        ask<Completions>(['complete'], {}, { method: 'POST', body: { file, ...asked }, signal }),
      hover: (asked, signal) =>
        ask<Hover | null>(['hover'], {}, { method: 'POST', body: { file, ...asked, ...row.asked }, signal }),
    }),
    [file, row.asked],
  );

  // The address may name a line: a problem's, or a row's of a file.
  const opened = state.base !== null;
  useEffect(() => {
    if (opened && line !== null) editor.current?.goTo({ line, column: 1 });
  }, [opened, line]);

  // A page that goes with something unsaved asks first; the browser keeps the text either way.
  useEffect(() => {
    if (!changed) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [changed]);

  const conflict = state.theirs !== null;
  return (
    <div className={css.desk}>
      <div className={css.left}>
        <Documents all={all} file={file} changed={changed} />
        <Problems check={check} file={file} checked={checked} goTo={(at) => editor.current?.goTo(at)} />
      </div>
      <section className={css.middle} aria-label={file}>
        <header className={css.bar}>
          <h2 className={css.file}>{file}</h2>
          <span role="status" className={css.quiet}>
            {state.saving ? t(words.saving) : state.base ? t(changed ? words.unsaved : words.saved) : ''}
          </span>
          {changed && !conflict && <Discard act={() => act({ kind: 'discard' })} />}
          <Button
            kind="primary"
            disabled={!state.base || state.saving || !changed || (conflict && !gone)}
            onClick={() => void saveAndTell(gone ? null : undefined)}
          >
            {t(words.save)}
          </Button>
        </header>
        {gone && (
          <Notice tone="bad">
            <strong>{t(words.gone, { file })}</strong> {t(words.goneHint)}
          </Notice>
        )}
        {state.failed && (
          <Notice tone="bad">
            {t(words.saveFailed, { reason: t(state.failed) })} {t(words.keptHere)}
          </Notice>
        )}
        {state.restored && !conflict && (
          <Notice>{t(words.restored, { time: shownMoment(state.restored, lang) })}</Notice>
        )}
        {state.renewed && <Notice>{t(words.changedOutside)}</Notice>}
        {state.unkept && <Notice tone="wait">{t(words.notKept)}</Notice>}
        {conflict && !compare && (
          <Notice
            tone="bad"
            action={<Button onClick={() => setCompare(true)}>{t(words.conflictShow)}</Button>}
          >
            {t(words.conflictWaits)}
          </Notice>
        )}
        {conflict && compare && state.theirs ? (
          <Conflict
            file={file}
            mine={state.text}
            theirs={state.theirs.text}
            busy={state.saving}
            takeMine={() => void saveAndTell(state.theirs?.version)}
            takeTheirs={() => act({ kind: 'take theirs' })}
            goOn={() => setCompare(false)}
          />
        ) : state.base ? (
          <CodeEditor
            ref={editor}
            file={file}
            text={state.text}
            diagnostics={check.diagnostics}
            helper={helper}
            onChange={(text) => act({ kind: 'edited', text })}
            onCursor={setPlace}
            onSave={() => void saveAndTell(gone ? null : undefined)}
          />
        ) : gone ? (
          <Empty title={t(words.gone, { file })}>{t(words.chooseHint)}</Empty>
        ) : query.error ? (
          <Failed error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Loading lines={12} />
        )}
        <p className={css.keys}>{t(words.keys)}</p>
      </section>
      <aside className={css.rightSide}>
        {checked && state.base && <UnderCursor file={file} text={state.text} place={place} row={row} />}
        <RunOrTests
          file={file}
          kind={kind}
          changed={changed}
          saved={runs}
          errors={check.diagnostics.filter(({ severity }) => severity === 'error').length}
          save={() => saveAndTell()}
        />
      </aside>
    </div>
  );
}

/** Asks once more, in place. */
function Discard({ act }: { act(): void }) {
  const { t } = useSettings();
  const [sure, setSure] = useState(false);
  if (!sure) return <Button onClick={() => setSure(true)}>{t(words.discard)}</Button>;
  return (
    <span className={css.sure} role="alertdialog" aria-label={t(words.discardSure)}>
      <span>{t(words.discardSure)}</span>
      <Button
        autoFocus
        onClick={() => {
          setSure(false);
          act();
        }}
      >
        {t(words.discard)}
      </Button>
      <Button kind="text" onClick={() => setSure(false)}>
        {t(words.keepEditing)}
      </Button>
    </span>
  );
}
