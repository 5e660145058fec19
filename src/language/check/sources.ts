/** Where a contract says an entity's rows come from, checked and made ready for the data folder. */
import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import type { ColumnMap, Source, TableSource } from '../agreement.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { ColumnDocument, Scalar, ShapeDocument, SourceDocument } from '../document.ts';
import { report as reportDocument } from '../documents/messages.ts';
import { suggest } from '../documents/suggest.ts';
import { readText } from '../documents/text.ts';
import type { Seen } from '../documents/text.ts';
import type { Plan, PlanEntity, ScalarType } from '../plan.ts';
import { checkName, columnsOf, typeName } from './columns.ts';
import { formatsOf } from './formats.ts';
import { report } from './messages.ts';
import { rowsSource } from './rows.ts';

type TableDocument = Extract<SourceDocument, { kind: 'table' }>;
type ResultDocument = Extract<SourceDocument, { kind: 'method' }>;
type Format = TableSource['format'];

export interface SourceContext {
  /** The document the paths are relative to. */
  file: string;
  /** Absent where the model or the entity is unknown: names are then not checked. */
  plan?: Plan;
  entity?: PlanEntity;
  /** Stands in for the table the contract names, with its column map (relative to the working folder). */
  table?: string;
  /** Results of the contract's methods by name, with their columns where the method is known. */
  results: ReadonlyMap<string, { columns?: readonly string[] }>;
  /** Hashes of the documents read; a query is one of them. */
  documents: Seen;
  diagnostics: Diagnostic[];
}

export function checkSource(source: SourceDocument, context: SourceContext): Source[] {
  switch (source.kind) {
    case 'table':
      return checkTable(source, context);
    case 'rows':
      return [rowsSource(source.rows, source.at, context)];
    case 'method':
      return checkResult(source, context);
    case 'sql': {
      const file = locate(source.file, context);
      if (!file) return [];
      const query = readText(file, undefined, source.file.at);
      context.diagnostics.push(...query.diagnostics);
      if (query.value) context.documents[file] = query.value.sha256;
      return [{ at: source.at, kind: 'sql', file }];
    }
  }
}

/** The absolute path of a file a document names; it must be there. */
export function locate(
  path: Scalar,
  { file, diagnostics }: Pick<SourceContext, 'file' | 'diagnostics'>,
): string | undefined {
  const found = isAbsolute(path.text) ? path.text : resolve(dirname(resolve(file)), path.text);
  if (!existsSync(found)) {
    diagnostics.push(reportDocument('file-not-found', { path: path.text }, path.at));
    return undefined;
  }
  if (statSync(found).isDirectory()) {
    diagnostics.push(reportDocument('file-is-folder', { path: path.text }, path.at));
    return undefined;
  }
  return found;
}

const ENDINGS: Record<string, Format> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  parquet: 'parquet',
  xlsx: 'xlsx',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
};

/** Which options mean something for which format. */
const OPTIONS: Record<Format, readonly string[]> = {
  csv: ['delimiter', 'encoding', 'header'],
  xlsx: ['sheet', 'range', 'header'],
  parquet: [],
  jsonl: ['encoding'],
};

/** A result's columns are known before it is computed, so that what a map names can be looked for. */
function checkResult(source: ResultDocument, context: SourceContext): Source[] {
  const { diagnostics, results } = context;
  const result = source.result.text;
  const known = results.get(result);
  if (!known) {
    const unknown = report('unknown-result', { name: result }, source.result.at);
    diagnostics.push(suggest(unknown, result, results.keys()));
  }
  const columns = checkColumns(source, context);
  checkShape(source, diagnostics);
  const replaced = replacements(source);
  const headers = [
    ...source.columns.flatMap(({ map }) => [map.column, map.formatBy?.column]),
    ...source.keep.map((keep) => keep.header),
  ].flatMap((header) => header ?? []);
  for (const header of known?.columns ? headers : []) {
    for (const name of replaced(header.text)) {
      if (known?.columns?.includes(plain(name))) continue;
      const unknown = report('unknown-result-column', { name, result }, header.at);
      diagnostics.push(suggest(unknown, name, known?.columns ?? []));
    }
  }
  return [{ at: source.at, kind: 'method', result, columns, ...shapeOf(source) }];
}

/** As headers are compared. */
const plain = (name: string) => name.replaceAll(/\s+/g, ' ').trim().toLowerCase();

/** The headers one templated header stands for. */
function replacements({ unpivot }: ShapeDocument): (header: string) => string[] {
  if (!unpivot) return (header) => [header];
  const place = `{${unpivot.name.text}}`;
  return (header) =>
    header.includes(place) ? unpivot.values.map(({ text }) => header.replaceAll(place, text)) : [header];
}

function shapeOf({ keep, unpivot }: ShapeDocument) {
  return {
    keep: keep.map(({ header, values }) => ({
      header: header.text,
      values: values.map((cell) => cell.text),
    })),
    ...(unpivot && {
      unpivot: {
        name: unpivot.name.text,
        values: unpivot.values.map(({ value, text }) => ({ value: value.text, text })),
      },
    }),
  };
}

function checkShape(source: ShapeDocument, diagnostics: Diagnostic[]): void {
  for (const { header: name, values } of source.keep) {
    if (values.length === 0) diagnostics.push(report('keep-nothing', { header: name.text }, name.at));
  }
  checkUnpivot(source, diagnostics);
}

function checkTable(source: TableDocument, context: SourceContext): Source[] {
  const { diagnostics } = context;
  const named =
    context.table === undefined ? source.table : { ...source.table, text: resolve(context.table) };
  const file = locate(named, context);
  const ending = named.text.slice(named.text.lastIndexOf('.') + 1).toLowerCase();
  const format = source.format ?? (Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined);
  if (!format) diagnostics.push(report('unknown-format', { path: named.text }, source.table.at));
  if (format) {
    for (const key of ['sheet', 'range', 'delimiter', 'encoding', 'header'] as const) {
      const option = source[key];
      if (option && !OPTIONS[format].includes(key))
        diagnostics.push(report('not-for-format', { key, format }, option.at));
    }
  }
  const delimiter = delimiterOf(source.delimiter, diagnostics) ?? (ending === 'tsv' ? '\t' : undefined);
  const header = headerOf(source.header, diagnostics);
  const encoding = encodingOf(source.encoding, diagnostics);
  if (source.range && !/^[A-Za-z]{1,3}[0-9]{1,7}:[A-Za-z]{1,3}[0-9]{1,7}$/.test(source.range.text)) {
    diagnostics.push(report('bad-range', { text: source.range.text }, source.range.at));
  }
  const columns = checkColumns(source, context);
  checkShape(source, diagnostics);
  if (!file || !format) return [];
  return [
    {
      at: source.at,
      kind: 'table',
      file,
      format,
      ...(source.sheet && { sheet: source.sheet.text }),
      ...(source.range && { range: source.range.text }),
      ...(delimiter !== undefined && { delimiter }),
      encoding,
      header,
      columns,
      ...shapeOf(source),
    },
  ];
}

function delimiterOf(option: Scalar | undefined, diagnostics: Diagnostic[]): string | undefined {
  if (!option) return undefined;
  const text = option.text === '\\t' || option.text === 'tab' ? '\t' : option.text;
  if ([...text].length !== 1 || /["\n\r]/.test(text))
    diagnostics.push(report('bad-delimiter', { text }, option.at));
  return text;
}

function headerOf(option: Scalar | undefined, diagnostics: Diagnostic[]): number {
  if (!option) return 1;
  if (!/^[1-9][0-9]{0,6}$/.test(option.text))
    diagnostics.push(report('bad-header', { text: option.text }, option.at));
  return Number(option.text);
}

function encodingOf(option: Scalar | undefined, diagnostics: Diagnostic[]): string {
  if (!option) return 'utf-8';
  try {
    return new TextDecoder(option.text).encoding;
  } catch {
    diagnostics.push(report('unknown-encoding', { text: option.text }, option.at));
    return 'utf-8';
  }
}

function checkColumns(source: ShapeDocument, context: SourceContext): Record<string, ColumnMap> {
  const { plan, entity, diagnostics } = context;
  const known = plan && entity && columnsOf(plan, entity);
  const maps: [string, ColumnMap][] = [];
  for (const { name, map } of source.columns) {
    if (known && entity) checkName(name, known, entity, diagnostics);
    checkFormats(map, known?.get(name.text), diagnostics);
    if (map.column && map.value)
      diagnostics.push(report('column-two-values', { name: name.text }, map.value.at));
    if (!map.column && !map.value) diagnostics.push(report('column-no-value', { name: name.text }, map.at));
    maps.push([name.text, columnMap(map)]);
  }
  return Object.fromEntries(maps);
}

function checkFormats(map: ColumnDocument, type: ScalarType | undefined, diagnostics: Diagnostic[]): void {
  const allowed = formatsOf(type);
  for (const format of [...map.formats, ...(map.formatBy?.cases.flatMap((entry) => entry.formats) ?? [])]) {
    if (allowed.includes(format.text)) continue;
    const data = {
      text: format.text,
      type: type ? typeName(type) : 'value',
    };
    diagnostics.push(suggest(report('unknown-column-format', data, format.at), format.text, allowed));
  }
}

function columnMap(map: ColumnDocument): ColumnMap {
  const texts = (formats: readonly Scalar[]) => formats.map((format) => format.text);
  return {
    at: map.at,
    ...(map.column && { column: map.column.text }),
    ...(map.value && { value: map.value.text }),
    formats: texts(map.formats),
    ...(map.formatBy && {
      formatBy: {
        column: map.formatBy.column.text,
        cases: Object.fromEntries(map.formatBy.cases.map((entry) => [entry.cell, texts(entry.formats)])),
      },
    }),
    values: Object.fromEntries(map.values.map(({ cell, value }) => [cell, value])),
    unknown: map.unknown,
  };
}

/** A place `{name}` in a header is filled by `unpivot`, and what is unpivoted must be used. */
function checkUnpivot(source: ShapeDocument, diagnostics: Diagnostic[]): void {
  const name = source.unpivot?.name.text;
  let used = false;
  for (const { map } of source.columns) {
    for (const header of [map.column, map.formatBy?.column]) {
      if (!header) continue;
      for (const [, place = ''] of header.text.matchAll(/\{(\w+)\}/g)) {
        if (place === name) used = true;
        else {
          const names = name === undefined ? [] : [name];
          const data = { header: header.text, place: `{${place}}` };
          diagnostics.push(suggest(report('unpivot-unknown', data, header.at), place, names));
        }
      }
    }
  }
  if (source.unpivot && !used) {
    diagnostics.push(
      report('unpivot-unused', { place: `{${source.unpivot.name.text}}` }, source.unpivot.name.at),
    );
  }
}
