/** An empty cell of an optional fact is absent, and what formulas answer holds: how many rows that decided, from which on, is said once. */
import { afterAll, expect, it } from 'vitest';
import { checkContract } from '../../language/index.ts';
import { fixtures, load } from './testing.ts';

const files = fixtures();
afterAll(() => files.remove());

const MODEL = `
model: test/optional
version: 1
title: { en: Optional facts, zh: 可选事实 }
currency: USD
source: made for this test
parties: [payer]
parameters:
  unlisted: { type: ratio, value: 0.5 }
entities:
  group: { facts: { region: text } }
  member:
    references: { group: group }
    facts:
      paid: money
      risk: { type: ratio, optional: true }
      active: { type: boolean, optional: true }
      seen: { type: date, optional: true }
      note: { type: text, optional: true }
terms:
  member:
    weighted: 'paid * otherwise(risk,
      unlisted)'
    known: if null != seen then seen < period.start else false
  group:
    total: sum(member[otherwise(active, true)].weighted)
`;

async function read(columns: string, ...rows: string[]) {
  files.write('model.yaml', MODEL);
  files.write('members.csv', [columns, ...rows, ''].join('\n'));
  const text = `
contract: optional
title: Optional facts
model: ./model.yaml
currency: USD
parties: { payer: cms }
period: { from: 2023-01-01, to: 2024-01-01 }
bind:
  group: { rows: [{ id: G, region: N }, { id: H, region: S }] }
  member: { table: members.csv }
`;
  const { value, diagnostics } = checkContract(files.write('contract.yaml', text));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const loaded = await load(value!);
  const placed = loaded.diagnostics.map(({ code, message, at }) => [code, message.en, at?.line]);
  return { ...loaded, placed };
}

it('says of how many rows an optional fact is empty, where first, and what formulas take instead', async () => {
  const { placed, facts, diagnostics } = await read(
    'id,group,paid,risk,active,note',
    'A,G,100,1.2,yes,',
    'B,G,100,,yes,',
    'C,H,100,,,',
    'D,H,100,0,no,x',
  );
  // Unknown, and not the zero that D has; nothing reads `note`, so nothing is decided by it.
  expect(facts['member']?.map(({ risk }) => risk)).toEqual(['1200000000000000', null, null, '0']);
  expect(placed).toEqual([
    [
      'header-absent-answered',
      '"members.csv" has no column for the optional `member.seen`: it is unknown in every row. Formulas answer its absence: `member.known`: `null != seen`.',
      1,
    ],
    [
      'cells-absent-answered',
      'The optional `member.risk` is empty in 2 of 4 rows of "members.csv", the first in line 3: it is unknown there. Formulas answer its absence: `member.weighted`: `otherwise(risk, unlisted)`.',
      3,
    ],
    [
      'cells-absent-answered',
      'The optional `member.active` is empty in 1 of 4 rows of "members.csv", the first in line 4: it is unknown there. Formulas answer its absence: `group.total`: `otherwise(active, true)`.',
      4,
    ],
  ]);
  expect(diagnostics.at(-1)?.message.zh).toBe(
    '“members.csv”的 4 行中有 1 行未填可选项 `member.active`（首个在第 4 行）：这些行按未知处理，并按公式中对缺失的约定计算：`group.total`: `otherwise(active, true)`。',
  );
});

it('says the same where the column is missing, and nothing where it is full or only asked for', async () => {
  const { placed } = await read('id,group,paid,active,seen', 'A,G,1,yes,2023-02-01', 'B,G,1,no,');
  expect(placed.map(([code, message]) => [code, message])).toEqual([
    [
      'header-absent-answered',
      '"members.csv" has no column for the optional `member.risk`: it is unknown in every row. Formulas answer its absence: `member.weighted`: `otherwise(risk, unlisted)`.',
    ],
    [
      'header-absent-optional',
      '"members.csv" has no column for the optional `member.note`: it is unknown in every row.',
    ],
  ]);
});

it('a cell that cannot be read is an error, and not counted as empty', async () => {
  const { problems } = await read('id,group,paid,risk,active,seen,note', 'A,G,1,high,yes,,', 'B,G,1,,,,');
  expect(problems).toEqual(['error number-unreadable 2']);
});
