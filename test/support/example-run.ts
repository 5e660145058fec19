/** A small run made by hand: two ACOs and a third whose quality is not known. For tests of what is shown of a run. */
import type { Expression, NumberType, Plan } from '../../src/language/plan.ts';
import type { RunManifest, StatementRow } from '../../src/engine/types.ts';

const at = { file: 'model.yaml', line: 1, column: 1 };
const money: NumberType = { kind: 'number', dimensions: { money: 1 }, scale: 6 };
const ratio: NumberType = { kind: 'number', dimensions: {}, scale: 15 };
const column = (name: string): Expression => ({
  type: money,
  op: 'column',
  row: 'me',
  path: [],
  entity: 'aco',
  name,
});

export const plan: Plan = {
  version: 1,
  model: 'us/example',
  modelVersion: '1.0',
  title: { en: 'Shared savings, by example', zh: '共享结余示例' },
  source: '42 CFR Part 425',
  currency: 'USD',
  minorUnit: 2,
  parties: ['payer'],
  entities: [
    {
      name: 'aco',
      title: { en: 'ACO', zh: '责任制医疗组织' },
      key: [{ name: 'id', type: { kind: 'text' } }],
      rows: { kind: 'bound' },
      facts: [
        {
          name: 'quality',
          type: ratio,
          optional: false,
          title: { en: 'Quality score', zh: '质量得分' },
          origin: at,
        },
      ],
      references: [],
      elements: [],
      origin: at,
      terms: [
        {
          name: 'earned',
          type: money,
          expression: column('quality'),
          title: { en: 'Shared savings', zh: '共享结余' },
          formula: 'savings * sharing_rate * quality',
          origin: at,
        },
        {
          name: 'decided',
          type: { kind: 'boolean' },
          expression: column('quality'),
          title: { en: 'Run-out complete', zh: '结算滞后期已满' },
          formula: 'as_of >= period.end + runout',
          origin: at,
        },
        {
          name: 'payment:shared:amount',
          type: money,
          expression: column('earned'),
          formula: 'earned',
          origin: at,
        },
        {
          name: 'payment:shared:pending',
          type: { kind: 'boolean' },
          expression: { ...column('decided'), type: { kind: 'boolean' } } as Expression,
          formula: 'decided',
          origin: at,
        },
      ],
    },
  ],
  parameters: [
    {
      name: 'sharing_rate',
      title: { en: 'Sharing rate', zh: '分享比例' },
      kind: 'scalar',
      type: ratio,
      values: [
        { from: '2013-01-01', value: '500000000000000', source: '42 CFR 425.604(d)', origin: at },
        { from: '2022-01-01', value: '750000000000000', unverified: true, origin: at },
      ],
      origin: at,
    },
    {
      name: 'minimum_rate',
      kind: 'table',
      inputs: [{ name: 'people', type: { kind: 'number', dimensions: { person: 1 }, scale: 0 } }],
      outputs: [{ name: 'rate', type: ratio }],
      read: 'match',
      hit: 'unique',
      outside: 'unknown',
      values: [
        {
          from: null,
          source: '42 CFR 425.604(b)',
          value: [
            {
              cells: [{ test: 'between', low: '5000', lowClosed: true, high: '6000', highClosed: false }],
              outputs: ['36000000000000'],
              origin: at,
            },
            { cells: [{ test: 'any' }], outputs: ['20000000000000'], origin: at },
          ],
          origin: at,
        },
      ],
      origin: at,
    },
  ],
  payments: [
    {
      id: 'shared',
      for: 'aco',
      from: { kind: 'role', role: 'payer' },
      to: { kind: 'row', path: [], entity: 'aco' },
      amount: column('earned'),
      signed: false,
      pendingUnless: { ...column('decided'), type: { kind: 'boolean' } } as Expression,
      terms: { amount: 'payment:shared:amount', pendingUnless: 'payment:shared:pending' },
      title: { en: 'Shared savings', zh: '共享结余款' },
      source: '42 CFR 425.605(d)',
      origin: at,
    },
  ],
  posted: [],
  order: [],
};

const manifest: RunManifest = {
  version: 1,
  engine: '0.1.0',
  contract: 'example-2022',
  model: 'us/example',
  modelVersion: '1.0',
  currency: 'USD',
  period: { from: '2022-01-01', to: '2023-01-01' },
  asOf: '2023-09-01',
  parties: [{ role: 'payer', id: 'cms', name: { en: 'CMS', zh: '联邦医疗保险' } }],
  documents: { 'contract.yaml': 'c'.repeat(64), 'model.yaml': 'd'.repeat(64) },
  sources: [{ entity: 'aco', file: 'aco.csv', sha256: 'e'.repeat(64), read: 4, kept: 4, leftOut: 0 }],
  parameters: [{ name: 'sharing_rate', changed: true, unverified: true }],
  rows: { aco: 4 },
  diagnostics: [],
  digests: {},
  ledger: { postings: 0, sha256: null },
};

const row = (key: string, more: Partial<StatementRow>): StatementRow => ({
  payment: 'shared',
  entity: 'aco',
  key,
  from: 'cms',
  to: key,
  amount: null,
  posted: '0.00',
  difference: null,
  due: null,
  status: 'final',
  ...more,
});

export const rows: StatementRow[] = [
  row('A1001', { amount: '45867445.68', posted: '45000000.00', difference: '867445.68' }),
  row('A2002', { amount: '1200.50', difference: '1200.50', due: '2023-10-31' }),
  row('A3003', { amount: '10.00', status: 'pending' }),
  row('A4,"4', {
    status: 'undetermined',
    reason: { kind: 'missing', entity: 'aco', key: 'A4,"4', name: 'quality' },
  }),
];

export async function* statementRows(): AsyncIterable<StatementRow> {
  yield* rows;
}

export const exampleRun = {
  manifest,
  plan,
  agreement: {
    title: { en: 'Example <2022>', zh: '示例协议 2022' },
    changed: ['sharing_rate'],
    bindings: {
      aco: {
        runs: [],
        sources: [
          {
            at: { file: 'contract.yaml' },
            kind: 'table' as const,
            file: '/somewhere/aco.csv',
            format: 'csv' as const,
            encoding: 'utf-8',
            header: 1,
            keep: [],
            columns: {
              quality: {
                at: { file: 'contract.yaml' },
                column: 'QualScore',
                formats: [],
                values: {},
                unknown: [],
              },
            },
          },
        ],
      },
    },
  },
};
