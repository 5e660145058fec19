/** CMS122 and CMS165 as published for 2026, with the test patients of their stewards: 56 and 68, each with what is expected of it. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { computeExample } from '../../testing.ts';
import { ecqm } from './method.ts';
import { measurePatients } from './run.ts';

const FOLDER = resolve(import.meta.dirname, '../../../../../shared/reference/ecqm');
const scratch = mkdtempSync(join(tmpdir(), 'openvbp-ecqm-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Case {
  patient: { entry: { resource: { resourceType: string; id: string } }[] };
  expected: { groups: { population: { code: { coding: { code: string }[] }; count: number }[] }[] };
}

describe('eCQM test patients', () => {
  test.skipIf(!existsSync(FOLDER)).each([
    ['CMS122FHIRDiabetesAssessGreaterThan9Percent', 56],
    ['CMS165FHIRControllingHighBloodPressure', 68],
  ])('%s: all %d as expected', async (name, size) => {
    const cases = JSON.parse(readFileSync(join(FOLDER, `${name}-tests.json`), 'utf8')) as Case[];
    const patients = join(scratch, `${name}.ndjson`);
    writeFileSync(patients, cases.map(({ patient }) => `${JSON.stringify(patient)}\n`).join(''));
    const output = join(scratch, name);
    const { value, diagnostics } = await measurePatients({
      bundle: join(FOLDER, `${name}-bundle.json`),
      patients,
      threads: 1,
      output,
    });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    // The published expansions are cut at 1,000 codes, and some resources are of other profiles on purpose.
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(
      new Set(['value-set-incomplete', 'profile-absent']),
    );
    expect(value).toMatchObject({ patients: size, failed: 0 });

    const reports = readFileSync(join(output, 'individual.ndjson'), 'utf8').trim().split('\n');
    const got = reports.map((line) => {
      const { subject, group } = JSON.parse(line) as {
        subject: { reference: string };
        group: Case['expected']['groups'];
      };
      return [subject.reference, countsOf(group)];
    });
    const expected = cases.map(({ patient, expected: { groups } }) => {
      const own = patient.entry.find(({ resource }) => resource.resourceType === 'Patient')?.resource;
      return [`Patient/${own?.id}`, countsOf(groups)];
    });
    expect(got).toEqual(expected);
  });
});

const countsOf = (groups: Case['expected']['groups']) =>
  groups.map(({ population }) =>
    Object.fromEntries(population.map(({ code, count }) => [code.coding[0]?.code, count])),
  );

test.skipIf(!existsSync(FOLDER))(
  'CMS122: an exclusion is told down to the clause and the resource that decided',
  async () => {
    const name = 'CMS122FHIRDiabetesAssessGreaterThan9Percent';
    const cases = JSON.parse(readFileSync(join(FOLDER, `${name}-tests.json`), 'utf8')) as Case[];
    const id = '12ccd41a-83aa-405a-83b3-c756564c4de5';
    const own = cases.filter(({ patient }) => patient.entry.some(({ resource }) => resource.id === id));
    const patients = join(scratch, 'one.ndjson');
    writeFileSync(patients, own.map(({ patient }) => `${JSON.stringify(patient)}\n`).join(''));
    const bundle = join(FOLDER, `${name}-bundle.json`);
    const { evidence = [] } = await computeExample(ecqm, {
      options: { bundle, patients, threads: '1', population: 'denominator-exclusion' },
      period: { from: '2026-01-01', to: '2027-01-01' },
      evidence: [id, 'Group_1', '', 'denominator-exclusion', ''],
    });
    const said = evidence.map(({ what, value }) => `${what}: ${value}`);
    expect(said.slice(0, 2)).toEqual(['Denominator Exclusions: true', 'Hospice.Has Hospice Services: false']);
    expect(said).toContain(
      'AdvancedIllnessandFrailty.Is Age 66 or Older Living Long Term in a Nursing Home: true',
    );
    expect(said).toContain(
      '[Observation: Housing status]: [Observation/df4b7709-e859-4f30-81a1-67a15e99d7d9]',
    );
  },
);
