import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import { Codes } from '../../shared/codes.ts';
import { plainSql } from '../../shared/code-pattern.ts';
import { codeMask } from './code-mask.ts';
import { covered, line, rates, written } from './testing.ts';

it('finds the lists a code is in, as one test for each list would', async () => {
  const lists = [
    ['E11*'],
    ['E11.6*', 'E10.10', 'é*'],
    ['E1165'],
    ['*'],
    ['z99', 'A~*', "O'8*"],
    ['E11', 'E12*'],
    ['E1*'],
    // Long enough to be a pattern.
    [
      ...Array.from({ length: 220 }, (_, i) => `Q${i}`),
      'Q1*',
      'e11.65',
      'A~*',
      "O'81",
      'é*',
      '糖尿',
      'Z-[9]',
      '',
    ],
    [...Array.from({ length: 220 }, (_, i) => `Q${i}`), '*'],
    // Too long for one: of drugs, whose codes have no order.
    [...Array.from({ length: 6000 }, (_, i) => `D${(i * 7919) % 1_000_003}`), 'E1*'],
  ];
  const texts = [
    'D0',
    'D7919',
    'D514044',
    'D7918',
    'Q7',
    'Q77',
    'Q777',
    'Q',
    'q12.345',
    'Z-[9]',
    'Z-9',
    'E11',
    'e11.65',
    'E1165',
    'E11650',
    'E116',
    'E12',
    'E1',
    'E',
    'E1010',
    'e10.10',
    'Z99',
    'Z991',
    'A~1',
    "O'81",
    'É1',
    '糖尿病',
    '',
    'F',
  ];
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-codes-'));
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    const values = `(values ${texts.map((text) => `(${quoteLiteral(text)})`).join(', ')}, (null)) t(x)`;
    // In a file the texts stand in a dictionary, and are looked up once for all rows.
    const file = quoteLiteral(join(folder, 'codes.parquet'));
    await warehouse.run(`copy (select x from ${values}, range(200)) to ${file} (format parquet)`);
    const tests = lists.map(
      (codes, i) => `case when ${new Codes(codes).matches('x')} then ${2 ** i} else 0 end`,
    );
    for (const from of [values, `read_parquet(${file})`]) {
      const rows = await warehouse.values(
        `select distinct x, ${codeMask('p', lists)} as own, ${tests.join(' + ')} as other from (select x, ${plainSql('x')} as p from ${from}) order by x`,
      );
      expect(rows).toHaveLength(texts.length + 1);
      const found = (place: number) => rows.map((cells) => [cells[0], Number(cells[place])]);
      // A text without a sign is unknown in canonical tables.
      const known = ([text]: readonly unknown[]) => text !== '';
      expect(found(1).filter(known)).toEqual(found(2).filter(known));
    }
  } finally {
    warehouse.close();
    rmSync(folder, { recursive: true });
  }
});

it('has room for more lists and events than a number has bits', async () => {
  const events = Array.from(
    { length: 130 },
    (_, i) => `  e${i}: { table: medical_claim, where: { diagnosis: A${100 + i} } }`,
  );
  const files = written(
    'many',
    `events:
${events.join('\n')}
numerator: { all: [${[0, 61, 62, 123, 124, 129].map((i) => `{ event: e${i} }`).join(', ')}] }
exclusions: [{ exclusion: other, title: { en: Other, zh: 其他 }, where: { any: [${events.map((_, i) => `{ event: e${i}, days: 3 }`).join(', ')}] } }]`,
  );
  const days = [0, 61, 62, 123, 124, 129].map((i) =>
    line('all', '2023-03-01', { diagnosis_code_7: `A${100 + i}` }),
  );
  const { rows } = await rates('many.yaml', {
    files,
    tables: { eligibility: [covered('all'), covered('none')], medical_claim: days },
  });
  expect(rows[0]).toMatchObject({ numerator: '1', denominator: '2', score: '0.5' });
});
