/** Patients computed with the engine, in the thread this is called in. */
import { createRequire } from 'node:module';
import { Calculator } from 'fqm-execution';
import type { Chunk } from './worker.ts';
import { isObject, listOf, resourcesOf, textOf } from './json.ts';
import type { Statements } from './results.ts';
import { shown, unitsOf } from './results.ts';
import { librariesOf, trace } from './trace.ts';
import type { Clauses } from './trace.ts';
import type { PatientResult, Resource, Task } from './types.ts';

interface Raw {
  patientResults: Record<string, Statements>;
  patientEvaluatedRecords: Record<string, Resource[]>;
  localIdPatientResultsMap: Record<string, Clauses>;
}

/** The engine's view of patients. Making one reads the definition of all FHIR types, some 0.2 s: so it is made once. */
interface PatientSource {
  loadBundles(bundles: unknown[]): void;
  reset(): void;
}

function patientSource(trustProfiles: boolean): PatientSource {
  const own = createRequire(import.meta.url);
  // The engine's own copy, whichever version it brings.
  const module = createRequire(own.resolve('fqm-execution'))('cql-exec-fhir') as {
    PatientSource: { FHIRv401(options: { requireProfileTagging: boolean }): PatientSource };
  };
  return module.PatientSource.FHIRv401({ requireProfileTagging: trustProfiles });
}

type Given = Chunk['patients'][number];

export function computer(task: Task): (patients: readonly Given[]) => Promise<PatientResult[]> {
  const resource = resourcesOf(task.bundle).find((one) => one['resourceType'] === 'Measure');
  if (!resource) throw new Error('a bundle without a Measure');
  const groups = listOf(resource, 'group');
  const source = patientSource(task.trustProfiles);

  /** One call of the engine: it throws for all where it throws for one. */
  async function run(patients: readonly Given[]): Promise<PatientResult[]> {
    const bundles = patients.map(({ text }) => JSON.parse(text) as unknown);
    const calculate = Calculator.calculateRaw as unknown as (
      bundle: Resource,
      patients: unknown[],
      options: Resource,
    ) => Promise<{ results: Raw }>;
    source.reset();
    source.loadBundles(bundles);
    const { results } = await calculate(task.bundle, bundles, {
      patientSource: source,
      measurementPeriodStart: task.period.start,
      measurementPeriodEnd: task.period.end,
      useElmJsonsCaching: true,
    });
    return patients.map((patient) => resultOf(patient, results));
  }

  function resultOf({ id, place }: Given, raw: Raw): PatientResult {
    const statements = raw.patientResults[id];
    if (!statements) throw new Error('no result');
    const units = task.measure.groups.map((group, n) =>
      unitsOf(resource as Resource, groups[n] ?? {}, group, statements),
    );
    const result: PatientResult = { patient: id, place, groups: units };
    if (task.evaluated) result.evaluated = evaluated(raw.patientEvaluatedRecords[id] ?? []);
    if (task.explain.includes(id)) {
      const libraries = librariesOf(task.bundle);
      const clauses = raw.localIdPatientResultsMap[id] ?? {};
      const wanted = task.measure.groups.flatMap(({ populations }) =>
        populations.map(({ expression }) => expression),
      );
      result.traces = Object.fromEntries(
        wanted.map((one) => [one, trace(libraries, one, { clauses, statements })]),
      );
      result.statements = Object.entries(statements)
        .filter(([name, value]) => name !== 'Patient' && typeof value !== 'function')
        .map(([statement, value]) => ({ statement, value: shown(value) }));
    }
    return result;
  }

  /** Together, and one by one where that fails: a patient the engine cannot compute stops no other. */
  return async (patients) => {
    try {
      return await run(patients);
    } catch (together) {
      const results: PatientResult[] = [];
      for (const one of patients) {
        try {
          if (patients.length === 1) throw together;
          results.push(...(await run([one])));
        } catch (error) {
          const [words = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
          results.push({ patient: one.id, place: one.place, failed: words, groups: [] });
        }
      }
      return results;
    }
  };
}

function evaluated(records: readonly Resource[]): string[] {
  const names = records.flatMap((one) =>
    isObject(one) ? `${textOf(one, 'resourceType')}/${textOf(one, 'id') ?? '?'}` : [],
  );
  return [...new Set(names)].sort();
}
