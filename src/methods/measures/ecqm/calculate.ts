/** A measure over patients: read one after another, computed in threads, given back in the order they were read. */
import { availableParallelism } from 'node:os';
import type { Diagnostic } from '../../../language/diagnostic.ts';
import { hasErrors } from '../../../language/diagnostic.ts';
import type { ReadMeasure } from './bundle.ts';
import { located, placeText } from './json.ts';
import { report } from './messages.ts';
import type { PatientFiles } from './patients.ts';
import { readPatients } from './patients.ts';
import { computeChunks } from './pool.ts';
import type { Patient, PatientResult, Task } from './types.ts';
import type { Chunk } from './worker.ts';

export interface Calculation {
  measure: ReadMeasure;
  patients: PatientFiles;
  /** Days, half-open; the measure is computed in UTC from the first instant to the last. */
  period: { from: string; to: string };
  /** The day `Today()` of the logic is; the last of the period unless given. */
  asOf?: string;
  /** As many as there are processors, at most 8, unless given. Each takes some 200 MB. */
  threads?: number;
  /** A resource counts as what its `meta.profile` says, and one that says nothing as nothing (`true`); or as whatever its type is. */
  trustProfiles?: boolean;
  /** Name the resources the logic looked at. */
  evaluated?: boolean;
  /** Patients whose statements are wanted. */
  explain?: readonly string[];
  /** Compute these patients and no others. */
  only?: readonly string[];
  signal?: AbortSignal;
  onProgress?(done: number): void;
}

/** Small enough that threads end together, large enough that asking does not count. */
const PATIENTS = 16;
const CHARACTERS = 8_000_000;
const LISTED = 10;

/**
 * Results in the order the patients were read. What is found wrong goes to `found`; where that has errors at the end, the results are not all
 * there and must not be used. A patient the engine cannot compute is a result with `failed`, and a warning.
 */
export async function* calculate(call: Calculation, found: Diagnostic[]): AsyncGenerator<PatientResult> {
  const { measure, period, threads = defaultThreads(), trustProfiles = true, signal } = call;
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
    found.push(report('threads-range', { threads }));
    return;
  }
  const last = `${dayBefore(period.to)}T23:59:59.999Z`;
  const task: Task = {
    bundle: measure.bundle,
    measure: measure.measure,
    period: { start: `${period.from}T00:00:00.000Z`, end: last },
    now: call.asOf === undefined ? last : `${call.asOf}T00:00:00.000Z`,
    trustProfiles,
    evaluated: call.evaluated === true,
    explain: [...(call.explain ?? [])],
  };
  const reading = { profiles: measure.profiles, trustProfiles, found, ...(signal && { signal }) };
  const chunks = chunked(readPatients(call.patients, reading), call.only);
  let [done, failed] = [0, 0];
  try {
    for await (const results of computeChunks(task, chunks, { threads, ...(signal && { signal }) })) {
      for (const result of results) {
        done += 1;
        if (result.failed !== undefined) {
          failed += 1;
          if (failed <= LISTED) {
            const data = { patient: result.patient, place: placeText(result.place), words: result.failed };
            found.push(report('patient-failed', data, located(result.place)));
          }
        }
        yield result;
      }
      call.onProgress?.(done);
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
    found.push(report('measuring-stopped'));
  }
  if (failed > LISTED) found.push(report('patients-failed', { count: failed - LISTED }));
  if (done === 0 && !hasErrors(found)) found.push(report('patients-none', { path: call.patients.path }));
}

function defaultThreads(): number {
  return Math.min(8, availableParallelism());
}

export function dayBefore(day: string): string {
  return moved(day, -1);
}

/** FHIR periods end with their last day, OpenVBP's before their end. */
export function dayAfter(day: string): string {
  return moved(day, 1);
}

function moved(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

async function* chunked(
  patients: AsyncIterable<Patient>,
  only: readonly string[] | undefined,
): AsyncGenerator<Chunk> {
  let chunk: Chunk = { number: 0, patients: [] };
  let size = 0;
  for await (const { id, place, bundle } of patients) {
    if (only && !only.includes(id)) continue;
    const text = JSON.stringify(bundle);
    chunk.patients.push({ id, place, text });
    size += text.length;
    if (chunk.patients.length < PATIENTS && size < CHARACTERS) continue;
    yield chunk;
    chunk = { number: chunk.number + 1, patients: [] };
    size = 0;
  }
  if (chunk.patients.length > 0) yield chunk;
}
