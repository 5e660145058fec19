/**
 * The tables of CMS-HCC models from a folder of CSV files, known by their columns whatever they are called: diagnoses to categories,
 * coefficients, hierarchies, and labels and edits where they are there. Nothing that cannot be read is passed over.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Checked, Diagnostic, Location } from '../../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../../language/diagnostic.ts';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import type { Row, Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteIdentifier as q } from '../../../warehouse/warehouse.ts';
import { csvTable } from '../../tables.ts';
import { messages } from './messages.ts';
import type { HccEdit, HccModel } from './models.ts';
import { editionOf, MODELS } from './models.ts';
import type { HccContent, HccTables } from './tables.ts';

const report = reporter(messages);

/** Columns of each table, as CMS and those who publish after it name them. */
const TABLES = {
  mapping: ['diagnosis_code', 'cc', 'model_name'],
  coefficients: ['coefficient', 'value', 'model_domain', 'model_version'],
  hierarchies: ['cc_parent', 'cc_child', 'model_domain', 'model_version'],
  labels: ['cc', 'label', 'model_domain', 'model_version'],
  edits: ['icd10', 'sex', 'age_min', 'age_max', 'action', 'cc_override', 'model_name'],
} as const;
type Kind = keyof typeof TABLES;
const NEEDED: readonly Kind[] = ['mapping', 'coefficients', 'hierarchies'];

/** How many categories with a coefficient the official models have: V22H79, V24H86, V28115, V20H87, R05X76, R08X84. */
const CATEGORIES: Readonly<Record<string, number>> = {
  V22: 79,
  V24: 86,
  V28: 115,
  'ESRD-V21': 87,
  'ESRD-V24': 86,
  'RX-V05': 76,
  'RX-V08': 84,
};

interface ReadHcc {
  files: string[];
  content: HccContent;
}

/** For a reference: files with their hashes, counts, and the models. A version that is a year says that the tables are CMS's. */
export async function importHcc(folder: string, version: string) {
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    const { value, diagnostics } = await readHcc(warehouse, folder, /^\d{4}$/.test(version));
    if (!value) return { diagnostics };
    const files = value.files.map((name) => ({
      name,
      sha256: createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    }));
    const counts = Object.fromEntries(
      Object.entries(value.content.models).map(([name, { mapping }]) => [
        name,
        new Set(Object.values(mapping).flatMap((codes) => codes.split(' '))).size,
      ]),
    );
    return { value: { files, counts, content: value.content }, diagnostics };
  } finally {
    warehouse.close();
  }
}

/** `official`: the tables are those of a payment year, whose categories are counted. */
export async function readHcc(
  warehouse: Warehouse,
  folder: string,
  official: boolean,
): Promise<Checked<ReadHcc>> {
  const opened = await openTables(warehouse, folder);
  if (!opened.value) return { diagnostics: opened.diagnostics };
  const { tables, files } = opened.value;
  const diagnostics = [...opened.diagnostics];
  for (const kind of Object.keys(tables) as Kind[])
    diagnostics.push(...(await badCells(warehouse, kind, tables[kind] as Opened)));
  if (hasErrors(diagnostics)) return { diagnostics };
  const models: Record<string, HccTables> = {};
  for (const base of MODELS) {
    for (const edition of ['', ...(await editionsOf(warehouse, base, tables))]) {
      const model = editionOf(base, edition);
      const own = await tablesOf(warehouse, model, tables);
      if (!own) continue;
      models[model.name] = own;
      diagnostics.push(...checked(model, own, CATEGORIES[base.name], official, folder));
    }
  }
  if (Object.keys(models).length === 0) {
    const known = MODELS.map(({ mapping }) => mapping).join(', ');
    diagnostics.push(report('hcc-no-model', { path: folder, known }));
  }
  return hasErrors(diagnostics) ? { diagnostics } : { value: { files, content: { models } }, diagnostics };
}

interface Opened {
  file: string;
  table: string;
}

async function openTables(
  warehouse: Warehouse,
  folder: string,
): Promise<Checked<{ files: string[]; tables: Partial<Record<Kind, Opened>> }>> {
  if (!statSync(folder).isDirectory())
    return { diagnostics: [report('hcc-no-folder', { path: folder, tables: wanted() })] };
  const files = readdirSync(folder)
    .filter((name) => /\.csv$/i.test(name))
    .sort();
  const diagnostics: Diagnostic[] = [];
  const tables: Partial<Record<Kind, Opened>> = {};
  const used: string[] = [];
  for (const [i, name] of files.entries()) {
    const file = join(folder, name);
    const at: Location = { file };
    const read = await csvTable(warehouse, file, `hcc_file_${i}`, { name, option: 'PATH', at });
    if (read.value === undefined) {
      diagnostics.push(...read.diagnostics);
      continue;
    }
    const headers = (await warehouse.values(`describe select * from ${read.value}`)).map(([one]) =>
      String(one),
    );
    const kind = (Object.keys(TABLES) as Kind[]).find((one) =>
      TABLES[one].every((column) => headers.includes(column)),
    );
    if (kind === undefined) {
      diagnostics.push(
        report(
          'hcc-file-unknown',
          {
            file: name,
            found: headers
              .filter((one) => one !== '_line')
              .slice(0, 12)
              .join(', '),
          },
          at,
        ),
      );
      continue;
    }
    const other = tables[kind];
    if (other) diagnostics.push(report('hcc-file-twice', { file: name, other: other.file, kind }, at));
    tables[kind] = { file, table: read.value };
    used.push(name);
  }
  const missing = NEEDED.filter((kind) => !tables[kind]);
  if (missing.length > 0)
    diagnostics.push(
      report('hcc-table-missing', {
        path: folder,
        missing: missing.map((kind) => `${kind} (${TABLES[kind].join(', ')})`).join('; '),
      }),
    );
  return hasErrors(diagnostics) ? { diagnostics } : { value: { files: used, tables }, diagnostics };
}

const wanted = () => NEEDED.map((kind) => `${kind}: ${TABLES[kind].join(', ')}`).join('; ');

/** What a cell must look like. */
const FORMS: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  mapping: { diagnosis_code: '[A-Z][0-9][0-9A-Z](\\.?[0-9A-Z]{1,4})?', cc: '[1-9][0-9]{0,2}' },
  coefficients: { coefficient: '[A-Za-z0-9_]+', value: '-?[0-9]{1,3}(\\.[0-9]{1,3})?' },
  hierarchies: { cc_parent: '[1-9][0-9]{0,2}', cc_child: '[1-9][0-9]{0,2}' },
  labels: { cc: '(RX)?HCC[1-9][0-9]{0,2}' },
  edits: {
    icd10: '[A-Z][0-9][0-9A-Z]{1,5}',
    sex: '[12]?',
    age_min: '[0-9]{0,3}',
    age_max: '[0-9]{0,3}',
    action: 'invalid|override',
    cc_override: '([1-9][0-9]{0,2})?',
  },
};

async function badCells(warehouse: Warehouse, kind: Kind, { file, table }: Opened): Promise<Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  for (const [column, form] of Object.entries(FORMS[kind])) {
    const cell = `coalesce(trim(${q(column)}), '')`;
    const flags = kind === 'labels' ? `, 'i'` : '';
    const [bad] = await warehouse.rows(
      `select _line, ${cell} as cell, count(*) over () as count from ${table} where not regexp_full_match(${cell}, '${form}'${flags}) order by _line limit 1`,
    );
    if (!bad) continue;
    const line = Number(bad['_line']);
    diagnostics.push(
      report(
        'hcc-cell',
        { line, column, text: String(bad['cell']), count: Number(bad['count']) },
        { file, line },
      ),
    );
  }
  return diagnostics;
}

/** What the versions of coefficients are called besides the model's own: `PDP_ONLY` of R08_PDP_ONLY. */
async function editionsOf(
  warehouse: Warehouse,
  { coefficients: [domain, version] }: HccModel,
  tables: Partial<Record<Kind, Opened>>,
): Promise<string[]> {
  const found = await warehouse.values(
    `select distinct substr(model_version, ${version.length + 2}) from ${tables.coefficients?.table}
     where model_domain = '${domain}' and regexp_full_match(model_version, '${version}_[A-Za-z0-9_]{1,40}') order by 1`,
  );
  return found.map(([edition]) => String(edition));
}

/** The model's part of the tables; nothing where they do not know it. */
async function tablesOf(
  warehouse: Warehouse,
  model: HccModel,
  tables: Partial<Record<Kind, Opened>>,
): Promise<HccTables | undefined> {
  const rows = async (kind: Kind, select: string, where: string) =>
    tables[kind] ? warehouse.rows(`select ${select} from ${tables[kind].table} where ${where}`) : [];
  const text = (value: string) => `'${value}'`;
  const version = ([domain, own]: readonly [string, string]) =>
    `model_domain = ${text(domain)} and model_version = ${text(own)}`;
  const joined = (found: Row[]) =>
    Object.fromEntries(found.map((row) => [String(row['name']), String(row['list'])]));
  const mapping = await rows(
    'mapping',
    `trim(cc) as name, string_agg(distinct replace(trim(diagnosis_code), '.', ''), ' ' order by replace(trim(diagnosis_code), '.', '')) as list`,
    `model_name = ${text(model.mapping)} group by 1 order by trim(cc)::integer`,
  );
  const coefficients = await rows(
    'coefficients',
    `min(trim(coefficient)) as name, min(trim(value)) as value, count(distinct trim(value)::decimal(9, 3)) as values`,
    `${version(model.coefficients)} group by lower(trim(coefficient)) order by 1`,
  );
  const hierarchies = await rows(
    'hierarchies',
    `trim(cc_parent) as name, string_agg(distinct trim(cc_child), ' ' order by trim(cc_child)) as list`,
    `${version(model.hierarchies)} group by 1 order by trim(cc_parent)::integer`,
  );
  if (mapping.length === 0 || coefficients.length === 0) return undefined;
  const labels = await rows(
    'labels',
    `regexp_replace(upper(trim(cc)), '[^0-9]', '', 'g') as name, min(label) as list`,
    `${version(model.hierarchies)} group by 1 order by 1`,
  );
  const edits = await rows(
    'edits',
    `trim(icd10) as code, nullif(trim(sex), '') as sex, nullif(trim(age_min), '') as first, nullif(trim(age_max), '') as last, action, nullif(trim(cc_override), '') as category`,
    `model_name = ${text(model.mapping)} order by _line`,
  );
  const contradictory = coefficients
    .filter((row) => Number(row['values']) > 1)
    .map((row) => String(row['name']));
  return {
    mapping: joined(mapping),
    coefficients: Object.fromEntries(coefficients.map((row) => [String(row['name']), String(row['value'])])),
    hierarchies: joined(hierarchies),
    labels: joined(labels),
    edits: edits.map(editOf),
    ...(contradictory.length > 0 && { contradictory }),
  };
}

function editOf(row: Row): HccEdit {
  const whole = (name: string) => (row[name] === null ? undefined : Number(row[name]));
  const [from, to] = [whole('first'), whole('last')];
  const sex = row['sex'] === '1' ? 'M' : row['sex'] === '2' ? 'F' : undefined;
  return {
    code: String(row['code']),
    ...(sex !== undefined && { sex }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    category: row['action'] === 'override' ? (whole('category') ?? null) : null,
  };
}

/** Whether the parts of a model fit each other. */
function checked(
  model: HccModel,
  tables: HccTables,
  expected: number | undefined,
  official: boolean,
  path: string,
): Diagnostic[] {
  const { name } = model;
  const found: Diagnostic[] = [];
  const category = new RegExp(`_${model.prefix}(\\d+)$`, 'i');
  const weighed = new Set(Object.keys(tables.coefficients).flatMap((one) => category.exec(one)?.[1] ?? []));
  if (official && expected !== undefined && weighed.size !== expected)
    found.push(report('hcc-count', { path, model: name, count: weighed.size, expected }));
  const lost = Object.keys(tables.mapping).filter((one) => !weighed.has(one));
  if (lost.length > 0)
    found.push(report('hcc-unweighed', { path, model: name, categories: lost.join(', ') }));
  if (tables.contradictory)
    found.push(
      report('hcc-contradictory', {
        model: name,
        count: tables.contradictory.length,
        first: tables.contradictory[0] ?? '',
      }),
    );
  return found;
}
