/** The way a case went, in words: what led into its category and group, and which diagnosis made its level or was excluded from it. */
import { fill } from '../../../language/diagnostic.ts';
import type { Localized } from '../../../language/plan.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral as text } from '../../../warehouse/warehouse.ts';
import { REASONS } from '../messages.ts';
import { PATH } from './messages.ts';
import type { Alternatives, Condition, Scheme } from './scheme.ts';

export interface CasePath {
  case: string;
  /** The group, or nothing. */
  group: string | null;
  steps: Localized[];
}

interface Case {
  facts: Record<string, unknown>;
  /** In the scheme's writing, the principal one first. */
  diagnoses: string[];
  procedures: string[];
}

const say = (name: keyof typeof PATH, data: Record<string, string> = {}, zh = data): Localized => ({
  en: fill(PATH[name].en, data),
  zh: fill(PATH[name].zh, zh),
});

/** The ways of the cases named, in order of their ids: right after they were grouped by this scheme, whose tables are read. */
export async function chsPaths(
  warehouse: Warehouse,
  scheme: Scheme,
  grouped: string,
  ids: readonly string[],
): Promise<CasePath[]> {
  if (ids.length === 0) return [];
  const rows = await warehouse.rows(
    `select g.*, c.* exclude (case_id) from ${grouped} g join drg."case" c using (case_id) where case_id in (${ids.map(text).join(', ')}) order by case_id`,
  );
  const codes = async (table: string) => {
    const own = rows.map((row) => String(row['n'])).join(', ') || '-1';
    const found = await warehouse.values(
      `select n, code from ${table} where n in (${own}) order by n, position`,
    );
    return Map.groupBy(found, ([n]) => String(n));
  };
  const [said, done] = [await codes('drg.said'), await codes('drg.done')];
  return rows.map((row) => {
    const list = (of: Map<string, unknown[][]>) =>
      (of.get(String(row['n'])) ?? []).map(([, code]) => String(code));
    const one: Case = { facts: row, diagnoses: list(said), procedures: list(done) };
    return {
      case: String(row['case_id']),
      group: row['drg'] === null ? null : String(row['drg']),
      steps: stepsOf(scheme, one),
    };
  });
}

function stepsOf(scheme: Scheme, one: Case): Localized[] {
  const [principal] = one.diagnoses;
  const steps = [principal === undefined ? say('none') : say('principal', { code: principal })];
  const of = (name: string) =>
    one.facts[name] === null || one.facts[name] === undefined ? undefined : String(one.facts[name]);
  const reason = of('reason') as keyof typeof REASONS | undefined;
  if (reason !== undefined) {
    steps.push(say('ungrouped', { reason: REASONS[reason].en }, { reason: REASONS[reason].zh }));
    return steps;
  }
  const mdc = scheme.mdcs.find(({ code }) => code === of('mdc'));
  const adrg = scheme.adrgs.find(({ code }) => code === of('adrg'));
  const drg = scheme.drgs.find(({ code }) => code === of('drg'));
  if (mdc) steps.push(met('mdc', mdc, scheme, one));
  if (adrg) steps.push(met('adrg', adrg, scheme, one));
  steps.push(...complications(scheme, one, of('complication')));
  if (drg) steps.push(say('group', { code: drg.code, title: drg.title }));
  return steps;
}

/** The first alternative the case meets, condition by condition. */
function met(
  name: 'mdc' | 'adrg',
  { code, title, when }: { code: string; title: string; when: Alternatives },
  scheme: Scheme,
  one: Case,
): Localized {
  for (const conditions of when) {
    const words = conditions.map((condition) => wordsOf(condition, scheme, one));
    if (words.some((found) => found === undefined)) continue;
    const all = words.filter((found) => found !== undefined);
    const join = (lang: 'en' | 'zh') =>
      all.length === 0
        ? PATH.always[lang]
        : all.map((found) => found[lang]).join(lang === 'zh' ? '；' : '; ');
    return say(name, { code, title, met: join('en') }, { code, title, met: join('zh') });
  }
  return say(name, { code, title, met: '?' });
}

/** A condition as the case meets it; nothing where it does not. */
function wordsOf(
  condition: Condition,
  scheme: Scheme,
  { facts, diagnoses, procedures }: Case,
): Localized | undefined {
  const within = ([from, to]: readonly [number | null, number | null], value: unknown) =>
    value !== null &&
    value !== undefined &&
    (from === null || Number(value) >= from) &&
    (to === null || Number(value) < to);
  const listed = (list: string, codes: readonly string[]) =>
    codes.find((code) => scheme.lists[list]?.includes(code));
  if ('diagnosis' in condition) {
    const principal = condition.diagnosis === 'principal';
    const code = listed(condition.list, principal ? diagnoses.slice(0, 1) : diagnoses);
    return code === undefined
      ? undefined
      : say(principal ? 'diagnosisPrincipal' : 'diagnosisAny', { code, list: condition.list });
  }
  if ('procedure' in condition) {
    const main = condition.procedure === 'main';
    const code = listed(condition.list, main ? procedures.slice(0, 1) : procedures);
    return code === undefined
      ? undefined
      : say(main ? 'procedureMain' : 'procedureAny', { code, list: condition.list });
  }
  const number = (
    name: 'ageDays' | 'ageYears' | 'weight',
    column: string,
    range: readonly [number, number],
  ) => (within(range, facts[column]) ? say(name, { value: digits(facts[column]) }) : undefined);
  if ('ageDays' in condition) return number('ageDays', 'age_days', condition.ageDays);
  if ('ageYears' in condition) return number('ageYears', 'age_years', condition.ageYears);
  if ('weight' in condition) return number('weight', 'weight', condition.weight);
  if ('sex' in condition)
    return facts['sex'] === condition.sex
      ? say(condition.sex === 'female' ? 'sexFemale' : 'sexMale')
      : undefined;
  if ('surgery' in condition)
    return listed('surgery', procedures) === undefined ? say('noSurgery') : undefined;
  const value = facts[condition.fact];
  const holds =
    'within' in condition ? within(condition.within, value) : condition.oneOf.includes(String(value));
  return holds ? say('fact', { name: condition.fact, value: digits(value) }) : undefined;
}

/** What made the level; and what would have made a graver one, beside another principal diagnosis. */
function complications(scheme: Scheme, { diagnoses }: Case, made: string | undefined): Localized[] {
  const [principal = '', ...others] = diagnoses;
  const steps: Localized[] = [];
  for (const code of others) {
    const list = Object.hasOwn(scheme.mcc, code) ? scheme.mcc[code] : scheme.cc[code];
    if (list !== undefined && list !== null && scheme.lists[list]?.includes(principal))
      steps.push(say('excluded', { code, principal, list }));
  }
  if (made === undefined) steps.push(say('plain'));
  else steps.push(say(Object.hasOwn(scheme.mcc, made) ? 'major' : 'minor', { code: made }));
  return steps;
}

/** A number without noughts that say nothing. */
const digits = (value: unknown) =>
  String(value)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
