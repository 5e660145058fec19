import { expect, it } from 'vitest';
import { csv } from './export.ts';

it('a file of differences quotes what needs it and computes nothing', () => {
  expect(
    csv(
      ['key', 'theirs'],
      [
        ['A,1', '-3.50'],
        ['=1+1', null],
        ['say "no"', 2],
      ],
    ),
  ).toBe('\uFEFFkey,theirs\r\n"A,1",-3.50\r\n\'=1+1,\r\n"say ""no""",2\r\n');
});
