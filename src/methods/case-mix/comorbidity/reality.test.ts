/** Two thousand patients whose comorbidities and scores an independent implementation computed. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import { charlson } from './charlson.ts';
import { elixhauser } from './elixhauser.ts';
import { scoreComorbidities } from './score.ts';

const folder = resolve(import.meta.dirname, '../../../../../shared/reference/comorbidity');
const file = (name: string) => quoteLiteral(resolve(folder, `golden_comorbidity_2000_${name}.csv`));

test.skipIf(!existsSync(folder)).each([charlson, elixhauser])(
  '$name: every category and score of 2,000 patients',
  async (index) => {
    const warehouse = await openDuckdb();
    try {
      await warehouse.run(
        `create table expected as select id::varchar as person_id, * exclude (id) from read_csv(${file(index.name)});
         create table diagnoses as select id::varchar as person_id, code from read_csv(${file('codes')}, all_varchar = true)`,
      );
      await scoreComorbidities(warehouse, index, {
        people: 'expected',
        diagnoses: 'diagnoses',
        into: 'scored',
      });
      const columns = [...index.categories.map(({ name }) => name), ...Object.keys(index.weights)];
      const differ = columns.map(
        (name) => `count(*) filter (where s.${name}::integer is distinct from e.${name})`,
      );
      const [found] = await warehouse.values(
        `select count(*), ${differ.join(', ')} from expected e join scored s using (person_id)`,
      );
      expect(found).toEqual([2000n, ...columns.map(() => 0n)]);
    } finally {
      warehouse.close();
    }
  },
);
