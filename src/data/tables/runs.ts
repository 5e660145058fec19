/** Facts that are terms of another run, matched by key (`docs/language.md` §6, `facts:` of a binding). */
import type { Binding } from '../../language/agreement.ts';
import type { NumberType, Plan, PlanEntity, PlanFact } from '../../language/plan.ts';
import type { ColumnType, TableName, Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteTable, WarehouseError } from '../../warehouse/warehouse.ts';
import { nearest } from './headers.ts';
import type { Problems } from './problems.ts';
import { staging } from './staging.ts';
import { columnTypeOf } from './targets.ts';
import type { LoadOptions, RunTerm } from './types.ts';

type RunFact = Binding['runs'][number];

/** A fact's values by key in the staging catalog: columns `k0`, `k1` … and `value`. */
export interface RunColumn {
  fact: PlanFact;
  type: ColumnType;
  table: string;
  given: RunFact;
  sha256: string;
}

export async function readRunFact(
  warehouse: Warehouse,
  { currency }: Pick<Plan, 'currency'>,
  entity: PlanEntity,
  given: RunFact,
  number: number,
  options: LoadOptions,
  problems: Problems,
): Promise<RunColumn | undefined> {
  const data = {
    run: given.run,
    term: `${given.entity}.${given.term}`,
    entity: entity.name,
    name: given.fact,
  };
  const fact = entity.facts.find((f) => f.name === given.fact);
  if (!fact) {
    problems.add('name-unknown', { ...data, near: '–' }, given.at);
    return undefined;
  }
  const term = await options.openRunTerm?.(given.run, given.entity, given.term);
  if (!term) {
    problems.add('run-missing', data, given.at);
    return undefined;
  }
  if ('names' in term) {
    problems.add('run-term-missing', { ...data, near: nearest(data.term, term.names) }, given.at);
    return undefined;
  }
  if (otherMoney(term, currency)) {
    problems.add('run-currency', { ...data, currency, other: term.currency }, given.at);
    return undefined;
  }
  const value = valueOf(fact, term);
  if (value === undefined || term.key.length !== entity.key.length) {
    problems.add('run-unlike', data, given.at);
    return undefined;
  }
  const table = quoteTable(staging(`run_${number}`));
  const place = (name: TableName) => quoteTable({ schema: 'main', ...name, catalog: 'other_run' });
  const from = term.beside
    ? `${place(term.table)} join ${place(term.beside.table)} using (${quoteIdentifier(term.beside.by)})`
    : place(term.table);
  const keys = term.key.map((part, k) => `${quoteIdentifier(part)} as k${k}`);
  try {
    await warehouse.attach(term.file, 'other_run', { readOnly: true });
    try {
      await warehouse.run(
        `create table ${table} as select ${[...keys, `${value.sql} as value`].join(', ')} from ${from}`,
      );
      if (value.rounded) {
        const [[cut]] = (await warehouse.values(`select count(*) from ${from} where ${value.rounded}`)) as [
          [bigint],
        ];
        if (cut > 0n) {
          const scale = fact.type.kind === 'number' ? fact.type.scale : 0;
          problems.add('run-rounded', { ...data, total: Number(cut), scale }, given.at);
        }
      }
    } finally {
      await warehouse.detach('other_run');
    }
  } catch (cause) {
    if (!(cause instanceof WarehouseError)) throw cause;
    problems.add('run-unreadable', { ...data, reason: cause.message.split('\n')[0] ?? '' }, given.at);
    return undefined;
  }
  let type = columnTypeOf(fact.type);
  if (type === 'bigint') {
    const [[wide]] = (await warehouse.values(
      `select count(*) from ${table} where value not between -9223372036854775807 and 9223372036854775807`,
    )) as [[bigint]];
    if (wide > 0n) type = 'hugeint';
  }
  return { fact, type, table, given, sha256: term.sha256 ?? '' };
}

/** The term as the fact stores it; nothing where the two are unlike. */
function valueOf(fact: PlanFact, term: RunTerm): { sql: string; rounded?: string } | undefined {
  const column = quoteIdentifier(term.column);
  const [to, from] = [fact.type, term.type];
  if (to.kind === 'number' && from.kind === 'number') {
    if (!sameUnits(to, from)) return undefined;
    if (from.scale <= to.scale) {
      return { sql: `${column}::hugeint * ${10n ** BigInt(to.scale - from.scale)}::hugeint` };
    }
    const divisor = `${10n ** BigInt(from.scale - to.scale)}::hugeint`;
    const [quotient, rest] = [`(${column}::hugeint // ${divisor})`, `abs(${column}::hugeint % ${divisor})`];
    // Half to even, once.
    const up = `(2 * ${rest} > ${divisor} or (2 * ${rest} = ${divisor} and ${quotient} % 2 <> 0))`;
    return {
      sql: `${quotient} + case when ${up} then sign(${column}) else 0 end`,
      rounded: `${rest} <> 0`,
    };
  }
  const text = (kind: string) => kind === 'text' || kind === 'party';
  return to.kind === from.kind || (text(to.kind) && text(from.kind)) ? { sql: column } : undefined;
}

/** Money of another currency: nothing converts it. `XXX` is no currency (a block's). */
function otherMoney({ type, currency }: RunTerm, ours: string): boolean {
  const money = type.kind === 'number' && (type.dimensions['money'] ?? 0) !== 0;
  return money && currency !== ours && currency !== 'XXX' && ours !== 'XXX';
}

function sameUnits(a: NumberType, b: NumberType): boolean {
  const names = new Set([...Object.keys(a.dimensions), ...Object.keys(b.dimensions)]);
  return [...names].every((name) => (a.dimensions[name] ?? 0) === (b.dimensions[name] ?? 0));
}

/** Writes the values into the fact's column, and says how many rows found none and how many values found no row. */
export async function placeRunFact(
  warehouse: Warehouse,
  entity: PlanEntity,
  run: RunColumn,
  problems: Problems,
): Promise<{ read: number; kept: number }> {
  const { rows, without, values, unused } = await placeValues(
    warehouse,
    { entity: entity.name, key: entity.key.map(({ name }) => name) },
    run.fact.name,
    run.table,
  );
  if (without > 0 || unused > 0) {
    const { given } = run;
    problems.add(
      'run-partly',
      {
        run: given.run,
        term: `${given.entity}.${given.term}`,
        entity: entity.name,
        name: given.fact,
        rows,
        without,
        values,
        unused,
      },
      given.at,
    );
  }
  return { read: values, kept: values - unused };
}

/** Values by key parts (`k0`, `k1` …, `value`) into a fact's column; the table is dropped. Rows without a value, and values without a row, are counted. */
export async function placeValues(
  warehouse: Warehouse,
  { entity, key }: { entity: string; key: readonly string[] },
  fact: string,
  table: string,
): Promise<{ rows: number; without: number; values: number; unused: number }> {
  const facts = quoteTable({ schema: 'facts', name: entity });
  const on = key.map((part, k) => `f.${quoteIdentifier(part)} is not distinct from s.k${k}`).join(' and ');
  await warehouse.run(`update ${facts} f set ${quoteIdentifier(fact)} = s.value from ${table} s where ${on}`);
  const [counts = []] = await warehouse.values(
    `select (select count(*) from ${facts}),
       (select count(*) from ${facts} f where not exists (from ${table} s where ${on})),
       (select count(*) from ${table}),
       (select count(*) from ${table} s where not exists (from ${facts} f where ${on}))`,
  );
  await warehouse.run(`drop table ${table}`);
  const [rows = 0, without = 0, values = 0, unused = 0] = counts.map(Number);
  return { rows, without, values, unused };
}
