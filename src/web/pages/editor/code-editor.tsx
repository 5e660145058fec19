/**
 * CodeMirror for documents. It lives in a shadow tree: there its styles are constructed sheets, which the server's content policy allows, and the
 * page's styles do not reach in; the colours come through the page's variables.
 */
import { Annotation, Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { setDiagnostics, type Diagnostic as Mark } from '@codemirror/lint';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import type { Diagnostic, Localized } from '../../../server/api.ts';
import { useLang, useSay, type Say } from '../../app/settings.tsx';
import { editor as words } from '../../words/editor.ts';
import { assist, type Helper } from './assist.ts';
import { base, phrases } from './setup.ts';

export interface Place {
  line: number;
  column: number;
}

export interface CodeEditorHandle {
  goTo(place: Place): void;
  focus(): void;
}

interface Props {
  /** The document that is edited: another name starts anew (history, selection). */
  file: string;
  text: string;
  diagnostics: readonly Diagnostic[];
  helper: Helper;
  onChange(text: string): void;
  onCursor(place: Place): void;
  onSave(): void;
  ref?: Ref<CodeEditorHandle>;
}

/** Changes that come from outside are not the reader's. */
const outside = Annotation.define<boolean>();

export function CodeEditor({ file, text, diagnostics, helper, onChange, onCursor, onSave, ref }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const language = useRef(new Compartment());
  const t = useSay();
  const lang = useLang();
  // The view is made once a document and calls what is current.
  const current = useRef({ helper, onChange, onCursor, onSave, t });
  useEffect(() => {
    current.current = { helper, onChange, onCursor, onSave, t };
  });

  useEffect(() => {
    const element = host.current as HTMLDivElement;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const created = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text,
        extensions: [
          base({ save: () => current.current.onSave() }),
          assist(() => ({ helper: current.current.helper, say: current.current.t })),
          language.current.of(spoken(current.current.t, file)),
          EditorView.updateListener.of((update) => {
            const own = update.transactions.some((one) => one.docChanged && !one.annotation(outside));
            if (own) current.current.onChange(update.state.doc.toString());
            if (update.selectionSet || update.docChanged) current.current.onCursor(placeOf(update.state));
          }),
        ],
      }),
    });
    view.current = created;
    current.current.onCursor(placeOf(created.state));
    return () => {
      created.destroy();
      view.current = null;
    };
    // Only another document makes another view; its text is followed below.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [file]);

  useEffect(() => {
    view.current?.dispatch({ effects: language.current.reconfigure(spoken(t, file)) });
  }, [t, lang, file]);

  useEffect(() => {
    const shown = view.current;
    if (!shown || shown.state.doc.toString() === text) return;
    shown.dispatch({
      changes: { from: 0, to: shown.state.doc.length, insert: text },
      annotations: outside.of(true),
    });
  }, [text]);

  useEffect(() => {
    const shown = view.current;
    if (shown) shown.dispatch(setDiagnostics(shown.state, marks(shown.state, diagnostics, file, t)));
  }, [diagnostics, file, t]);

  useImperativeHandle(ref, () => ({
    goTo(place) {
      const shown = view.current;
      if (!shown) return;
      const at = offsetOf(shown.state, place);
      shown.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      shown.focus();
    },
    focus: () => view.current?.focus(),
  }));

  return <div ref={host} className="code-editor" data-testid="code-editor" />;
}

function spoken(t: Say, file: string) {
  return [
    EditorState.phrases.of(phrases(t)),
    // A tab stop in so many words: not every reader of pages takes an editable text for one.
    EditorView.contentAttributes.of({ 'aria-label': t(words.textOf, { file }), tabindex: '0' }),
  ];
}

function placeOf(state: EditorState): Place {
  const at = state.selection.main.head;
  const line = state.doc.lineAt(at);
  return { line: line.number, column: at - line.from + 1 };
}

function offsetOf(state: EditorState, { line, column }: Place): number {
  const found = state.doc.line(Math.min(Math.max(1, line), state.doc.lines));
  return Math.min(found.to, found.from + Math.max(0, column - 1));
}

function marks(state: EditorState, diagnostics: readonly Diagnostic[], file: string, t: Say): Mark[] {
  return diagnostics
    .filter(({ at }) => at?.line !== undefined && isHere(at.file, file))
    .map(({ at, severity, message, hint }) => {
      const from = offsetOf(state, { line: at?.line ?? 1, column: at?.column ?? 1 });
      const line = state.doc.lineAt(from);
      const to = at?.length ? Math.min(state.doc.length, from + at.length) : line.to;
      const words = [message, hint].flatMap((one: Localized | undefined) => (one ? [t(one)] : []));
      return {
        from,
        to: Math.max(to, Math.min(from + 1, state.doc.length)),
        severity: severity === 'note' ? ('info' as const) : severity,
        message: words.join('\n'),
      };
    })
    .sort((a, b) => a.from - b.from);
}

/** Diagnostics name files as the checker sees them: the document's own may be its last part only. */
export function isHere(at: string | undefined, file: string): boolean {
  return at === undefined || at === file || file.endsWith(`/${at}`) || at.endsWith(`/${file}`);
}
