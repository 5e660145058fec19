import { describe, expect, it } from 'vitest';
import { draftedFiles, dropDraft, keepDraft, takeDraft, type Store } from './drafts.ts';

function memory(): Store {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (i) => [...kept.keys()][i] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}
const draft = (text: string, at = '2024-01-01T00:00:00Z') => ({ text, version: 'v1', at });

describe('what is not saved', () => {
  it('is there again for the tab that wrote it', () => {
    const store = memory();
    keepDraft(store, 'a', 'x/contract.yaml', draft('mine'));
    expect(takeDraft(store, 'a', 'x/contract.yaml', new Set(['a']))).toEqual(draft('mine'));
    dropDraft(store, 'a', 'x/contract.yaml');
    expect(takeDraft(store, 'a', 'x/contract.yaml', new Set(['a']))).toBeNull();
  });

  it('of a tab still open is left to it', () => {
    const store = memory();
    keepDraft(store, 'a', 'f', draft('of a'));
    expect(takeDraft(store, 'b', 'f', new Set(['a', 'b']))).toBeNull();
  });

  it('of closed tabs is taken up once, the latest first', () => {
    const store = memory();
    keepDraft(store, 'a', 'f', draft('older'));
    keepDraft(store, 'b', 'f', draft('newer', '2024-02-01T00:00:00Z'));
    expect(takeDraft(store, 'c', 'f', new Set(['c']))?.text).toBe('newer');
    expect(takeDraft(store, 'd', 'f', new Set(['c', 'd']))?.text).toBe('older');
    expect(draftedFiles(store)).toEqual(new Set(['f']));
  });

  it('that was tampered with is nothing, and a full store says so', () => {
    const store = memory();
    store.setItem('openvbp.draft:a:f', '{"text":');
    expect(takeDraft(store, 'a', 'f', new Set())).toBeNull();
    const full = {
      ...memory(),
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(keepDraft(full, 'a', 'f', draft('x'))).toBe(false);
  });
});
