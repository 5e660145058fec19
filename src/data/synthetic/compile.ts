/**
 * A country's parameters as small tables in the database, so that each step of the generator is one join whatever the country: needs by age and
 * sex, diagnoses, groups of stays, claims and lines of services, measurements, drugs, courses.
 */
import { quoteLiteral as text } from '../../warehouse/warehouse.ts';
import { byAge, decimal, OLDEST } from './curve.ts';
import type { Codes, Country, Curve, Line, Measurement } from './parameters/types.ts';

type Value = string | number | boolean | null | undefined;

function cells(row: readonly Value[]): string {
  const cell = (value: Value) =>
    value === null || value === undefined
      ? 'null'
      : typeof value === 'string'
        ? text(value)
        : typeof value === 'number'
          ? decimal(value)
          : String(value);
  return row.map(cell).join(',');
}

/** `create table` with typed columns and the rows. */
export function table(name: string, columns: string, rows: readonly (readonly Value[])[]): string {
  const made = `create or replace table ${name} (${columns})`;
  return rows.length === 0
    ? made
    : `${made};\ninsert into ${name} values ${rows.map((row) => `(${cells(row)})`).join(',\n')}`;
}

type ByAge = [keys: Value[], values: number[]];

/** A row per age and key where the rate is not zero: written as lists, which are read far faster than rows. */
function tableByAge(name: string, columns: readonly string[], rows: readonly ByAge[]): string {
  const names = columns.map((column) => column.split(' ')[0] as string);
  const typed = columns.map((column, i) => `${names[i]}::${column.split(' ')[1]} as ${names[i]}`);
  const lists = rows.map(([keys, rates]) => `(${cells(keys)}, [${rates.map(decimal).join(',')}]::double[])`);
  return `create or replace table ${name} as select * from (
    select ${typed.join(', ')}, unnest(range(${OLDEST + 1}))::integer as age, unnest(rates) as rate
    from (values ${lists.join(',\n')}) t(${names.join(', ')}, rates)) where rate > 0`;
}

/** `life`: by age, probabilities of death (`men`, `women`) and the prevalence of each disease (`p1` …). */
function lifeTable({ mortality, diseases }: Country): string {
  const curves: [string, Curve][] = [
    ['men', mortality.men],
    ['women', mortality.women],
    ...diseases.map((disease, i): [string, Curve] => [`p${i + 1}`, disease.prevalence]),
  ];
  const lists = curves.map(
    ([name, curve]) => `unnest([${byAge(curve).map(decimal).join(',')}]::double[]) as ${name}`,
  );
  return `create or replace table life as select unnest(range(${OLDEST + 1}))::integer as at_age, ${lists.join(', ')}`;
}

/** Shares as intervals of [0, 1) on one draw; what is left over is no one's, unless `all`, where shares are scaled to one. */
function intervals<T>(
  items: readonly { share: number; item: T }[],
  all: boolean,
): { from: number; to: number; item: T }[] {
  const total = all ? items.reduce((sum, { share }) => sum + share, 0) : 1;
  let at = 0;
  return items.map(({ share, item }, i) => {
    const from = at / total;
    at += share;
    return { from, to: all && i === items.length - 1 ? 2 : at / total, item };
  });
}

function codeIntervals(codes: Codes) {
  return intervals(
    Object.entries(codes).map(([item, share]) => ({ item, share })),
    true,
  );
}

/** Place of a name in a list, from 1; 0 for no name. An unknown name is a mistake in the parameters. */
export function placeOf(list: readonly { name: string }[], name: string | undefined): number {
  if (name === undefined) return 0;
  const at = list.findIndex((item) => item.name === name);
  if (at === -1) throw new Error(`the parameters name ${name}, which is not there`);
  return at + 1;
}

const cents = (price: number | undefined) => (price === undefined ? null : Math.round(price * 100));

export function lookups(country: Country): string {
  const { needs, diseases, services, roles, measurements } = country;
  const disease = (name: string | undefined) => placeOf(diseases, name);
  const service = (name: string | undefined) => placeOf(services, name);
  const elective = new Set(['emergency department', 'acute inpatient']);

  const need = needs.map((n, i) => {
    const made = services[service(n.service) - 1];
    const weekday = n.stay ? n.stay.planned : !elective.has(made?.encounter ?? '');
    return [
      i + 1,
      disease(n.disease),
      service(n.service),
      n.frail !== false,
      weekday,
      n.stay !== undefined,
      n.stay?.planned ?? false,
      n.stay?.nursing ?? 0,
      n.stay?.home ?? 0,
      n.stay?.transfer ?? 0,
      n.stay?.again ?? 0,
      n.stay?.intensive ?? 0,
      n.scores === true,
      n.name,
    ];
  });
  const rates = needs.flatMap((n, i) =>
    [false, true].map((female): ByAge => [
      [i + 1, disease(n.disease), female, n.frail !== false],
      byAge(n.rate).map((rate) => rate * ((female ? n.women : n.men) ?? 1)),
    ]),
  );
  const why = needs.flatMap((n, i): Value[][] => {
    if (n.why === undefined && n.disease === undefined)
      throw new Error(`${n.name} has neither diagnoses nor a disease`);
    if (n.why === undefined) return [[i + 1, 0, 2, null]];
    return codeIntervals(n.why).map(({ from, to, item }) => [i + 1, from, to, item]);
  });
  const groups = needs.flatMap((n, i) =>
    intervals(
      (n.stay?.groups ?? []).map((item) => ({ item, share: item.share })),
      true,
    ).map(({ from, to, item }) => [i + 1, from, to, item.drg, item.weight, item.days]),
  );
  const procedures = needs.flatMap((n, i) =>
    codeIntervals(n.stay?.procedure ?? {}).map(({ from, to, item }) => [i + 1, from, to, item]),
  );
  const claims = services.flatMap((s, i) =>
    s.claims.map((c, form) => [
      i + 1,
      form + 1,
      c.kind === 'institutional',
      placeOf(roles, c.role),
      c.place,
      c.bill,
      c.share ?? 1,
    ]),
  );
  const lines = services
    .flatMap((s, i) =>
      s.claims.flatMap((c, form) => linesOf(c.slots).map((line) => [i + 1, form + 1, ...line])),
    )
    .map((line, i): Value[] => [i + 1, ...line]);
  const stretch = services.map((s, i) => [
    i + 1,
    s.name,
    s.encounter,
    Math.max(
      0,
      ...s.claims.flatMap((c) =>
        c.slots.flat().map((l) => (typeof l.times === 'number' ? (l.times - 1) * (l.every ?? 1) : 0)),
      ),
    ),
  ]);
  const taken = (place: number) => measurements[place]?.with ?? place;
  const measured = measurements.map((_, i): ByAge => {
    const { disease: of, rate } = measurements[taken(i)] as Measurement;
    if (rate === undefined) throw new Error(`measurement ${i} is taken with one that is taken with another`);
    return [[i + 1, disease(of)], byAge(rate)];
  });
  const drugs = diseases.flatMap((d, i) => (d.drugs ?? []).map((drug) => ({ disease: i + 1, ...drug })));

  return [
    table(
      'need',
      'need integer, disease integer, service integer, frail boolean, weekday boolean, stay boolean, planned boolean, nursing double, home double, transfer double, again double, intensive double, scores boolean, name varchar',
      need,
    ),
    tableByAge('need_rate', ['need integer', 'disease integer', 'female boolean', 'frail boolean'], rates),
    lifeTable(country),
    table('why', 'need integer, from_share double, to_share double, code varchar', why),
    table(
      'stay_group',
      'need integer, from_share double, to_share double, drg varchar, weight double, days double',
      groups,
    ),
    table('stay_procedure', 'need integer, from_share double, to_share double, code varchar', procedures),
    table('service', 'service integer, name varchar, encounter varchar, stretch integer', stretch),
    table(
      'service_claim',
      'service integer, form integer, institutional boolean, role integer, place varchar, bill varchar, share double',
      claims,
    ),
    table('service_line', LINE_COLUMNS, lines),
    tableByAge('measurement', ['measurement integer', 'disease integer'], measured),
    table(
      'measured',
      'measurement integer, taken integer, code varchar, code_type varchar, description varchar, unit varchar, category varchar, mean double, spread double, within double, scale double, grain bigint, least_value double, most_value double',
      measurements.map((m, i) => [
        i + 1,
        taken(i) + 1,
        m.code,
        m.codeType,
        m.name,
        m.unit,
        m.category,
        m.mean,
        m.between,
        m.within,
        10 ** m.places,
        10_000 / 10 ** m.places,
        m.least,
        m.most,
      ]),
    ),
    table(
      'drug',
      'drug integer, disease integer, code varchar, description varchar, share double, days integer, quantity double, cents bigint',
      drugs.map((d, i) => [i + 1, d.disease, d.code, d.name, d.share, d.days, d.quantity, cents(d.price)]),
    ),
    table(
      'disease',
      'disease integer, name varchar, title varchar',
      diseases.map((d, i) => [i + 1, d.name, d.title]),
    ),
  ].join(';\n');
}

const LINE_COLUMNS =
  'line integer, service integer, form integer, ordinal integer, slot integer, from_share double, to_share double, code varchar, modifier varchar, revenue varchar, description varchar, category varchar, cents bigint, part_from double, part_to double, units integer, times integer, every integer, only_for varchar';

/** Lines of a claim with the interval of their slot's draw, and of parts of a stay's price where they begin and end, so that parts add up. */
function linesOf(slots: readonly (readonly Line[])[]): Value[][] {
  let part = 0;
  let ordinal = 0;
  return slots.flatMap((slot, s) =>
    intervals(
      slot.map((item) => ({ item, share: item.share ?? 1 })),
      false,
    ).map(({ from, to, item }) => {
      const before = part;
      part += item.part ?? 0;
      ordinal += 1;
      const whole = slot.length === 1 && item.share === undefined;
      return [
        ordinal,
        s + 1,
        from,
        whole ? 2 : to,
        item.code,
        item.modifier,
        item.revenue,
        item.name,
        item.category,
        cents(item.price),
        item.part === undefined ? null : before,
        item.part === undefined ? null : Math.round(part * 1e6) / 1e6,
        item.units ?? 1,
        item.times === 'day' ? 0 : (item.times ?? 1),
        item.every ?? 1,
        item.for,
      ];
    }),
  );
}
