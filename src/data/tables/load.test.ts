import { afterAll, describe, expect, it } from 'vitest';
import {
  agreement,
  boolean,
  count,
  date,
  duration,
  entity,
  fixtures,
  load,
  money,
  party,
  ratio,
  rows,
  table,
  text,
} from './testing.ts';

const files = fixtures();
afterAll(() => files.remove());

const aco = entity('aco', {
  facts: { track: text, beneficiaries: count, benchmark: money, quality: ratio, since: date, urban: boolean },
});

describe('rows in a document', () => {
  it('are typed by the facts’ types', async () => {
    const all = entity('aco', {
      facts: { n: count, m: money, r: ratio, d: date, b: boolean, p: duration, o: party },
    });
    const { facts, problems, sources } = await load(
      agreement([all], {
        aco: [
          rows(
            {
              id: 'A1',
              n: '74992',
              m: '-0.5',
              r: '1e-3',
              d: '2024-02-29',
              b: 'true',
              p: 'P1Y2M3D',
              o: 'cms',
            },
            { id: 'A2', m: '' },
          ),
        ],
      }),
    );
    expect(problems).toEqual([]);
    expect(facts['aco']).toEqual([
      {
        id: 'A1',
        n: '74992',
        m: '-500000',
        r: '1000000000000',
        d: '2024-02-29',
        b: true,
        p: 'P14M3D',
        o: 'cms',
        _source: '0',
        _line: '10',
      },
      { id: 'A2', n: null, m: null, r: null, d: null, b: null, p: null, o: null, _source: '0', _line: '11' },
    ]);
    expect(sources).toMatchObject([{ entity: 'aco', file: 'contract.yaml', read: 2, kept: 2, leftOut: 0 }]);
  });

  it('have a key each, and no two the same; numbers are the same however they are written', async () => {
    const of = (key: Parameters<typeof entity>[1], ...given: Parameters<typeof rows>) =>
      load(agreement([entity('aco', key)], { aco: [rows(...given)] }));
    expect((await of({}, { id: 'A1' }, { id: 'a1' }, { id: 'A1' }, { id: '' })).problems).toEqual([
      'error key-empty',
      'error key-twice',
    ]);
    const numbered = { key: { n: count, d: date } };
    const [one, two] = [
      { n: '1', d: '2024-01-01' },
      { n: '1.0', d: '2024-01-01' },
    ];
    expect((await of(numbered, one, { ...two, d: '2024-01-02' })).problems).toEqual([]);
    expect((await of(numbered, one, two)).problems).toEqual(['error key-twice']);
    const lasting = { key: { p: duration } };
    expect((await of(lasting, { p: 'P1M' }, { p: 'P30D' })).problems).toEqual(['error key-twice']);
  });

  it('an entity that is not bound has an empty table', async () => {
    const { facts } = await load(agreement([aco], {}));
    expect(facts['aco']).toEqual([]);
  });
});

describe('CSV', () => {
  it('is read by headers in any case and order', async () => {
    const file = files.write(
      'plain.csv',
      '\ufeffNote, ACO  Id ,TRACK,beneficiaries,Benchmark,quality,since,urban\r\n"a\nb",A1,EN,12,1234.5678915,0.5,2022-01-01,Y\r\n,A2,E,,,,,\r\n',
    );
    const { facts, problems, sources } = await load(
      agreement([aco], { aco: [table(file, { columns: { id: 'aco id' } })] }),
    );
    expect(problems).toEqual(['note cell-rounded 2']);
    expect(facts['aco']).toMatchObject([
      {
        id: 'A1',
        track: 'EN',
        beneficiaries: '12',
        benchmark: '1234567892',
        quality: '500000000000000',
        since: '2022-01-01',
        urban: true,
        _line: '2',
      },
      { id: 'A2', track: 'E', beneficiaries: null, urban: null, _line: '4' },
    ]);
    expect(sources).toMatchObject([{ file: 'plain.csv', read: 2, kept: 2, leftOut: 0 }]);
  });
});
