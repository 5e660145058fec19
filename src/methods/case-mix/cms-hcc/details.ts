/** What a score is made of: what each variable adds, and what became of each diagnosis. Right after scoring, whose tables are read. */
import type { Cell, Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral as text } from '../../../warehouse/warehouse.ts';
import { interactionsOf, maskText, metOf } from './lookup.ts';
import type { CompiledHcc } from './tables.ts';

/** Tables of one scoring: `name` gives a table's SQL name, `insert` makes one more. */
interface ScoredTables {
  warehouse: Warehouse;
  compiled: CompiledHcc;
  diagnoses: string;
  name(part: string): string;
  insert(
    part: string,
    columns: Record<string, 'varchar' | 'integer'>,
    rows: Iterable<readonly Cell[]>,
  ): Promise<void>;
}

/** Makes `into`: `person_id`, `variable`, `value`. */
export async function contributionsOf(
  { warehouse, compiled: c, name, insert }: ScoredTables,
  into: string,
): Promise<void> {
  const person = name('person');
  await insert(
    'bit',
    { category: 'integer', lo: 'varchar', hi: 'varchar' },
    c.categories.map((category) => [category, ...maskText(c, [category])]),
  );
  const named = (variable: string, where: string, from = person) =>
    `select person_id, segment, ${variable} as variable from ${from} where reason is null and ${where}`;
  const parts = [
    named(
      `${text(c.model.prefix)} || category`,
      `((lo & one_lo) <> 0 or (hi & one_hi) <> 0)`,
      `${person}, (select category, lo::ubigint as one_lo, hi::ubigint as one_hi from ${name('bit')})`,
    ),
    named(
      `case when bit_count(lo) + bit_count(hi) > 9 then 'D10P' else 'D' || (bit_count(lo) + bit_count(hi)) end`,
      '(lo <> 0 or hi <> 0)',
    ),
    ...interactionsOf(c).map((one) => named(text(one.name), metOf(c, one))),
  ];
  await warehouse.run(
    `create table ${into} as
     select n.person_id, n.variable, c.units::decimal(15, 0) * 0.001::decimal(3, 3) as value
     from (${parts.join(' union all ')}) n join ${name('coefficient')} c on c.name = lower(n.segment || '_' || n.variable)
     union all
     select p.person_id, v.variable, v.units::decimal(15, 0) * 0.001::decimal(3, 3) from ${person} p join ${name('variable')} v using (segment, key) where p.reason is null`,
  );
}

/** Makes `into`: `person_id`, `code`, `category`, `outcome`, `superseded_by`. */
export async function diagnosedOf(
  { warehouse, compiled: c, diagnoses, name, insert }: ScoredTables,
  into: string,
): Promise<void> {
  const [person, edit, fact] = ['person', 'edit', 'fact'].map((part) => name(part));
  await insert(
    'pair',
    { code: 'varchar', category: 'integer' },
    [...c.codes()].flatMap(([code, all]) => all.map((one) => [code, one])),
  );
  await insert(
    'above',
    { category: 'integer', parent: 'integer' },
    Object.keys(c.tables.hierarchies).flatMap((parent) =>
      c.below(Number(parent)).map((one) => [one, Number(parent)]),
    ),
  );
  await insert(
    'place',
    { category: 'integer', lo: 'varchar', hi: 'varchar' },
    c.categories.map((category) => [category, ...maskText(c, [category])]),
  );
  const hit = `(e.sex is null or e.sex = f.sex) and (e.first is null or f.age >= e.first) and (e.last is null or f.age <= e.last)`;
  const is = (one: string, of: string) =>
    `((${of}.lo & ${one}.lo::ubigint) <> 0 or (${of}.hi & ${one}.hi::ubigint) <> 0)`;
  const without =
    c.model.without.length > 0
      ? `when m.category in (${c.model.without.join(', ')}) then 'not-in-model'`
      : '';
  await warehouse.run(
    `create table ${into} as
     with said as (select distinct d.person_id, d.code from ${diagnoses} d join ${fact} using (person_id)),
       changed as (select s.person_id, s.code, e.category from said s join ${fact} f using (person_id) join ${edit} e on e.code = s.code and ${hit}),
       mapped as (select s.person_id, s.code, p.category, false as changed from said s left join ${name('pair')} p using (code)
           anti join changed h on h.person_id = s.person_id and h.code = s.code
         union all select person_id, code, category, true from changed)
     select m.person_id, m.code, m.category, case when m.category is null and m.changed then 'age-or-sex' when m.category is null then 'not-mapped' ${without}
         when ${is('b', 'f')} then case when m.changed then 'changed' else 'counted' end
         when min(a.parent) filter (where ${is('pb', 'k')}) is not null then 'below' else 'alone' end as outcome,
       min(a.parent) filter (where ${is('pb', 'k')}) as superseded_by
     from mapped m join ${person} f using (person_id) left join ${name('category')} k using (person_id) left join ${name('place')} b on b.category = m.category
       left join ${name('above')} a on a.category = m.category left join ${name('place')} pb on pb.category = a.parent
     group by m.person_id, m.code, m.category, m.changed, b.lo, b.hi, f.lo, f.hi`,
  );
}
