/** What a statement's value was made from, as the engine left it: the statements it refers to, in whatever library, and the clauses between them. */
import type { Evidence } from '../../method.ts';
import type { ElmLibrary } from './elm.ts';
import { elmLibrary } from './elm.ts';
import { isObject, listOf, objectOf, resourcesOf, textOf } from './json.ts';
import type { Statements } from './results.ts';
import { shown } from './results.ts';
import type { Resource } from './types.ts';

/** Values of clauses by library and local id. */
export type Clauses = Record<string, Record<string, unknown> | undefined>;

/** Operators that decide: each is a line with what it gave. What stands between them (conversions, properties) is passed through. */
const DECIDING: Readonly<Record<string, string>> = {
  And: 'and',
  Or: 'or',
  Not: 'not',
  Xor: 'xor',
  Implies: 'implies',
  Exists: 'exists',
  If: 'if',
  IsNull: 'is null',
  IsTrue: 'is true',
  IsFalse: 'is false',
  Equal: '=',
  Equivalent: '~',
  NotEqual: '!=',
  Less: '<',
  LessOrEqual: '<=',
  Greater: '>',
  GreaterOrEqual: '>=',
  Union: 'union',
  Intersect: 'intersect',
  Except: 'except',
  First: 'first',
  Last: 'last',
  Count: 'count',
  Query: 'query',
};

/** Libraries of a prepared bundle; the main one is told by the measure's. */
export function librariesOf(bundle: Resource): { main: ElmLibrary; all: ElmLibrary[] } {
  const resources = resourcesOf(bundle).filter((one) => one['resourceType'] === 'Library');
  const read = resources.map((one) => {
    const data = textOf(listOf(one, 'content')[0], 'data') ?? '';
    return {
      id: textOf(one, 'id'),
      elm: elmLibrary(JSON.parse(Buffer.from(data, 'base64').toString('utf8'))),
    };
  });
  const all = read.flatMap(({ elm }) => elm ?? []);
  const measure = resourcesOf(bundle).find((one) => one['resourceType'] === 'Measure');
  const named = measure?.['library'];
  const wanted = Array.isArray(named) ? String(named[0]).replace('Library/', '') : '';
  const main = read.find(({ id }) => id === wanted)?.elm;
  if (!main) throw new Error('a bundle without the library of its measure');
  return { main, all };
}

/** Lines from the statement down, deeper ones beneath; a statement is opened once, and stands with its value wherever it is named again. */
export function trace(
  { main, all }: ReturnType<typeof librariesOf>,
  expression: string,
  { clauses, statements }: { clauses: Clauses; statements: Statements },
): Evidence[] {
  const found: Evidence[] = [];
  const opened = new Set<Resource>();
  const valueOf = (library: ElmLibrary, node: Resource): string => {
    const id = textOf(node, 'localId');
    const own = clauses[library.name];
    return id !== undefined && own && Object.hasOwn(own, id) ? shown(own[id]) : NONE;
  };
  const statement = (library: ElmLibrary, name: string, depth: number): void => {
    const definition = library.statements.get(name)?.[0];
    const what = library === main ? name : `${library.name}.${name}`;
    if (!definition) return void found.push({ depth, what, value: NONE });
    const body = objectOf(definition, 'expression');
    // ELM without local ids has values of the main library's statements only.
    const value =
      library === main && Object.hasOwn(statements, name)
        ? shown(statements[name])
        : [definition, body].map((one) => (one ? valueOf(library, one) : NONE)).find((one) => one !== NONE);
    found.push({ depth, what, value: value ?? NONE });
    if (opened.has(definition)) return;
    opened.add(definition);
    const type = textOf(body, 'type');
    // The statement's value is that of its outermost clause, which needs no line of its own unless it says more.
    if (body && ['Retrieve', 'ExpressionRef', 'FunctionRef'].includes(type ?? ''))
      clause(library, body, depth + 1, undefined);
    else if (body) below(library, body, depth + 1, type);
  };
  const clause = (library: ElmLibrary, node: Resource, depth: number, above: unknown): void => {
    const type = textOf(node, 'type') ?? '';
    const name = textOf(node, 'name');
    if (type === 'ExpressionRef' && name !== undefined) {
      const alias = textOf(node, 'libraryName');
      const target = alias === undefined ? undefined : library.includes.get(alias);
      const other = all.find(
        (one) =>
          one.name === target?.name && (target.version === undefined || one.version === target.version),
      );
      const from = alias === undefined ? library : other;
      if (from) statement(from, name, depth);
      return;
    }
    const said =
      type === 'Retrieve' ? retrieved(node) : type === 'FunctionRef' ? `${name ?? '?'}()` : DECIDING[type];
    // `a or b or c` is one choice, however it nests.
    if (said === undefined || (above === type && ['And', 'Or', 'Union'].includes(type)))
      return below(library, node, depth, above === type ? type : undefined);
    found.push({ depth, what: said, value: valueOf(library, node) });
    if (type !== 'Retrieve') below(library, node, depth + 1, type);
  };
  const below = (library: ElmLibrary, node: unknown, depth: number, above: unknown): void => {
    const parts = Array.isArray(node)
      ? node
      : Object.entries(isObject(node) ? node : {}).flatMap(([key, value]) =>
          PASSED.includes(key) ? [] : [value],
        );
    for (const part of parts) {
      if (Array.isArray(part)) below(library, part, depth, above);
      else if (isObject(part)) clause(library, part, depth, above);
    }
  };
  statement(main, expression, 0);
  return found;
}

/** In the place of a value the engine did not keep. */
const NONE = '–';

/** Parts of a node that hold no clause, or the conditions on each single row of a query: of these the engine keeps the last row's only. */
const PASSED = [
  'annotation',
  'signature',
  'resultTypeSpecifier',
  'where',
  'return',
  'sort',
  'let',
  'aggregate',
  'suchThat',
];

function retrieved(node: Resource): string {
  const [, type = '?'] = /\}(\w+)$/.exec(textOf(node, 'dataType') ?? '') ?? [];
  const codes = objectOf(node, 'codes');
  const set = textOf(codes, 'name') ?? textOf(objectOf(codes, 'operand'), 'name');
  return set === undefined ? `[${type}]` : `[${type}: ${set}]`;
}
