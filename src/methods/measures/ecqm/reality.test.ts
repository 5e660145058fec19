/** CMS122 and CMS165 as published for 2026, with the test patients of their stewards: 56 and 68, each with what is expected of it. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
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
