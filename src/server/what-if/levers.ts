/** What of a contract can be moved, and how far is sensible: from a parameter's type and value. Steps are round, and exact. */
import { cellText } from '../../engine/explain/tables.ts';
import type { Run } from '../../engine/types.ts';
import { power10 } from '../../language/number.ts';
import type { Constant, Localized, PlanParameter, ScalarType, TableRow } from '../../language/plan.ts';
import { renderConstant } from '../../language/value.ts';
import { describe } from '../../language/compile/dimensions.ts';
import type { Levers } from '../api.ts';

export type Lever = Levers['levers'][number];

/** A table with more figures than this is for the model's page, not for sliders. */
const MOST_OF_A_TABLE = 24;

/** Twelve months of a year, one person: what a model takes from the calendar or for its units nobody agrees on otherwise. */
const isGiven = (source: string | undefined) => /^(Calendar|Unit)\b/.test(source ?? '');

export function leversOf(run: Run): Levers {
  const { plan, agreement } = run;
  return {
    levers: plan.parameters.flatMap((parameter) =>
      leversOfParameter(parameter, agreement.period.from, agreement.changed),
    ),
  };
}

function leversOfParameter(parameter: PlanParameter, date: string, changed: readonly string[]): Lever[] {
  const common = { title: titleOf(parameter), changed: changed.includes(parameter.name) };
  switch (parameter.kind) {
    case 'scalar': {
      const version = inForce(parameter.values, date);
      if (!version || isGiven(version.source)) return [];
      const made = lever(parameter.name, parameter.type, version.value, parameter.unit);
      return made ? [{ ...made, ...common, unverified: version.unverified === true }] : [];
    }
    case 'table': {
      const version = inForce(parameter.values, date);
      if (!version || version.value.length * parameter.outputs.length > MOST_OF_A_TABLE) return [];
      return version.value.flatMap((row) =>
        parameter.outputs.flatMap((output, i) => {
          const target = rowName(parameter, row, i);
          const made = lever(target, output.type, row.outputs[i] ?? null, parameter.unit);
          return made
            ? [
                {
                  ...made,
                  ...common,
                  title: rowTitle(parameter, row, i),
                  unverified: version.unverified === true,
                },
              ]
            : [];
        }),
      );
    }
    default:
      return [];
  }
}

/** As `what-if --set` names a row of a table: `sharing[EN].cap`. */
function rowName(table: Extract<PlanParameter, { kind: 'table' }>, row: TableRow, output: number): string {
  const several = table.outputs.length > 1 ? `.${table.outputs[output]?.name ?? ''}` : '';
  return `${table.name}[${cellsOf(table, row)}]${several}`;
}

function cellsOf(table: Extract<PlanParameter, { kind: 'table' }>, row: TableRow): string {
  return row.cells.map((cell, i) => cellText(cell, table.inputs[i]?.type as ScalarType)).join(', ');
}

function rowTitle(
  table: Extract<PlanParameter, { kind: 'table' }>,
  row: TableRow,
  output: number,
): Localized {
  const title = titleOf(table);
  const name = table.outputs.length > 1 ? ` ${table.outputs[output]?.name ?? ''}` : '';
  const cells = cellsOf(table, row);
  return { en: `${title.en}${name} [${cells}]`, zh: `${title.zh}${name}［${cells}］` };
}

export const titleOf = ({ title, name }: { title?: Localized; name: string }): Localized =>
  title ?? { en: name, zh: name };

/** The version of a dated value that holds on a day. */
export function inForce<T extends { from: string | null }>(
  values: readonly T[],
  date: string,
): T | undefined {
  return values.findLast(({ from }) => from === null || from <= date) ?? values[0];
}

function lever(
  parameter: string,
  type: ScalarType,
  value: Constant,
  unit: string | undefined,
): Omit<Lever, 'title' | 'changed' | 'unverified'> | undefined {
  if (value === null) return undefined;
  const text = renderConstant(value, type);
  const shared = { parameter, type, written: text, value: text };
  if (type.kind === 'boolean') return { ...shared, unit: null, low: 'false', high: 'true', step: '1' };
  if (type.kind !== 'number') return undefined;
  const { low, high, step } = rangeOf(BigInt(String(value)), type);
  const words = unit ?? (Object.keys(type.dimensions).length > 0 ? describe(type) : null);
  const shown = (digits: bigint) => renderConstant(String(digits), type);
  return { ...shared, unit: words, low: shown(low), high: shown(high), step: shown(step) };
}

/**
 * A share between 0 and 1 can be any share. Anything else reaches from nothing to twice what it is, in about a hundred round steps; a negative
 * one as far below.
 */
function rangeOf(value: bigint, type: Extract<ScalarType, { kind: 'number' }>) {
  const one = power10(type.scale);
  const size = value < 0n ? -value : value;
  if (type.scale === 15 && Object.keys(type.dimensions).length === 0 && size <= one) {
    const step = roundStep(one / 100n, size, one);
    return { low: value < 0n ? -one : 0n, high: value < 0n ? 0n : one, step };
  }
  const reach = size === 0n ? one * 100n : size * 2n;
  let step = 1n;
  while (step * 100n < reach) step *= 10n;
  if (step > 1n && step * 50n > reach) step = step / 10n > 0n ? step / 10n : 1n;
  if (type.scale === 0 && step < 1n) step = 1n;
  const steps = (reach + step - 1n) / step;
  const high = (value < 0n ? 0n : steps * step) || step;
  return { low: value < 0n ? -steps * step : 0n, high, step };
}

/** Fine enough that the value itself is a whole number of steps, down to a ten-thousandth. */
function roundStep(step: bigint, value: bigint, one: bigint): bigint {
  let fine = step;
  while (fine > one / 10_000n && value % fine !== 0n) fine /= 10n;
  return fine;
}
