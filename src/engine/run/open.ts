/** Opens a run that `settle` wrote. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { RunTerm } from '../../data/tables/index.ts';
import type { Agreement } from '../../language/agreement.ts';
import type { Checked } from '../../language/diagnostic.ts';
import type { Plan, PlanEntity } from '../../language/plan.ts';
import { PLAN_VERSION } from '../../language/plan.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { report } from '../messages.ts';
import type { Run, RunManifest } from '../types.ts';
import { RUN_VERSION } from '../types.ts';
import { AGREEMENT, DATABASE, MANIFEST, PLAN } from './folder.ts';

export async function openRun(folder: string): Promise<Checked<Run>> {
  const path = resolve(folder);
  const bad = (problem: string): Checked<Run> => ({
    diagnostics: [report('not-a-run', { folder, problem }, { file: path })],
  });
  try {
    for (const name of [MANIFEST, PLAN, AGREEMENT, DATABASE]) {
      if (!existsSync(join(path, name))) return bad(name);
    }
    const manifest = await read<RunManifest>(path, MANIFEST);
    const plan = await read<Plan>(path, PLAN);
    const versions = [String(manifest.version), String(plan.version)].join('/');
    const expected = [RUN_VERSION, PLAN_VERSION].join('/');
    if (versions !== expected) {
      return {
        diagnostics: [report('other-run-version', { folder, found: versions, expected }, { file: path })],
      };
    }
    const agreement = { ...(await read<Omit<Agreement, 'plan'>>(path, AGREEMENT)), plan };
    return { value: { folder: path, manifest, agreement, plan, close: () => undefined }, diagnostics: [] };
  } catch (error) {
    return bad(error instanceof Error ? error.message : String(error));
  }
}

async function read<T>(folder: string, name: string): Promise<T> {
  return JSON.parse(await readFile(join(folder, name), 'utf8')) as T;
}

/** The run of another contract: `<contract>.run` beside this contract or beside the run `output`, or a folder by path. */
export function otherRunFolder(
  agreement: Pick<Agreement, 'file'>,
  output: string,
  run: string,
): string | undefined {
  const places = [dirname(agreement.file), dirname(resolve(output))];
  return [`${run}.run`, run]
    .flatMap((name) => (isAbsolute(name) ? [name] : places.map((place) => join(place, name))))
    .find((path) => existsSync(join(path, MANIFEST)));
}

/** A term of it. */
export async function runTerm(
  agreement: Agreement,
  output: string,
  run: string,
  entity: string,
  term: string,
): Promise<RunTerm | { names: string[] } | undefined> {
  const folder = otherRunFolder(agreement, output, run);
  if (folder === undefined) return undefined;
  const { value } = await openRun(folder);
  const found = value?.plan.entities.find(({ name }) => name === entity);
  const column = [...(found?.terms ?? []), ...(found?.facts ?? [])].find(({ name }) => name === term);
  if (!value) return undefined;
  if (!found || !column) return { names: value.plan.entities.flatMap(namesOf) };
  const sha256 = value.manifest.digests[entity];
  const file = join(folder, DATABASE);
  const table = await tableOf(file, entity, term);
  return {
    file,
    table: { name: entity },
    ...(table !== entity && { beside: { table: { name: table }, by: RID } }),
    column: term,
    type: column.type,
    currency: value.plan.currency,
    key: found.key.map(({ name }) => name),
    ...(sha256 !== undefined && { sha256 }),
  };
}

const namesOf = ({ name, terms, facts }: PlanEntity): string[] =>
  [...terms.filter(({ hiddenIn }) => hiddenIn === undefined), ...facts].map((one) => `${name}.${one.name}`);

/** The table of a run that holds a column: an entity with very many terms has further tables, `entity~1`, beside its own. */
async function tableOf(file: string, entity: string, column: string): Promise<string> {
  const warehouse = await openDuckdb({ path: file, readOnly: true });
  try {
    const [[table] = [entity]] = await warehouse.values(
      `select table_name from duckdb_columns() where schema_name = 'main' and column_name = ${quoteLiteral(column)}
         and (table_name = ${quoteLiteral(entity)} or starts_with(table_name, ${quoteLiteral(`${entity}~`)})) order by 1`,
    );
    return String(table);
  } finally {
    warehouse.close();
  }
}
