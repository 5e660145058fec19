/** A table whose last row adds up the others. */
import { afterAll, expect, it } from 'vitest';
import { agreement, count, entity, fixtures, load, money, table } from './testing.ts';

const files = fixtures();
afterAll(() => files.remove());

const hospital = entity('hospital', { facts: { cost: money } });
const read = (csv: string) =>
  load(agreement([hospital], { hospital: [table(files.write('hospitals.csv', csv))] }));

it('a row of totals counts, as every row does, and is said', async () => {
  const { facts, problems } = await read('id,cost\nH1,10\nH2,20\n合 计,30\n');
  expect(facts['hospital']).toHaveLength(3);
  expect(problems).toEqual(['warning row-of-totals 4']);
});

it.each(['Total', 'GRAND TOTAL', '总计', ' 小　计 ', 'Sub-total', '合计：', '合计（万元）', 'ＴＯＴＡＬ'])(
  '%s is one',
  async (text) => {
    expect((await read(`id,cost\nH1,10\n${text},10\n`)).problems).toEqual(['warning row-of-totals 3']);
  },
);

it.each(['Total Care', '合计医院', 'TOTALS-2'])('%s is a name', async (text) => {
  expect((await read(`id,cost\nH1,10\n${text},10\n`)).problems).toEqual([]);
});

it('a number is none', async () => {
  const ward = entity('ward', { key: { no: count }, facts: { cost: money } });
  const { problems } = await load(
    agreement([ward], { ward: [table(files.write('wards.csv', 'no,cost\n1,10\n2,20\n'))] }),
  );
  expect(problems).toEqual([]);
});
