/** What the generated models contain, counted in their plans and results: a feature that never occurs proves nothing. */
import type {
  Aggregate,
  Cell,
  Expression,
  Plan,
  PlanEntity,
  PlanParameter,
} from '../../src/language/plan.ts';
import type { Interpretation } from '../interpreter/interpret.ts';

export class Coverage {
  readonly counts = new Map<string, number>();

  add(feature: string, times = 1): void {
    this.counts.set(feature, (this.counts.get(feature) ?? 0) + times);
  }

  missing(): string[] {
    return FEATURES.filter((feature) => !this.counts.has(feature));
  }

  merge(counts: Iterable<readonly [string, number]>): void {
    for (const [feature, times] of counts) this.add(feature, times);
  }

  toString(): string {
    return [...this.counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([feature, times]) => `${feature} ${times}`)
      .join(', ');
  }

  plan(plan: Plan): void {
    for (const entity of plan.entities) this.#entity(entity);
    for (const parameter of plan.parameters) this.#parameter(parameter);
    for (const payment of plan.payments) {
      this.add('payment');
      if (payment.due) this.add('payment: due');
      if (payment.pendingUnless) this.add('payment: pending_unless');
      if (payment.signed) this.add('payment: signed');
      for (const { kind } of [payment.from, payment.to]) this.add(`party: ${kind}`);
    }
    for (const posted of plan.posted) {
      this.add(posted.down.length > 0 ? 'posted: of children' : 'posted: of the row');
    }
  }

  results(run: Interpretation): void {
    for (const row of run.statement) {
      this.add(`status: ${row.status}`);
      if (row.posted !== '0.00' && row.posted !== '0') this.add('statement: posted before');
      if (row.amount !== null && row.amount.startsWith('-')) this.add('statement: negative amount');
      if (row.reason?.kind === 'negative') this.add('statement: undetermined for its sign');
      if (row.status === 'final' && /^0(\.00)?$/.test(row.amount!) && row.difference !== row.amount) {
        this.add('statement: reversed or down to zero');
      }
    }
    for (const row of Object.values(run.rows).flat()) {
      for (const { reason } of [...Object.values(row.terms), ...Object.values(row.references)]) {
        if (reason) this.add(`reason: ${reason.kind}`);
      }
    }
  }

  #entity(entity: PlanEntity): void {
    const { rows } = entity;
    this.add(`rows: ${rows.kind}`);
    if (entity.key.length > 1) this.add('structure: composite key');
    if (entity.dated) this.add('structure: dated entity');
    if (rows.kind === 'each') this.add(`each: ${rows.list.kind}`);
    if (rows.kind === 'group') {
      if (rows.where) this.add('structure: group with where');
      for (const { value } of rows.by) this.add(`group by: ${value.type.kind}`);
      if (entity.references.some((r) => r.kind === 'column')) this.add('group by: reference');
    }
    for (const fact of entity.facts) {
      this.add(`fact: ${fact.type.kind}`);
      if (fact.optional) this.add('fact: optional');
    }
    for (const reference of entity.references) {
      this.add(reference.to === 'party' ? 'reference: party' : `reference: ${reference.kind}`);
    }
    for (const term of entity.terms) {
      this.add('term');
      this.add(`term: ${term.type.kind}`);
      if (/\.(one|two)$/.test(term.name)) this.add('table: as a term in parts');
      if (term.expression) this.#expression(term.expression);
      if (term.aggregate) this.#aggregate(term.aggregate);
    }
  }

  #aggregate(a: Aggregate): void {
    this.add(`aggregate: ${a.function}`);
    if (a.list.where) this.add('list: filtered');
    if (a.list.up.length > 0) this.add('list: through my references');
    if (a.list.down.length > 1) this.add('list: through others');
    if (a.list.anchor === 'agreement') this.add('list: all rows');
    if (a.correlated) this.add('aggregate: reads my row');
    if (a.preceding) {
      this.add(`preceding: by ${a.preceding.type.kind}`);
      if (a.list.where) this.add('preceding: filtered');
    }
    for (const e of [a.list.where, a.value, a.preceding, a.order, a.argument]) if (e) this.#expression(e);
  }

  #expression(e: Expression): void {
    this.add(`op: ${e.op}`);
    if ((e.op === 'equal' || e.op === 'unequal') && ['reference', 'party'].includes(e.left.type.kind)) {
      this.add(`equal: ${e.left.type.kind}`);
    }
    if (e.op === 'round') this.add(`round: ${e.mode}`);
    if (e.op === 'date_part') this.add(`date_part: ${e.part}`);
    if (e.op === 'text_test') this.add(`text: ${e.test}`);
    if (e.op === 'context') this.add(`context: ${e.name}`);
    if (e.op === 'column' && e.path.length > 0) this.add('structure: column through references');
    for (const part of Object.values(e)) {
      for (const inner of Array.isArray(part) ? part : [part]) {
        if (typeof inner === 'object' && inner !== null && 'op' in inner)
          this.#expression(inner as Expression);
      }
    }
  }

  #parameter(p: PlanParameter): void {
    this.add(`parameter: ${p.kind}`);
    if (p.kind === 'records') return;
    if (p.values.length > 1 || p.values.some((v) => v.from !== null)) this.add(`dated: ${p.kind}`);
    if (p.kind !== 'table') return;
    this.add(`table: ${p.read}`);
    if (p.read === 'match') this.add(`hit: ${p.hit}`);
    else this.add(`${p.read}: outside ${p.outside}`);
    if (p.outputs.length > 1) this.add('table: several outputs');
    for (const { value } of p.values) for (const row of value) for (const cell of row.cells) this.#cell(cell);
  }

  #cell(cell: Cell): void {
    this.add(`cell: ${cell.test}`);
    if ('cells' in cell) for (const inner of cell.cells) this.#cell(inner);
  }
}

/** One kind a line, its cases after the colon. */
const FEATURES: readonly string[] = `
rows: bound, referred, group, each, root
each: range, months, years, records, list
fact: number, text, boolean, date, duration, optional
reference: column, computed, group, parent, party
term: number, text, boolean, date, duration
op: constant, column, context, parameter, lookup, rescale, negate, not, add, subtract, multiply, divide, power
op: equal, unequal, less, at_most, more, at_least, and, or, in_list, if, absent, otherwise, least, greatest, clamp
op: absolute, round, modulo, days_between, shift, repeat, date_part, text_test
equal: reference, party
round: half_even, half_up, half_down, up, down, floor, ceiling
date_part: year, month, day
text: starts with, ends with, contains
context: period.start, period.end, period.years, as_of
aggregate: sum, count, min, max, mean, median, stddev, any, all, only, percentile, rank, allocate, reads my row
list: filtered, through my references, through others, all rows
preceding: by number, by date, by text, filtered
group by: text, number, reference, date, boolean
structure: composite key, dated entity, column through references, group with where
parameter: scalar, list, records, table
dated: scalar, list, table
table: match, interpolate, bands, several outputs, as a term in parts
hit: unique, first, max, sum
interpolate: outside unknown, outside clamp
bands: outside unknown, outside clamp
cell: any, is, between, either, not
payment: due, pending_unless, signed
party: role, row
posted: of the row, of children
status: final, pending, undetermined
statement: posted before, negative amount, reversed or down to zero, undetermined for its sign
reason: missing, no match, outside, not dated, overflow, division by zero, empty, several, not in list
reason: negative weight, zero weight, invalid
`
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [kind, names] = line.split(': ');
    return names!.split(', ').map((name) => `${kind}: ${name}`);
  });
