/** Published outcome-based agreements (`../shared/data/outcomes`): each is the source of a test in the library. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const models = resolve(import.meta.dirname, '../../models');
const catalogue = resolve(import.meta.dirname, '../../../shared/data/outcomes/agreements-catalogue.json');

describe('published agreements', () => {
  it.skipIf(!existsSync(catalogue))('each of the catalogue is the source of a test', () => {
    const tests = readdirSync(models, { recursive: true, encoding: 'utf8' })
      .filter((file) => /tests\/[^/]+\.yaml$/.test(file))
      .map((file) => readFileSync(join(models, file), 'utf8'))
      .join('\n');
    const ids = (JSON.parse(readFileSync(catalogue, 'utf8')) as { id: string }[]).map(({ id }) => id);
    expect(ids).toHaveLength(17);
    expect(ids.filter((id) => !tests.includes(id))).toEqual([]);
  });
});
