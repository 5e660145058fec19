/** How many people stand behind the final payments of a run, by the parties they flow between. */
import { join } from 'node:path';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import type { Plan } from '../../language/plan.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../warehouse/warehouse.ts';
import { referenceColumn, RID } from '../columns.ts';
import { STATEMENT } from '../payments/statement.ts';
import { DATABASE } from '../run/folder.ts';
import { money } from '../statement-rows.ts';
import type { Run } from '../types.ts';
import { report } from './messages.ts';

export interface Counted {
  /** Its rows are people, or cases. */
  entity: string;
  /** Tells people apart where one has several rows; without it each row counts. */
  column?: string;
  /** Payments that are left out. */
  without?: readonly string[];
}

/** Two parties with payments between them; `from` is a party of the contract where one of them is. In order of these. */
export interface Pair {
  from: string;
  to: string;
  /** People behind any of the payments. */
  people: number;
  /** Of the final rows, in the order of `payments`. */
  amounts: {
    /** What flows from `from` to `to`; less than nothing flows back. With the currency's digits. */
    amount: string;
    /** People behind what is not zero, where the rows of the payment are people's; else unknown, and `people` tells. */
    people?: number;
  }[];
}

export interface Behind {
  payments: string[];
  pairs: Pair[];
}

export async function peopleBehind(run: Run, counted: Counted): Promise<Checked<Behind>> {
  const { plan } = run;
  const ways = waysOf(plan, counted);
  if (!ways.value) return { diagnostics: ways.diagnostics };
  const warehouse = await openDuckdb({ path: join(run.folder, DATABASE), readOnly: true });
  try {
    const parties = run.manifest.parties.map(({ id }) => quoteLiteral(id)).join(', ');
    const own = (side: string) => (parties === '' ? 'false' : `${side} in (${parties})`);
    // One of the contract's comes first; else, and of two of them, the lower.
    const turned = `case when ${own('"from"')} <> ${own('"to"')} then ${own('"to"')} else "from" > "to" end`;
    const rows = `select *, case when ${turned} then "to" else "from" end as a, case when ${turned} then "from" else "to" end as b,
        case when ${turned} then -amount else amount end as signed
      from ${STATEMENT} where status = 'final' and "from" is not null and "to" is not null`;
    const person = counted.column === undefined ? `e.${RID}` : `e.${q(counted.column)}`;
    const behind = ways.value.map(
      ({ payment, joins }) =>
        `select s.payment, s.a, s.b, ${person} as person, s.amount <> 0 as counts
         from (${rows}) s ${joins} where s.payment = ${quoteLiteral(payment)}`,
    );
    const found = await warehouse.values(
      `select a, b, count(distinct person) from (${behind.join(' union all ') || `select null as a, null as b, null as person`}) where a is not null group by a, b order by a, b`,
    );
    const people = new Map(found.map(([a, b, count]) => [JSON.stringify([a, b]), Number(count)]));
    const single = new Set(ways.value.filter(({ each }) => each).map(({ payment }) => payment));
    const counts = await warehouse.values(
      `select a, b, payment, count(distinct person) from (${behind.join(' union all ') || `select null as a, null as b, null as person, null as payment, true as counts`}) where a is not null and counts group by all`,
    );
    const each = new Map(
      counts.map(([a, b, payment, count]) => [JSON.stringify([a, b, payment]), Number(count)]),
    );
    const payments = ways.value.map(({ payment }) => payment);
    const kept = payments.map((payment) => quoteLiteral(payment)).join(', ') || `''`;
    const sums = await warehouse.values(
      `select a, b, payment, sum(signed)::hugeint from (${rows}) where payment in (${kept}) group by all order by a, b, payment`,
    );
    const named = await partiesOfPeople(
      warehouse,
      plan,
      counted,
      new Set(sums.flatMap(([a, b]) => [String(a), String(b)])),
    );
    if (named.length > 0) {
      const data = { entity: counted.entity, count: named.length };
      return { diagnostics: [report('publish-names-people', data, { file: plan.model })] };
    }
    const pairs = new Map<string, Pair & { sums: Map<string, bigint> }>();
    for (const [a, b, payment, sum] of sums) {
      const key = JSON.stringify([a, b]);
      const pair = pairs.get(key) ?? {
        from: String(a),
        to: String(b),
        people: people.get(key) ?? 0,
        amounts: [],
        sums: new Map(),
      };
      pair.sums.set(String(payment), sum as bigint);
      pairs.set(key, pair);
    }
    const value = [...pairs.values()].map(({ sums: own, ...pair }): Pair => ({
      ...pair,
      amounts: payments.map((payment) => {
        const amount = money(own.get(payment) ?? 0n, plan.minorUnit);
        if (!single.has(payment)) return { amount };
        return { amount, people: each.get(JSON.stringify([pair.from, pair.to, payment])) ?? 0 };
      }),
    }));
    return { value: { payments, pairs: value }, diagnostics: [] };
  } finally {
    warehouse.close();
  }
}

/** Parties that are people themselves: by what tells people apart, and by the key but for references. */
async function partiesOfPeople(
  warehouse: Warehouse,
  plan: Plan,
  { entity, column }: Counted,
  parties: ReadonlySet<string>,
): Promise<string[]> {
  const found = plan.entities.find(({ name }) => name === entity);
  const references = new Set(found?.references.map(({ name }) => name));
  const parts = (found?.key ?? []).filter(({ name, type }) => type.kind === 'text' && !references.has(name));
  const columns = [...new Set([...parts.map(({ name }) => name), ...(column === undefined ? [] : [column])])];
  if (columns.length === 0 || parties.size === 0) return [];
  const list = [...parties].map((id) => quoteLiteral(id)).join(', ');
  const selects = columns.map((name) => `select ${q(name)}::varchar as id from main.${q(entity)}`);
  const rows = await warehouse.values(
    `select distinct id from (${selects.join(' union all ')}) where id in (${list}) order by id`,
  );
  return rows.map(([id]) => String(id));
}

interface Way {
  payment: string;
  /** From the statement's rows `s` to the people's rows `e`. */
  joins: string;
  /** Each row of the payment is one person's. */
  each: boolean;
}

function waysOf(plan: Plan, { entity, column, without = [] }: Counted): Checked<Way[]> {
  const at = { file: plan.model };
  const counted = plan.entities.find((one) => one.name === entity);
  if (!counted) {
    const names = plan.entities.map((one) => one.name).join(', ');
    return { diagnostics: [report('publish-no-entity', { model: plan.model, name: entity, names }, at)] };
  }
  const diagnostics: Diagnostic[] = [];
  const columns = [...counted.key, ...counted.facts, ...counted.terms, ...counted.elements];
  if (column !== undefined && !columns.some(({ name }) => name === column))
    diagnostics.push(report('publish-no-column', { entity, name: column }, at));
  for (const name of without) {
    if (!plan.payments.some(({ id }) => id === name))
      diagnostics.push(report('publish-no-payment', { model: plan.model, name }, at));
  }
  const ways = plan.payments.flatMap(({ id: payment, for: target }): Way[] => {
    if (without.includes(payment)) return [];
    const table = (name: string) => `main.${q(name)}`;
    const first = `join ${table(target)} x0 on x0.${RID} = s.${RID}`;
    if (target === 'agreement') return [{ payment, joins: `cross join ${table(entity)} e`, each: false }];
    if (target === entity)
      return [{ payment, joins: `join ${table(entity)} e on e.${RID} = s.${RID}`, each: true }];
    const [up, down] = [shortest(pathsOf(plan, entity, target)), shortest(pathsOf(plan, target, entity))];
    const all = up.length + down.length;
    if (all !== 1) {
      const data = { payment, entity, target };
      diagnostics.push(report(all === 0 ? 'publish-no-path' : 'publish-paths', data, at));
      return [];
    }
    const [path = []] = [...up, ...down];
    const steps = path.map(({ reference, to }, i) => ({ reference, to, i }));
    if (down.length === 1) {
      const joins = steps.map(
        ({ reference, to, i }) =>
          `join ${table(to)} x${i + 1} on x${i + 1}.${RID} = x${i}.${q(referenceColumn(reference))}`,
      );
      const last = `x${path.length}`;
      return [
        {
          payment,
          joins: [first, ...joins].join(' ').replaceAll(new RegExp(`\\b${last}\\b`, 'g'), 'e'),
          each: true,
        },
      ];
    }
    // Upwards: the last step leads to the payment's rows, the first begins at the people's.
    const alias = (i: number) => (i === 0 ? 'e' : `y${i}`);
    const joins = steps.toReversed().map(({ reference, i }) => {
      const source = i === 0 ? entity : (path[i - 1] as Step).to;
      const next = i === path.length - 1 ? 'x0' : alias(i + 1);
      return `join ${table(source)} ${alias(i)} on ${alias(i)}.${q(referenceColumn(reference))} = ${next}.${RID}`;
    });
    return [{ payment, joins: [first, ...joins].join(' '), each: false }];
  });
  return { ...(diagnostics.length === 0 && { value: ways }), diagnostics };
}

interface Step {
  reference: string;
  to: string;
}

/** A group's reference beside one of the row's own is no other way. */
function shortest(paths: readonly Step[][]): Step[][] {
  const least = Math.min(...paths.map(({ length }) => length));
  return paths.filter(({ length }) => length === least);
}

/** All ways from an entity to another by references, visiting none twice. */
function pathsOf(plan: Plan, from: string, to: string, seen: readonly string[] = []): Step[][] {
  if (from === to) return [[]];
  const entity = plan.entities.find(({ name }) => name === from);
  return (entity?.references ?? []).flatMap((reference): Step[][] => {
    if (reference.to === 'party' || reference.to === 'agreement' || seen.includes(reference.to)) return [];
    const step = { reference: reference.name, to: reference.to };
    return pathsOf(plan, reference.to, to, [...seen, from]).map((rest) => [step, ...rest]);
  });
}
