/**
 * A clinical quality measure on one core and on two: CMS122 over its 56 test patients again and again under new ids (`OPENVBP_BENCH_PATIENTS`, 4,000 unless said:
 * a thread takes some 3 s of the processor to load the engine and get warm, which fewer patients would not outweigh). Two cores are two threads of ours;
 * one core is one thread, held to it with all that the engine's own threads (compiler, garbage collection) do for it. Target: 1.8 times one.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { measurePatients } from '../src/methods/measures/ecqm/run.ts';
import type { Spent } from './spent.ts';
import { spent } from './spent.ts';

const PATIENTS = Number(process.env['OPENVBP_BENCH_PATIENTS'] ?? 4000);
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
    const rounds: { one: Spent; two: Spent }[] = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      const two = await took(2);
      if (!hold('0')) return console.log('  skipped: there is no taskset to hold a process to one core');
      const one = await took(1);
      hold('0,1');
      rounds.push({ one, two });
    }
    // Round by round, as other work on the machine comes and goes; the median of them.
    const ratios = rounds.map(({ one, two }) => one.clock / two.clock).sort((a, b) => a - b);
    const shown = ({ clock, cpu }: Spent) => `${clock.toFixed(1)} s (${cpu.toFixed(1)} of the processor)`;
    for (const { one, two } of rounds)
      console.log(
        `  ${PATIENTS.toLocaleString('en')} patients: one core ${shown(one)}, two cores ${shown(two)}`,
      );
    console.log(
      `  two cores ${ratios[Math.floor(ROUNDS / 2)]!.toFixed(2)} times one, the median of ${ROUNDS} (${ratios.map((one) => one.toFixed(2)).join(', ')}; target 1.8)`,
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
