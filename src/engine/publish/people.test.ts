import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../language/agreement.ts';
import { checkModel } from '../../language/index.ts';
import type { Plan } from '../../language/plan.ts';
import { defaultPerson, isPeople } from './people.ts';

const model = (id: string): Plan =>
  checkModel(join(import.meta.dirname, '../../../models', id, 'model.yaml')).value!;
const person = (plan: Plan, name: string, bindings: Agreement['bindings'] = {}) =>
  defaultPerson(
    plan,
    bindings,
    plan.entities.find((one) => one.name === name)!,
  )?.name;

describe('who is a person', () => {
  it('in a year is the person, not the year', () => {
    expect(person(model('generic/shared-savings'), 'person_year')).toBe('person');
    // A row for each insured person: the row will do.
    expect(person(model('cn/county-consortium'), 'insured')).toBeUndefined();
  });

  it('is said by the column of the data, whatever the model calls it', () => {
    const column = { column: 'person_id' };
    const bindings = {
      case: { sources: [{ columns: { hospital: { column: 'provider' }, who: column } }], runs: [] },
    };
    const plan = {
      entities: [
        {
          name: 'case',
          key: [{ name: 'id', type: { kind: 'text' } }],
          facts: [{ name: 'who', type: { kind: 'text' } }],
          references: [{ name: 'hospital', to: 'hospital' }],
        },
        { name: 'hospital', key: [{ name: 'id', type: { kind: 'text' } }], facts: [], references: [] },
      ],
    } as unknown as Plan;
    expect(person(plan, 'case')).toBeUndefined();
    expect(person(plan, 'case', bindings as unknown as Agreement['bindings'])).toBe('who');
    expect(isPeople(plan, bindings as unknown as Agreement['bindings'], 'visit', 'case')).toBe(true);
    expect(isPeople(plan, {}, 'visit', 'hospital')).toBe(false);
  });

  it('is a patient with a package, an insured person; an institution or a consortium is not', () => {
    const plan = model('cn/county-consortium');
    const found = plan.entities.filter(({ name }) => isPeople(plan, {}, 'insured', name));
    expect(found.map(({ name }) => name)).toEqual(['insured', 'chronic_patient']);
  });
});
