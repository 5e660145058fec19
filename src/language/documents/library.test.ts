import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findModel, listModels } from './index.ts';

const ENTITIES = 'entities:\n  aco: { facts: { savings: money } }\n';

describe('the library', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'openvbp-library-'));
    for (const [path, id, version] of [
      ['models/us/shared', 'us/shared', '2024.1'],
      ['models/us/shared/2025', 'us/shared', '2025.1'],
      ['contracts/models/own', 'own', '1'],
    ] as const) {
      mkdirSync(join(folder, path), { recursive: true });
      writeFileSync(
        join(folder, path, 'model.yaml'),
        `model: ${id}\nversion: ${version}\ncurrency: USD\n${ENTITIES}`,
      );
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const find = (id: string) => findModel(id, join(folder, 'contracts/acme.yaml'));

  it('is searched beside the contract, above it, and in the package', () => {
    expect(find('own').value?.file).toBe(join(folder, 'contracts/models/own/model.yaml'));
    expect(find('us/shared').value?.file).toBe(join(folder, 'models/us/shared/model.yaml'));
    expect(find('us/shared@2025').value?.file).toBe(join(folder, 'models/us/shared/2025/model.yaml'));
    expect(find('us/shared@2024.1').value?.file).toBe(join(folder, 'models/us/shared/model.yaml'));
  });

  it('is not asked where the model lies right above its tests', () => {
    const place = join(folder, 'anywhere');
    mkdirSync(join(place, 'tests'), { recursive: true });
    writeFileSync(join(place, 'model.yaml'), `model: us/shared\nversion: 2030.1\ncurrency: USD\n${ENTITIES}`);
    expect(findModel('us/shared', join(place, 'tests/one.yaml')).value?.file).toBe(join(place, 'model.yaml'));
  });

  it('takes a path as a path, to a file or its folder', () => {
    expect(find('./models/own/model.yaml').value?.file).toBe(join(folder, 'contracts/models/own/model.yaml'));
    expect(find('../models/us/shared').value?.file).toBe(join(folder, 'models/us/shared/model.yaml'));
    expect(find('./none.yaml').diagnostics[0]?.code).toBe('file-not-found');
  });

  it('says what it has instead', () => {
    expect(find('us/share').diagnostics[0]?.hint?.en).toBe('Did you mean `us/shared`?');
    expect(find('us/shared@2023').diagnostics[0]?.message.en).toContain('2024.1, 2025.1');
  });

  it('lists models in order', () => {
    expect(listModels([join(folder, 'models')]).map(({ model: id, version }) => `${id}@${version}`)).toEqual([
      'us/shared@2024.1',
      'us/shared@2025.1',
    ]);
  });
});
