/** Episodes of one person that meet: which stands. */
import { describe, expect, it } from 'vitest';
import { csv } from '../shared/testing.ts';
import type { Example, Given } from '../testing.ts';
import { run, stay } from './testing.ts';

describe('overlap', () => {
  const twice = [
    stay('a', '2023-03-01', '2023-03-04', 10),
    stay('b', '2023-04-10', '2023-04-12', 20, { drg_code: '469' }),
  ];
  const reasons = async (lines: readonly Given[], options: Record<string, string>, rest: Example = {}) =>
    (await run(lines, options, rest)).rows.map(
      (row) => `${row['trigger_claim']} ${row['status']} ${row['reason']}`,
    );

  it('first-wins: the second is a readmission of the first', async () => {
    expect(await reasons(twice, {})).toEqual(['a final null', 'b rejected inside-another']);
    const { rows } = await run(twice);
    expect(rows[0]).toMatchObject({ readmissions: 1, total_amount: '30' });
    expect(rows[1]).toMatchObject({ other_episode: 'LEJR:ann:2023-03-01', total_amount: null });
  });

  it('first-wins: what the loser would have blocked stands', async () => {
    const third = stay('c', '2023-06-20', '2023-06-22', 5);
    expect(await reasons([...twice, third], {})).toEqual([
      'a final null',
      'b rejected inside-another',
      'c final null',
    ]);
  });

  it('latest-cancels: a new trigger cancels the episode it falls in', async () => {
    const third = stay('c', '2023-06-20', '2023-06-22', 5);
    expect(await reasons([...twice, third], { overlap: 'latest-cancels' })).toEqual([
      'a cancelled later-trigger',
      'b cancelled later-trigger',
      'c final null',
    ]);
  });

  it('highest-priority: the one that comes first by rank', async () => {
    const triggers = [
      { episode: 'small', kind: 'drg', code: '470', priority: '2' },
      { episode: 'large', kind: 'drg', code: '469', priority: '1' },
    ];
    const rest = { files: { 'triggers.csv': csv(triggers) } };
    const options = { trigger_drgs: '', triggers: 'triggers.csv', overlap: 'highest-priority' };
    expect(await reasons(twice, options, rest)).toEqual(['b final null', 'a rejected lower-priority']);
    expect(await reasons(twice, { ...options, overlap_among: 'same-episode' }, rest)).toEqual([
      'b final null',
      'a final null',
    ]);
  });
});
