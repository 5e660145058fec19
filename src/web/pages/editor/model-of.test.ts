import { expect, it } from 'vitest';
import { modelOf } from './model-of.ts';

const card = (file: string) => ({
  model: file,
  version: '1',
  family: 'x',
  title: { en: '', zh: '' },
  about: null,
  source: null,
  file,
  unverified: 0,
});

it('a document is a model, its tests, or neither', () => {
  const models = [card('/home/x/models/cn/drg/model.yaml'), card('models/own/model.yaml')];
  const found = (file: string) => modelOf(file, models)?.file ?? null;
  expect([
    found('models/cn/drg/model.yaml'),
    found('models/cn/drg/tests/payment.yaml'),
    found('models/own/tests/a.yaml'),
    found('contract.yaml'),
  ]).toEqual([models[0]?.file, models[0]?.file, models[1]?.file, null]);
});
