/**
 * A clinical quality measure in one thread and in two: CMS122 over its 56 test patients again and again under new ids (`OPENVBP_BENCH_PATIENTS`, 2,000 unless said).
 * Beside the clock, which other work on the machine disturbs, the processor time of all threads and of the main one, from which follows how much faster two threads
 * can be at most. Target: 1.8 times one.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { measurePatients } from '../src/methods/measures/ecqm/run.ts';

const PATIENTS = Number(process.env['OPENVBP_BENCH_PATIENTS'] ?? 2000);
const FOLDER = resolve(import.meta.dirname, '../../shared/reference/ecqm');
const NAME = 'CMS122FHIRDiabetesAssessGreaterThan9Percent';

interface Took {
  clock: number;
  cpu: number;
  main: number;
}

export default async function bench(): Promise<void> {
  if (!existsSync(FOLDER)) return console.log('  skipped: no measure bundles under ../shared/reference/ecqm');
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-bench-'));
  try {
    const patients = join(folder, 'patients.ndjson');
    writeFileSync(patients, population());
    const took = async (threads: number): Promise<Took> => {
      const [start, used, own] = [performance.now(), process.cpuUsage(), process.threadCpuUsage()];
      const { value } = await measurePatients({
        bundle: join(FOLDER, `${NAME}-bundle.json`),
        patients,
        threads,
      });
      if (value?.patients !== PATIENTS) throw new Error(`${value?.patients ?? 'no'} patients`);
      const sum = ({ user, system }: { user: number; system: number }) => (user + system) / 1e6;
      return {
        clock: (performance.now() - start) / 1000,
        cpu: sum(process.cpuUsage(used)),
        main: sum(process.threadCpuUsage(own)),
      };
    };
    for (let i = 0; i < 2; i += 1) {
      const [one, two] = [await took(1), await took(2)];
      // Two threads cannot end before the work is done, nor before the main thread has read and put away everything.
      const most = (one.cpu - one.main) / Math.max((two.cpu - two.main) / 2, two.main);
      console.log(
        `  ${PATIENTS.toLocaleString('en')} patients: one thread ${one.clock.toFixed(1)} s, two ${two.clock.toFixed(1)} s, ${(one.clock / two.clock).toFixed(2)} times; of processor time ${one.cpu.toFixed(1)} s (main ${one.main.toFixed(1)}) and ${two.cpu.toFixed(1)} s (main ${two.main.toFixed(1)}): at most ${most.toFixed(2)} times (target 1.8)`,
      );
    }
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
