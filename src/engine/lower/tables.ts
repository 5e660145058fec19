/**
 * Tables: which row holds for the arguments, and what it gives (docs/language.md §1, "Tables").
 *
 * Short tables become a `case`, long ones a table in the database read by a correlated query (which it turns into one join over the
 * distinct arguments). `interpolate` and `bands` are tables of segments, each with the constants of its line.
 */
import type { NumberType, PlanParameter, ScalarType, TableRow } from '../../language/plan.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import { add, product, scaleUp, subtract } from './arithmetic.ts';
import { constantOf, integer } from './integers.ts';
import type { CellSet, Interval } from './cells.ts';
import { cellSet, isEverything, isOrdered, overlap, place, placeText, testOf } from './cells.ts';
import { constant, kindOf, sqlTypeOf, unknown } from './constants.ts';
import { divideByConstant, quotient } from './kernel.ts';
import type { Scope } from './scope.ts';
import type { Fragment, Step } from './steps.ts';
import { join, sql } from './steps.ts';

type TableParameter = Extract<PlanParameter, { kind: 'table' }>;

/** Longer tables are joined. */
const SHORT = 64;

/** A row of sets, one per argument, and what it gives. */
interface MatchRow {
  sets: CellSet[];
  outputs: Step[];
}

/** One version of a table, ready to be matched. */
interface Matching {
  /** Names its helper table; distinct for each version. */
  name: string;
  types: ScalarType[];
  outputTypes: ScalarType[];
  hit: TableParameter['hit'];
  rows: MatchRow[];
}

export function lookup(
  scope: Scope,
  table: TableParameter,
  version: number,
  output: number,
  args: readonly Step[],
  type: ScalarType,
): Step {
  const matching = matchingOf(scope, table, version);
  if (table.read === 'match') return match(scope, matching, output, args);
  const x = args[args.length - 1] as Step;
  const { steps } = scope;
  const constants = [0, 1, 2, 3].map((i) => match(scope, matching, output * 4 + i, args)) as [
    Step,
    Step,
    Step,
    Step,
  ];
  if (table.read === 'interpolate') {
    const [x0, y0, rise, run] = constants;
    return add(steps, y0, quotient(steps, product(steps, subtract(steps, x, x0), rise), run));
  }
  const [lower, before, rate] = constants;
  const full = add(steps, before, product(steps, rate, subtract(steps, x, lower)));
  const input = table.inputs[table.inputs.length - 1]?.type as NumberType;
  const given = table.outputs[output]?.type as NumberType;
  const down = input.scale + given.scale - (type as NumberType).scale;
  return down > 0 ? divideByConstant(steps, full, 10n ** BigInt(down)) : scaleUp(steps, full, -down);
}

export function matchingOf(scope: Scope, table: TableParameter, version: number): Matching {
  const types = table.inputs.map((input) => input.type);
  const rows = table.values[version]?.value ?? [];
  const name = `${table.name}/${version}`;
  if (table.read === 'match') {
    const outputTypes = table.outputs.map((output) => output.type);
    return {
      name,
      types,
      outputTypes,
      hit: table.hit,
      rows: rows.map((row) => ({
        sets: row.cells.map((cell, i) => cellSet(cell, types[i] as ScalarType)),
        outputs: row.outputs.map((value, i) => constant(scope.steps, outputTypes[i] as ScalarType, value)),
      })),
    };
  }
  const number: ScalarType = { kind: 'number', dimensions: {}, scale: 0 };
  return {
    name,
    types,
    outputTypes: table.outputs.flatMap(() => [number, number, number, number]),
    hit: table.hit,
    rows: groups(rows).flatMap((group) => segments(scope, table, group, types)),
  };
}

/** Rows with the same cells before the last, in order. */
function groups(rows: readonly TableRow[]): TableRow[][] {
  const byCells = new Map<string, TableRow[]>();
  for (const row of rows) {
    const key = JSON.stringify(row.cells.slice(0, -1));
    const group = byCells.get(key);
    if (group) group.push(row);
    else byCells.set(key, [row]);
  }
  return [...byCells.values()];
}

/** Four outputs per output of the table: x0, y0, rise, run of a line; or lower bound, sum below it, rate, 0 of a band. */
function segments(scope: Scope, table: TableParameter, group: TableRow[], types: ScalarType[]): MatchRow[] {
  const last = types.length - 1;
  const type = types[last] as ScalarType;
  const sets = (group[0] as TableRow).cells
    .slice(0, -1)
    .map((cell, i) => cellSet(cell, types[i] as ScalarType));
  const points = group.map((row) => {
    const cell = row.cells[last];
    return {
      x: place(cell?.test === 'is' ? cell.value : '0', type),
      y: row.outputs.map((v) => BigInt(String(v))),
    };
  });
  const made: MatchRow[] = [];
  const segment = (interval: Interval, four: (output: number) => [bigint, bigint, bigint, bigint]) =>
    made.push({
      sets: [...sets, { kind: 'intervals', intervals: [interval] }],
      outputs: table.outputs.flatMap((_, o) => four(o).map((value) => integer(scope.steps, value))),
    });
  const [first, end] = [points[0], points.at(-1)];
  if (!first || !end) return [];
  const at = (point: typeof first, output: number) => point.y[output] ?? 0n;
  const clamp = table.outside === 'clamp';
  if (table.read === 'interpolate') {
    if (clamp) segment({ high: first.x - 1n }, (o) => [0n, at(first, o), 0n, 1n]);
    for (let i = 0; i + 1 < points.length; i += 1) {
      const [a, b] = [points[i], points[i + 1]] as [typeof first, typeof first];
      segment({ low: a.x, high: b.x - 1n }, (o) => [a.x, at(a, o), at(b, o) - at(a, o), b.x - a.x]);
    }
    segment(clamp ? { low: end.x } : { low: end.x, high: end.x }, (o) => [0n, at(end, o), 0n, 1n]);
    return made;
  }
  if (clamp) segment({ high: first.x - 1n }, () => [0n, 0n, 0n, 0n]);
  const below = table.outputs.map(() => 0n);
  points.forEach((point, i) => {
    const next = points[i + 1];
    const interval = next ? { low: point.x, high: next.x - 1n } : { low: point.x };
    segment(interval, (o) => [point.x, below[o] ?? 0n, at(point, o), 0n]);
    if (next)
      table.outputs.forEach((_, o) => (below[o] = (below[o] ?? 0n) + at(point, o) * (next.x - point.x)));
  });
  return made;
}

/** What the row that matches gives; null where none does, or where `unique` finds several, or an argument is unknown. */
function match(scope: Scope, matching: Matching, output: number, args: readonly Step[]): Step {
  const { steps } = scope;
  const type = matching.outputTypes[output] as ScalarType;
  const nothing = unknown(steps, type);
  if (matching.rows.length === 0) return nothing;
  const values = matching.rows.map((row) => row.outputs[output] as Step);
  const bounds = values.map((value) => value.bound);
  const bound =
    matching.hit === 'sum' ? bounds.reduce((a, b) => a + b) : bounds.reduce((a, b) => (a > b ? a : b));
  const wide = values.some((value) => value.wide) || (matching.hit === 'sum' && bound > 2n ** 62n);
  const number = { bound, wide };
  const pairs = matching.hit === 'unique' && matching.rows.length <= SHORT ? overlaps(matching) : [];
  if (matching.rows.length > SHORT || pairs.length > SHORT) {
    const found = long(scope, matching, output, args);
    return steps.make(kindOf(type), sql`${guard(matching, args)}${found} end`, { bound, wide: true });
  }
  const tests = matching.rows.map((row) => testsOf(row, args, matching.types));
  const cases: Fragment[] = [];
  if (matching.hit === 'max' || matching.hit === 'sum') {
    const each = values.map((value, i) => sql`case when ${tests[i] as Fragment} then ${value} end`);
    const any = join(
      tests.map((test) => sql`(${test})`),
      ' or ',
    );
    const all =
      matching.hit === 'max'
        ? sql`greatest(${join(each, ', ')})`
        : join(
            each.map((one) => sql`coalesce(${one}, ${wide ? '0::hugeint' : '0'})`),
            ' + ',
          );
    cases.push(sql`when ${any} then ${all}`);
  } else {
    for (const [i, j] of pairs) {
      cases.push(sql`when (${tests[i] as Fragment}) and (${tests[j] as Fragment}) then null`);
    }
    values.forEach((value, i) => cases.push(sql`when ${tests[i] as Fragment} then ${value}`));
  }
  const open = unknownTests(matching, args);
  const first = open ? [sql`when ${open} then null`] : [];
  return steps.make(kindOf(type), sql`case ${join([...first, ...cases], ' ')} end`, number);
}

/** How many rows match (0, 1, or more), for reasons: null where an argument is unknown. */
export function matches(scope: Scope, matching: Matching, args: readonly Step[]): Step {
  const counted = { ...matching, hit: 'sum' as const, outputTypes: [COUNT] };
  counted.name += '#count';
  counted.rows = matching.rows.map((row) => ({ sets: row.sets, outputs: [integer(scope.steps, 1n)] }));
  return match(scope, counted, 0, args);
}

const COUNT: ScalarType = { kind: 'number', dimensions: {}, scale: 0 };

function testsOf(row: MatchRow, args: readonly Step[], types: readonly ScalarType[]): Fragment {
  const tests = row.sets.flatMap((set, i) => {
    const argument = args[i] as Step;
    const test = testOf(set, argument, types[i] as ScalarType);
    return test ? [test] : [];
  });
  return tests.length === 0 ? sql`true` : join(tests, ' and ');
}

/** `any` matches every known value: an argument that some row does not test is tested for being known. */
function unknownTests(matching: Matching, args: readonly Step[]): Fragment | undefined {
  const open = args.filter(
    (argument, i) =>
      !(argument.constant && constantOf(argument) !== undefined) &&
      matching.rows.some(
        (row) => isEverything(row.sets[i] as CellSet) || isBothTruths(row.sets[i] as CellSet),
      ),
  );
  if (open.length === 0) return undefined;
  return join(
    open.map((argument) => sql`${argument} is null`),
    ' or ',
  );
}

function isBothTruths(set: CellSet): boolean {
  return set.kind === 'values' && (set.but || set.values.length > 1);
}

function guard(matching: Matching, args: readonly Step[]): Fragment {
  const open = unknownTests(matching, args);
  return open ? sql`case when ${open} then null else ` : sql`case when true then `;
}

/** Pairs of rows that can both match. */
function overlaps(matching: Matching): [number, number][] {
  const pairs: [number, number][] = [];
  matching.rows.forEach((a, i) => {
    for (let j = i + 1; j < matching.rows.length; j += 1) {
      const b = matching.rows[j] as MatchRow;
      if (a.sets.every((set, k) => overlap(set, b.sets[k] as CellSet))) pairs.push([i, j]);
    }
  });
  return pairs;
}

/** A correlated query of a helper table with a row for each combination of the sets' intervals or values. */
function long(scope: Scope, matching: Matching, output: number, args: readonly Step[]): Fragment {
  const name = `lookup.${quoteIdentifier(matching.name)}`;
  const conditions: Fragment[] = [];
  const columns: { name: string; type: string }[] = [{ name: 'ord', type: 'integer' }];
  const cellsOf: ((set: CellSet) => string[][])[] = [];
  matching.types.forEach((type, i) => {
    const sets = matching.rows.map((row) => row.sets[i] as CellSet);
    const argument = args[i] as Step;
    const sqlType = sqlTypeOf(type);
    const text = (at: bigint | undefined) => (at === undefined ? 'null' : placeText(at, type));
    const points = sets.every(
      (s) => s.kind === 'values' || s.intervals.every((v) => v.low !== undefined && v.low === v.high),
    );
    if (isOrdered(type) && !points) {
      columns.push({ name: `low${i}`, type: sqlType }, { name: `high${i}`, type: sqlType });
      cellsOf.push((set) =>
        set.kind === 'intervals' ? set.intervals.map((v) => [text(v.low), text(v.high)]) : [],
      );
      conditions.push(sql`(t.low${String(i)} is null or ${argument} >= t.low${String(i)})`);
      conditions.push(sql`(t.high${String(i)} is null or ${argument} <= t.high${String(i)})`);
      return;
    }
    columns.push({ name: `value${i}`, type: sqlType });
    cellsOf.push((set) => {
      if (set.kind === 'intervals') return set.intervals.map((v) => [text(v.low)]);
      if (set.but) return [['null']];
      return set.values.map((value) => [
        constant(scope.steps, type, type.kind === 'boolean' ? value === 'true' : value).parts[0] as string,
      ]);
    });
    const equal = sql`t.value${String(i)} = ${argument}`;
    conditions.push(
      sets.some((s) => s.kind === 'values' && s.but) ? sql`(t.value${String(i)} is null or ${equal})` : equal,
    );
  });
  matching.outputTypes.forEach((type, o) => columns.push({ name: `out${o}`, type: sqlTypeOf(type) }));
  const rows = matching.rows.flatMap((row, ord) => {
    let combined: string[][] = [[String(ord)]];
    row.sets.forEach((set, i) => {
      const cells = cellsOf[i]?.(set) ?? [];
      combined = combined.flatMap((before) => cells.map((cell) => [...before, ...cell]));
    });
    const outputs = row.outputs.map((step) => step.parts[0] as string);
    return combined.map((cells) => [...cells, ...outputs]);
  });
  scope.helper({ name, columns, rows });
  const out = `t.out${output}`;
  const result = {
    unique: `case when count(*) = 1 then max(${out}) end`,
    first: `arg_min(${out}, t.ord)`,
    max: `max(${out})`,
    sum: `sum(${out})`,
  }[matching.hit];
  return sql`(select ${result} from ${name} t where ${join(conditions, ' and ')})`;
}
