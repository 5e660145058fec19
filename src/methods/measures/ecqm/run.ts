/** A measure computed outside a contract: `openvbp measure`. Writes MeasureReports and rows, and gives what adds up. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { makeFolder } from '../../../data/disk/folders.ts';
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { hasErrors } from '../../../language/diagnostic.ts';
import { readMeasure } from './bundle.ts';
import type { Calculation } from './calculate.ts';
import { calculate, dayAfter, dayBefore } from './calculate.ts';
import type { Fact, Rows } from './facts.ts';
import { factsOf } from './facts.ts';
import { individualReport, Summary } from './measure-report.ts';
import { report } from './messages.ts';
import { patientFiles } from './patients.ts';

interface MeasureCall extends Omit<Calculation, 'measure' | 'patients' | 'period' | 'evaluated'> {
  /** Bundle of the measure: a file. */
  bundle: string;
  /** FHIR R4: a file or folder. */
  patients: string;
  /** Which measure of several. */
  name?: string;
  /** Half-open; the measure's own unless given. */
  period?: { from: string; to: string };
  /** Folder of `individual.ndjson`, `summary.json` and `facts.csv`; nothing is written without it. */
  output?: string;
  rows?: Rows;
}

export interface Measured {
  measure: string;
  title: string;
  period: { from: string; to: string };
  patients: number;
  failed: number;
  groups: {
    group: string;
    scoring: string;
    basis: string;
    /** Population → the measure's own name of it. */
    expressions: Record<string, string>;
    /** '' is all. */
    strata: { stratum: string; counts: Record<string, number>; score: string | null }[];
  }[];
  statements: { patient: string; statements: { statement: string; value: string }[] }[];
  files: string[];
}

const FACTS: readonly (keyof Fact)[] = [
  'patient_id',
  'group_id',
  'stratum',
  'population',
  'episode_id',
  'population_type',
  'expression',
  'count',
  'member',
  'observed',
  'reason',
];

export async function measurePatients(call: MeasureCall): Promise<Checked<Measured>> {
  const read = await readMeasure(call.bundle, call.name);
  if (!read.value) return { diagnostics: read.diagnostics };
  const { measure } = read.value;
  const own = measure.effective;
  const period = call.period ?? (own && { from: own.start, to: dayAfter(own.end) });
  if (!period) {
    const missing = report('period-unknown', { measure: measure.canonical }, { file: call.bundle });
    return { diagnostics: [...read.diagnostics, missing] };
  }
  const files = patientFiles(call.patients);
  if (!files.value) return { diagnostics: [...read.diagnostics, ...files.diagnostics] };
  const found: Diagnostic[] = [...read.diagnostics];
  const summary = new Summary(measure);
  const statements: Measured['statements'] = [];
  const reported = { start: period.from, end: dayBefore(period.to) };
  const written = call.output === undefined ? undefined : await Files.open(call.output);
  try {
    const calculation = {
      ...call,
      measure: read.value,
      patients: files.value,
      period,
      evaluated: written !== undefined,
    };
    await written?.write('facts.csv', `${FACTS.join(',')}\n`);
    for await (const result of calculate(calculation, found)) {
      summary.add(result);
      if (result.statements) statements.push({ patient: result.patient, statements: result.statements });
      if (!written) continue;
      const single = individualReport(measure, reported, result);
      await written.write('individual.ndjson', `${JSON.stringify(single)}\n`);
      for (const fact of factsOf(measure, result, call.rows ?? 'patient'))
        await written.write('facts.csv', `${FACTS.map((name) => cell(fact[name])).join(',')}\n`);
    }
    for (const patient of call.explain ?? [])
      if (!hasErrors(found) && statements.every((one) => one.patient !== patient))
        found.push(report('explain-unknown', { patient }));
    if (hasErrors(found)) return { diagnostics: found };
    await written?.write('summary.json', `${JSON.stringify(summary.report(reported), null, 1)}\n`);
    await written?.keep();
  } finally {
    await written?.close();
  }
  const groups = summary.groups.map(({ group, counts, scores }) => ({
    group: group.id,
    scoring: group.scoring,
    basis: group.basis,
    expressions: Object.fromEntries(group.populations.map(({ key, expression }) => [key, expression])),
    strata: [...scores].map(([stratum, score]) => ({
      stratum,
      counts: Object.fromEntries(
        counts.filter((one) => one.stratum === stratum).map(({ population, count }) => [population, count]),
      ),
      score: score ?? null,
    })),
  }));
  const { canonical, title } = measure;
  const { patients, failed } = summary;
  const value = { measure: canonical, title, period, patients, failed, groups, statements };
  return { value: { ...value, files: written?.names ?? [] }, diagnostics: found };
}

function cell(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Files that get their names when all is written: what was stopped half way leaves none. */
class Files {
  readonly #folder: string;
  readonly #streams = new Map<string, ReturnType<typeof createWriteStream>>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<Files> {
    await makeFolder(folder);
    return new Files(folder);
  }

  get names(): string[] {
    return [...this.#streams.keys()].sort().map((name) => join(this.#folder, name));
  }

  async write(name: string, text: string): Promise<void> {
    let stream = this.#streams.get(name);
    if (!stream) {
      stream = createWriteStream(join(this.#folder, `${name}.partial`));
      this.#streams.set(name, stream);
    }
    const { errored } = stream;
    if (errored) throw errored;
    if (!stream.write(text)) {
      const waiting = stream;
      await new Promise<void>((resolve, reject) => {
        waiting.once('drain', resolve);
        waiting.once('error', reject);
      });
    }
  }

  async keep(): Promise<void> {
    for (const [name, stream] of this.#streams) {
      stream.end();
      await finished(stream);
      await rename(join(this.#folder, `${name}.partial`), join(this.#folder, name));
    }
  }

  async close(): Promise<void> {
    for (const [name, stream] of this.#streams) {
      stream.on('error', () => {});
      stream.destroy();
      await rm(join(this.#folder, `${name}.partial`), { force: true });
    }
  }
}
