import { afterAll, describe, expect, it } from 'vitest';
import type { Source } from '../../language/agreement.ts';
import {
  agreement,
  at,
  count,
  date,
  entity,
  fixtures,
  load,
  money,
  ratio,
  rows,
  table,
  text,
} from './testing.ts';

const files = fixtures();
afterAll(() => files.remove());

const ROWS = { _source: '0' };
const only = (given: Record<string, unknown>[] | undefined, ...names: string[]) =>
  (given ?? []).map((row) => names.map((name) => row[name]));

describe('columns', () => {
  const result = entity('result', {
    key: { 'stratum.aco': text, measure: text },
    references: { stratum: 'stratum', hospital: 'hospital', payee: 'party' },
    facts: { measure: text, rate: ratio, note: { type: text, optional: true } },
  });
  const stratum = entity('stratum', { key: { aco: text, year: count } });
  const hospital = entity('hospital', { rows: { kind: 'referred' } });

  it('are key parts, references by part, facts, source and line', async () => {
    const file = files.write('results.csv', 'aco,yr,ccn,measure,rate,payee\nA1,2022,010001,M1,0.5,cms\n');
    const columns = { 'stratum.aco': 'aco', 'stratum.year': 'yr', hospital: 'CCN' };
    const { facts, problems } = await load(
      agreement([stratum, hospital, result], { result: [table(file, { columns })] }),
    );
    expect(problems).toEqual(['note header-absent-optional 1']);
    expect(facts['result']).toEqual([
      {
        'stratum.aco': 'A1',
        measure: 'M1',
        'stratum.year': '2022',
        'hospital.id': '010001',
        'payee.id': 'cms',
        rate: '500000000000000',
        note: null,
        ...ROWS,
        _line: '2',
      },
    ]);
    expect(facts).toHaveProperty('stratum');
    expect(facts).not.toHaveProperty('hospital');
  });

  it('a key part that is a reference is one column', async () => {
    const shape = entity('score', { key: { aco: text, n: count }, references: { aco: 'aco' } });
    const aco = entity('aco', {});
    const { facts } = await load(agreement([aco, shape], { score: [rows({ 'aco.id': 'A1', n: '1' })] }));
    expect(facts['score']).toEqual([{ aco: 'A1', n: '1', 'aco.id': 'A1', _source: '0', _line: '10' }]);
  });

  it('a name the entity does not have is an error, in a column map and in rows', async () => {
    const shape = entity('aco', { facts: { paid: money } });
    const file = files.write('paid.csv', 'id,paid\nA,1\n');
    const mapped = await load(agreement([shape], { aco: [table(file, { columns: { payd: 'paid' } })] }));
    expect(mapped.problems).toEqual(['error name-unknown']);
    expect(mapped.diagnostics[0]?.hint?.en).toContain('"paid"');
    const given = await load(
      agreement([shape], { aco: [rows({ id: 'A', payd: '1' }, { id: 'B', payd: '1' })] }),
    );
    expect(given.problems).toEqual(['error name-unknown']);
  });
});

describe('column maps', () => {
  const aco = entity('aco', {
    facts: {
      track: { type: text, oneOf: ['T1', 'EN'] },
      year: count,
      quality: { type: ratio, optional: true },
    },
  });
  const track = { column: 'Current Track', values: { '1': 'T1', Enhanced: 'EN' }, unknown: ['.'] };

  it('values, unknown texts, constants, formats', async () => {
    const content = 'ACO,Current  Track,QualScore\nA1,1,89.41%\nA2,Enhanced,-\nA3, . ,\nA4,EN,P4R\n';
    const file = files.write('maps.csv', content);
    const quality = { column: 'qualscore', formats: ['percent'], values: { P4R: '1' }, unknown: ['-'] };
    const columns = { id: 'aco', track, year: { value: '2022' }, quality };
    const { facts, problems } = await load(agreement([aco], { aco: [table(file, { columns })] }));
    expect(problems).toEqual([]);
    expect(only(facts['aco'], 'id', 'track', 'year', 'quality')).toEqual([
      ['A1', 'T1', '2022', '894100000000000'],
      ['A2', 'EN', '2022', null],
      ['A3', null, '2022', null],
      // A mapped value is written as in a document: 1, not 1 %.
      ['A4', 'EN', '2022', '1000000000000000'],
    ]);
  });

  it('a value that is not allowed, with what may have been meant', async () => {
    const file = files.write('allowed.csv', 'id,track,year\nA1,T2,1\nA2,EM,1\nA3,en,1\n');
    const { problems, diagnostics } = await load(agreement([aco], { aco: [table(file)] }));
    expect(problems.slice(1)).toEqual([
      'error cell-nearly-allowed 2',
      'error cell-nearly-allowed 3',
      'error cell-nearly-allowed 4',
    ]);
    expect(diagnostics[2]?.message.en).toBe(
      '"EM" in column "track" is not one of "T1", "EN". Did you mean "EN"?',
    );
    expect(diagnostics[2]?.message.zh).toContain('是否指“EN”');
  });

  it('a format by another column', async () => {
    const content = 'id,track,year,quality\nA1,T1,2022,89.41\nA2,T1,2023,0.5\nA3,T1,2024,0.5\n';
    const formatBy = { column: 'YEAR', cases: { '2022': ['percent'], '2023': ['plain'] } };
    const file = files.write('by.csv', content);
    const wrong = await load(
      agreement([aco], { aco: [table(file, { columns: { quality: { formatBy } } })] }),
    );
    expect(wrong.problems).toEqual(['error cell-no-format 4']);
    expect(wrong.diagnostics[0]?.message.en).toBe(
      'No format is given for column "quality" where "YEAR" is "2024".',
    );
    const right = await load(
      agreement([aco], { aco: [table(file, { columns: { quality: { formatBy, formats: ['plain'] } } })] }),
    );
    expect(right.problems).toEqual([]);
    expect(only(right.facts['aco'], 'quality').flat()).toEqual([
      '894100000000000',
      '500000000000000',
      '500000000000000',
    ]);
  });

  it('formats and constants that cannot be are refused before any row is read', async () => {
    const file = files.write('formats.csv', 'id,track,year,quality\nA1,T1,1,1\n');
    const columns = { quality: { formats: ['per cent'] }, year: { value: 'last' } };
    const { problems, diagnostics } = await load(agreement([aco], { aco: [table(file, { columns })] }));
    expect(problems).toEqual(['error value-unreadable', 'error format-unknown']);
    expect(diagnostics[1]?.hint?.en).toBe('Its formats: plain, thousands, percent, out of, $, €, £, ¥.');
  });

  it('more digits than the scale are rounded half to even, and counted', async () => {
    const shape = entity('row', { facts: { paid: money } });
    const content = 'id,paid\n1,0.1\n2,0.0000005\n3,0.0000015\n4,-0.0000025\n5,-0.00000251\n6,1.5e-6\n';
    const file = files.write('digits.csv', content);
    const { facts, problems, diagnostics } = await load(agreement([shape], { row: [table(file)] }));
    expect(only(facts['row'], 'paid').flat()).toEqual(['100000', '0', '2', '-2', '-3', '2']);
    expect(problems).toEqual(['note cell-rounded 3']);
    expect(diagnostics[0]?.data).toMatchObject({ total: 5, text: '0.0000005', scale: 6 });
  });

  it('text is trimmed and codes keep their zeros; an empty cell is unknown', async () => {
    const shape = entity('row', { facts: { code: { type: text } } });
    const file = files.write('codes.csv', 'id,code\n001, 0012 \n002,　\u00a0\n');
    const { facts } = await load(agreement([shape], { row: [table(file)] }));
    expect(only(facts['row'], 'id', 'code')).toEqual([
      ['001', '0012'],
      ['002', null],
    ]);
  });
});

describe('which rows', () => {
  const aco = entity('aco', { facts: { paid: { type: money, optional: true } } });

  it('keep: the others are left out and counted', async () => {
    const file = files.write(
      'keep.csv',
      'id,kind,state,paid\nA,Final,AL,1\nB,draft,AL,x\nC,Final ,GA,3\nD,,AL,4\n',
    );
    const keep = [
      { header: 'Kind', values: ['Final', ''] },
      { header: 'STATE', values: ['AL'] },
    ];
    const { facts, problems, sources } = await load(agreement([aco], { aco: [table(file, { keep })] }));
    expect(problems).toEqual([]);
    expect(only(facts['aco'], 'id', 'paid', '_line')).toEqual([
      ['A', '1000000', '2'],
      ['D', '4000000', '5'],
    ]);
    expect(sources).toMatchObject([{ read: 4, kept: 2, leftOut: 2 }]);
  });

  it('keep by a column that is not there', async () => {
    const file = files.write('keep.csv', 'id,kind\nA,Final\n');
    const keep = [{ header: 'type', values: ['Final'] }];
    expect((await load(agreement([aco], { aco: [table(file, { keep })] }))).problems).toContain(
      'error keep-absent',
    );
  });

  it('rows with nothing in any bound column are left out and counted', async () => {
    const file = files.write('blank.csv', 'id,other,paid\nA,x,1\n,y,\n,,\n');
    const { facts, problems, sources } = await load(agreement([aco], { aco: [table(file)] }));
    expect(problems).toEqual([]);
    expect(facts['aco']).toHaveLength(1);
    expect(sources).toMatchObject([{ read: 3, kept: 1, leftOut: 2 }]);
  });

  it('unpivot: one row per value, but not where its cells are empty or unknown', async () => {
    const shape = entity('score', {
      key: { hospital: text, measure: text },
      references: { hospital: 'hospital' },
      facts: {
        measure: text,
        rate: { type: ratio, optional: true },
        points: { type: count, optional: true },
      },
    });
    const content =
      'ID,HAI-1 Rate,HAI-1 Points,HAI 2 Rate,HAI 2 Points\nH1,0.5,3 out of 10,0.25,4 out of 10\nH2,Not Available,,1,Not Available\n';
    const file = files.write('wide.csv', content);
    const unknown = ['Not Available'];
    const columns = {
      hospital: 'id',
      rate: { column: '{measure} Rate', unknown },
      points: { column: '{measure} Points', formats: ['out of'], unknown },
    };
    const unpivot = {
      name: 'measure',
      values: [
        { value: 'HAI_1', text: 'HAI-1' },
        { value: 'HAI_2', text: 'HAI 2' },
      ],
    };
    const hospital = entity('hospital', { rows: { kind: 'referred' } });
    const { facts, problems, sources } = await load(
      agreement([hospital, shape], { score: [table(file, { columns, unpivot })] }),
    );
    expect(problems).toEqual([]);
    const found = only(
      facts['score'],
      'hospital',
      'hospital.id',
      'measure',
      'rate',
      'points',
      '_line',
    ).sort();
    expect(found).toEqual([
      ['H1', 'H1', 'HAI_1', '500000000000000', '3', '2'],
      ['H1', 'H1', 'HAI_2', '250000000000000', '4', '2'],
      ['H2', 'H2', 'HAI_2', '1000000000000000', null, '3'],
    ]);
    expect(sources).toMatchObject([{ read: 4, kept: 3, leftOut: 1 }]);
  });

  it('unpivot: a header missing for one value names that header', async () => {
    const shape = entity('score', { key: { id: text, m: text }, facts: { rate: ratio } });
    const file = files.write('wide.csv', 'id,A rate\n1,1\n');
    const unpivot = { name: 'm', values: ['A', 'B'].map((value) => ({ value, text: value })) };
    const { diagnostics } = await load(
      agreement([shape], { score: [table(file, { unpivot, columns: { rate: '{m} rate' } })] }),
    );
    expect(diagnostics.map((d) => d.data['header'])).toEqual(['B rate']);
  });
});

describe('several sources of one entity', () => {
  const aco = entity('aco', { facts: { paid: money, seen: { type: date, optional: true } } });

  it('are one table; keys may not repeat across them', async () => {
    const first = files.write('first.csv', 'id,paid\nA,1\nB,2\n');
    const second = files.write('second.csv', 'id,paid,seen\nC,99999999999999,2022-02-03\nA,4,\n');
    const { facts, diagnostics, sources } = await load(
      agreement([aco], { aco: [table(first), table(second), rows({ id: 'D', paid: '5' })] }),
    );
    expect(only(facts['aco'], 'id', 'paid', 'seen', '_source', '_line')).toEqual([
      ['A', '1000000', null, '0', '2'],
      ['B', '2000000', null, '0', '3'],
      ['C', '99999999999999000000', '2022-02-03', '1', '2'],
      ['A', '4000000', null, '1', '3'],
      ['D', '5000000', null, '2', '10'],
    ]);
    expect(sources.map((s) => [s.file, s.kept])).toEqual([
      ['first.csv', 2],
      ['second.csv', 2],
      ['contract.yaml', 1],
    ]);
    expect(diagnostics.map((d) => d.message.en)).toEqual([
      '"first.csv" has no column for the optional `aco.seen`: it is unknown in every row.',
      '`aco` A stands in line 3 of "second.csv" and already in line 2 of "first.csv".',
    ]);
  });

  it('one that fails does not hide what is wrong with the next', async () => {
    const wrong = files.write('wrong.csv', 'id,paid\nA,x\n');
    const { problems } = await load(
      agreement([aco], { aco: [table('/nowhere.csv'), table(wrong), rows({ paid: '1' })] }),
    );
    expect(problems.filter((p) => p.startsWith('error'))).toEqual([
      'error file-missing',
      'error number-unreadable 2',
      'error key-empty',
    ]);
  });

  it('a result of a method that was not computed', async () => {
    const source: Source = { at, kind: 'method', result: 'costs', columns: {}, keep: [] };
    expect((await load(agreement([aco], { aco: [source] }))).problems).toEqual(['error result-missing']);
  });
});
