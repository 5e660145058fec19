/** Parameters made where a formula needs one: values, lists, records and tables of each read, hit and outside. */
import type { Yaml } from './model.ts';
import type { Scope } from './scope.ts';
import {
  type Declared,
  type Dimensions,
  MONEY,
  NONE,
  type NumberType,
  type Type,
  declarations,
  isNumber,
  isWhole,
  products,
  sameDimensions,
} from './types.ts';
import { writeNumber, writeText, writeValue } from './values.ts';
import { type Writer, columns } from './writer.ts';

const DATES = ['2022-01-01', '2023-01-01', '2023-06-15', '2024-02-29'];

/** Parameters are calmer than data: no edges, so that formulas stay alive. */
function value(w: Writer, type: NumberType): string {
  if (type.scale === 15 && w.random.chance(45)) return w.random.pick(['0.5', '0.5', '0.25', '1.5', '0.05']);
  return writeNumber(w.random, type, { ...w.mood, extreme: 0, odd: 5, tied: w.mood.odd > 50 ? 80 : 30 });
}

/** The name of a parameter, sometimes as it held on another date. Now and then one that is there already. */
export function scalarParameter(
  w: Writer,
  scope: Scope,
  dimensions: Dimensions,
  mustBeWhole = false,
): string {
  const { random, model } = w;
  const known = w.scalars.filter((s) => isNumber(s.type, dimensions) && (!mustBeWhole || isWhole(s.type)));
  if (known.length > 0 && random.chance(60)) {
    const again = random.pick(known);
    return again.dated && random.chance(30)
      ? `at(${again.name}, ${w.grammar.date(w, scope, 0)})`
      : again.name;
  }
  const fitting = declarations(dimensions).filter((d) => !mustBeWhole || isWhole(d.type));
  const declared = fitting.length > 0 ? random.pick(fitting) : undefined;
  if (!declared) throw new Error('No type to declare a parameter with');
  const name = w.fresh('p');
  const type = declared.type as NumberType;
  const isPlainRatio = declared.written === 'ratio' && random.chance(60);
  const dated = random.chance(25);
  const head = { type: declared.written, ...(declared.unit && { unit: declared.unit }) };
  const parameter: Yaml = dated
    ? { ...head, values: Object.fromEntries(somedates(w).map((from) => [from, { value: value(w, type) }])) }
    : isPlainRatio
      ? value(w, type)
      : { ...head, value: value(w, type) };
  model.parameters.push({ name, value: parameter });
  w.scalars.push({ name, type, dated });
  return dated && random.chance(40) ? `at(${name}, ${w.grammar.date(w, scope, 0)})` : name;
}

/** A parameter that is no number. */
export function otherParameter(w: Writer, declared: Declared): string {
  const name = w.fresh('p');
  const written = () => writeValue(w.random, declared, w.mood);
  const parameter: Yaml = w.random.chance(25)
    ? {
        type: declared.written,
        values: Object.fromEntries(somedates(w).map((from) => [from, { value: written() }])),
      }
    : { type: declared.written, value: written() };
  w.model.parameters.push({ name, value: parameter });
  return name;
}

function somedates(w: Writer): string[] {
  const from = w.random.chance(85) ? 0 : 2;
  return DATES.slice(from, w.random.int(from + 1, DATES.length));
}

export function smallCount(w: Writer): string {
  const name = w.fresh('p');
  w.model.parameters.push({ name, value: { type: 'count', value: String(w.random.int(0, 4)) } });
  return name;
}

export function listParameter(w: Writer): string {
  const name = w.fresh('p');
  const elements = w.random.shuffle(['A', 'B', 'north', '50%', "it's", '😀']).slice(0, w.random.int(1, 4));
  const parameter = w.random.chance(20)
    ? { type: 'list of text', values: { '2022-01-01': { value: elements }, '2023-06-15': { value: ['A'] } } }
    : { type: 'list of text', value: elements };
  w.model.parameters.push({ name, value: parameter as Yaml });
  return name;
}

/** Distinct elements, for an `each`. */
export function elementList(w: Writer): string {
  const name = w.fresh('p');
  w.model.parameters.push({
    name,
    value: { type: 'list of text', value: w.random.shuffle(['A', 'b', '心', 'Z']).slice(1) },
  });
  return name;
}

export function recordParameter(w: Writer): { name: string; columns: { name: string; type: Type }[] } {
  const name = w.fresh('p');
  w.model.parameters.push({
    name,
    value: {
      columns: ['name', 'share', 'after'],
      rows: [
        ['late', '0.3', 'P1Y'],
        ['early', value(w, { kind: 'number', dimensions: NONE, scale: 15 }), 'P3M'],
        ['心', '0', 'P0D'],
      ].slice(w.random.int(0, 1)),
    },
  });
  return {
    name,
    columns: [
      { name: 'name', type: { kind: 'text' } },
      { name: 'share', type: { kind: 'number', dimensions: NONE, scale: 15 } },
      { name: 'after', type: { kind: 'duration' } },
    ],
  };
}

// ------------------------------------------------------------------------------------------------ tables

interface Input {
  /** As in the call. */
  argument: string;
  type: Type;
}

/** A call of a new table whose output has the dimensions. */
export function lookup(w: Writer, scope: Scope, dimensions: Dimensions, depth: number): string | undefined {
  const declared = w.random.pick(declarations(dimensions));
  return w.random.weighted<string>([
    [6, () => matchTable(w, scope, declared)],
    [4, () => lineTable(w, scope, declared, depth)],
    [4, () => bandTable(w, scope, dimensions, depth)],
  ]);
}

/** Arguments are columns, so that the type the table takes from them is plain. */
function argument(w: Writer, scope: Scope, fits: (type: Type) => boolean): Input | undefined {
  const all = columns(w, scope, fits).filter((c) => !c.optional || scope.present.has(c.written));
  if (all.length === 0) return undefined;
  const { written, type } = w.random.pick(all);
  return { argument: written, type };
}

function literalInput(type: Type): boolean {
  return type.kind === 'text' || type.kind === 'boolean';
}

function head(declared: Declared): Record<string, Yaml> {
  return declared.written === 'ratio'
    ? {}
    : { type: declared.written, ...(declared.unit && { unit: declared.unit }) };
}

/** The rows, or rows by date. */
function rowsOrDated(w: Writer, rows: () => Yaml[]): Record<string, Yaml> {
  if (w.random.chance(80)) return { rows: rows() };
  return { values: Object.fromEntries(somedates(w).map((from) => [from, { rows: rows() }])) };
}

/** A call of a table with two outputs, and their names. */
export function severalOutputs(w: Writer, scope: Scope, dimensions: Dimensions) {
  const plain = declarations(dimensions).filter((d) => !d.unit);
  if (plain.length === 0) return undefined;
  const formula = matchTable(w, scope, w.random.pick(plain), 'whole');
  return formula === undefined ? undefined : { formula, parts: ['one', 'two'] };
}

function matchTable(
  w: Writer,
  scope: Scope,
  declared: Declared,
  call: 'whole' | 'part' = 'part',
): string | undefined {
  const { random } = w;
  const first = argument(w, scope, (type) => literalInput(type));
  const last = argument(w, scope, (type) => type.kind !== 'duration' && type.kind !== 'text');
  const inputs = [first, last].filter((input) => input !== undefined);
  if (inputs.length === 0) return undefined;
  const output = () => value(w, declared.type as NumberType);
  const several = call === 'whole' || (!declared.unit && random.chance(25));
  const hit = random.pick(['unique', 'unique', 'first', 'max', 'sum']);
  const outputs = () => (several ? [output(), output()] : [output()]);
  const rows = (): Yaml[] =>
    hit === 'unique'
      ? distinctRows(w, inputs).map((cells) => [...cells, ...outputs()])
      : Array.from({ length: random.int(2, 5) }, () => [...inputs.map((i) => cell(w, i.type)), ...outputs()]);
  const name = w.fresh('p');
  w.model.parameters.push({
    name,
    value: {
      inputs: inputs.map((_, i) => `in${i}`),
      ...(several ? { outputs: { one: declared.written, two: declared.written } } : head(declared)),
      ...(hit !== 'unique' && { hit }),
      ...rowsOrDated(w, rows),
    },
  });
  const written = `${name}(${inputs.map((i) => i.argument).join(', ')})`;
  return several && call === 'part' ? `${written}.${random.pick(['one', 'two'])}` : written;
}

/** Rows of which no two can match together: literals times a cut of the last input. */
function distinctRows(w: Writer, inputs: readonly Input[]): string[][] {
  const cuts = (type: Type): string[] => {
    if (type.kind === 'boolean') return w.random.chance(80) ? ['true', 'false'] : ['true'];
    if (type.kind === 'text') return ['A', 'B', 'north', "it's", '心'];
    const [a, b] = type.kind === 'date' ? ['2023-03-31', '2024-02-29'] : ['1', '2'];
    return w.random.chance(50)
      ? [`< ${a}`, `[${a}..${b})`, `>= ${b}`]
      : [`not(${a}, ${b})`, `${a}, ${b}`].slice(w.random.int(0, 1));
  };
  const [first, ...rest] = inputs;
  const tails = rest.length === 0 ? [[]] : distinctRows(w, rest);
  return cuts(first!.type).flatMap((cut) => tails.map((tail) => [cut, ...tail]));
}

function cell(w: Writer, type: Type): string {
  const { random } = w;
  if (random.chance(20)) return 'any';
  if (type.kind === 'boolean') return random.pick(['true', 'false']);
  if (type.kind === 'text') return random.chance(90) ? writeText(random) : 'B';
  const [a, b] = type.kind === 'date' ? ['2023-03-31', '2024-02-29'] : ['0', '2'];
  return random.pick([
    `< ${a}`,
    `>= ${a}`,
    `[${a}..${b})`,
    `(${a}..${b}]`,
    `not(${a})`,
    `${a}, ${b}`,
    `<= ${b}`,
    b!,
  ]);
}

/** Two to four rising points, for each literal of a first input if there is one. */
function risingRows(w: Writer, first: Input | undefined, last: Input, output: () => string): Yaml[] {
  const { random } = w;
  const keys = first
    ? first.type.kind === 'boolean'
      ? ['true', 'false']
      : ['A', 'B', 'north']
    : [undefined];
  return keys.flatMap((key) => {
    let x = random.int(-3, 1);
    return Array.from({ length: random.int(1, 4) }, () => {
      const point = last.type.kind === 'number' && last.type.scale <= 0 ? `${x}` : `${x}.5`;
      x += random.pick([1, 3, 7, 1000]);
      return [...(key === undefined ? [] : [key]), point.replace('-0.5', '-1'), output()];
    });
  });
}

function lineTable(w: Writer, scope: Scope, declared: Declared, depth: number): string | undefined {
  return rising(w, scope, declared, depth, 'interpolate', (type) => type.kind === 'number');
}

/** The result is input × output, so the output's dimensions are those of a factor. */
function bandTable(w: Writer, scope: Scope, dimensions: Dimensions, depth: number): string | undefined {
  const pairs = products(dimensions);
  const usual = pairs.filter(([, b]) => sameDimensions(b, NONE) || sameDimensions(b, MONEY));
  if (pairs.length === 0) return undefined;
  const [input, rate] = w.random.pick(usual.length > 0 ? usual : pairs);
  const ratio = declarations(rate).find((d) => d.written === 'ratio');
  const declared = ratio && w.random.chance(70) ? ratio : w.random.pick(declarations(rate));
  return rising(w, scope, declared, depth, 'bands', (type) => isNumber(type, input));
}

function rising(
  w: Writer,
  scope: Scope,
  declared: Declared,
  depth: number,
  read: 'interpolate' | 'bands',
  fits: (type: Type) => boolean,
): string | undefined {
  const { random } = w;
  const last = argument(w, scope, fits);
  if (!last) return undefined;
  const first = random.chance(40) ? argument(w, scope, literalInput) : undefined;
  const halves = isNumber(declared.type, NONE) && !isWhole(declared.type) && random.chance(40);
  const output = () => (halves ? random.pick(['0.5', '1.5']) : value(w, declared.type as NumberType));
  const name = w.fresh('p');
  w.model.parameters.push({
    name,
    value: {
      inputs: [...(first ? ['in0'] : []), 'in1'],
      ...head(declared),
      read,
      ...(random.chance(50) && { outside: random.pick(['clamp', 'unknown']) }),
      ...rowsOrDated(w, () => risingRows(w, first, last, output)),
    },
  });
  // The last argument may be a formula, as long as its scale is that of the column: a sum of both is.
  const x =
    depth > 1 && random.chance(20) && last.type.kind === 'number'
      ? `(${last.argument} + ${last.argument})`
      : last.argument;
  return `${name}(${first ? `${first.argument}, ` : ''}${x})`;
}
