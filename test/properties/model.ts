/** A generated model, its contract and its data, and how they are written as YAML. */
import type { Declared, Type } from './types.ts';

export interface Fact {
  name: string;
  declared: Declared;
  optional: boolean;
  /** Values stay in 0…6: it bounds an `each`. */
  small: boolean;
}

export interface Reference {
  name: string;
  /** An entity, or `party`. */
  to: string;
  kind: 'column' | 'computed' | 'group' | 'parent' | 'party';
  by?: string[];
  /** The name of the list it makes. */
  list?: string;
}

export interface Term {
  name: string;
  type: Type;
  formula: string;
  /** Of a call of a table with several outputs: the term's parts. */
  parts?: string[];
}

export interface KeyPart {
  name: string;
  type: Type;
  /** The reference that this part is. */
  reference?: string;
}

export interface Entity {
  name: string;
  kind: 'bound' | 'referred' | 'group' | 'each' | 'root';
  key: KeyPart[];
  facts: Fact[];
  references: Reference[];
  terms: Term[];
  /** Columns of the element of an `each` row. */
  elements: { name: string; type: Type }[];
  group?: { of: string; by: Record<string, string>; where?: string };
  each?: { of: string; variable: string; list: string };
  dated?: string;
}

export interface Payment {
  id: string;
  for: string;
  from: string;
  to: string;
  amount: string;
  due?: string;
  pendingUnless?: string;
  signed: boolean;
}

/** Parameters are kept as the YAML value itself. */
export type Yaml = string | Yaml[] | { [key: string]: Yaml };

export interface Model {
  currency: string;
  entities: Entity[];
  parameters: { name: string; value: Yaml }[];
  /** Order of terms in the document, as entity and place in its list. */
  payments: Payment[];
}

/** Column → cell text; absent is unknown. */
export type DataRow = Record<string, string>;

export interface Posting {
  payment: string;
  key: string;
  from: string;
  to: string;
  /** In the currency, with the digits of its minor unit. */
  amount: string;
}

export interface Data {
  period: { from: string; to: string };
  asOf: string;
  rows: Record<string, DataRow[]>;
  ledger: Posting[];
}

export interface Case {
  seed: number;
  model: Model;
  data: Data;
}

/** Flow style with every scalar in double quotes: nothing is left to YAML's guesses. */
function yaml(value: Yaml): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(yaml).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, v]) => `${JSON.stringify(key)}: ${yaml(v)}`)
    .join(', ')} }`;
}

function block(name: string, value: Record<string, Yaml>): string[] {
  const entries = Object.entries(value);
  return entries.length === 0 ? [] : [`${name}:`, ...entries.map(([key, v]) => `  ${key}: ${yaml(v)}`)];
}

export function modelYaml(model: Model): string {
  const entities = model.entities.filter((e) => e.kind !== 'root');
  const terms = model.entities.filter((e) => e.terms.length > 0);
  return [
    'model: test/generated',
    'version: 1',
    `currency: ${model.currency}`,
    'parties: [payer, fund]',
    ...block('entities', Object.fromEntries(entities.map((e) => [e.name, entityYaml(e)]))),
    ...block('parameters', Object.fromEntries(model.parameters.map((p) => [p.name, p.value]))),
    'terms:',
    ...terms.flatMap((e) => [`  ${e.name}:`, ...e.terms.map((t) => `    ${t.name}: ${yaml(t.formula)}`)]),
    'payments:',
    ...model.payments.map((p) => `  - ${yaml(paymentYaml(p))}`),
    '',
  ].join('\n');
}

function entityYaml(entity: Entity): Yaml {
  const result: Record<string, Yaml> = {};
  if (entity.kind === 'bound' && !(entity.key.length === 1 && entity.key[0]!.name === 'id')) {
    result['key'] = entity.key.map((part) => part.name);
  }
  if (entity.facts.length > 0) {
    result['facts'] = Object.fromEntries(
      entity.facts.map((fact) => [
        fact.name,
        {
          type: fact.declared.written,
          ...(fact.declared.unit && { unit: fact.declared.unit }),
          ...(fact.optional && { optional: 'true' }),
        },
      ]),
    );
  }
  // What a group or an `each` refers to by its own making is not written.
  const references = entity.references.filter(
    (r) => r.kind === 'computed' || (entity.kind === 'bound' && (r.kind === 'column' || r.kind === 'party')),
  );
  if (references.length > 0) {
    result['references'] = Object.fromEntries(
      references.map((r): [string, Yaml] => [
        r.name,
        r.by || r.list ? { to: r.to, ...(r.by && { by: r.by }), ...(r.list && { list: r.list }) } : r.to,
      ]),
    );
  }
  if (entity.group) {
    result['group'] = entity.group.of;
    result['by'] = entity.group.by;
    if (entity.group.where) result['where'] = entity.group.where;
  }
  if (entity.each) {
    result['each'] = entity.each.of;
    result['for'] = { [entity.each.variable]: entity.each.list };
  }
  if (entity.dated) result['dated'] = entity.dated;
  return result;
}

function paymentYaml(payment: Payment): Yaml {
  return {
    id: payment.id,
    for: payment.for,
    from: payment.from,
    to: payment.to,
    amount: payment.amount,
    ...(payment.due && { due: payment.due }),
    ...(payment.signed && { signed: 'true' }),
    ...(payment.pendingUnless && { pending_unless: payment.pendingUnless }),
  };
}

/** The rows stand in the contract itself, so that they are read like any other data. */
export function contractYaml({ model, data }: Case, modelFile: string): string {
  const bound = model.entities.filter((e) => e.kind === 'bound');
  return [
    'contract: generated',
    `model: ${modelFile}`,
    'parties: { payer: { id: the-payer }, fund: { id: the-fund } }',
    `period: { from: ${data.period.from}, to: ${data.period.to} }`,
    `as_of: ${data.asOf}`,
    'bind:',
    ...bound.flatMap((e) => [
      `  ${e.name}:`,
      `    rows: [${(data.rows[e.name] ?? []).map((row) => `\n      ${yaml(row)}`).join(',')}]`,
    ]),
    '',
  ].join('\n');
}
