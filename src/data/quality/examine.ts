/** All there is to find in the rows that stand. */
import { CANONICAL } from '../canonical/index.ts';
import { findCoverage } from './coverage.ts';
import { findMonths } from './months.ts';
import { passOver } from './pass.ts';
import { dropPeople, makePeople } from './people.ts';
import { findRepeats } from './repeats.ts';
import type { MonthsReport, QualityFinding, TableReport } from './report.ts';
import type { Subject } from './subject.ts';

export interface Examined {
  tables: Omit<TableReport, 'superseded'>[];
  findings: QualityFinding[];
  months: MonthsReport[];
}

export interface ExamineProgress {
  table: string;
  done: number;
  total: number;
}

export async function examine(
  subject: Subject,
  onProgress?: (progress: ExamineProgress) => void,
): Promise<Examined> {
  const examined: Examined = { tables: [], findings: [], months: [] };
  const names = CANONICAL.map(({ name }) => name).filter((name) => subject.tables.has(name));
  try {
    await makePeople(subject);
    examined.findings.push(...(await findCoverage(subject)));
    for (const [done, name] of names.entries()) {
      onProgress?.({ table: name, done, total: names.length });
      const { table, findings } = await passOver(subject, name);
      examined.tables.push(table);
      examined.findings.push(...findings, ...(await findRepeats(subject, name)));
      // Enrolment and providers have dates, but no months of service.
      if (name === 'eligibility' || name === 'provider' || name === 'provider_attribution') continue;
      const months = await findMonths(subject, name);
      if (!months) continue;
      examined.months.push(months.report);
      examined.findings.push(...months.findings);
    }
  } finally {
    await dropPeople(subject);
  }
  return examined;
}

const GRADES = ['error', 'warning', 'note'];

/** The gravest first; within a grade in the order found, which is that of the tables. */
export function ordered(findings: readonly QualityFinding[]): QualityFinding[] {
  return findings
    .map((finding, i) => ({ finding, i }))
    .sort((a, b) => GRADES.indexOf(a.finding.severity) - GRADES.indexOf(b.finding.severity) || a.i - b.i)
    .map(({ finding }) => finding);
}
