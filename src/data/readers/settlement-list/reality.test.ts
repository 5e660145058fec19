/** The national field list of interface 4101: every code and every name is known, kept or not. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { isUnkept, listPlace } from './fields.ts';

const FIELDS = resolve(
  import.meta.dirname,
  '../../../../../shared/reference/settlement-list/fields-4101.tsv',
);

test.skipIf(!existsSync(FIELDS))(
  'every field of the national list, by code and by name, alone or behind its node',
  () => {
    const rows = readFileSync(FIELDS, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'));
    expect(rows.length).toBeGreaterThan(90);
    const strange = rows.flatMap(([node = '', code = '', name = '']) =>
      [code, name, `${node}.${code}`].filter(
        (header) => listPlace(header) === undefined && !isUnkept(header),
      ),
    );
    expect(strange).toEqual([]);
  },
);
