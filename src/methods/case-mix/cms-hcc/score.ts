/**
 * CMS-HCC risk scores: diagnoses → categories → hierarchies → coefficients, over all people at once. The categories of a person are bits of
 * two masks; what the bits of a byte stand for (categories, those below them, the sum of their coefficients) is looked up in lists, so that
 * a person costs the same however many categories the model has. What each variable adds stands in a table of its own where it is asked for.
 */
import type { Cell, Warehouse } from '../../../warehouse/warehouse.ts';
import { contributionsOf, diagnosedOf } from './details.ts';
import {
  any,
  at,
  byteOf,
  bytesOf,
  COUNTS,
  eachByte,
  extrasOf,
  interactionsOf,
  literal,
  maskText,
  metOf,
  sumsOf,
} from './lookup.ts';
import { loadTable } from '../load-table.ts';
import { DUAL, PERSON, SEGMENTS, segmentOf, variablesOf } from './people.ts';
import type { CompiledHcc } from './tables.ts';

interface HccPeople {
  /** Columns of `PERSON`; those it lacks are unknown. */
  people: string;
  /** `person_id`, `code`: ICD-10-CM without its point, upper case. */
  diagnoses: string;
  /**
   * To make: `person_id`, `segment`, `age`, `score` (decimal, raw: before normalisation and coding adjustment; null with a reason),
   * `categories` (numbers joined by `|`, in order), `reason` (`age-unknown`, `sex-unknown`, `segment-unknown`, `segment-age`).
   */
  into: string;
  /** To make, where it is asked for: `person_id`, `variable`, `value`: what each variable of the model adds. */
  contributions?: string;
  /** To make, where it is asked for: `person_id`, `code`, `category`, `outcome`, `superseded_by`: what became of each diagnosis. */
  diagnosed?: string;
}

let runs = 0;

export async function scoreCmsHcc(
  warehouse: Warehouse,
  compiled: CompiledHcc,
  given: HccPeople,
): Promise<void> {
  const scoring = new Scoring(warehouse, compiled, given);
  try {
    await scoring.run();
  } finally {
    await scoring.drop();
  }
}

class Scoring {
  readonly #w: Warehouse;
  readonly #c: CompiledHcc;
  readonly #given: HccPeople;
  readonly #made: string[] = [];
  readonly #serial: number;

  constructor(warehouse: Warehouse, compiled: CompiledHcc, given: HccPeople) {
    this.#w = warehouse;
    this.#c = compiled;
    this.#given = given;
    this.#serial = runs;
    runs += 1;
  }

  async run(): Promise<void> {
    await this.#load();
    await this.#facts();
    await this.#masks();
    await this.#demography();
    await this.#score();
    const { contributions, diagnosed, diagnoses } = this.#given;
    const tables = {
      warehouse: this.#w,
      compiled: this.#c,
      diagnoses,
      name: (part: string) => this.#name(part),
      insert: this.#insert.bind(this),
    };
    if (contributions !== undefined) await contributionsOf(tables, contributions);
    if (diagnosed !== undefined) await diagnosedOf(tables, diagnosed);
  }

  async drop(): Promise<void> {
    if (this.#made.length > 0)
      await this.#w.run(this.#made.map((table) => `drop table if exists hcc.${table}`).join('; '));
  }

  #name(part: string): string {
    const name = `${part}_${this.#serial}`;
    if (!this.#made.includes(name)) this.#made.push(name);
    return `hcc.${name}`;
  }

  async #make(part: string, query: string): Promise<void> {
    await this.#w.run(`create or replace table ${this.#name(part)} as ${query}`);
  }

  async #insert(
    part: string,
    columns: Record<string, 'varchar' | 'integer'>,
    rows: Iterable<readonly Cell[]>,
  ) {
    const [, name = ''] = this.#name(part).split('.');
    await loadTable(this.#w, { schema: 'hcc', name }, columns, rows);
  }

  /** The model's tables: masks of codes, edits, coefficients, and the lists looked up by byte. */
  async #load(): Promise<void> {
    const c = this.#c;
    await this.#w.run('create schema if not exists hcc');
    const edited = new Set(c.edits.map(({ code }) => code));
    const codes = [...c.codes()];
    for (const code of edited) if (!codes.some(([one]) => one === code)) codes.push([code, []]);
    await this.#insert(
      'code_text',
      { code: 'varchar', edited: 'integer', lo: 'varchar', hi: 'varchar' },
      codes.map(([code, categories]) => [code, edited.has(code) ? 1 : 0, ...maskText(c, categories)]),
    );
    await this.#make(
      'code',
      `select code, edited = 1 as edited, lo::ubigint as lo, hi::ubigint as hi from ${this.#name('code_text')}`,
    );
    await this.#insert(
      'edit',
      {
        place: 'integer',
        code: 'varchar',
        sex: 'varchar',
        first: 'integer',
        last: 'integer',
        category: 'integer',
        lo: 'varchar',
        hi: 'varchar',
      },
      c.edits.map(({ code, sex, from, to, category }, place) => [
        place,
        code,
        sex ?? null,
        from ?? null,
        to ?? null,
        category,
        ...maskText(c, category === null ? [] : [category]),
      ]),
    );
    await this.#insert('coefficient', { name: 'varchar', units: 'integer' }, c.coefficients);
    const segments = SEGMENTS[c.model.kind];
    await this.#insert(
      'segment',
      { segment: 'varchar', plain: 'varchar', j: 'integer' },
      segments.map((segment, j) => [segment, segment.toLowerCase(), j]),
    );
    await this.#insert(
      'byte',
      { place: 'integer', byte: 'integer', below_lo: 'varchar', below_hi: 'varchar', text: 'varchar' },
      bytesOf(c),
    );
    await this.#insert('sum', { place: 'integer', units: 'integer' }, sumsOf(c));
    await this.#insert('extra', { place: 'integer', units: 'integer' }, extrasOf(c));
    await this.#make(
      'lists',
      `select (select list(below_lo::ubigint order by place) from ${this.#name('byte')}) as kl, (select list(below_hi::ubigint order by place) from ${this.#name('byte')}) as kh,
         (select list(text order by place) from ${this.#name('byte')}) as tx, (select list(units order by place) from ${this.#name('sum')}) as us, (select list(units order by place) from ${this.#name('extra')}) as ex`,
    );
  }

  /** People with their segment, and a key that tells apart all that counts beside diseases. */
  async #facts(): Promise<void> {
    const described = await this.#w.values(`describe select * from ${this.#given.people}`);
    const there = new Set(described.map(([name]) => String(name)));
    const columns = Object.entries(PERSON).map(([name, type]) =>
      type === undefined ? name : `${there.has(name) ? `${name}::${type}` : `null::${type}`} as ${name}`,
    );
    const flag = (name: string) => `case when ${name} then 1 else 0 end`;
    const plain = `select person_id, case when age between 0 and 130 then age end as age, upper(sex) as sex, lower(trim(segment)) as given,
        coalesce(orec, '0') as orec, ${DUAL} as dual_kind, dual, coalesce(medicaid, ${DUAL} > 0) as medicaid, coalesce(institution, false) as institution,
        coalesce(new_enrollee, false) as new_enrollee, coalesce(snp, false) as snp, coalesce(low_income, false) as low_income, coalesce(esrd, false) as esrd, graft_months
      from (select ${columns.join(', ')} from ${this.#given.people})`;
    await this.#make(
      'fact',
      `select p.person_id, p.age, p.sex, p.orec, p.dual_kind, p.medicaid, p.institution, p.esrd, p.graft_months, s.segment, s.j,
         coalesce(p.age, 255) + 256 * (case p.sex when 'F' then 1 when 'M' then 2 else 0 end) + 1024 * (case p.orec when '0' then 0 when '1' then 1 when '2' then 2 when '3' then 3 else 4 end)
         + 8192 * p.dual_kind + 32768 * ${flag('p.medicaid')} + 65536 * ${flag('p.institution')} + 131072 * ${flag('p.esrd')} + 262144 * least(coalesce(p.graft_months, 0), 10) as key
       from (select *, coalesce(given, lower(${segmentOf(this.#c.model)})) as plain from (${plain})) p left join ${this.#name('segment')} s using (plain)`,
    );
  }

  /** Categories that diagnoses give, before and after hierarchies. */
  async #masks(): Promise<void> {
    const [fact, code, edit] = ['fact', 'code', 'edit'].map((part) => this.#name(part));
    const { diagnoses } = this.#given;
    const hit = `(e.sex is null or e.sex = f.sex) and (e.first is null or f.age >= e.first) and (e.last is null or f.age <= e.last)`;
    // Codes with edits are few; only they need the person.
    await this.#make(
      'category',
      `select person_id, bit_or(lo) as lo, bit_or(hi) as hi from (
         select d.person_id, m.lo, m.hi from ${diagnoses} d join ${code} m on m.code = d.code and not m.edited
         union all
         select f.person_id, case when e.code is null then m.lo else e.lo::ubigint end, case when e.code is null then m.hi else e.hi::ubigint end
         from ${diagnoses} d join ${code} m on m.code = d.code and m.edited join ${fact} f using (person_id) left join ${edit} e on e.code = d.code and ${hit}
       ) group by person_id`,
    );
    const { model, bytes } = this.#c;
    const lacking = model.needs.reduce<[string, string]>(
      ([lo, hi], { category, oneOf }) => {
        const [one, others] = [this.#c.mask([category]), this.#c.mask(oneOf)];
        const alone = `not ${any(others)}`;
        return [
          `case when ${alone} then ${lo} & ~${literal(one[0])} else ${lo} end`,
          `case when ${alone} then ${hi} & ~${literal(one[1])} else ${hi} end`,
        ];
      },
      ['lo', 'hi'],
    );
    await this.#make(
      'present',
      `select person_id, lo & ~(${eachByte(bytes, (at) => `kl[${at}]`, ' | ')}) as lo, hi & ~(${eachByte(bytes, (at) => `kh[${at}]`, ' | ')}) as hi
       from (select person_id, ${lacking[0]} as lo, ${lacking[1]} as hi from ${this.#name('category')}), ${this.#name('lists')}`,
    );
  }

  /** Variables beside diseases, once for people who are alike in all that counts. */
  async #demography(): Promise<void> {
    const [fact, profile, coefficient] = ['fact', 'profile', 'coefficient'].map((part) =>
      this.#name(part),
    ) as [string, string, string];
    await this.#make(
      'profile',
      `select segment, key, any_value(age) as age, any_value(sex) as sex, any_value(orec) as orec, any_value(dual_kind) as dual, any_value(medicaid) as medicaid,
         any_value(institution) as institution, any_value(esrd) as esrd, any_value(graft_months) as graft_months
       from ${fact} where segment is not null and age is not null and sex in ('F', 'M') group by segment, key`,
    );
    await this.#make(
      'variable',
      `select v.segment, v.key, v.variable, c.units from (${variablesOf(this.#c.model, profile).join(' union all ')}) v
       join ${coefficient} c on c.name = lower(v.coefficient)`,
    );
    // New enrollees with a graft: divided by the actuarial adjustment of the months (ESRD V24); the difference is a variable of its own.
    await this.#w.run(
      `insert into ${this.#name('variable')}
       select segment, key, adjusted.variable, ((2 * sum * 1000 + units) // (2 * units) - sum)::integer
       from (select v.segment, v.key, sum(v.units)::bigint as sum, case when any_value(p.graft_months) > 9 then 'ActAdj_DUR10PL' else 'ActAdj_DUR4_9' end as variable
         from ${this.#name('variable')} v join ${profile} p using (segment, key) where v.segment = 'GNE' and p.graft_months > 3 group by 1, 2) adjusted
         join ${coefficient} c on c.name = lower(adjusted.variable)`,
    );
    await this.#make(
      'demography',
      `select segment, key, sum(units)::integer as units from ${this.#name('variable')} group by 1, 2`,
    );
  }

  async #score(): Promise<void> {
    const { bytes } = this.#c;
    const extra = interactionsOf(this.#c).length + 1 + COUNTS.length;
    const met = interactionsOf(this.#c).map(
      (interaction, i) =>
        `case when ${metOf(this.#c, interaction)} then ex[j * ${extra} + ${i + 1}] else 0 end`,
    );
    const counts = `ex[j * ${extra} + ${interactionsOf(this.#c).length + 1} + least(bit_count(lo) + bit_count(hi), 10)]`;
    const diseases = `(${eachByte(bytes, (at) => `us[j * ${bytes * 256} + ${at}]`, ' + ')})`;
    await this.#make(
      'person',
      `select f.person_id, f.segment, f.key, f.j, f.age, f.sex, f.orec, coalesce(m.lo, 0::ubigint) as lo, coalesce(m.hi, 0::ubigint) as hi, d.units,
         case when f.age is null then 'age-unknown' when f.sex is null or f.sex not in ('F', 'M') then 'sex-unknown' when f.segment is null then 'segment-unknown'
           when d.units is null then 'segment-age' end as reason
       from ${this.#name('fact')} f left join ${this.#name('present')} m using (person_id) left join ${this.#name('demography')} d using (segment, key)`,
    );
    await this.#w.run(
      `create table ${this.#given.into} as
       select person_id, segment, age, (case when reason is null then units + ${[diseases, counts, ...met].join(' + ')} end)::decimal(9, 0)::decimal(15, 0) * 0.001::decimal(3, 3) as score,
         ltrim(concat(${Array.from({ length: bytes }, (_, i) => `case when ${byteOf(i)} = 0 then '' else tx[${at(i)}] end`).join(', ')}), '|') as categories, reason
       from ${this.#name('person')}, ${this.#name('lists')}`,
    );
  }
}
