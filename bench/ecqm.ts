/**
 * A clinical quality measure on one core and on two: CMS122 over its 56 test patients again and again under new ids (`OPENVBP_BENCH_PATIENTS`, 2,000 unless said).
 * One core is one thread of ours held to it with all that the engine's own threads (compiler, garbage collection) do for it; two cores are two threads of ours.
 * Target: 1.8 times one. Beside it one thread that may use the second core for the engine's own work, and processor time, which other work on the machine disturbs less.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { measurePatients } from '../src/methods/measures/ecqm/run.ts';
import type { Spent } from './spent.ts';
import { spent } from './spent.ts';

const PATIENTS = Number(process.env['OPENVBP_BENCH_PATIENTS'] ?? 2000);
const ROUNDS = 3;
const FOLDER = resolve(import.meta.dirname, '../../shared/reference/ecqm');
const NAME = 'CMS122FHIRDiabetesAssessGreaterThan9Percent';

export default async function bench(): Promise<void> {
  if (!existsSync(FOLDER)) return console.log('  skipped: no measure bundles under ../shared/reference/ecqm');
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-bench-'));
  try {
    const patients = join(folder, 'patients.ndjson');
    writeFileSync(patients, population());
    const took = async (threads: number) => {
      let result: Awaited<ReturnType<typeof measurePatients>> | undefined;
      const used = await spent(async () => {
        result = await measurePatients({ bundle: join(FOLDER, `${NAME}-bundle.json`), patients, threads });
      });
      if (result?.value?.patients !== PATIENTS)
        throw new Error(`${result?.value?.patients ?? 'no'} patients`);
      return used;
    };
    const rounds: { one?: Spent; two: Spent; free: Spent }[] = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      const two = await took(2);
      const free = await took(1);
      const held = hold('0');
      const one = held ? await took(1) : undefined;
      hold('0,1');
      rounds.push({ two, free, ...(one && { one }) });
    }
    // The least of the rounds: other work on the machine only adds.
    const least = (way: 'one' | 'two' | 'free') =>
      Math.min(...rounds.flatMap((round) => round[way]?.clock ?? []));
    const shown = (way: 'one' | 'two' | 'free') =>
      rounds.map((round) => round[way]?.clock.toFixed(1)).join(', ');
    const two = least('two');
    const one = least('one');
    console.log(
      `  ${PATIENTS.toLocaleString('en')} patients, seconds of each round: two cores ${shown('two')}; ${rounds[0]!.one ? `one core ${shown('one')}: ${(one / two).toFixed(2)} times by the least (target 1.8)` : 'one core not measured, there is no taskset'}; one thread not held to a core ${shown('free')}: ${(least('free') / two).toFixed(2)} times`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The test patients over and over; ids of patients end in their number. */
function population(): string {
  const cases = JSON.parse(readFileSync(join(FOLDER, `${NAME}-tests.json`), 'utf8')) as {
    patient: { entry: { resource: { resourceType: string; id: string } }[] };
  }[];
  return Array.from({ length: PATIENTS }, (_, i) => {
    const { patient } = cases[i % cases.length]!;
    const id = patient.entry.find(({ resource }) => resource.resourceType === 'Patient')!.resource.id;
    return `${JSON.stringify(patient).replaceAll(id, `${id}-${i}`)}\n`;
  }).join('');
}

/** Holds this process, all its threads and those it will start, to these cores; false where `taskset` is not there to do it. */
function hold(cores: string): boolean {
  try {
    execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(process.pid)], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}
