/** Groups the cases of a table or a data folder, and writes what became of each. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { fill, hasErrors, reporter } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { openCases } from './cases.ts';
import type { CaseTables } from './chs-drg/group.ts';
import { Grouper } from './chs-drg/group.ts';
import { PATH } from './chs-drg/messages.ts';
import type { CasePath } from './chs-drg/path.ts';
import { chsPaths } from './chs-drg/path.ts';
import { dipFromData } from './dip/from-data.ts';
import { dipResult } from './dip/method.ts';
import { dipPaths } from './dip/path.ts';
import type { DipRules } from './dip/scheme.ts';
import { NATIONAL } from './dip/scheme.ts';
import { openEdition } from './edition.ts';
import { messages, REASONS } from './messages.ts';
import type { Reference } from './reference.ts';
import { openCatalogue, openScheme } from './reference.ts';
import { unwritable, writeResult } from './write-result.ts';

interface Grouping {
  scheme: { reference: string; version: string };
  cases: number;
  grouped: number;
  /** Why the others are not, most frequent first. */
  reasons: { reason: string; cases: number }[];
  /** Groups by cases, most first. */
  groups: { code: string; title: string; cases: number }[];
  /** The ways of the cases asked for, or of all where they are few (DIP). */
  paths: CasePath[];
}

interface GroupCases {
  kind: 'chs-drg' | 'dip';
  /** A data folder, or tables with a row per case. */
  cases: readonly string[];
  /** The imported scheme; DIP without one makes its catalogue of the cases given. */
  scheme?: string;
  /** A file to write, a row per case: CSV, Parquet or JSON. */
  output?: string;
  /** Cases whose way is to be told. */
  told?: readonly string[];
  /** CHS-DRG: a table of codes of another edition and what they are in the scheme's. */
  codes?: string;
}

const report = reporter(messages);

const LISTED = 20;
/** Up to so many cases all ways are told without being asked for. */
const FEW = 10;

export async function groupCases({
  kind,
  cases,
  scheme,
  output,
  told,
  codes,
}: GroupCases): Promise<Checked<Grouping>> {
  const refused = unwritable(output);
  if (refused.length > 0) return { diagnostics: refused };
  const reference = scheme === undefined ? undefined : openReference(kind, scheme);
  if (reference && !reference.value) return { diagnostics: reference.diagnostics };
  const warehouse = await openDuckdb();
  try {
    const opened = await openCases(warehouse, cases);
    if (!opened.value) return { diagnostics: opened.diagnostics };
    const { count, invalid, ...tables } = opened.value;
    const edition =
      codes === undefined
        ? { diagnostics: [] }
        : await openEdition(warehouse, codes, { into: 'given.edition', source: 'given.edition_source' });
    if (hasErrors(edition.diagnostics)) return { diagnostics: edition.diagnostics };
    const other = edition.value === undefined ? {} : { codes: edition.value };
    const used = reference?.value ?? (await ownCatalogue(warehouse, tables));
    const { about, titles, group, into } = used;
    const notes = [...opened.diagnostics, ...edition.diagnostics];
    notes.push(...((await into(warehouse, { ...tables, ...other, into: 'grouped' })) ?? []));
    if (hasErrors(notes)) return { diagnostics: notes };
    // Cases with a cell that cannot be have no group, and are in the result with the others.
    await warehouse.run(
      `insert into grouped by name select case_id, 'invalid-cell' as reason from ${invalid}`,
    );
    if (kind === 'chs-drg') notes.push(...(await americanCodes(warehouse, tables.diagnoses)));
    const groups = await warehouse.values(
      `select ${group}, count(*) from grouped where ${group} is not null group by 1 order by 2 desc, 1 limit ${LISTED}`,
    );
    const reasons = await warehouse.values(
      `select reason, count(*) from grouped where reason is not null group by 1 order by 2 desc, 1`,
    );
    await writeResult(warehouse, 'select * from grouped order by case_id', output);
    const wanted =
      told ??
      (count <= FEW ? (await warehouse.values('select case_id from grouped')).map(([id]) => String(id)) : []);
    const ways = await used.told(warehouse, tables, wanted);
    const lacking = new Set(wanted.filter((id) => !ways.some((one) => one.case === id)));
    const refusedCases = (await warehouse.values(`select case_id from ${invalid} order by 1`)).map(([id]) =>
      String(id),
    );
    const paths = [...ways, ...refusedCases.filter((id) => lacking.has(id)).map(invalidPath)];
    const there = new Set(paths.map((one) => one.case));
    const missing = wanted.filter((id) => !there.has(id)).map((id) => report('cases-no-such', { id }));
    const without = reasons.reduce((sum, [, n]) => sum + Number(n), 0);
    return {
      value: {
        scheme: about,
        cases: count,
        grouped: count - without,
        reasons: reasons.map(([reason, n]) => ({ reason: String(reason), cases: Number(n) })),
        groups: groups.map(([code, n]) => ({
          code: String(code),
          title: titles.get(String(code)) ?? '',
          cases: Number(n),
        })),
        paths,
      },
      diagnostics: [...notes, ...missing],
    };
  } finally {
    warehouse.close();
  }
}

const invalidPath = (id: string): CasePath => ({
  case: id,
  group: null,
  steps: [
    {
      en: fill(PATH.ungrouped.en, { reason: REASONS['invalid-cell'].en }),
      zh: fill(PATH.ungrouped.zh, { reason: REASONS['invalid-cell'].zh }),
    },
  ],
});

/** A scheme ready to group by. */
interface Opened {
  about: Grouping['scheme'];
  titles: ReadonlyMap<string, string>;
  /** The column with the group. */
  group: string;
  into(warehouse: Warehouse, tables: CaseTables): Promise<Diagnostic[] | void>;
  /** The ways of cases, of the table `grouped`. */
  told(warehouse: Warehouse, tables: { diagnoses: string }, ids: readonly string[]): Promise<CasePath[]>;
}

const toldDip =
  (rules: DipRules): Opened['told'] =>
  (warehouse, { diagnoses }, ids) =>
    dipPaths(warehouse, { grouped: 'grouped', diagnoses }, ids, rules);

/** Principal diagnoses in the writing of ICD-10-CM: without a point, or with a letter at the end. */
async function americanCodes(warehouse: Warehouse, diagnoses: string): Promise<Diagnostic[]> {
  const american = `regexp_full_match(upper(code), '[A-Z][0-9][0-9A-Z][0-9A-Z]{1,4}|[A-Z][0-9][0-9A-Z]\\.[0-9A-Z]{1,2}|[A-Z][0-9][0-9A-Z]\\.[0-9A-Z]{3}[A-Z]')`;
  const [[all, count, code] = []] = await warehouse.values(
    `select count(*), count(*) filter (where ${american}), min(code) filter (where ${american}) from (select trim(code) as code from ${diagnoses} where position = 1)`,
  );
  if (Number(count) * 10 <= Number(all)) return [];
  return [report('codes-american', { count: Number(count), all: Number(all), code: String(code) })];
}

/** A DIP catalogue made of the cases themselves, in which all years count alike. */
async function ownCatalogue(
  warehouse: Warehouse,
  { cases, diagnoses, procedures }: Omit<CaseTables, 'into'>,
): Promise<Opened> {
  await warehouse.run(`create table own_cases as select case_id, fee, 1::integer as year from ${cases}`);
  const rules: DipRules = { ...NATIONAL, years: ['1'] };
  const tables = { cases: 'own_cases', diagnoses, procedures, into: 'own_catalogue' };
  const { groups } = await dipFromData(warehouse, { ...tables, rules, years: [1] });
  const into = (_: Warehouse, given: CaseTables) => dipResult(warehouse, { groups, rules }, given);
  return {
    about: { reference: 'dip', version: OWN },
    titles: new Map(),
    group: 'code',
    into,
    told: toldDip(rules),
  };
}

/** The version of a catalogue made of the cases themselves. */
export const OWN = 'of these cases';

function openReference(kind: 'chs-drg' | 'dip', path: string): Checked<Opened> {
  if (kind === 'dip') {
    const { value, diagnostics } = openCatalogue(path);
    if (!value) return { diagnostics };
    const titles = new Map(value.content.groups.map(({ code, title = '' }) => [code, title]));
    const into = (warehouse: Warehouse, tables: CaseTables) => dipResult(warehouse, value.content, tables);
    return {
      value: { about: aboutOf(value), titles, group: 'code', into, told: toldDip(value.content.rules) },
      diagnostics,
    };
  }
  const { value, diagnostics } = openScheme(path);
  if (!value) return { diagnostics };
  const titles = new Map(value.content.drgs.map(({ code, title }) => [code, title]));
  const into = async (warehouse: Warehouse, tables: CaseTables) =>
    (await Grouper.open(warehouse, value.content)).group(tables);
  const told: Opened['told'] = (warehouse, _, ids) => chsPaths(warehouse, value.content, 'grouped', ids);
  return { value: { about: aboutOf(value), titles, group: 'drg', into, told }, diagnostics };
}

const aboutOf = ({ reference, version }: Reference) => ({ reference, version });
