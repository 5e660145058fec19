import { describe, expect, test } from 'vitest';
import type { Expression, PlanEntity } from '../../src/language/plan.ts';
import {
  column,
  constant,
  date,
  duration,
  entity,
  fact,
  given,
  origin,
  periodStart,
  plan,
  ratio,
  reference,
  text,
  whole,
} from './build.ts';
import { interpret } from './interpret.ts';

const keys = (
  entities: PlanEntity[],
  rows: Parameters<typeof given>[0],
  name: string,
  parts: Parameters<typeof plan>[1] = {},
) => interpret(plan(entities, parts), given(rows)).rows[name]!.map((row) => row.key);

describe('rows (language §1)', () => {
  const year: Expression = {
    op: 'date_part',
    type: whole,
    part: 'year',
    value: column('me', date, 'case', 'on'),
  };
  const by = [
    { name: 'region', value: column('me', text, 'hospital', 'hospital', 'region') },
    { name: 'year', value: year },
  ];
  const entities = [
    entity('hospital', { facts: [fact('region', text)] }),
    entity('case', {
      facts: [fact('on', date)],
      references: [
        reference('hospital', 'hospital'),
        { name: 'cell', to: 'cell', kind: 'group', by: by.map((b) => b.value), origin },
        {
          name: 'same',
          to: 'cell',
          kind: 'computed',
          by: [constant(text, 'n'), constant(whole, '1999')],
          origin,
        },
      ],
    }),
    entity('cell', {
      key: [
        { name: 'region', type: text },
        { name: 'year', type: whole },
      ],
      rows: { kind: 'group', entity: 'case', by },
    }),
  ];
  const rows = {
    hospital: [
      { key: { id: 'h1' }, facts: { region: 'n' } },
      { key: { id: 'h2' }, facts: { region: null } },
    ],
    case: [
      { key: { id: 'a' }, references: { hospital: ['h1'] }, facts: { on: '2024-02-29' } },
      { key: { id: 'b' }, references: { hospital: ['h1'] }, facts: { on: '1000-01-01' } },
      { key: { id: 'c' }, references: { hospital: ['h1'] }, facts: { on: '2024-12-31' } },
      { key: { id: 'd' }, references: { hospital: ['h2'] }, facts: { on: '2024-12-31' } },
    ],
  };

  test('a group has a row per distinct key, numbers by size; an unknown key belongs to none', () => {
    expect(keys(entities, rows, 'cell')).toEqual(['n,1000', 'n,2024']);
    const cases = interpret(plan(entities), given(rows)).rows['case']!;
    expect(cases.map((c) => c.references['cell']!.value)).toEqual(['n,2024', 'n,1000', 'n,2024', null]);
    expect(cases[3]!.references['cell']!.reason).toEqual({
      kind: 'missing',
      entity: 'hospital',
      key: 'h2',
      name: 'region',
    });
    expect(cases[0]!.references['same']!.reason).toEqual({
      kind: 'no match',
      entity: 'case',
      key: 'a',
      name: 'same',
    });
  });

  test('an entity that is only referred to has a row per distinct id', () => {
    const referred = [
      entity('maker', { rows: { kind: 'referred' } }),
      entity('treatment', { references: [reference('maker', 'maker')] }),
    ];
    const treatments = ['m2', 'm1', 'm2', null].map((maker, i) => ({
      key: { id: `t${i}` },
      references: { maker: maker === null ? null : [maker] },
    }));
    expect(keys(referred, { treatment: treatments }, 'maker')).toEqual(['m1', 'm2']);
  });

  test('a reference that is part of the key is read from there', () => {
    const keyed = [
      entity('aco'),
      entity('stratum', {
        key: [
          { name: 'aco', type: text },
          { name: 'part', type: text },
        ],
        references: [reference('aco', 'aco')],
      }),
    ];
    const run = interpret(
      plan(keyed),
      given({ aco: [{ key: { id: 'x' } }], stratum: [{ key: { aco: 'x', part: 'p' } }] }),
    );
    expect(run.rows['stratum']![0]!.references['aco']!.value).toBe('x');
  });

  test('a dangling id is an error of the data', () => {
    const bad = { ...rows, case: [{ key: { id: 'a' }, references: { hospital: ['h9'] } }] };
    expect(() => interpret(plan(entities), given(bad))).toThrow('names no row');
  });
});

describe('each', () => {
  const each = (list: Extract<PlanEntity['rows'], { kind: 'each' }>['list'], key = whole): PlanEntity =>
    entity('part', {
      key: [
        { name: 'treatment', type: text },
        { name: 'n', type: key },
      ] as PlanEntity['key'],
      rows: { kind: 'each', parent: 'treatment', variable: 'n', list },
      references: [{ name: 'treatment', to: 'treatment', kind: 'parent', origin }],
    });
  const treatment = entity('treatment', { facts: [fact('times', whole)] });
  const rows = {
    treatment: [
      { key: { id: 'a' }, facts: { times: '11' } },
      { key: { id: 'b' }, facts: { times: '0' } },
      { key: { id: 'c' }, facts: { times: null } },
    ],
  };

  test('ranges: empty where the end is before the start, none where it is unknown', () => {
    const list = {
      kind: 'range' as const,
      from: constant(whole, '9'),
      to: column('me', whole, 'treatment', 'times'),
    };
    expect(keys([treatment, each(list)], rows, 'part')).toEqual(['a,9', 'a,10', 'a,11']);
  });

  test('months of the period', () => {
    const end: Expression = {
      op: 'shift',
      type: date,
      date: periodStart,
      duration: constant(duration, 'P2M1D'),
      sign: 1,
    };
    const list = { kind: 'months' as const, from: periodStart, to: end };
    const made = keys(
      [treatment, each(list, date as typeof whole)],
      { treatment: [{ key: { id: 'a' } }] },
      'part',
    );
    expect(made).toEqual(['a,2023-01-01', 'a,2023-02-01', 'a,2023-03-01']);
  });

  test('records bring their columns', () => {
    const schedule = {
      kind: 'records' as const,
      name: 'schedule',
      columns: [
        { name: 'name', type: text },
        { name: 'share', type: ratio },
      ],
      rows: [
        ['late', '2'],
        ['early', '1'],
      ],
      origin,
    };
    const part = each({ kind: 'records', parameter: 'schedule' }, text as typeof whole);
    part.elements = [{ name: 'n.share', type: ratio }];
    part.terms = [
      { name: 't', type: ratio, expression: column('me', ratio, 'part', 'n.share'), formula: 't', origin },
    ];
    const run = interpret(
      plan([treatment, part], { parameters: [schedule] }),
      given({ treatment: [{ key: { id: 'a' } }] }),
    );
    expect(run.rows['part']!.map((row) => [row.key, row.terms['t']!.value])).toEqual([
      ['a,early', '1'],
      ['a,late', '2'],
    ]);
  });
});
