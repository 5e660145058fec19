/** The shapes the interpreter works on: a row of an entity, and what it is given. */
import type { Constant, PlanEntity } from '../../src/language/plan.ts';
import { type Known, parseConstant, writeConstant, writeKeyPart } from './value.ts';

export interface Row {
  entity: string;
  plan: PlanEntity;
  key: Known[];
  /** The key as written: parts joined by commas. */
  id: string;
  /** What was supplied for a bound row. */
  given?: GivenRow;
  /** The row an `each` row was made from. */
  parent?: Row;
  /** Columns of the element an `each` row was made from. */
  element: Map<string, Known>;
}

/** A row from data. Constants stand at the scale of their types; `null` or absent is unknown. */
export interface GivenRow {
  /** By name of key part. */
  key: Record<string, Constant>;
  /** By name of reference: the key parts of the row meant. May leave out references that are key parts. */
  references?: Record<string, Constant[] | null>;
  facts?: Record<string, Constant>;
}

export interface Given {
  period: { from: string; to: string };
  asOf: string;
  /** Role → identifier. */
  parties: Record<string, string>;
  /** By entity. */
  rows: Record<string, GivenRow[]>;
  /** What stands posted, in minor units of the currency. */
  ledger?: Position[];
}

export interface Position {
  payment: string;
  key: string;
  from: string;
  to: string;
  amount: bigint;
}

export function makeRow(plan: PlanEntity, key: Known[]): Row {
  const id = key.map((part, i) => writeKeyPart(plan.key[i]!.type, part)).join(',');
  return { entity: plan.name, plan, key, id, element: new Map() };
}

/** A key as one text that no other key has. */
export function identity(key: readonly Known[]): string {
  return JSON.stringify(key.map(writeConstant));
}

/** The parts of a key given as constants; an empty part makes it unknown. */
export function parseKey(plan: PlanEntity, parts: readonly Constant[]): Known[] | undefined {
  if (parts.length !== plan.key.length) throw new Error(`${plan.name}: a key of ${parts.length} parts`);
  const key: Known[] = [];
  for (const [i, part] of parts.entries()) {
    if (part === null) return undefined;
    key.push(parseConstant(plan.key[i]!.type, part));
  }
  return key;
}
