/** One document: what is saved, what is written here, and what to do when both changed. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { DocumentText, Localized, Problem } from '../../../server/api.ts';
import { address, ask, Failure } from '../../app/api.ts';
import { useAsk } from '../../app/queries.ts';
import { kit } from '../../words/kit.ts';
import { dropDraft, keepDraft, takeDraft } from './drafts.ts';
import { openTabs, tabName } from './tab.ts';

export interface State {
  /** The text the reader's changes are made from; null until it is there. */
  base: DocumentText | null;
  text: string;
  /** Somebody else saved in between. */
  theirs: DocumentText | null;
  /** Changes of before were found in the browser; ISO. */
  restored: string | null;
  /** The file changed outside and the new text is shown. */
  renewed: boolean;
  saving: boolean;
  failed: Localized | null;
  /** The browser keeps nothing: only this page has the text. */
  unkept: boolean;
}

type Action =
  | {
      kind: 'opened';
      document: DocumentText;
      draft: { text: string; version: string | null; at: string } | null;
    }
  | { kind: 'edited'; text: string }
  | { kind: 'seen'; document: DocumentText }
  | { kind: 'saving' }
  | { kind: 'saved'; document: DocumentText; sent: string }
  | { kind: 'conflict'; theirs: DocumentText }
  | { kind: 'failed'; why: Localized }
  | { kind: 'take theirs' }
  | { kind: 'discard' }
  | { kind: 'unkept' };

export const start: State = {
  base: null,
  text: '',
  theirs: null,
  restored: null,
  renewed: false,
  saving: false,
  failed: null,
  unkept: false,
};

export function step(state: State, action: Action): State {
  switch (action.kind) {
    case 'opened': {
      const { document, draft } = action;
      if (!draft || draft.text === document.text) return { ...start, base: document, text: document.text };
      const conflict = draft.version !== document.version;
      return {
        ...start,
        base: conflict ? { ...document, version: draft.version ?? '' } : document,
        text: draft.text,
        theirs: conflict ? document : null,
        restored: draft.at,
      };
    }
    case 'edited':
      return { ...state, text: action.text, failed: null, renewed: false };
    case 'seen': {
      const { base, text } = state;
      const { document } = action;
      if (!base || document.version === base.version || state.saving) return state;
      // The same text from elsewhere, or nothing of ours to lose: it is simply newer.
      if (document.text === text) return { ...state, base: document, theirs: null };
      if (text === base.text && !state.theirs)
        return { ...state, base: document, text: document.text, renewed: true };
      return { ...state, theirs: document };
    }
    case 'saving':
      return { ...state, saving: true, failed: null };
    case 'saved':
      // What was typed while it was on its way is a change of what is now saved.
      return {
        ...state,
        base: action.document,
        text: state.text === action.sent ? action.document.text : state.text,
        theirs: null,
        restored: null,
        saving: false,
      };
    case 'conflict':
      return { ...state, theirs: action.theirs, saving: false };
    case 'failed':
      return { ...state, failed: action.why, saving: false };
    case 'take theirs':
      return state.theirs ? { ...start, base: state.theirs, text: state.theirs.text } : state;
    case 'discard': {
      const kept = state.theirs ?? state.base;
      return kept ? { ...start, base: kept, text: kept.text } : state;
    }
    case 'unkept':
      return { ...state, unkept: true };
  }
}

export const isChanged = ({ base, text, theirs }: State) =>
  base !== null && (text !== base.text || theirs !== null);

/** Typing is kept when the hand rests, and when the page goes. */
const REST = 400;

export function useDocument(file: string) {
  const client = useQueryClient();
  const query = useAsk<DocumentText>(['documents', file]);
  const [state, act] = useReducer(step, start);
  const now = useRef(state);
  now.current = state;

  const opened = useRef(false);
  useEffect(() => {
    const document = query.data;
    if (!document) return;
    if (opened.current) {
      act({ kind: 'seen', document });
      return;
    }
    opened.current = true;
    void (async () => {
      const tab = await tabName();
      act({ kind: 'opened', document, draft: takeDraft(localStorage, tab, file, await openTabs()) });
    })().catch(() => act({ kind: 'opened', document, draft: null }));
  }, [query.data, file]);

  const keep = useCallback(async () => {
    const { base, text, theirs } = now.current;
    if (!base) return;
    const tab = await tabName();
    if (text === base.text && !theirs) dropDraft(localStorage, tab, file);
    else if (
      !keepDraft(localStorage, tab, file, { text, version: base.version, at: new Date().toISOString() })
    )
      act({ kind: 'unkept' });
  }, [file]);
  useEffect(() => {
    const timer = setTimeout(() => void keep(), REST);
    return () => clearTimeout(timer);
  }, [state.text, state.base, state.theirs, keep]);
  useEffect(() => {
    const leave = () => void keep();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [keep]);

  /** `over` is the version that may be written over: that of the text a conflict showed, or null where the file is gone. */
  const save = useCallback(
    async (over?: string | null): Promise<boolean> => {
      const { base, text } = now.current;
      if (!base) return false;
      act({ kind: 'saving' });
      try {
        const answer = await put(file, text, over === undefined ? base.version : over);
        if ('conflict' in answer) {
          act({ kind: 'conflict', theirs: answer.conflict });
          return false;
        }
        act({ kind: 'saved', document: answer.saved, sent: text });
        client.setQueryData(['documents', file, {}], answer.saved);
        return true;
      } catch (error) {
        const why = error instanceof Failure ? error.problem.message : kit.unreachable;
        act({ kind: 'failed', why });
        return false;
      }
    },
    [client, file],
  );

  return { query, state, act, save, changed: isChanged(state) };
}

/** A conflict's answer is the document as it is now, not a problem. */
async function put(
  file: string,
  text: string,
  version: string | null,
): Promise<{ saved: DocumentText } | { conflict: DocumentText }> {
  let answer: Response;
  try {
    answer = await fetch(address(['documents', file]), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, version }),
    });
  } catch {
    throw new Failure(0, { code: 'unreachable', message: kit.unreachable });
  }
  const body = (await answer.json().catch(() => null)) as DocumentText | Problem | null;
  if (answer.ok && body && 'text' in body) return { saved: body };
  if (answer.status === 409 && body && 'text' in body) return { conflict: body };
  if (body && 'message' in body) throw new Failure(answer.status, body);
  // The same words as every other request that failed without any.
  return ask<never>(['documents', file], {}, { method: 'PUT', body: { text, version } });
}
