/** Procedures the conditions that come with the product count, beside those that look alike. */
import { expect, it } from 'vitest';
import { readDocument } from '../shared/document.ts';
import { findDocument } from '../shipped.ts';
import { condition } from './document.ts';
import { CONDITIONS } from './run.ts';

const counted = (name: string, outcome: string) => {
  const { value } = readDocument(findDocument(name, '.', CONDITIONS) ?? '', condition);
  const found = value?.outcomes.find((one) => one.outcome === outcome);
  const codes = found?.kind === 'procedure' ? found.procedures : [];
  return (code: string) =>
    codes.some((one) => (one.endsWith('*') ? code.startsWith(one.slice(0, -1)) : code === one));
};

it('a biopsy is no excision, of the breast or of a disc', () => {
  const breast = counted('breast-cancer', 'margin-reoperation');
  expect(['0HBT0ZZ', '0HBT0ZX', '0HBU3ZX', '0HTU0ZZ'].filter(breast)).toEqual(['0HBT0ZZ', '0HTU0ZZ']);
  const disc = counted('lumbar-disc', 'reoperation');
  expect(['0SB20ZZ', '0SB20ZX', '0ST40ZZ'].filter(disc)).toEqual(['0SB20ZZ', '0ST40ZZ']);
});

it('a joint is revised by its prosthesis, not by its drain or fixator', () => {
  const joint = counted('hip-knee', 'reoperation');
  const codes = ['0SP90JZ', '0SPC09Z', '0SPT0JZ', '0SWR0JZ', '0SP900Z', '0SPBX5Z', '0SW904Z', '0SP903Z'];
  expect(codes.filter(joint)).toEqual(['0SP90JZ', '0SPC09Z', '0SPT0JZ', '0SWR0JZ']);
});
