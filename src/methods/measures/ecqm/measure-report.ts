/** Results as FHIR R4 MeasureReports: of a patient (`individual`) and of all together (`summary`). The same results give the same bytes: no dates, no random ids. */
import { createHash } from 'node:crypto';
import type { Count } from './counts.ts';
import { countsOf } from './counts.ts';
import { scoreOf } from './score.ts';
import type { Measure, MeasureGroup, PatientResult, Resource } from './types.ts';

interface ReportPeriod {
  /** Days, both inclusive. */
  start: string;
  end: string;
}

export function individualReport(measure: Measure, period: ReportPeriod, result: PatientResult): Resource {
  const { patient, failed, groups, evaluated = [] } = result;
  return {
    resourceType: 'MeasureReport',
    id: idOf(measure, period, patient),
    ...(failed !== undefined && messageOf(`Patient/${patient}: ${failed}`)),
    status: failed === undefined ? 'complete' : 'error',
    type: 'individual',
    measure: measure.canonical,
    subject: { reference: `Patient/${patient}` },
    period,
    ...(failed === undefined && {
      group: measure.groups.map((group, n) => groupReport(group, countsOf(group, groups[n] ?? []))),
      ...(evaluated.length > 0 && { evaluatedResource: evaluated.map((reference) => ({ reference })) }),
    }),
  };
}

/** Adds up patients; those that failed are in no count, and the report says how many. */
export class Summary {
  readonly #measure: Measure;
  readonly #counts: Count[][];
  patients = 0;
  failed = 0;

  constructor(measure: Measure) {
    this.#measure = measure;
    this.#counts = measure.groups.map((group) => countsOf(group, []));
  }

  add({ failed, groups }: PatientResult): void {
    this.patients += 1;
    if (failed !== undefined) {
      this.failed += 1;
      return;
    }
    for (const [n, group] of this.#measure.groups.entries()) {
      const totals = this.#counts[n] ?? [];
      for (const [at, { count, observations }] of countsOf(group, groups[n] ?? []).entries()) {
        const total = totals[at];
        if (!total) continue;
        total.count += count;
        for (const one of observations) total.observations.push(one);
      }
    }
  }

  /** By group: its counts, and the score of each stratum (decimal text). */
  get groups(): { group: MeasureGroup; counts: Count[]; scores: Map<string, string | undefined> }[] {
    return this.#measure.groups.map((group, n) => {
      const counts = this.#counts[n] ?? [];
      const strata = ['', ...group.stratifiers.map(({ key }) => key)];
      const scores = new Map(strata.map((stratum) => [stratum, scoreOf(group, within(counts, stratum))]));
      return { group, counts, scores };
    });
  }

  report(period: ReportPeriod): Resource {
    const words = `${this.failed} of ${this.patients} patients could not be computed and are in no count`;
    return {
      resourceType: 'MeasureReport',
      id: idOf(this.#measure, period, ''),
      ...(this.failed > 0 && messageOf(words)),
      status: 'complete',
      type: 'summary',
      measure: this.#measure.canonical,
      period,
      group: this.groups.map(({ group, counts }) => groupReport(group, counts)),
    };
  }
}

function within(counts: readonly Count[], stratum: string): Count[] {
  return counts.filter((one) => one.stratum === stratum);
}

function groupReport(group: MeasureGroup, counts: readonly Count[]): Resource {
  return {
    id: group.id,
    ...part(group, within(counts, '')),
    ...(group.stratifiers.length > 0 && {
      stratifier: group.stratifiers.map(({ key, source }) => ({
        id: key,
        ...(source['code'] !== undefined && { code: [source['code']] }),
        stratum: [{ value: { text: key }, ...part(group, within(counts, key)) }],
      })),
    }),
  };
}

function part(group: MeasureGroup, counts: readonly Count[]): Resource {
  const score = scoreOf(group, counts);
  return {
    population: group.populations.map(({ id, code, key }) => ({
      ...(id !== undefined && { id }),
      code,
      count: counts.find(({ population }) => population === key)?.count ?? 0,
    })),
    ...(score !== undefined && { measureScore: { value: Number(score) } }),
  };
}

function idOf({ canonical }: Measure, { start, end }: ReportPeriod, patient: string): string {
  return createHash('sha256')
    .update(JSON.stringify([canonical, start, end, patient]))
    .digest('hex')
    .slice(0, 32);
}

/** http://hl7.org/fhir/StructureDefinition/cqf-messages: what was met while the resource was made. */
function messageOf(diagnostics: string): Resource {
  const outcome = {
    resourceType: 'OperationOutcome',
    id: 'messages',
    issue: [{ severity: 'error', code: 'exception', diagnostics }],
  };
  return {
    contained: [outcome],
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/cqf-messages',
        valueReference: { reference: '#messages' },
      },
    ],
  };
}
