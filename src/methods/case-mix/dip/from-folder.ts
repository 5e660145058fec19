/** A DIP scheme made from the inpatient cases of a data folder: the document that versions a city's own catalogue. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createHash } from 'node:crypto';
import type { Checked } from '../../../language/diagnostic.ts';
import { hasErrors } from '../../../language/diagnostic.ts';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import { openCases } from '../cases.ts';
import { said, yearProblems } from './catalogue-method.ts';
import type { Made } from './from-data.ts';
import { dipFromData } from './from-data.ts';
import type { ReadScheme } from './read.ts';
import { checked } from './read.ts';
import { readRules } from './rules.ts';
import type { DipRules } from './scheme.ts';
import { NATIONAL } from './scheme.ts';
import { namedBy } from './titles.ts';

export async function dipFromFolder(
  folder: string,
  { rules: path, years, names }: { rules?: string; years?: readonly number[]; names?: string },
): Promise<Checked<ReadScheme>> {
  const rules = path === undefined ? { value: NATIONAL, diagnostics: [] } : readRules(path);
  if (!rules.value) return { diagnostics: rules.diagnostics };
  const wrong = yearProblems((years ?? []).map(String), rules.value.years);
  if (wrong.length > 0 || years === undefined) return { diagnostics: wrong };
  const warehouse = await openDuckdb();
  try {
    const opened = await openCases(warehouse, folder);
    if (!opened.value) return { diagnostics: opened.diagnostics };
    const { diagnoses, procedures } = opened.value;
    await warehouse.run(
      'create table dip_cases as select *, year(discharge_date)::integer as year from given.cases',
    );
    const tables = { cases: 'dip_cases', diagnoses, procedures, into: 'dip_made', factors: 'dip_measured' };
    const made = await dipFromData(warehouse, { ...tables, rules: rules.value, years });
    const words = said(made, years);
    if (hasErrors(words)) return { diagnostics: words };
    const named = await namedBy(warehouse, made.groups, names);
    if (!named.value) return { diagnostics: named.diagnostics };
    const used = [join(folder, 'data.json'), path, names].filter((file) => file !== undefined);
    const files = used.map((file) => ({
      name: basename(file),
      sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
    }));
    const { value, diagnostics } = checked(
      { groups: named.value, rules: withMeasured(rules.value, made) },
      files,
      folder,
    );
    return value ? { value, diagnostics: [...words, ...named.diagnostics, ...diagnostics] } : { diagnostics };
  } finally {
    warehouse.close();
  }
}

/** Entries that have no factor of their own take those the cases show; what the document names stays. */
function withMeasured(rules: DipRules, { factors }: Made): DipRules {
  const own = new Set(
    rules.auxiliary.flatMap(({ name, entries }) =>
      entries.filter(({ factor }) => factor !== undefined).map((entry) => `${name}/${entry.name}`),
    ),
  );
  const named = new Set(rules.factors.map(({ group, directory, entry }) => `${group}/${directory}/${entry}`));
  const found = factors.filter(
    ({ group, directory, entry }) =>
      !own.has(`${directory}/${entry}`) && !named.has(`${group}/${directory}/${entry}`),
  );
  return { ...rules, factors: [...rules.factors, ...found] };
}
