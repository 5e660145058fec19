/** Plans by hand, for the interpreter's own tests. */
import type {
  Aggregate,
  Cell,
  Constant,
  Expression,
  List,
  NumberType,
  Plan,
  PlanEntity,
  PlanParameter,
  PlanTerm,
  ScalarType,
} from '../../src/language/plan.ts';
import type { Given } from './rows.ts';

export const origin = { file: 'test', line: 1, column: 1 };
export const text: ScalarType = { kind: 'text' };
export const boolean: ScalarType = { kind: 'boolean' };
export const date: ScalarType = { kind: 'date' };
export const duration: ScalarType = { kind: 'duration' };
export const whole: NumberType = { kind: 'number', dimensions: {}, scale: 0 };
export const money: NumberType = { kind: 'number', dimensions: { money: 1 }, scale: 6 };
export const ratio: NumberType = { kind: 'number', dimensions: {}, scale: 15 };
export const plain: NumberType = { kind: 'number', dimensions: {}, scale: 9 };

/** "12.5" at the scale of the type, as constants are written. */
export function at(type: ScalarType, written: string): string {
  if (type.kind !== 'number') return written;
  const [integer = '', fraction = ''] = written.split('.');
  return BigInt(integer + fraction.padEnd(type.scale, '0')).toString();
}

export const constant = (type: ScalarType, value: string | boolean): Expression => ({
  op: 'constant',
  type,
  value: typeof value === 'string' ? at(type, value) : value,
});

/** `mine('case.fee')`-like: names before the last are references. */
export const column = (
  row: 'me' | 'element',
  type: ScalarType,
  entity: string,
  ...names: string[]
): Expression => ({ op: 'column', row, type, entity, path: names.slice(0, -1), name: names.at(-1)! });

export const binary = (
  op: 'add' | 'subtract' | 'multiply' | 'divide' | 'modulo',
  type: ScalarType,
  left: Expression,
  right: Expression,
): Expression => ({ op, type, left, right });

export const choose = (condition: Expression, yes: Expression, no: Expression): Expression => ({
  op: 'if',
  type: yes.type,
  condition,
  // oxlint-disable-next-line unicorn/no-thenable -- the plan's own word; never awaited
  then: yes,
  else: no,
});

export const periodStart: Expression = { op: 'context', name: 'period.start', type: date };

export const term = (name: string, type: ScalarType, expression: Expression): PlanTerm => ({
  name,
  type,
  expression,
  formula: name,
  origin,
});

export const aggregateTerm = (
  name: string,
  type: ScalarType,
  aggregate: Omit<Aggregate, 'correlated'>,
): PlanTerm => ({ name, type, aggregate: { ...aggregate, correlated: false }, formula: name, origin });

export const entity = (name: string, parts: Partial<PlanEntity> = {}): PlanEntity => ({
  name,
  key: [{ name: 'id', type: text }],
  rows: { kind: 'bound' },
  facts: [],
  references: [],
  terms: [],
  elements: [],
  origin,
  ...parts,
});

export const fact = (name: string, type: ScalarType, optional = false) => ({ name, type, optional, origin });
export const reference = (name: string, to: string) => ({ name, to, kind: 'column' as const, origin });

export const list = (
  of: string,
  anchor: string,
  down: string[],
  up: string[] = [],
  where?: Expression,
): List => ({
  entity: of,
  anchor,
  up,
  down,
  ...(where && { where }),
});

export const table = (
  name: string,
  inputs: ScalarType[],
  output: ScalarType,
  rows: { cells: Cell[]; outputs: Constant[] }[],
  options: Partial<Extract<PlanParameter, { kind: 'table' }>> = {},
): Extract<PlanParameter, { kind: 'table' }> => ({
  kind: 'table',
  name,
  origin,
  inputs: inputs.map((type, i) => ({ name: `input${i}`, type })),
  outputs: [{ name, type: output }],
  read: 'match',
  hit: 'unique',
  outside: 'unknown',
  values: [{ from: null, value: rows.map((row) => ({ ...row, origin })), origin }],
  ...options,
});

export const plan = (entities: PlanEntity[], parts: Partial<Plan> = {}): Plan => ({
  version: 1,
  model: 'test',
  modelVersion: '1',
  currency: 'USD',
  minorUnit: 2,
  parties: ['payer'],
  entities,
  parameters: [],
  payments: [],
  posted: [],
  order: [],
  ...parts,
});

export const given = (rows: Given['rows'], parts: Partial<Given> = {}): Given => ({
  period: { from: '2023-01-01', to: '2024-01-01' },
  asOf: '2024-01-01',
  parties: { payer: 'P' },
  rows,
  ...parts,
});
