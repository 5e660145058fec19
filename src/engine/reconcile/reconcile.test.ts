import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folder, settledSmall } from '../../../test/support/small.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Reconciliation, ReconcileOptions, Run } from '../types.ts';
import { reconcile } from './index.ts';

let run: Run;
let at: string;

beforeAll(async () => {
  at = folder();
  run = await settledSmall({
    model: `
entities:
  aco:
    key: [id, year]
    facts: { id: text, year: count, savings: money, rate: { type: ratio, optional: true }, people: count, on: date, track: text, met: boolean, wait: duration }
    dated: on
  site: { references: { aco: aco }, facts: { share: ratio } }
parameters: { half: 0.5, one: { type: money, value: 1 } }
terms:
  aco: { earned: savings * half, later: on + wait, per: savings / one }
payments:
  - { id: shared, for: aco, from: payer, to: aco, amount: earned, signed: true, pending_unless: met }
  - { id: fee, for: site, from: payer, to: provider, amount: share * one }
`,
    contract: `
parties: { payer: cms, provider: clinic }
bind:
  aco:
    rows:
      - { id: A1, year: 2022, savings: 2000.5, rate: 0.8941, people: 12, on: 2024-03-01, track: EN, met: true, wait: P1M }
      - { id: A2, year: 2022, savings: -300, rate: 0.5, people: 7, on: 2024-12-31, track: A, met: false, wait: P1M }
      - { id: A3, year: 2022, people: 1, on: 2024-01-01, track: B, met: true, wait: P1M }
  site: { rows: [] }
`,
  });
});

/** Writes their file and compares the term (or the payment) with it. */
async function against(
  text: string | Uint8Array,
  options: Partial<ReconcileOptions> & { name?: string } = {},
): Promise<{ value: Reconciliation | undefined; said: string[] }> {
  const { name = 'theirs.csv', ...asked } = options;
  const file = join(at, name);
  writeFileSync(file, text);
  const figure = asked.payment === undefined ? { entity: 'aco', term: 'earned' } : {};
  const { value, diagnostics } = await reconcile(run, {
    file,
    key: ['ACO'],
    amount: 'Amount',
    ...figure,
    ...asked,
  });
  const said = diagnostics.map(({ code, at: place, message, hint }) =>
    `${code}${place?.line === undefined ? '' : ` ${place.line}`}: ${message.en} ${hint?.en ?? ''}`.trim(),
  );
  return { value, said };
}

/** "A1 line 2: theirs 1 ours 2 (1)" for each difference. */
const differ = (value: Reconciliation | undefined) =>
  value?.differ.map(
    ({ key, line, theirs, ours, difference }) =>
      `${key} line ${line}: theirs ${String(theirs)} ours ${String(ours)} (${String(difference)})`,
  );

describe('their file', () => {
  it('agrees in all, with an empty cell where we have no figure', async () => {
    const { value, said } = await against('ACO,Amount\nA1,1000.25\nA2,-150\nA3,\n');
    expect(said).toEqual([]);
    expect(value).toEqual({ of: 3, agree: 3, differ: [], onlyTheirs: [], onlyOurs: [], diagnostics: [] });
  });

  it('differs by amounts, rows of theirs alone and rows of ours alone', async () => {
    const { value } = await against('ACO,Amount\nA1,1000\nA3,5\nB7,12.50\nB8,-\n');
    expect(value).toMatchObject({ of: 4, agree: 0 });
    expect(differ(value)).toEqual([
      'A1,2022 line 2: theirs 1000 ours 1000.25 (0.25)',
      'A3,2022 line 3: theirs 5 ours null (null)',
    ]);
    expect(value?.onlyTheirs).toEqual([
      { key: 'B7', line: 4, theirs: '12.5' },
      { key: 'B8', line: 5, theirs: null },
    ]);
    expect(value?.onlyOurs).toEqual([{ key: 'A2,2022', ours: '-150' }]);
  });

  it('writes amounts with separators, with signs and with words for none', async () => {
    const { value, said } = await against(
      'ACO\tAmount\tNote\nA1\t"1,000.25"\tx\nA2\t-150.000\ty\nA3\tN/A\tz\n',
      { name: 'theirs.tsv' },
    );
    expect(said).toEqual([]);
    expect(value).toMatchObject({ of: 3, agree: 3 });
  });

  it('has digits that ours cannot have: they count', async () => {
    const { value } = await against('ACO,Amount\nA1,1000.2500001\nA2,-150\nA3,\n');
    expect(differ(value)).toEqual(['A1,2022 line 2: theirs 1000.2500001 ours 1000.25 (-0.0000001)']);
    const people = await against('ACO,Amount\nA1,12.4\nA2,7\nA3,1.0\n', { term: 'people' });
    expect(differ(people.value)).toEqual(['A1,2022 line 2: theirs 12.4 ours 12 (-0.4)']);
  });

  it('writes amounts with the sign of our currency; another sign is another amount', async () => {
    const { value } = await against('ACO,Amount\nA1,"$1,000.25"\nA2,($150.00)\nA3,\n');
    expect(value).toMatchObject({ of: 3, agree: 3 });
    const { said } = await against('ACO,Amount\nA1,"€1,000.25"\n');
    expect(said[0]).toContain('number-other-format');
  });

  it('writes ratios as percent', async () => {
    const { value } = await against('ACO,Amount\nA1,89.41%\nA2,50 %\nA3,\n', { term: 'rate' });
    expect(value).toMatchObject({ of: 3, agree: 3 });
    // Without a sign it is a ratio, as ours.
    const { value: bare } = await against('ACO,Amount\nA1,89.41\nA2,0.5\n', { term: 'rate' });
    expect(differ(bare)).toEqual(['A1,2022 line 2: theirs 89.41 ours 0.8941 (-88.5159)']);
    // An amount of money has no percent.
    const { value: money, said } = await against('ACO,Amount\nA1,10%\n');
    expect(money).toBeUndefined();
    expect(said[0]).toContain('number-other-format');
  });

  it('has texts, dates and yes or no', async () => {
    const { value: text } = await against('ACO,Amount\nA1,EN\nA2,B\nA3,B\n', { term: 'track' });
    expect(differ(text)).toEqual(['A2,2022 line 3: theirs B ours A (null)']);
    const { value: date } = await against('ACO,Amount\nA1,2024年3月1日\nA2,20241231\nA3,2024/1/2\n', {
      term: 'on',
    });
    expect(differ(date)).toEqual(['A3,2022 line 4: theirs 2024-01-02 ours 2024-01-01 (null)']);
    const { value: truth } = await against('ACO,Amount\nA1,true\nA2,true\nA3,\n', { term: 'met' });
    expect(differ(truth)).toEqual([
      'A2,2022 line 3: theirs true ours false (null)',
      'A3,2022 line 4: theirs null ours true (null)',
    ]);
  });

  it('gives the whole key, in whatever columns', async () => {
    const { value } = await against('PY,Amount,ID\n2022,1000.25,A1\n2021,7,A1\n', { key: ['ID', 'PY'] });
    expect(value).toMatchObject({ of: 2, agree: 1, onlyTheirs: [{ key: 'A1,2021', theirs: '7' }] });
    expect(value?.onlyOurs.map(({ key }) => key)).toEqual(['A2,2022', 'A3,2022']);
  });

  it('is compared with payments, pending ones too', async () => {
    const { value } = await against('ACO,Amount\nA1,"1,000.25"\nA2,-150.00\nA3,\n', { payment: 'shared' });
    expect(value).toMatchObject({ of: 3, agree: 3 });
  });

  it('begins with a title, of one cell or of as many as there are columns', async () => {
    const rows = 'ACO,Amount\nA1,1000.25\nTotal,1000.25\n';
    for (const [title, line] of [
      ['Final settlement 2022\n\n', 3],
      ['Final settlement 2022,\nin dollars,\n', 3],
      ['Final settlement 2022,\n', 2],
    ] as const) {
      const { value, said } = await against(`${title}${rows}`);
      expect(value).toMatchObject({ of: 2, agree: 1 });
      expect(said[0]).toBe(
        `read-under-title ${line}: The headers of theirs.csv stand in line ${line}; what is above was passed over.`,
      );
      // Their total is one of theirs that is none of ours, and said to be one.
      expect(value?.onlyTheirs.map(({ key }) => key)).toEqual(['Total']);
      expect(said[1]).toMatch(/^row-of-totals \d: Line \d of "theirs.csv" says "Total"/);
    }
  });

  it('is in GBK, in Parquet, or lines of JSON', async () => {
    // 编号,金额 in GBK; and a name that is Chinese in both.
    const gbk = Uint8Array.from([
      0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xbd, 0xf0, 0xb6, 0xee, 0x0a, 0x41, 0x31, 0x2c, 0x31, 0x30, 0x30, 0x30,
      0x2e, 0x32, 0x35, 0x0a,
    ]);
    const read = await against(gbk, { key: ['编号'], amount: '金额' });
    expect(read.value).toMatchObject({ of: 1, agree: 1 });
    expect(read.said).toEqual(['read-as-encoding: theirs.csv is not UTF-8; it was read as gbk.']);
    const json = await against('{"ACO":"A1","Amount":1000.25}\n{"ACO":"A2","Amount":null}\n', {
      name: 'theirs.jsonl',
    });
    expect(json.value).toMatchObject({ of: 2, agree: 1 });
    const warehouse = await openDuckdb();
    const parquet = join(at, 'theirs.parquet');
    await warehouse.run(`copy (select 'A1' as "ACO", 1000.25 as "Amount") to '${parquet}' (format parquet)`);
    warehouse.close();
    const { value } = await reconcile(run, {
      file: parquet,
      key: ['ACO'],
      amount: 'Amount',
      entity: 'aco',
      term: 'earned',
    });
    expect(value).toMatchObject({ of: 1, agree: 1 });
  });
});

describe('a margin', () => {
  const agreeing = async (theirs: string, options: Partial<ReconcileOptions>) =>
    (await against(`ACO,Amount\nA1,${theirs}\n`, options)).value?.agree;

  it('holds up to and with its bound', async () => {
    expect(await agreeing('1000.00', { within: '0.25' })).toBe(1);
    expect(await agreeing('1000.50', { within: '0.25' })).toBe(1);
    expect(await agreeing('999.999999', { within: '0.25' })).toBe(0);
  });

  it('as a ratio is one of their figure', async () => {
    // 0.25 of 1000 is 0.00025.
    expect(await agreeing('1000', { relative: '0.00025' })).toBe(1);
    expect(await agreeing('1000', { relative: '0.000249999' })).toBe(0);
    expect(await agreeing('-1000', { relative: '3' })).toBe(1);
  });

  it('is the larger of the two', async () => {
    expect(await agreeing('1000', { within: '0.1', relative: '0.001' })).toBe(1);
    expect(await agreeing('1000', { within: '0.3', relative: '0.0001' })).toBe(1);
    expect(await agreeing('1000', { within: '0.1', relative: '0.0001' })).toBe(0);
  });

  it('does not make an unknown figure agree, nor a text', async () => {
    const { value } = await against('ACO,Amount\nA3,0\n', { within: '1000000' });
    expect(value?.agree).toBe(0);
    const text = await against('ACO,Amount\nA1,E\n', { term: 'track', within: '5' });
    expect(text.value?.agree).toBe(0);
  });

  it('is a number, 0 or more', async () => {
    expect((await against('ACO,Amount\n', { within: '-1' })).said).toEqual([
      'bad-margin: “-1” is not a margin: it is a number, 0 or more.',
    ]);
    expect((await against('ACO,Amount\n', { relative: '1 %' })).said).toHaveLength(1);
  });
});

describe('what cannot be compared', () => {
  it('is a file with one row twice: both lines are named', async () => {
    const { value, said } = await against('ACO,Amount\nA1,1\nA2,2\nA1,3\n');
    expect(value).toBeUndefined();
    expect(said).toEqual([expect.stringMatching(/^key-twice 4: .*A1.* line 2/)]);
  });

  it('is a column that is not there: the nearest are named', async () => {
    const { value, said } = await against('ACO_ID,Amout,Other\nA1,1,2\n', { key: ['ACO'] });
    expect(value).toBeUndefined();
    expect(said).toEqual([
      expect.stringMatching(
        /^header-absent.*"theirs\.csv" has no column "ACO", from which `aco\.id` is read.*ACO_ID/,
      ),
      expect.stringMatching(/^header-absent.*"Amount", from which `aco\.earned` is read.*Amout/),
    ]);
  });

  it('is a cell that is no number, with its line', async () => {
    const { said } = await against('ACO,Amount\nA1,1\nA2,about 5\n');
    expect(said).toEqual([expect.stringMatching(/^number-unreadable 3: .*about 5/)]);
  });

  it('is a row without a key', async () => {
    const { said } = await against('ACO,Amount\n,1\n');
    expect(said).toEqual([expect.stringMatching(/^key-empty 2/)]);
  });

  it('is a key of which a part is left out where that decides', async () => {
    const two = await settledSmall({
      model: `
entities: { aco: { key: [id, year], facts: { id: text, year: count, paid: money } } }
terms: { aco: { same: paid } }
payments: []
`,
      contract: `bind: { aco: { rows: [{ id: A, year: 2022, paid: 1 }, { id: A, year: 2023, paid: 1 }] } }`,
    });
    const file = join(at, 'short.csv');
    writeFileSync(file, 'id,paid\nA,1\n');
    const { value, diagnostics } = await reconcile(two, {
      file,
      key: ['id'],
      amount: 'paid',
      entity: 'aco',
      term: 'same',
    });
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { code: 'key-not-unique', data: { entity: 'aco', key: 'A', missing: 'year' } },
    ]);
  });

  it('is asked for with too many or too few columns, or by a name that is not there', async () => {
    expect((await against('ACO,Amount\n', { key: ['a', 'b', 'c'] })).said).toEqual([
      expect.stringContaining('too-many-key-columns: The key of aco has the parts id, year; 3 columns'),
    ]);
    expect((await against('ACO,Amount\n', { key: [] })).said).toHaveLength(1);
    expect((await against('ACO,Amount\n', { term: 'earnt' })).said).toEqual([
      'no-figure: The run has no earnt to compare with. Near it: earned, year, wait',
    ]);
    expect((await against('ACO,Amount\n', { payment: 'share' })).said).toEqual([
      'no-figure: The run has no share to compare with. Near it: shared, fee',
    ]);
    expect((await against('ACO,Amount\n', { term: 'wait' })).said).toEqual([
      expect.stringContaining('not-comparable: wait is a duration'),
    ]);
  });

  it('is a file that is not there, or empty', async () => {
    const { diagnostics } = await reconcile(run, {
      file: join(at, 'none.csv'),
      key: ['a'],
      amount: 'b',
      payment: 'shared',
    });
    expect(diagnostics).toMatchObject([{ code: 'file-missing' }]);
    expect((await against('')).said).toEqual([expect.stringMatching(/^file-empty/)]);
  });
});
