/** A method computed for a condition: cycles are episodes, scores are scores, as in any contract. */
import type { Diagnostic, Location } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { findMethod } from '../registry.ts';
import type { OpenContext } from '../run.ts';
import { openContext } from '../run.ts';

export interface Place {
  warehouse: Warehouse;
  /** Half-open: cycles that start in it. */
  period: { from: string; to: string };
  /** What happened after it does not exist yet. */
  asOf: string;
  /** The condition's document. */
  at: Location;
}

export interface Computed {
  table: string;
  /** Lines, where they were asked for. */
  lines: string | undefined;
  diagnostics: Diagnostic[];
}

export async function computeMethod(
  { warehouse, period, asOf, at }: Place,
  name: string,
  method: string,
  options: Record<string, string>,
  lines = false,
): Promise<Computed> {
  const found = findMethod(method);
  if (!found) throw new Error(`no method ${method}`);
  const call = { name, method, options, lines, at };
  const opened: OpenContext = openContext(warehouse, found, call, { contract: at.file, period, asOf }, lines);
  try {
    const diagnostics = await found.compute(opened.context);
    return { table: opened.context.into, lines: opened.context.lines, diagnostics };
  } finally {
    await opened.release();
  }
}
