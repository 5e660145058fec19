/** Files that options name: read like any other file of a contract, with the same diagnostics. */
import { describe, expect, it } from 'vitest';
import { plurality } from './attribution/plurality.ts';
import { computeExample } from './testing.ts';

const codes = async (text: string) => {
  const { diagnostics } = await computeExample(plurality, {
    options: { participants: 'p.csv' },
    files: { 'p.csv': text },
  });
  return diagnostics.map(({ code, at }) => `${code} ${at?.line ?? '-'}`);
};

describe('a file beside the contract', () => {
  it('may have a byte order mark, another delimiter, blank lines, no rows', async () => {
    // Nobody in this example was seen by A, which is said of a file that was read.
    expect(await codes('\ufeffProvider;Group\nA;B\n')).toEqual(['participants-unseen -']);
    expect(await codes('provider,group\n\nA,B\n\n')).toEqual(['participants-unseen -']);
    expect(await codes('provider,group\n')).toEqual([]);
  });

  it('is refused where it is no table, with the line', async () => {
    expect(await codes('')).toEqual(['file-empty -']);
    expect(await codes('provider,group\nA\n')).toEqual(['row-ragged 2']);
    expect(await codes('provider,group\n"A,B\n')).toEqual(['quote-open 2']);
    expect(await codes('provider,group\nA\0,B\n')).toEqual(['zero-byte 2']);
  });

  it('is missed where it is not there', async () => {
    const { diagnostics } = await computeExample(plurality, { options: { participants: 'nowhere.csv' } });
    expect(diagnostics.map(({ code }) => code)).toEqual(['method-file-missing']);
  });
});
