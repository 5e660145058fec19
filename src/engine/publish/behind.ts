/** How many people stand behind the final payments of a run, by the parties they flow between. */
import { join } from 'node:path';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import type { Plan, PlanEntity } from '../../language/plan.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { STATEMENT } from '../payments/statement.ts';
import { DATABASE } from '../run/folder.ts';
import { money } from '../statement-rows.ts';
import type { Run } from '../types.ts';
import { report } from './messages.ts';
import { defaultPerson, isPeople, namesPerson, partiesOfPeople } from './people.ts';
import { waysOf, type Way } from './ways.ts';

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
  /** Of which entities the two are; pairs alike stand side by side, and what one party's add up to is often known. */
  kind: string;
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
  /** People behind any of the pairs, each once: fewer than the pairs' together where one stands behind several. */
  people: number;
  /** What tells people apart: as asked, or else the part of the entity that is a person. */
  column?: string;
}

export async function peopleBehind(run: Run, counted: Counted): Promise<Checked<Behind>> {
  const { plan } = run;
  const { bindings } = run.agreement;
  const ways = waysOf(plan, counted);
  if (!ways.value) return { diagnostics: ways.diagnostics };
  const entity = plan.entities.find(({ name }) => name === counted.entity) as PlanEntity;
  const own = counted.column === undefined ? defaultPerson(plan, bindings, entity) : undefined;
  const column = counted.column ?? own?.name;
  const warehouse = await openDuckdb({ path: join(run.folder, DATABASE), readOnly: true });
  try {
    const people = peopleOf(run, ways.value, own?.column ?? counted.column);
    const diagnostics = await namedPeople(warehouse, run, counted, people);
    if (diagnostics.length > 0) return { diagnostics };
    const each = new Set(ways.value.filter((way) => way.each).map(({ payment }) => payment));
    const payments = ways.value.map(({ payment }) => payment);
    const kinds = new Map(
      (await partiesByKind(warehouse, plan, payments)).flatMap(({ label, ids }) =>
        ids.map((id) => [id, label] as const),
      ),
    );
    // Rows that do not say who it is are one person: fewer than there may be, and never nobody.
    const count = 'count(distinct person)::bigint';
    const all = await warehouse.values(`select a, b, ${count} from (${people}) group by a, b`);
    const of = await warehouse.values(
      `select a, b, payment, ${count} from (${people}) where counts group by all`,
    );
    const total = await warehouse.values(`select ${count} from (${people})`);
    const counts = new Map([
      ...all.map(([a, b, n]) => [JSON.stringify([a, b]), Number(n)] as const),
      ...of.map(([a, b, payment, n]) => [JSON.stringify([a, b, payment]), Number(n)] as const),
    ]);
    const kept = payments.map((payment) => quoteLiteral(payment)).join(', ') || `''`;
    const sums = await warehouse.values(
      `select a, b, payment, sum(signed)::hugeint from (${turnedRows(run)}) where payment in (${kept}) group by all order by a, b, payment`,
    );
    const pairs = new Map<string, { from: string; to: string; sums: Map<string, bigint> }>();
    for (const [a, b, payment, sum] of sums) {
      const key = JSON.stringify([a, b]);
      const pair = pairs.get(key) ?? { from: String(a), to: String(b), sums: new Map() };
      pair.sums.set(String(payment), sum as bigint);
      pairs.set(key, pair);
    }
    const value: Behind = {
      payments,
      people: Number(total[0]?.[0] ?? 0),
      ...(column !== undefined && { column }),
      pairs: [...pairs.values()].map(({ from, to, sums: amounts }): Pair => ({
        from,
        to,
        people: counts.get(JSON.stringify([from, to])) ?? 0,
        kind: JSON.stringify([from, to].map((id) => kinds.get(id) ?? null)),
        amounts: payments.map((payment) => {
          const amount = money(amounts.get(payment) ?? 0n, plan.minorUnit);
          if (!each.has(payment)) return { amount };
          return { amount, people: counts.get(JSON.stringify([from, to, payment])) ?? 0 };
        }),
      })),
    };
    return { value, diagnostics: [] };
  } finally {
    warehouse.close();
  }
}

/** The final rows with their parties in order, `a` and `b`: one of the contract's comes first; else, and of two of them, the lower. */
function turnedRows({ manifest }: Run): string {
  const parties = manifest.parties
    .filter(({ role }) => role !== null)
    .map(({ id }) => quoteLiteral(id))
    .join(', ');
  const own = (side: string) => (parties === '' ? 'false' : `${side} in (${parties})`);
  const turned = `case when ${own('"from"')} <> ${own('"to"')} then ${own('"to"')} else "from" > "to" end`;
  return `select *, case when ${turned} then "to" else "from" end as a, case when ${turned} then "from" else "to" end as b,
      case when ${turned} then -amount else amount end as signed
    from ${STATEMENT} where status = 'final' and "from" is not null and "to" is not null`;
}

/** A row for each final row and person behind it: payment, from, to, a, b, person, and whether it is of more than nothing. */
function peopleOf(run: Run, ways: readonly Way[], column: string | undefined): string {
  const person = column === undefined ? `'n' || e.${RID}` : `coalesce('p' || e.${q(column)}::varchar, '')`;
  const selects = ways.map(
    ({ payment, joins }) =>
      `select s.payment, s."from", s."to", s.a, s.b, ${person} as person, s.amount <> 0 as counts
       from (${turnedRows(run)}) s ${joins} where s.payment = ${quoteLiteral(payment)}`,
  );
  const none = `select '' as payment, '' as "from", '' as "to", '' as a, '' as b, '' as person, true as counts where false`;
  return selects.join(' union all ') || none;
}

interface Kind {
  payment: string;
  /** Of the parties: an entity, or the reference that names them. */
  label: string;
  entity?: string;
  side: 'from' | 'to';
  ids: string[];
}

/** The parties of payments that rows name, not the contract. */
async function partiesByKind(warehouse: Warehouse, plan: Plan, payments: readonly string[]): Promise<Kind[]> {
  const found: Kind[] = [];
  for (const payment of plan.payments.filter(({ id }) => payments.includes(id))) {
    for (const side of ['from', 'to'] as const) {
      const party = payment[side];
      if (party.kind !== 'row') continue;
      const entity = party.path.length === 0 ? payment.for : party.entity;
      const rows = await warehouse.values(
        `select distinct ${q(side)} as id from ${STATEMENT}
         where payment = ${quoteLiteral(payment.id)} and status = 'final' and "from" is not null and "to" is not null order by id`,
      );
      found.push({
        payment: payment.id,
        label: entity ?? party.path.at(-1) ?? payment.for,
        ...(entity !== undefined && { entity }),
        side,
        ids: rows.map(([id]) => String(id)),
      });
    }
  }
  return found;
}

/** Refuses payments whose parties are people, or one person's: a line by party would say who, and by an episode's key what of. */
async function namedPeople(
  warehouse: Warehouse,
  { plan, agreement: { bindings } }: Run,
  counted: Counted,
  people: string,
): Promise<Diagnostic[]> {
  const kinds = await partiesByKind(
    warehouse,
    plan,
    plan.payments.map(({ id }) => id).filter((id) => !(counted.without ?? []).includes(id)),
  );
  const diagnostics: Diagnostic[] = [];
  for (const { payment, label, entity, side, ids } of kinds) {
    if (ids.length === 0) continue;
    const alone = await warehouse.values(
      `select max(n) from (select count(distinct person) as n from (${people}) where payment = ${quoteLiteral(payment)} group by ${q(side)})`,
    );
    const isPerson =
      (entity === undefined ? namesPerson(label) : isPeople(plan, bindings, counted.entity, entity)) ||
      Number(alone[0]?.[0] ?? 0) === 1;
    const count = isPerson
      ? ids.length
      : (await partiesOfPeople(warehouse, plan, bindings, counted, ids)).length;
    if (count > 0)
      diagnostics.push(
        report('publish-names-people', { payment, party: label, count }, { file: plan.model }),
      );
  }
  return diagnostics;
}
