/** A parameter as lines of a table: one per dated value, or per row of a table. */
import { shownCell, shownValue, type Style } from '../format/index.ts';
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
    case 'table':
      return shape.values.flatMap((v) =>
        v.value.map((row) => {
          const cells = row.cells.map((cell, i) => shownCell(cell, shape.inputs[i]!.type, style));
          const outputs = row.outputs.map((one, i) => shownValue(one, shape.outputs[i]!.type, style) ?? '–');
          return { ...rest(v), value: `${cells.join(' · ')} → ${outputs.join(' · ')}` };
        }),
      );
  }
}
