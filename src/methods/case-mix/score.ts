/** Scores the people of a table or a data folder, and writes what each has and why. */
import { statSync } from 'node:fs';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { assumedOf } from './cms-hcc/assumed.ts';
import { messages } from './cms-hcc/messages.ts';
import type { HccAsked } from './cms-hcc/plan.ts';
import { compiled, partsOf, scorePeople } from './cms-hcc/plan.ts';
import type { HccPart } from './cms-hcc/payment.ts';
import { charlson } from './comorbidity/charlson.ts';
import { diagnosedComorbidities } from './comorbidity/diagnosed.ts';
import { elixhauser } from './comorbidity/elixhauser.ts';
import { scoreComorbidities } from './comorbidity/score.ts';
import { DIAGNOSED_ON } from './diagnoses.ts';
import type { GivenPeople } from './given-people.ts';
import { openPeople } from './given-people.ts';
import { openHcc } from './reference.ts';
import { strangeCodes } from './strange-codes.ts';
import { unwritable, writeResult } from './write-result.ts';

const report = reporter(messages);

export const INDEXES = ['cms-hcc', 'charlson', 'elixhauser'] as const;

export interface ScoreAsked extends HccAsked {
  index: (typeof INDEXES)[number];
  /** A data folder, or a table with a row per person or per diagnosis. */
  path: string;
  diagnoses?: string | undefined;
  /** CMS-HCC: an imported reference, or a folder of them. */
  tables?: string | undefined;
  /** Dates of service that count, of a data folder: half-open, ISO. */
  window?: { from: string; to: string } | undefined;
  /** Files to make: `.csv`, `.parquet` or `.json`. */
  output?: string | undefined;
  contributions?: string | undefined;
}

export interface Scores {
  index: string;
  /** CMS-HCC: the tables' version, and the models that counted. */
  version?: string;
  parts?: HccPart[];
  people: number;
  scored: number;
  reasons: { reason: string; people: number }[];
  /** Of each score: how many people have it, and the mean with three decimals. */
  means: { score: string; segment: string | null; people: number; mean: string }[];
}

export async function scoreGiven(asked: ScoreAsked): Promise<Checked<Scores>> {
  const diagnostics = unwritable(asked.output, asked.contributions);
  if (diagnostics.length > 0) return { diagnostics };
  const warehouse = await openDuckdb();
  try {
    return asked.index === 'cms-hcc'
      ? await hcc(warehouse, asked)
      : await comorbidity(warehouse, asked, asked.index);
  } finally {
    warehouse.close();
  }
}

/** CMS-HCC: of a data folder, what was diagnosed in the year before the payment year counts. */
async function hcc(warehouse: Warehouse, asked: ScoreAsked): Promise<Checked<Scores>> {
  const parts = partsOf(asked);
  if (!parts.value) return { diagnostics: parts.diagnostics };
  const path = asked.tables ?? '';
  const opened = openHcc(path, asked.year);
  if (!opened.value) return { diagnostics: opened.diagnostics };
  const models = compiled(parts.value, opened.value.content, path);
  if (!models.value) return { diagnostics: models.diagnostics };
  const year =
    asked.year ?? (asked.window ? Number(asked.window.from.slice(0, 4)) + 1 : yearOf(opened.value.version));
  const window = asked.window ?? { from: `${year - 1}-01-01`, to: `${year}-01-01` };
  const given = await openPeople(warehouse, { ...asked, ageOn: `${year}-02-01`, facts: true, window });
  const said = [...parts.diagnostics, ...opened.diagnostics, ...given.diagnostics];
  if (!given.value) return { diagnostics: said };
  said.push(...(await strangeCodes(warehouse, given.value.diagnoses, 'ICD-10-CM', tableOf(asked))));
  const names = parts.value.map(({ model }) => model);
  said.push(...(await assumedOf(warehouse, given.value.people, names)));
  if (tableOf(asked) === undefined)
    said.push(...(await windowed(warehouse, given.value.diagnoses, window, `${year}-02-01`)));
  const details = asked.contributions !== undefined;
  await scorePeople(warehouse, parts.value, models.value, {
    ...given.value,
    into: 'scored',
    ...(details && { contributions: 'added', diagnosed: 'became' }),
  });
  // People with a cell that cannot be have no score, and are in the result with the others.
  await warehouse.run(
    `insert into scored by name select person_id, 'invalid-cell' as reason from ${given.value.invalid}`,
  );
  await writeResult(warehouse, 'select * from scored order by person_id', asked.output);
  if (details) {
    const labels = models.value.flatMap(({ model, tables }) =>
      Object.entries(tables.labels).map(([category, label]) => [
        model.name,
        `${model.prefix}${category}`,
        label,
      ]),
    );
    const rows = labels.map((row) => `(${row.map((cell) => quoteLiteral(String(cell))).join(', ')})`);
    const prefix = models.value[0]?.model.prefix ?? 'HCC';
    await warehouse.run(
      `create table label as select * from (values ${rows.length > 0 ? rows.join(', ') : '(null, null, null)'}) t(model, variable, label)`,
    );
    await writeResult(
      warehouse,
      // A category with its diagnoses; what counts without a diagnosis; diagnoses that count nothing.
      `with of_category as (select person_id, model, ${quoteLiteral(prefix)} || category as variable, string_agg(code, '|' order by code) as codes,
           min(outcome) as outcome, min(superseded_by) as superseded_by from became where category is not null group by 1, 2, 3)
       select person_id, model, variable, l.label, a.value, d.codes, coalesce(d.outcome, 'counted') as outcome, d.superseded_by
       from added a full join of_category d using (person_id, model, variable) left join label l using (model, variable)
       union all
       select person_id, model, null, null, null, code, outcome, null from became where category is null
       order by person_id, model, variable nulls last, codes`,
      asked.contributions,
    );
  }
  const means = await warehouse.values(
    `select 'score', segment, count(score), ${mean('score')} from scored group by segment order by segment nulls last`,
  );
  return {
    value: {
      index: 'cms-hcc',
      version: opened.value.version,
      parts: parts.value,
      ...(await counted(warehouse, 'reason')),
      means: meansOf(means),
    },
    diagnostics: said,
  };
}

/** Which dates of a data folder count, and whether anything is of them. */
async function windowed(
  warehouse: Warehouse,
  diagnoses: string,
  window: { from: string; to: string },
  day: string,
): Promise<Diagnostic[]> {
  const note = report('hcc-window', { ...window, day });
  const [[count] = []] = await warehouse.values(`select count(*) from ${diagnoses}`);
  if (Number(count) > 0) return [note];
  const [[first, last] = []] = await warehouse.values(
    `select min(${DIAGNOSED_ON})::varchar, max(${DIAGNOSED_ON})::varchar from data.medical_claim`,
  );
  const span = { first: String(first ?? '–'), last: String(last ?? '–') };
  return [note, report('hcc-window-empty', { ...window, ...span })];
}

/** The table the diagnoses are of; nothing where they are of a data folder. */
const tableOf = ({ path, diagnoses }: ScoreAsked) =>
  statSync(path).isDirectory() ? undefined : (diagnoses ?? path);

const yearOf = (version: string) => (/^\d{4}$/.test(version) ? Number(version) : new Date().getFullYear());

async function comorbidity(
  warehouse: Warehouse,
  asked: ScoreAsked,
  name: 'charlson' | 'elixhauser',
): Promise<Checked<Scores>> {
  const index = name === 'charlson' ? charlson : elixhauser;
  const given = await openPeople(warehouse, { ...asked, ageOn: '2000-01-01', facts: false });
  if (!given.value) return { diagnostics: given.diagnostics };
  const said: Diagnostic[] = [...given.diagnostics];
  said.push(...(await strangeCodes(warehouse, given.value.diagnoses, 'ICD-10', tableOf(asked))));
  await scoreComorbidities(warehouse, index, { ...given.value, into: 'scored' });
  await writeResult(warehouse, 'select * from scored order by person_id', asked.output);
  if (asked.contributions !== undefined) {
    await diagnosedComorbidities(warehouse, index, {
      ...(given.value satisfies GivenPeople),
      into: 'became',
    });
    await writeResult(warehouse, 'select * from became order by all', asked.contributions);
  }
  const weightings = Object.keys(index.weights);
  const means = await warehouse.values(
    weightings
      .map((one) => `select ${quoteLiteral(one)}, null, count(*), ${mean(one)} from scored`)
      .join(' union all '),
  );
  if (hasErrors(said)) return { diagnostics: said };
  return {
    value: { index: name, ...(await counted(warehouse, 'null::varchar')), means: meansOf(means) },
    diagnostics: said,
  };
}

/** Whole thousandths, half up: DuckDB's own mean is a double. */
const mean = (score: string) =>
  `(((2 * sum((${score} * 1000)::hugeint) + count(${score})) // nullif(2 * count(${score}), 0))::decimal(15, 0) * 0.001::decimal(3, 3))::varchar`;

const meansOf = (rows: unknown[][]) =>
  rows.map(([score, segment, people, value]) => ({
    score: String(score),
    segment: segment === null ? null : String(segment),
    people: Number(people),
    mean: value === null ? '' : String(value),
  }));

async function counted(warehouse: Warehouse, reason: string) {
  const [[people] = []] = await warehouse.values('select count(*) from scored');
  const reasons = (
    await warehouse.values(
      `select reason, count(*) from (select ${reason} as reason from scored) where reason is not null group by 1 order by 2 desc, 1`,
    )
  ).map(([why, count]) => ({ reason: String(why), people: Number(count) }));
  const without = reasons.reduce((sum, one) => sum + one.people, 0);
  return { people: Number(people), scored: Number(people) - without, reasons };
}
