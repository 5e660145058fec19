import { describe, expect, it } from 'vitest';
import { isChanged, start, step, type State } from './document.ts';

const saved = (text: string, version: string) => ({ file: 'f', text, version });
const open = (draft: { text: string; version: string | null; at: string } | null = null) =>
  step(start, { kind: 'opened', document: saved('a', '1'), draft });

describe('a document in the editor', () => {
  it('is changed once its text is another, and no longer when that is saved', () => {
    const edited = step(open(), { kind: 'edited', text: 'ab' });
    expect([isChanged(open()), isChanged(edited)]).toEqual([false, true]);
    expect(isChanged(step(edited, { kind: 'saved', document: saved('ab', '2'), sent: 'ab' }))).toBe(false);
  });

  it('what is typed while it is being saved is not lost', () => {
    const typing = step(step(open(), { kind: 'saving' }), { kind: 'edited', text: 'abc' });
    const after = step(typing, { kind: 'saved', document: saved('ab', '2'), sent: 'ab' });
    expect([after.text, isChanged(after)]).toEqual(['abc', true]);
  });

  it('follows the file where nothing of ours would be lost', () => {
    const after = step(open(), { kind: 'seen', document: saved('b', '2') });
    expect([after.text, after.theirs, after.renewed]).toEqual(['b', null, true]);
  });

  it('keeps both texts where both changed', () => {
    const edited = step(open(), { kind: 'edited', text: 'mine' });
    const after = step(edited, { kind: 'seen', document: saved('theirs', '2') });
    expect([after.text, after.theirs?.text, after.base?.version]).toEqual(['mine', 'theirs', '1']);
    expect(step(after, { kind: 'take theirs' })).toMatchObject({ text: 'theirs', theirs: null });
  });

  it('restores what a browser kept, and sees that the file went on meanwhile', () => {
    const same = open({ text: 'kept', version: '1', at: 't' });
    expect([same.text, same.theirs, same.restored]).toEqual(['kept', null, 't']);
    const behind = open({ text: 'kept', version: '0', at: 't' });
    expect([behind.text, behind.theirs?.text, isChanged(behind)]).toEqual(['kept', 'a', true]);
  });

  it('a failure to save loses nothing', () => {
    const edited: State = step(open(), { kind: 'edited', text: 'mine' });
    const failed = step(step(edited, { kind: 'saving' }), { kind: 'failed', why: { en: 'no', zh: '否' } });
    expect([failed.text, failed.saving, isChanged(failed)]).toEqual(['mine', false, true]);
  });
});
