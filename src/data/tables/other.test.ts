/** Rows that come from queries over other bound files, and facts that come from other runs. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Source } from '../../language/agreement.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { agreement, at, count, entity, fixtures, load, money, ratio, rows, table, text } from './testing.ts';
import type { RunTerm } from './types.ts';

const files = fixtures();
afterAll(() => files.remove());

describe('sql', () => {
  const claim = entity('claim', { facts: { paid: money } });
  const member = entity('member', { facts: { paid: money, claims: count } });
  const claims = () => table(files.write('claims.csv', 'id,Member ID,paid\n1,M1,1.10\n2,M1,2.2\n3,M2,\n'));
  const sql = (query: string): Source => ({ at, kind: 'sql', file: files.write('query.sql', query) });
  const run = (query: string) =>
    load(agreement([claim, member], { claim: [claims()], member: [sql(query)] }));

  it('sees the other files as tables of text, and is typed like any source', async () => {
    const { facts, problems, sources } = await run(
      `select "Member ID" as id, sum(paid::decimal(18,2)) as PAID, count(*) as claims
       from claim group by 1 order by 1; -- by member`.replace('; -- by member', ' -- by member\n;'),
    );
    expect(problems).toEqual([]);
    expect(facts['member']).toEqual([
      { id: 'M1', paid: '3300000', claims: '2', _source: '1', _line: '1' },
      { id: 'M2', paid: null, claims: '1', _source: '1', _line: '2' },
    ]);
    expect(sources[1]).toMatchObject({ entity: 'member', file: 'query.sql', read: 2, kept: 2 });
  });

  it('passes over an entity of no rows', async () => {
    const { facts, problems } = await load(
      agreement([claim, member], {
        claim: [rows()],
        member: [sql(`select 'x' as id, 1 as paid, 1 as claims`)],
      }),
    );
    expect(problems).toEqual([]);
    expect(facts['member']).toHaveLength(1);
  });

  it('cells that do not parse are errors as anywhere', async () => {
    const { problems } = await run(`select 'x' as id, 'much' as paid, 1 as claims`);
    expect(problems).toEqual(['error number-unreadable 1']);
  });

  it.each([
    ['a file', `select * from read_csv('/etc/hostname')`],
    ['a path as a table', `select * from '/etc/hostname'`],
    ['a second statement', `select 1 as id); create table x as (select 1`],
    ['an unknown table', 'select * from nothing'],
    ['what is no query', 'drop table claim'],
    ['nothing at all', ''],
    ['what fails while it runs', `select 'x' as id, paid::integer as paid, error('no') as claims from claim`],
  ])('%s is refused', async (_, query) => {
    expect((await run(query)).problems).toEqual(['error sql-refused']);
  });

  it('a query that is not there', async () => {
    const source: Source = { at, kind: 'sql', file: join(files.folder, 'none.sql') };
    expect((await load(agreement([member], { member: [source] }))).problems).toEqual(['error file-missing']);
  });
});

describe('facts from other runs', () => {
  const file = join(files.folder, 'run.duckdb');
  beforeAll(async () => {
    const warehouse = await openDuckdb({ path: file });
    await warehouse.run(
      `create schema computed;
       create table computed.aco as select * from (values
         ('A1', 2022, 1500000::hugeint, 1500000000000000::hugeint, 'x'),
         ('A2', 2022, null, 2500000000::hugeint, null),
         ('A9', 2022, 9::hugeint, 9::hugeint, 'y')) t(id, year, carried, share, label)`,
    );
    warehouse.close();
  });

  const aco = entity('aco', {
    key: { id: text, year: count },
    facts: { paid: money, banked: { type: money, optional: true }, label: { type: text, optional: true } },
  });
  const term = (column: string, type: RunTerm['type']): RunTerm => ({
    file,
    table: { schema: 'computed', name: 'aco' },
    column,
    type,
    currency: 'USD',
    key: ['id', 'year'],
    sha256: 'abc',
  });
  const bound = (fact: string, name: string) => ({
    sources: [
      rows({ id: 'A1', year: '2022', paid: '1' }, { id: 'A2', year: '2022' }, { id: 'A3', year: '2022' }),
    ],
    runs: [{ fact, run: 'acme-2022', entity: 'aco', term: name, at }],
  });

  it('an optional one that is absent in some rows is said with what formulas take instead', async () => {
    const fact = { row: 'me' as const, path: [], entity: 'aco', name: 'banked' };
    const left = {
      name: 'left',
      type: money,
      expression: {
        op: 'otherwise' as const,
        value: { op: 'column' as const, ...fact, type: money },
        instead: { op: 'constant' as const, value: '0', type: money },
        type: money,
      },
      formula: 'otherwise(banked, 0)',
      origin: { file: 'model.yaml', line: 1, column: 1 },
    };
    const { diagnostics } = await load(
      agreement([{ ...aco, terms: [left] }], { aco: bound('banked', 'carried') }),
      { openRunTerm: async (_run, _entity, name) => term(name, money) },
    );
    // A2 has a row there without a value, A3 has none.
    expect(diagnostics.map(({ message }) => message.en)).toEqual([
      expect.stringContaining('1 of 3 rows have no value there'),
      'The optional `aco.banked`, taken from "acme-2022", is unknown in 2 of 3 rows. Formulas answer its absence: `aco.left`: `otherwise(banked, 0)`.',
    ]);
  });

  it('are matched by key; what does not match is said', async () => {
    const { facts, problems, diagnostics, sources } = await load(
      agreement([aco], { aco: bound('banked', 'carried') }),
      { openRunTerm: async (_run, _entity, name) => term(name, money) },
    );
    expect(facts['aco']?.map((r) => [r['id'], r['paid'], r['banked']])).toEqual([
      ['A1', '1000000', '1500000'],
      ['A2', null, null],
      ['A3', null, null],
    ]);
    expect(problems).toEqual(['note run-partly']);
    expect(diagnostics[0]?.data).toMatchObject({ rows: 3, without: 1, values: 3, unused: 1 });
    expect(sources[1]).toEqual({
      entity: 'aco',
      file: 'acme-2022',
      sha256: 'abc',
      read: 3,
      kept: 2,
      leftOut: 1,
    });
  });

  it('of another scale are brought to the fact’s, of other units refused', async () => {
    const fine: RunTerm['type'] = { kind: 'number', dimensions: { money: 1 }, scale: 15 };
    const { facts, problems } = await load(agreement([aco], { aco: bound('banked', 'share') }), {
      openRunTerm: async (_run, _entity, name) => term(name, fine),
    });
    // 1.5 exactly; 0.0000025 rounds half to even to 0.000002.
    expect(facts['aco']?.map((r) => r['banked'])).toEqual(['1500000', '2', null]);
    expect(problems).toEqual(['note run-rounded', 'note run-partly']);
    const unlike = await load(agreement([aco], { aco: bound('banked', 'share') }), {
      openRunTerm: async (_run, _entity, name) => term(name, ratio),
    });
    expect(unlike.problems).toEqual(['error run-unlike']);
  });

  it('of another currency are refused, as nothing converts them; where there is no such term, its nearest is named', async () => {
    const given = agreement([aco], { aco: bound('banked', 'carried') });
    const yuan = { ...term('carried', money), currency: 'CNY' };
    const refused = await load(given, { openRunTerm: async () => yuan });
    expect(refused.diagnostics.map(({ message }) => message.en)).toContain(
      '`aco.carried` of "acme-2022" is in CNY, `aco.banked` in USD.',
    );
    const slip = await load(given, { openRunTerm: async () => ({ names: ['aco.paid', 'aco.carry'] }) });
    expect(slip.diagnostics.map(({ hint }) => hint?.en)).toContain('Nearest there: "aco.carry", "aco.paid".');
  });

  it('may be text', async () => {
    const { facts } = await load(agreement([aco], { aco: bound('label', 'label') }), {
      openRunTerm: async (_run, _entity, name) => term(name, text),
    });
    expect(facts['aco']?.map((r) => r['label'])).toEqual(['x', null, null]);
  });

  it('a run or term there is not', async () => {
    const given = agreement([aco], { aco: bound('banked', 'carried') });
    expect((await load(given)).problems).toContain('error run-missing');
    const nowhere = { ...term('carried', money), file: join(files.folder, 'none.duckdb') };
    expect((await load(given, { openRunTerm: async () => nowhere })).problems).toContain(
      'error run-unreadable',
    );
    expect((await load(given, { openRunTerm: async () => term('none', money) })).problems).toContain(
      'error run-unreadable',
    );
  });
});
