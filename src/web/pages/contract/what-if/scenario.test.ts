import { expect, it } from 'vitest';
import { changesOf, searchOf } from './scenario.ts';

it('an address keeps the scenario, in one order however it was put together', () => {
  const changes = { sharing_rate: '0.6', minimum: '0.02' };
  const search = searchOf({ old: '1' }, changes);
  expect(search).toEqual({ 'set.old': undefined, 'set.sharing_rate': '0.6', 'set.minimum': '0.02' });
  expect(Object.entries(changesOf({ ...search, run: 'x' }))).toEqual([
    ['minimum', '0.02'],
    ['sharing_rate', '0.6'],
  ]);
});
