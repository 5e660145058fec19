/**
 * The grouper: a scheme compiled to tables, and every case grouped by joins over them. A case meets *atoms* (its principal diagnosis is in a
 * list, its age is in a range …); an alternative of a group is a set of atoms; the first group, in the scheme's order, one of whose
 * alternatives is met whole, has the case. Complications are joins as well. Each case keeps the way it went.
 */
import type { Diagnostic } from '../../../language/diagnostic.ts';
import { reporter } from '../../../language/diagnostic.ts';
import type { Cell, ColumnType, Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteIdentifier as q, quoteLiteral as text } from '../../../warehouse/warehouse.ts';
import { normalized } from '../codes.ts';
import { loadTable } from '../load-table.ts';
import { messages } from './messages.ts';
import { reasonOf } from './reasons.ts';
import type { Condition, Scheme } from './scheme.ts';
import { SURGERY } from './scheme.ts';

const report = reporter(messages);

export interface CaseTables {
  /** `case_id`, `sex` (female, male), `age_years`, `age_days`, `weight` (grams), and what else the scheme asks for; unknown is null. */
  cases: string;
  /** `case_id`, `position` (1 the principal one), `code`. */
  diagnoses: string;
  /** `case_id`, `position` (1 the main one), `code`. */
  procedures: string;
  /**
   * Codes of another edition (the clinical one) and what they are in the scheme's: `kind` (diagnosis, procedure; null both), `code`, `other`,
   * as schemes write them. Codes that are not in it stay what they are.
   */
  codes?: string;
  /**
   * To make: `case_id`, `mdc`, `adrg`, `drg`, `level` (1, 3, 5), `complication` (the diagnosis that made the level), `alternative` (which
   * of the group's was met, from 1), `reason` (why there is no group: a name of `REASONS`).
   */
  into: string;
}

export class Grouper {
  readonly #warehouse: Warehouse;
  readonly #scheme: Scheme;

  private constructor(warehouse: Warehouse, scheme: Scheme) {
    this.#warehouse = warehouse;
    this.#scheme = scheme;
  }

  /** Makes the scheme's tables in the schema `drg`, once for any number of calls. */
  static async open(warehouse: Warehouse, scheme: Scheme): Promise<Grouper> {
    const grouper = new Grouper(warehouse, scheme);
    await grouper.#load();
    return grouper;
  }

  /** The scheme's tables must not be of another scheme by now. A column the scheme asks for and the cases lack is an error, and nothing is made. */
  async group({ cases, diagnoses, procedures, codes, into }: CaseTables): Promise<Diagnostic[]> {
    const w = this.#warehouse;
    const there = new Set((await w.values(`describe select * from ${cases}`)).map(([name]) => String(name)));
    const facts = factsOf(this.#scheme);
    // A table somebody gives has texts; what is compared with bounds is a number or not known.
    const numbers = numbersOf(this.#scheme);
    const lacking = facts.filter((name) => !there.has(name));
    if (lacking.length > 0) return [report('scheme-fact', { facts: lacking.join(', ') })];
    const others =
      codes ?? `(select null::varchar as kind, null::varchar as code, null::varchar as other where false)`;
    const spelled = (kind: string) =>
      `(select s.code, coalesce(o.other, s.plain) as plain from drg.spelling s left join ${others} o on o.code = s.plain and coalesce(o.kind, '${kind}') = '${kind}')`;
    await w.run(
      `create or replace table drg."case" as select row_number() over (order by case_id) as n, case_id, sex, age_years, age_days, weight${facts.map((name) => `, ${numbers.has(name) ? `try_cast(${q(name)} as decimal(24, 6)) as ` : ''}${q(name)}`).join('')} from ${cases};
       create or replace table drg.spelling as select code, ${normalized('code')} as plain
         from (select distinct code from ${diagnoses} union select distinct code from ${procedures}) where code is not null;
       create or replace table drg.said as select distinct c.n, d.position, s.plain as code
         from ${diagnoses} d join drg."case" c using (case_id) join ${spelled('diagnosis')} s on s.code = d.code;
       create or replace table drg.done as select distinct c.n, p.position, s.plain as code
         from ${procedures} p join drg."case" c using (case_id) join ${spelled('procedure')} s on s.code = p.code;
       create or replace table drg.surgical as select distinct n from drg.done join drg.member m using (code) where m.kind = 'ap' and m.list = ${text(SURGERY)}`,
    );
    const guards = this.#guards.map(
      ({ atom, sql }) => `select n, ${atom} as atom from drg."case" c where ${sql}`,
    );
    await w.run(
      `create or replace table drg.met as
         select n, atom from drg.said join drg.member using (code) where kind = 'pd' and position = 1
         union all select distinct n, atom from drg.said join drg.member using (code) where kind = 'ad'
         union all select n, atom from drg.done join drg.member using (code) where kind = 'mp' and position = 1
         union all select distinct n, atom from drg.done join drg.member using (code) where kind = 'ap'
         ${guards.map((guard) => `union all ${guard}`).join('\n')}`,
    );
    // Alternatives are found by the atom that fewest cases meet; only then are their others looked up.
    await w.run(
      `create or replace table drg.first as
       with likely as (select m.n, k.place, k.others from drg.met m join drg.key k using (atom)),
         whole as (select n, place from likely where others = 0
           union all
           select l.n, l.place from likely l join drg.needed o using (place) join drg.met m on m.n = l.n and m.atom = o.atom
           group by l.n, l.place, l.others having count(*) = l.others)
       select n, min(place) as place from whole group by n`,
    );
    await w.run(
      `create or replace table drg.hard as
       with principal as (select n, code from drg.said where position = 1)
       select s.n, min_by(s.code, (c.level, s.position)) as code, min(c.level) as level
       from drg.said s join drg.complication c using (code) join principal p on p.n = s.n
         anti join drg.exclusion e on e.list = c.list and e.code = p.code
       where s.position > 1 group by s.n`,
    );
    await w.run(
      `create table ${into} as
       with principal as (select n, code from drg.said where position = 1)
       select c.case_id, a.mdc, a.adrg, g.drg, case when a.adrg is not null then coalesce(h.level, 5) end::integer as level,
         case when a.adrg is not null then h.code end as complication, a.alternative,
         case when a.adrg is null then ${reasonOf(this.#scheme)} end as reason
       from drg."case" c left join drg.first f using (n) left join drg.alternative a using (place) left join drg.hard h using (n)
         left join principal p using (n)
         left join (select distinct code from drg.known) k on k.code = p.code
         left join drg.level g on g.adrg = a.adrg and g.level = coalesce(h.level, 5)
       order by 1`,
    );
    return this.#unknown(facts);
  }

  /** Conditions on what is not known of a case are not met: a column that is empty, or that the cases never had, is said. */
  async #unknown(facts: readonly string[]): Promise<Diagnostic[]> {
    if (facts.length === 0) return [];
    const counts = facts.map((name) => `count(*) filter (where ${q(name)} is null)`);
    const [[all, ...found] = []] = await this.#warehouse.values(
      `select count(*), ${counts.join(', ')} from drg."case"`,
    );
    return facts.flatMap((name, i) => {
      const count = Number(found[i]);
      if (count === 0) return [];
      const code = count === Number(all) ? 'scheme-fact-absent' : 'scheme-fact-unknown';
      return [report(code, { fact: name, count, cases: Number(all) })];
    });
  }

  #guards: { atom: number; sql: string }[] = [];

  async #load(): Promise<void> {
    const { lists, mdcs, adrgs, mcc, cc } = this.#scheme;
    const atoms = new Map<string, number>();
    const atomOf = (condition: Condition): number => {
      const name = JSON.stringify(condition);
      const known = atoms.get(name);
      if (known !== undefined) return known;
      const atom = atoms.size;
      atoms.set(name, atom);
      const sql = guardOf(condition);
      if (sql !== undefined) this.#guards.push({ atom, sql });
      // Lists are rarer the shorter they are; ages and the like are met by very many.
      if ('list' in condition) sizes.set(atom, lists[condition.list]?.length ?? 0);
      return atom;
    };
    const sizes = new Map<number, number>();
    const keys: Cell[][] = [];
    const needed: Cell[][] = [];
    const alternatives: Cell[][] = [];
    const mdcPlace = new Map(mdcs.map(({ code }, i) => [code, i]));
    const ordered = adrgs.toSorted((a, b) => (mdcPlace.get(a.mdc) ?? 0) - (mdcPlace.get(b.mdc) ?? 0));
    for (const { code, mdc, when } of ordered) {
      const into = mdcs[mdcPlace.get(mdc) ?? 0];
      for (const enter of into?.when ?? [])
        when.forEach((conditions, i) => {
          const place = alternatives.length;
          const all = new Set([...enter, ...conditions].map(atomOf));
          alternatives.push([place, mdc, code, i + 1]);
          const [key, ...others] = [...all].sort(
            (a, b) => (sizes.get(a) ?? Infinity) - (sizes.get(b) ?? Infinity) || a - b,
          );
          keys.push([place, key ?? 0, others.length]);
          for (const atom of others) needed.push([place, atom]);
        });
    }
    const members: [string, string, number][] = [];
    for (const [name, atom] of atoms) {
      const condition = JSON.parse(name) as Condition;
      if ('diagnosis' in condition)
        members.push([condition.diagnosis === 'principal' ? 'pd' : 'ad', condition.list, atom]);
      if ('procedure' in condition)
        members.push([condition.procedure === 'main' ? 'mp' : 'ap', condition.list, atom]);
    }
    const surgery = members.some(([kind, list]) => kind === 'ap' && list === SURGERY);
    if (!surgery) members.push(['ap', SURGERY, atoms.size]);
    const levels = this.#levels();
    const w = this.#warehouse;
    await w.run('drop schema if exists drg cascade');
    const table = (name: string, columns: Record<string, ColumnType>, rows: Iterable<readonly Cell[]>) =>
      loadTable(w, { schema: 'drg', name }, columns, rows);
    await table('key', { place: 'integer', atom: 'integer', others: 'integer' }, keys);
    await table('needed', { place: 'integer', atom: 'integer' }, needed);
    await table(
      'alternative',
      { place: 'integer', mdc: 'varchar', adrg: 'varchar', alternative: 'integer' },
      alternatives,
    );
    await table(
      'member',
      { kind: 'varchar', list: 'varchar', atom: 'integer', code: 'varchar' },
      members.flatMap(([kind, list, atom]) =>
        [...new Set(lists[list])].map((code) => [kind, list, atom, code]),
      ),
    );
    await table('complication', { code: 'varchar', level: 'integer', list: 'varchar' }, [
      ...Object.entries(mcc).map(([code, list]) => [code, 1, list]),
      ...Object.entries(cc)
        .filter(([code]) => !Object.hasOwn(mcc, code))
        .map(([code, list]) => [code, 3, list]),
    ]);
    const used = new Set([...Object.values(mcc), ...Object.values(cc)]);
    await table(
      'exclusion',
      { list: 'varchar', code: 'varchar' },
      Object.entries(lists)
        .filter(([name]) => used.has(name))
        .flatMap(([name, codes]) => [...new Set(codes)].map((code) => [name, code])),
    );
    await table('level', { adrg: 'varchar', level: 'integer', drg: 'varchar' }, levels);
    await w.run(
      `create or replace table drg.known as select code from drg.member union select code from drg.complication union select code from drg.exclusion`,
    );
  }

  /** Which group of an ADRG has the cases of each level: the one of that level, else the nearest milder, else any there is. */
  #levels(): Cell[][] {
    const byAdrg = Map.groupBy(this.#scheme.drgs, ({ adrg }) => adrg);
    const order: Record<number, string> = { 1: '1359', 3: '359', 5: '5931' };
    return [...byAdrg].flatMap(([adrg, drgs]) =>
      [1, 3, 5].flatMap((level) => {
        const wanted = [...(order[level] ?? '')];
        const found = wanted.map((end) => drgs.find(({ code }) => code.endsWith(end))).find(Boolean);
        return found ? [[adrg, level, found.code]] : [];
      }),
    );
  }
}

/** Columns of cases that conditions of the scheme ask for, beside those every scheme reads. */
function factsOf({ mdcs, adrgs }: Scheme): string[] {
  const conditions = [...mdcs, ...adrgs].flatMap(({ when }) => when.flat());
  const own = new Set(conditions.flatMap((one) => ('fact' in one ? [one.fact] : [])));
  for (const name of ['n', 'case_id', 'sex', 'age_years', 'age_days', 'weight']) own.delete(name);
  return [...own].sort();
}

/** Those of them that are only compared with bounds. */
function numbersOf({ mdcs, adrgs }: Scheme): Set<string> {
  const conditions = [...mdcs, ...adrgs].flatMap(({ when }) => when.flat());
  const named = (key: 'within' | 'oneOf') =>
    conditions.flatMap((one) => ('fact' in one && key in one ? [one.fact] : []));
  const texts = new Set(named('oneOf'));
  return new Set(named('within').filter((name) => !texts.has(name)));
}

/** Conditions on the case itself, as SQL; unknown is not met. */
function guardOf(condition: Condition): string | undefined {
  const within = (column: string, [from, to]: readonly [number, number]) =>
    `${column} >= ${from} and ${column} < ${to}`;
  if ('ageDays' in condition) return within('age_days', condition.ageDays);
  if ('ageYears' in condition) return within('age_years', condition.ageYears);
  if ('weight' in condition) return within('weight', condition.weight);
  if ('sex' in condition) return `sex = ${text(condition.sex)}`;
  if ('within' in condition) {
    const [from, to] = condition.within;
    const tests = [...(from === null ? [] : [`>= ${from}`]), ...(to === null ? [] : [`< ${to}`])];
    return tests.map((test) => `${q(condition.fact)} ${test}`).join(' and ') || 'true';
  }
  if ('oneOf' in condition)
    return `${q(condition.fact)}::varchar in (${condition.oneOf.map(text).join(', ')})`;
  if ('surgery' in condition) return 'n not in (select n from drg.surgical)';
  return undefined;
}
