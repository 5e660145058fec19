/** A parameter as lines of a table: one per dated value, or per row of a table. */
import type { Cell, Constant, ScalarType } from '../../language/plan.ts';
import { absolute, compare, decimal } from '../../engine/decimal.ts';
import { shownCell, shownValue, unscaled, type Style } from '../format/index.ts';
import type { ParameterNote } from '../types.ts';

interface ParameterLine {
  from: string | null;
  value: string;
  source?: string;
  unverified: boolean;
}

export function parameterLines({ shape }: ParameterNote, style: Style): ParameterLine[] {
  const rest = (dated: { from: string | null; source?: string; unverified: boolean }) => ({
    from: dated.from,
    ...(dated.source !== undefined && { source: dated.source }),
    unverified: dated.unverified,
  });
  switch (shape.kind) {
    case 'scalar':
      return shape.values.map((v) => ({ ...rest(v), value: shownValue(v.value, shape.type, style) ?? '–' }));
    case 'list':
      return shape.values.map((v) => ({
        ...rest(v),
        value: v.value
          .map((one) => shownValue(one, shape.type, style) ?? '–')
          .join(style.lang === 'zh' ? '、' : ', '),
      }));
    case 'records':
      return shape.rows.map((row) => ({
        from: null,
        value: row.map((cell, i) => shownValue(cell, shape.columns[i]!.type, style) ?? '–').join(' · '),
        ...(shape.source !== undefined && { source: shape.source }),
        unverified: shape.unverified,
      }));
    case 'table': {
      const rows = shape.values.flatMap((v) => v.value);
      const inputs = shape.inputs.map(({ type }, i) => {
        const bounds = rows.flatMap(({ cells }) => numbersIn(cells[i]!, type));
        return { type, style: { ...style, factor: beyondOne(bounds, type) } };
      });
      const outputs = shape.outputs.map(({ type }, i) => {
        const values = rows.map((row) => row.outputs[i] ?? null);
        return { type, style: { ...style, factor: beyondOne(values, type) } };
      });
      return shape.values.flatMap((v) =>
        v.value.map((row) => {
          const cells = inputs.map((one, i) => shownCell(row.cells[i]!, one.type, one.style));
          const given = outputs.map((one, i) => shownValue(row.outputs[i]!, one.type, one.style) ?? '–');
          return { ...rest(v), value: `${cells.join(' · ')} → ${given.join(' · ')}` };
        }),
      );
    }
  }
}

/** Whether one of a column's numbers is beyond 1 or −1. */
const beyondOne = (values: readonly Constant[], { kind }: ScalarType): boolean =>
  kind === 'number' &&
  values.some((value) => value !== null && compare(absolute(decimal(String(value))), decimal('1')) > 0);

/** The numbers a cell compares with, as decimal text. */
function numbersIn(cell: Cell, type: ScalarType): Constant[] {
  switch (cell.test) {
    case 'is':
      return [unscaled(cell.value, type)];
    case 'between':
      return [cell.low, cell.high].flatMap((one) => (one === undefined ? [] : [unscaled(one, type)]));
    case 'either':
    case 'not':
      return cell.cells.flatMap((one) => numbersIn(one, type));
    case 'any':
      return [];
  }
}
