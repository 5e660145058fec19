/** What a canonical table bound as a file says of days after the as-of date is left out, as methods leave it out; of another file it is said. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Expression } from '../../language/plan.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import { canonicalTable } from '../canonical/index.ts';
import { agreement, date, entity, fixtures, load, money, table, text } from './testing.ts';

const files = fixtures();
afterAll(() => files.remove());

const TYPES = {
  text: 'varchar',
  date: 'date',
  money: 'decimal(18,4)',
  quantity: 'decimal(18,4)',
  integer: 'bigint',
  boolean: 'boolean',
};

/** A table as a data folder has it: every column, and where each row was read. */
async function received({ name, columns }: CanonicalTable, rows: Record<string, string>[]): Promise<string> {
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    const queries = rows.map((row, i) => {
      const cells = columns.map(({ name: column, type }) => {
        const value = row[column];
        return `${value === undefined ? 'null' : quoteLiteral(value)}::${TYPES[type]} as ${quoteIdentifier(column)}`;
      });
      return `select ${cells.join(', ')}, 0 as _file, ${i + 2}::bigint as _line`;
    });
    const file = files.write(`${name}.parquet`, '');
    await warehouse.run(`copy (${queries.join(' union all ')}) to ${quoteLiteral(file)} (format parquet)`);
    return file;
  } finally {
    warehouse.close();
  }
}

const dispensing = entity('dispensing', { facts: { on: date, paid: money } });
const columns = { id: 'claim_id', on: 'dispensing_date', paid: 'paid_amount' };
const fill = (claim_id: string, dispensing_date: string, paid_amount: string, more = {}) => ({
  claim_id,
  claim_line_number: '1',
  person_id: 'ann',
  dispensing_date,
  paid_amount,
  ...more,
});
/** `asOf` of the agreement is 1 January 2024. */
const fills = () =>
  received(canonicalTable('pharmacy_claim'), [
    fill('before', '2023-12-31', '100'),
    fill('on the day', '2024-01-01', '20'),
    fill('after', '2024-01-02', '3.25'),
    fill('leap day', '2024-02-29', '0.5', { claim_action: 'reversal' }),
    { claim_id: 'no date', claim_line_number: '1', person_id: 'ann', paid_amount: '7' },
  ]);

describe('a canonical table bound as a file', () => {
  it('is cut at the as-of date, which is said with how many rows and how much', async () => {
    const file = await fills();
    const { facts, sources, diagnostics } = await load(
      agreement([dispensing], { dispensing: [table(file, { columns })] }),
    );
    expect(facts['dispensing']?.map(({ id, paid }) => [id, paid])).toEqual([
      ['before', '100000000'],
      ['on the day', '20000000'],
      // When it was is not known: it is not known to be later.
      ['no date', '7000000'],
    ]);
    expect(sources).toMatchObject([{ read: 5, kept: 3, leftOut: 2 }]);
    expect(diagnostics.map(({ code, data }) => [code, data])).toEqual([
      [
        'rows-after-as-of',
        {
          file: 'pharmacy_claim.parquet',
          count: 2,
          as_of: '2024-01-01',
          column: 'paid_amount',
          amount: '3.7500',
        },
      ],
      ['rows-of-versions', { file: 'pharmacy_claim.parquet', count: 1 }],
    ]);
  });

  it('is cut for queries over it too, and said once', async () => {
    const file = await fills();
    const total = entity('total', { facts: { paid: money } });
    const query = files.write(
      'total.sql',
      `select 'all' as id, sum(paid_amount::decimal(18,4))::varchar as paid from dispensing`,
    );
    const { facts, diagnostics } = await load(
      agreement([dispensing, total], {
        dispensing: [table(file, { columns })],
        total: [{ kind: 'sql', file: query, at: { file: 'contract.yaml', line: 1 } }],
      }),
    );
    expect(facts['total']).toMatchObject([{ id: 'all', paid: '127000000' }]);
    expect(diagnostics.filter(({ code }) => code === 'rows-after-as-of')).toHaveLength(1);
  });

  it('has no line said where nothing is later, and no amount where it has none', async () => {
    const seen = entity('seen', { facts: { value: text } });
    const file = await received(canonicalTable('observation'), [
      { person_id: 'ann', observation_id: '1', observation_date: '2023-05-01', value_text: '7' },
      { person_id: 'ann', observation_id: '2', observation_date: '2024-05-01', value_text: '8' },
    ]);
    const given = (asOf: string) => ({
      ...agreement([seen], {
        seen: [table(file, { columns: { id: 'observation_id', value: 'value_text' } })],
      }),
      asOf,
    });
    expect((await load(given('2024-05-01'))).diagnostics).toEqual([]);
    const { facts, diagnostics } = await load(given('2024-04-30'));
    expect(facts['seen']?.map(({ id }) => id)).toEqual(['1']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['rows-after-as-of-counted']);
  });
});

describe('any other file', () => {
  const dated: Expression = {
    type: date,
    op: 'column',
    row: 'me',
    path: [],
    entity: 'dispensing',
    name: 'on',
  };
  const day = { ...dispensing, dated };

  it('counts as it is given; rows dated later are said where the model dates them', async () => {
    const file = files.write(
      'fills.csv',
      'id,on,paid\nA,2024-01-01,1\nB,2024-01-02,2\nC,2024-06-30,3\nD,,4\n',
    );
    const { facts, problems, diagnostics } = await load(agreement([day], { dispensing: [table(file)] }));
    expect(facts['dispensing']).toHaveLength(4);
    expect(problems).toEqual(['warning rows-dated-later']);
    expect(diagnostics[0]?.data).toEqual({
      file: 'fills.csv',
      entity: 'dispensing',
      name: 'on',
      count: 2,
      as_of: '2024-01-01',
    });
    expect((await load(agreement([dispensing], { dispensing: [table(file)] }))).problems).toEqual([]);
  });
});
