/** Which models score, with which factors: what a payment year says, or what is asked for. */
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../../language/diagnostic.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { messages } from './messages.ts';
import { findModel } from './models.ts';
import { HCC_YEARS, paidScore } from './payment.ts';
import type { HccPart } from './payment.ts';
import { scoreCmsHcc } from './score.ts';
import { CompiledHcc } from './tables.ts';
import type { HccContent } from './tables.ts';

const report = reporter(messages);

export interface HccAsked {
  year?: number | undefined;
  model?: string | undefined;
  /** Of the model, where the tables have several. */
  edition?: string | undefined;
  normalization?: string | undefined;
  coding?: string | undefined;
}

/** A year decides all; without it a model (V28 unless said), its factors 1 and 0 unless said. */
export function partsOf({ year, model, edition, normalization, coding }: HccAsked): Checked<HccPart[]> {
  if (year === undefined)
    return {
      value: [
        {
          model: [model ?? 'V28', edition].filter(Boolean).join('-'),
          share: '1',
          normalization: normalization ?? '1',
          coding: coding ?? '0',
        },
      ],
      diagnostics: [],
    };
  const beside = Object.entries({ model, edition, normalization, coding }).filter(
    ([, value]) => value !== undefined,
  );
  if (beside.length > 0)
    return { diagnostics: beside.map(([option]) => report('hcc-year-and-model', { option })) };
  const found = HCC_YEARS.find((one) => one.year === year);
  if (!found) {
    const known = HCC_YEARS.map((one) => one.year).join(', ');
    return { diagnostics: [report('hcc-year-unknown', { year, known })] };
  }
  const diagnostics = found.unverified ? [report('hcc-factor-unverified', { year })] : [];
  return { value: [...found.parts], diagnostics };
}

/** The models of the parts with their tables. */
export function compiled(
  parts: readonly HccPart[],
  content: HccContent,
  path: string,
): Checked<CompiledHcc[]> {
  const diagnostics: Diagnostic[] = [];
  const value = parts.flatMap(({ model: name }) => {
    const [model, tables] = [findModel(name), content.models[name]];
    const found = Object.keys(content.models).join(', ');
    if (!model || !tables) diagnostics.push(report('hcc-model-absent', { path, model: name, found }));
    else if (tables.contradictory) {
      const [first = ''] = tables.contradictory;
      diagnostics.push(
        report('hcc-model-contradictory', { path, model: name, count: tables.contradictory.length, first }),
      );
    } else return [new CompiledHcc(model, tables)];
    return [];
  });
  return hasErrors(diagnostics) ? { diagnostics } : { value, diagnostics };
}

interface HccScored {
  people: string;
  diagnoses: string;
  /**
   * To make: `person_id`, `segment`, `age`, `raw_score` (unknown where models are blended), `score` (normalised, adjusted, blended),
   * `categories`, `reason`; and for each model `<model>_raw`, `<model>_score` (lower case, `_` for `-`).
   */
  into: string;
  /** To make where asked for: `person_id`, `model`, `variable`, `value`. */
  contributions?: string;
  /** To make where asked for: `person_id`, `model`, `code`, `category`, `outcome`, `superseded_by`. */
  diagnosed?: string;
}

/** Scores by every model of the parts, and the score that is paid by. */
export async function scorePeople(
  warehouse: Warehouse,
  parts: readonly HccPart[],
  models: readonly CompiledHcc[],
  { people, diagnoses, into, contributions, diagnosed }: HccScored,
): Promise<void> {
  const made: string[] = [];
  await warehouse.run('create schema if not exists hcc');
  const own = (what: string, i: number) => {
    const name = `hcc.${what}_of_part_${i}`;
    made.push(name);
    return name;
  };
  const scored: string[] = [];
  const [added, became]: [string[], string[]] = [[], []];
  for (const [i, model] of models.entries()) {
    const table = own('part', i);
    scored.push(table);
    const [adds, becomes] = [own('adds', i), own('becomes', i)];
    await scoreCmsHcc(warehouse, model, {
      people,
      diagnoses,
      into: table,
      ...(contributions !== undefined && { contributions: adds }),
      ...(diagnosed !== undefined && { diagnosed: becomes }),
    });
    const name = `'${model.model.name}'`;
    added.push(`select person_id, ${name} as model, variable, value from ${adds}`);
    became.push(`select person_id, ${name} as model, code, category, outcome, superseded_by from ${becomes}`);
  }
  const { adjusted, score } = paidScore(
    parts.map((_, i) => `s${i}.score`),
    parts,
  );
  const columns = parts.flatMap(({ model }, i) => {
    const plain = model.toLowerCase().replaceAll('-', '_');
    return [`s${i}.score as ${plain}_raw`, `${adjusted[i]} as ${plain}_score`];
  });
  const categories =
    parts.length === 1
      ? 's0.categories'
      : `concat_ws('; ', ${parts.map(({ model }, i) => `'${model}: ' || s${i}.categories`).join(', ')})`;
  const joins = scored.slice(1).map((table, i) => `join ${table} s${i + 1} using (person_id)`);
  await warehouse.run(
    `create table ${into} as select s0.person_id, s0.segment, s0.age, ${parts.length === 1 ? 's0.score' : 'null::decimal(18, 3)'} as raw_score,
       ${score} as score, ${categories} as categories, coalesce(${parts.map((_, i) => `s${i}.reason`).join(', ')}) as reason, ${columns.join(', ')}
     from ${scored[0]} s0 ${joins.join(' ')}`,
  );
  if (contributions !== undefined)
    await warehouse.run(`create table ${contributions} as ${added.join(' union all ')}`);
  if (diagnosed !== undefined)
    await warehouse.run(`create table ${diagnosed} as ${became.join(' union all ')}`);
  await warehouse.run(made.map((table) => `drop table if exists ${table}`).join('; '));
}
