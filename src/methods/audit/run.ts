/** Audits a data folder, outside a contract: the report, and the sheet on which people decide. */
import { ledQuery, unledSql } from '../../data/disk/cells.ts';
import { openData } from '../../data/open/index.ts';
import type { Checked, Lang } from '../../language/diagnostic.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import { report as reportFile } from '../messages.ts';
import { closeMethods, openContext, resultTable } from '../run.ts';
import { completeTables, csvTable } from '../tables.ts';
import { findings } from './findings.ts';
import { look } from './look.ts';
import { makeReport } from './report/report.ts';
import type { AuditReport } from './report/report.ts';
import { RULES } from './rules/index.ts';

export interface AuditOptions {
  /** ISO, half-open; all discharges of the data unless given. */
  from?: string;
  to?: string;
  /** ISO: what is dated later is not known. All of the data is known unless given; a contract’s as-of date finds what the contract finds. */
  asOf?: string;
  /** A CSV with the group of each case (`case_id`, and `drg`, `code` or `group`), as `openvbp group -o` writes it. */
  groups?: string;
  /** A CSV of thresholds: `rule`, `parameter`, `value`. */
  parameters?: string;
  rules?: string;
  /** ISO 4217: what the amounts of the report are in. */
  currency?: string;
  /** A CSV of all findings with empty columns for decisions. */
  sheet?: { file: string; lang: Lang };
  threads?: number;
}

export async function auditFolder(folder: string, options: AuditOptions = {}): Promise<Checked<AuditReport>> {
  const warehouse = await openDuckdb(options.threads === undefined ? {} : { threads: options.threads });
  try {
    const opened = await openData(warehouse, folder);
    if (!opened.value) return { diagnostics: opened.diagnostics };
    const { sources } = opened.value;
    await completeTables(warehouse);
    await warehouse.run('create schema if not exists methods');
    const audited = await audit(
      warehouse,
      folder,
      options,
      (source, file) => sources[source]?.files[file]?.name,
    );
    await closeMethods(warehouse);
    return { ...audited, diagnostics: [...opened.diagnostics, ...audited.diagnostics] };
  } finally {
    warehouse.close();
  }
}

const GROUPS = 'groups';

/** What Chinese groupers call their columns. */
const NAMES = {
  case_id: ['病案号', '病例号'],
  drg: ['DRG编码', 'DRG组编码', 'DRG组', 'DRG'],
  group: ['病组编码', '病组', '分组编码', '病种编码', '病种'],
} as const;

/** Header → the name it stands for, where the table has no column of that name. */
function chinese(columns: readonly string[]): ReadonlyMap<string, string> {
  const found = Object.entries(NAMES).flatMap(([name, aliases]): [string, string][] => {
    const own = aliases.flatMap((alias) => columns.find((one) => one.trim() === alias) ?? []).at(0);
    return own === undefined || columns.includes(name) ? [] : [[own, name]];
  });
  return new Map(found);
}

async function audit(
  warehouse: Warehouse,
  folder: string,
  options: AuditOptions,
  fileOf: (source: number, file: number) => string | undefined,
): Promise<Checked<AuditReport>> {
  const diagnostics: Diagnostic[] = [];
  const at = { file: options.parameters ?? options.groups ?? folder };
  if (options.groups !== undefined) {
    const read = await csvTable(warehouse, options.groups, resultTable(GROUPS), {
      name: 'audit',
      option: GROUPS,
      at,
    });
    diagnostics.push(...read.diagnostics);
    if (hasErrors(diagnostics)) return { diagnostics };
    const described = await warehouse.rows(`select column_name from (describe ${resultTable(GROUPS)})`);
    const columns = described.map((row) => String(row['column_name'])).filter((name) => name !== '_line');
    const renamed = chinese(columns);
    for (const [from, to] of renamed)
      await warehouse.run(
        `alter table ${resultTable(GROUPS)} rename column ${quoteIdentifier(from)} to ${quoteIdentifier(to)}`,
      );
    // What `openvbp group` wrote for spreadsheets too.
    const ids = [...renamed].filter(([, to]) => to === 'case_id').map(([, to]) => to);
    for (const id of columns.includes('case_id') ? ['case_id'] : ids)
      await warehouse.run(`update ${resultTable(GROUPS)} set ${id} = ${unledSql(id)}`);
    if (!columns.includes('case_id') && ![...renamed.values()].includes('case_id'))
      return {
        diagnostics: [
          reportFile(
            'method-file-column',
            { file: options.groups, column: 'case_id', columns: columns.join(', ') },
            at,
          ),
        ],
      };
  }
  const { period, asOf } = await periodOf(warehouse, options);
  const given = {
    ...(options.groups !== undefined && { groups: GROUPS }),
    ...(options.rules !== undefined && { rules: options.rules }),
    ...(options.parameters !== undefined && { parameters: options.parameters }),
  };
  const call = { name: 'audit', method: findings.name, options: given, lines: true, at };
  const { context } = openContext(warehouse, findings, call, { contract: at.file, period, asOf });
  const { value: looked, diagnostics: found } = await look(context);
  diagnostics.push(...found);
  if (!looked) return { diagnostics };
  const [[cases] = [0]] = await warehouse.values(
    `select count(*) from data.inpatient_case where discharge_date >= date '${period.from}' and discharge_date < date '${period.to}' and discharge_date <= date '${asOf}'`,
  );
  const value = await makeReport({
    warehouse,
    looked,
    period,
    cases: Number(cases),
    fileOf,
    ...(options.currency !== undefined && { currency: options.currency }),
  });
  if (options.sheet !== undefined) await writeSheet(warehouse, looked.findings, options.sheet);
  return { value, diagnostics };
}

/** As of the last day of the data, or of the period where that is later: outside a contract all of the data is known. */
async function periodOf(
  warehouse: Warehouse,
  { from, to, asOf }: AuditOptions,
): Promise<{ period: { from: string; to: string }; asOf: string }> {
  const [[first, last] = []] = await warehouse.values(
    `select min(day)::varchar, (max(day) + 1)::date::varchar from (select discharge_date as day from data.inpatient_case
       union all select coalesce(claim_line_start_date, claim_start_date) from data.medical_claim)`,
  );
  const period = { from: from ?? String(first ?? '1900-01-01'), to: to ?? String(last ?? '1900-01-02') };
  const end = String(last ?? period.to);
  return { period, asOf: asOf ?? (end > period.to ? end : period.to) };
}

/** Columns people fill in come first; the fingerprint says which finding it was that they decided about. */
async function writeSheet(
  warehouse: Warehouse,
  table: string,
  { file, lang }: { file: string; lang: Lang },
): Promise<void> {
  const empty = ['decision', 'by', 'date', 'reason', 'amount', 'points', 'unpaid'].map(
    (name) => `null as ${quoteIdentifier(name)}`,
  );
  const titles = RULES.map(({ id, title }) => `(${quoteLiteral(id)}, ${quoteLiteral(title[lang])})`);
  const query = `select f.finding_id as finding, f.fingerprint, ${empty.join(', ')}, t.title as rule_title, f.rule, f.severity, f.hospital_id, f.insurance_type, f.case_id,
       f.person_id, f.finding_date, f.related, f.amount::decimal(38,2) as at_stake, f.measure, f.expected, f.detail
     from ${table} f left join (values ${titles.join(', ')}) t(id, title) on t.id = f.rule order by f.finding_id`;
  await warehouse.run(`copy (${await ledQuery(warehouse, query)}) to ${quoteLiteral(file)} (header true)`);
}
