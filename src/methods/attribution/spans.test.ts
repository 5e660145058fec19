/** Attribution that is written down: spans cut to the period, the later choice holding from its first day. */
import { expect, it } from 'vitest';
import type { Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { panel, registration, voluntary } from './given.ts';

const person = (person_id: string, rest: Given = {}): Given => ({
  person_id,
  enrollment_start_date: '2022-01-01',
  ...rest,
});
const brief = ({ person_id, from, to, assigned, provider, reason }: Record<string, unknown>) =>
  [person_id, from, to, assigned ? 'in' : 'out', provider, reason].map(String).join(' ');

it('follows a panel, from and to its dates', async () => {
  const { rows, lines } = await computeExample(panel, {
    tables: {
      eligibility: [person('ann'), person('bob'), person('cat', { death_date: '2023-03-31' }), person('dan')],
    },
    options: { panel: 'panel.csv' },
    files: {
      'panel.csv':
        'person,provider,from,to\nann,P1,2022-06-01,\nann,P2,2023-07-01,\nbob,P1,2023-02-01,2023-05-01\nbob,P1,2023-09-01,\ncat,P1,,\neve,P1,,\n',
    },
  });
  expect(rows.map(brief)).toEqual([
    'ann 2023-01-01 2023-07-01 in P1 panel',
    'ann 2023-07-01 2024-01-01 in P2 panel',
    'bob 2023-02-01 2023-05-01 in P1 panel',
    'bob 2023-09-01 2024-01-01 in P1 panel',
    'cat 2023-01-01 2023-04-01 in P1 panel',
    'dan 2023-01-01 2024-01-01 out null not-on-panel',
    'eve 2023-01-01 2024-01-01 out null not-enrolled',
  ]);
  expect(lines).toEqual([]);
});

it('follows registrations with family doctors', async () => {
  const { rows } = await computeExample(registration, {
    tables: {
      eligibility: [
        person('张', {
          registered_provider: '城关中心',
          registration_start_date: '2023-04-01',
          registration_end_date: '2023-12-31',
        }),
        person('李'),
        person('王', { registered_provider: '城关中心', registration_end_date: '2022-12-31' }),
      ],
    },
  });
  expect(rows.map(brief)).toEqual([
    '张 2023-04-01 2024-01-01 in 城关中心 registered',
    '李 2023-01-01 2024-01-01 out null not-registered',
    '王 2023-01-01 2024-01-01 out null not-registered',
  ]);
});

it('follows choices, and says what is wrong with their dates', async () => {
  const tables = { eligibility: [person('ann')] };
  const good = await computeExample(voluntary, {
    tables,
    options: { choices: 'c.csv' },
    files: { 'c.csv': 'person,provider,from\nann,P1,2023-05-01\n' },
  });
  expect(good.rows.map(brief)).toEqual(['ann 2023-05-01 2024-01-01 in P1 voluntary']);
  const bad = await computeExample(voluntary, {
    tables,
    options: { choices: 'c.csv' },
    files: { 'c.csv': 'person,provider,from\nann,P1,May\n' },
  });
  expect(bad.diagnostics.map(({ code, data }) => [code, data['line'], data['text']])).toEqual([
    ['method-file-cell', 2, 'May'],
  ]);
  const reversed = await computeExample(voluntary, {
    tables,
    options: { choices: 'c.csv' },
    files: { 'c.csv': 'person,provider,from,to\nann,P1,2023-05-01,2023-04-01\n' },
  });
  expect(reversed.rows.map(brief)).toEqual(['ann 2023-01-01 2024-01-01 out null not-named']);
  expect(reversed.diagnostics.map(({ code }) => code)).toEqual(['span-reversed']);
});
