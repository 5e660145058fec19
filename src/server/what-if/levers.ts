/** What of a contract can be moved, and how far is sensible: from a parameter's type and value. Steps are round, and exact. */
import { cellText } from '../../engine/explain/tables.ts';
import type { Run } from '../../engine/types.ts';
import { power10 } from '../../language/number.ts';
import type { Lang } from '../../language/diagnostic.ts';
import type {
  Cell,
  Constant,
  Localized,
  Plan,
  PlanParameter,
  ScalarType,
  TableRow,
} from '../../language/plan.ts';
import { renderConstant } from '../../language/value.ts';
import { describe } from '../../language/compile/dimensions.ts';
import { called, shownCell } from '../../statement/index.ts';
import type { Levers } from '../api.ts';
import { styleOf } from '../why/style.ts';

export type Lever = Levers['levers'][number];

/** A table with more figures than this is for the model's page, not for sliders. */
const MOST_OF_A_TABLE = 24;
/** Scores have some figures for each of twenty measures, and each of them is argued about. */
const MOST_OF_RECORDS = 80;

export function leversOf(run: Run): Levers {
  const { plan, agreement } = run;
  const levers: Lever[] = [];
  const others: Levers['others'] = [];
  for (const parameter of plan.parameters) {
    if (parameter.fixed) continue;
    const found = leversOfParameter(plan, parameter, agreement.period.from);
    const { name } = parameter;
    if (typeof found === 'number')
      others.push({ parameter: name, title: titleOf(parameter), figures: found });
    else levers.push(...found.map((one) => ({ ...one, changed: agreement.changed.includes(name) })));
  }
  return { levers, others };
}

type OneLever = Omit<Lever, 'changed'>;

/** A number: so many figures, too many to be moved one by one. */
function leversOfParameter(plan: Plan, parameter: PlanParameter, date: string): OneLever[] | number {
  const { name } = parameter;
  const title = titleOf(parameter);
  switch (parameter.kind) {
    case 'scalar': {
      const version = inForce(parameter.values, date);
      if (!version) return [];
      const unverified = version.unverified === true;
      return lever(name, parameter.type, version.value, { unit: parameter.unit, title, unverified });
    }
    case 'table': {
      const version = inForce(parameter.values, date);
      const { inputs, outputs, unit } = parameter;
      if (!version) return [];
      const figures = version.value.length * outputs.length;
      if (figures > MOST_OF_A_TABLE) return figures;
      const factors = inputs.map(({ type }, j) =>
        version.value.some((row) => beyondOne(row.cells[j]!, type)),
      );
      return version.value.flatMap((row) =>
        outputs.flatMap((output, i) => {
          // As `what-if --set` names a row of a table: `sharing[EN].cap`.
          const several = outputs.length > 1;
          const target = `${name}[${cellsOf(inputs, row)}]${several ? `.${output.name}` : ''}`;
          const cells = (lang: Lang) =>
            row.cells
              .map((cell, j) => inputCell(plan, cell, { ...inputs[j]!, isFactor: factors[j] === true }, lang))
              .join(lang === 'zh' ? '、' : ', ');
          return lever(target, output.type, row.outputs[i] ?? null, {
            unit,
            title: rowTitle(
              title,
              { en: cells('en'), zh: cells('zh') },
              several && called(plan, output.name),
            ),
            unverified: version.unverified === true,
          });
        }),
      );
    }
    case 'records': {
      const { columns, rows, unit } = parameter;
      const [key] = columns;
      const numbers = columns.flatMap((column, i) =>
        i > 0 && column.type.kind === 'number' ? [{ column, i }] : [],
      );
      const figures = rows.length * numbers.length;
      if (!key || figures > MOST_OF_RECORDS) return figures;
      return rows.flatMap((row) =>
        numbers.flatMap(({ column, i }) => {
          const first = renderConstant(row[0] ?? null, key.type);
          return lever(`${name}[${first}].${column.name}`, column.type, row[i] ?? null, {
            unit,
            title: rowTitle(title, called(plan, first), numbers.length > 1 && called(plan, column.name)),
            unverified: parameter.unverified === true,
          });
        }),
      );
    }
    case 'list':
      return [];
  }
}

/** A text says what it is; of a number or a yes it must be said. */
function inputCell(
  plan: Plan,
  cell: Cell,
  { name, type, isFactor }: { name: string; type: ScalarType; isFactor: boolean },
  lang: Lang,
): string {
  if (isFactor)
    return `${called(plan, name)[lang]} ${cellText(cell, type).replaceAll('>=', '≥').replaceAll('<=', '≤')}`;
  const shown = shownCell(cell, type, styleOf(plan, lang));
  return type.kind === 'text' && !/^[\d.]+$/.test(shown) ? shown : `${called(plan, name)[lang]} ${shown}`;
}

/** A weight of 0.5 beside one of 3 is no percentage. */
function beyondOne(cell: Cell, type: ScalarType): boolean {
  if (type.kind !== 'number') return false;
  const one = power10(type.scale);
  const beyond = (value: Constant | undefined) => typeof value === 'string' && BigInt(value) > one;
  switch (cell.test) {
    case 'is':
      return beyond(cell.value);
    case 'between':
      return beyond(cell.low) || beyond(cell.high);
    case 'either':
    case 'not':
      return cell.cells.some((part) => beyondOne(part, type));
    case 'any':
      return false;
  }
}

function cellsOf(inputs: readonly { type: ScalarType }[], row: TableRow): string {
  return row.cells.map((cell, i) => cellText(cell, inputs[i]?.type as ScalarType)).join(', ');
}

/** "Paid share: from 6 months"; of several figures of a row "…: from 6 months, weight". */
const rowTitle = (title: Localized, row: Localized, column: Localized | false): Localized => ({
  en: `${title.en}: ${row.en}${column ? `, ${column.en}` : ''}`,
  zh: `${title.zh}：${row.zh}${column ? `，${column.zh}` : ''}`,
});

export const titleOf = ({ title, name }: { title?: Localized; name: string }): Localized =>
  title ?? { en: name, zh: name };

/** The version of a dated value that holds on a day. */
function inForce<T extends { from: string | null }>(values: readonly T[], date: string): T | undefined {
  return values.findLast(({ from }) => from === null || from <= date) ?? values[0];
}

/** None of what has no range to be moved in: dates, texts, what has no value. */
function lever(
  parameter: string,
  type: ScalarType,
  value: Constant,
  { unit, ...about }: { unit: string | undefined; title: Localized; unverified: boolean },
): OneLever[] {
  if (value === null) return [];
  const text = renderConstant(value, type);
  const shared = { parameter, type, written: text, value: text, ...about };
  if (type.kind === 'boolean') return [{ ...shared, unit: null, low: 'false', high: 'true', step: '1' }];
  if (type.kind !== 'number') return [];
  const { low, high, step } = rangeOf(BigInt(String(value)), type);
  const words = unit ?? (Object.keys(type.dimensions).length > 0 ? describe(type) : null);
  const shown = (digits: bigint) => renderConstant(String(digits), type);
  return [{ ...shared, unit: words, low: shown(low), high: shown(high), step: shown(step) }];
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
