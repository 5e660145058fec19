/** One list as it was read, whatever the file: its own fields, and the rows of its parts in their order. */
import type { InputFile } from '../../import/format.ts';
import type { Node, Place } from './fields.ts';

export type Values = Map<string, string>;

export interface PartRow {
  file: InputFile;
  line: number;
  values: Values;
}

export interface ListRecord {
  file: InputFile;
  line: number;
  info: Values;
  parts: Record<Exclude<Node, 'info'>, PartRow[]>;
}

export function emptyRecord(file: InputFile, line: number): ListRecord {
  return {
    file,
    line,
    info: new Map(),
    parts: { dise: [], oprn: [], item: [], pay: [], icu: [], opsp: [] },
  };
}

/** Of parts whose order says which is the main one: the field that says what it is. A row keeps its place where that is blank. */
export const CODE_OF: Partial<Record<Node, string>> = { dise: 'diag_code', oprn: 'oprn_oprt_code' };

/**
 * A wide row: numbered columns become rows of their part, in the order of their numbers; empty ones none, but for the first where it was left
 * blank and others were not.
 */
export function fillWide(
  record: ListRecord,
  places: readonly (Place | undefined)[],
  cells: readonly (string | null | undefined)[],
): void {
  const numbered = new Map<
    string,
    { node: Exclude<Node, 'info'>; index: number; values: Values; any: boolean }
  >();
  const firsts = new Map<string, number>();
  for (const place of places)
    if (place && place.field === CODE_OF[place.node])
      firsts.set(place.node, Math.min(place.index ?? 0, firsts.get(place.node) ?? Infinity));
  for (const [i, place] of places.entries()) {
    const text = cells[i];
    if (!place) continue;
    const filled = text !== null && text !== undefined && text.trim() !== '';
    if (place.node === 'info') {
      if (filled && !record.info.has(place.field)) record.info.set(place.field, text);
      continue;
    }
    const fixed = Object.values(place.fixed ?? {}).join('|');
    const index = place.index ?? 0;
    const key = `${place.node} ${index} ${fixed}`;
    let row = numbered.get(key);
    if (!row) {
      row = { node: place.node, index, values: new Map(Object.entries(place.fixed ?? {})), any: false };
      numbered.set(key, row);
    }
    if (!filled) {
      const isMain = place.field === CODE_OF[place.node] && index === firsts.get(place.node);
      if (isMain && !row.values.has(place.field)) row.values.set(place.field, '');
      continue;
    }
    row.any = true;
    if (!row.values.get(place.field)) row.values.set(place.field, text);
  }
  const rows = [...numbered.values()];
  const coded = new Set(rows.filter(({ any }) => any).map(({ node }) => node));
  for (const { node, values } of rows
    .filter(({ any, node, values }) => any || (coded.has(node) && values.has(CODE_OF[node] ?? '')))
    .sort((a, b) => a.index - b.index))
    record.parts[node].push({ file: record.file, line: record.line, values });
}
