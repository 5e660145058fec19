/** One source of an entity: opened, its columns found, its rows shaped and typed. What is left is SQL for its rows. */
import { basename } from 'node:path';
import type { Location } from '../../language/diagnostic.ts';
import type { ColumnMap, Source, TableSource } from '../../language/agreement.ts';
import type { PlanEntity } from '../../language/plan.ts';
import type { Cell, ColumnType } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral, quoteTable } from '../../warehouse/warehouse.ts';
import type { OptionalFacts } from './absent.ts';
import { answersOf } from './answers.ts';
import type { Shown } from './findings.ts';
import { explain } from './findings.ts';
import { sayHeadersBelow } from './headers-below.ts';
import { Headers } from './headers.ts';
import { checkNames, constantOf, knownFormats } from './maps.ts';
import type { Opened, Reading } from './readers/reader.ts';
import { openTable } from './readers/open.ts';
import type { Sandbox } from './readers/sql.ts';
import { openSql } from './readers/sql.ts';
import { staging } from './staging.ts';
import type { Target } from './targets.ts';
import { mapOf } from './targets.ts';
import { trimmed } from './trim.ts';
import { LINE, SOURCE } from './types.ts';
import type { SourceRead } from './types.ts';
import type { Typed } from './typing.ts';
import { typeColumns } from './typing.ts';
import { takesExact } from './ways.ts';

export interface ReadPart {
  read: SourceRead;
  /** The source's rows as a query with the targets by name, `source` and `line`; absent where nothing could be read. */
  query?: string;
  /** In place of a query, where they are few and typed already: the same columns of each row by name. */
  rows?: readonly ReadonlyMap<string, Cell>[];
  types: Record<string, ColumnType>;
  /** Optional facts that the source has a column for, and its path. */
  optional?: Omit<OptionalFacts, 'place'>;
  /** Drops what the query reads. */
  release(): Promise<void>;
}

type FileSource = Exclude<Source, { kind: 'rows' }>;

type Unpivot = { value: string; text: string } | undefined;

export async function readSource(
  entity: PlanEntity,
  targets: readonly Target[],
  source: FileSource,
  place: number,
  reading: Reading,
  sandbox: Sandbox,
): Promise<ReadPart> {
  const { warehouse } = reading;
  const file = fileOf(source);
  const read = { entity: entity.name, file: basename(file), sha256: '', read: 0, kept: 0, leftOut: 0 };
  const nothing: ReadPart = { read, types: {}, release: async () => {} };
  const said = reading.problems.diagnostics.length;
  const opened = await openSource(source, reading, sandbox);
  const columns = opened && findColumns(entity, targets, source, opened, reading);
  if (opened) read.sha256 = opened.sha256;
  if (!opened || !columns) {
    await sayHeadersBelow(source, reading, said, (other, trial) =>
      Boolean(findColumns(entity, targets, source, other, trial)),
    );
    return nothing;
  }
  const table = staging(`source_${place}`);
  const staged = await opened.stage(columns.needed, table, columns.asTheyAre);
  if (!staged) return nothing;
  const view = quoteTable(staging(`rows_${place}`));
  const selects = columns.branches.map((branch) => selectOf(branch, columns, quoteTable(table), staged.line));
  await warehouse.run(`create view ${view} as ${selects.join(' union all ')}`);
  const [[all]] = (await warehouse.values(`select count(*) from ${quoteTable(table)}`)) as [[bigint]];
  const [[kept]] = (await warehouse.values(`select count(*) from ${view}`)) as [[bigint]];
  read.read = (Number(all) + (staged.leftOut ?? 0)) * columns.branches.length;
  read.kept = Number(kept);
  read.leftOut = read.read - read.kept;
  const typed = await typeColumns(warehouse, view, columns.typed);
  explain(entity, file, typed.columns, columns.shown, reading.problems);
  const list = [
    ...typed.columns.map((c) => `${c.value} as ${quoteIdentifier(c.target.name)}`),
    ...columns.constants.map((c) => `${c.value} as ${quoteIdentifier(c.target.name)}`),
    `${place} as ${SOURCE}`,
    `v.line as ${LINE}`,
  ];
  return {
    read,
    query: `select ${list.join(', ')} from ${typed.from}`,
    types: Object.fromEntries(typed.columns.map((c) => [c.target.name, c.type])),
    optional: {
      file,
      facts: columns.typed.flatMap((c) => (c.target.optional && c.text ? [c.target.name] : [])),
    },
    release: async () => {
      await typed.release();
      await warehouse.run(`drop view ${view}`);
      await warehouse.run(`drop table ${quoteTable(table)}`);
    },
  };
}

function fileOf(source: FileSource): string {
  return source.kind === 'method' ? source.at.file : source.file;
}

async function openSource(
  source: FileSource,
  reading: Reading,
  sandbox: Sandbox,
): Promise<Opened | undefined> {
  switch (source.kind) {
    case 'method':
      reading.problems.add('result-missing', { result: source.result }, source.at);
      return undefined;
    case 'sql':
      return openSql(source, reading, sandbox);
    default:
      return openTable(source, reading);
  }
}

// ------------------------------------------------------------------------------------------------ columns

interface Columns {
  /** Headers to stage, by index. */
  needed: number[];
  /** Those of them that are read once and hold dates or numbers as they are needed: they do not go through text. */
  asTheyAre: Set<number>;
  /** One per value of `unpivot`, or one. */
  branches: Branch[];
  typed: Typed[];
  constants: { target: Target; value: string }[];
  keep: { index: number; values: string[] }[];
  /** Headers as the contract writes them, for messages. */
  shown: Map<string, Shown>;
}

interface Branch {
  unpivot: Unpivot;
  /** SQL over the staging table `r` for each text column of the view. */
  cells: { name: string; value: string }[];
  /** Cells that differ from branch to branch: where all are empty or unknown the row is left out. */
  templated: { value: string; unknown: string[] }[];
}

/** Which headers the targets are read from. Reports those that are not there. */
function findColumns(
  entity: PlanEntity,
  targets: readonly Target[],
  source: FileSource,
  opened: Opened,
  reading: Reading,
): Columns | undefined {
  const { problems } = reading;
  const before = problems.diagnostics.length;
  const headers = new Headers(opened.headers);
  const table: TableSource | undefined = source.kind === 'table' ? source : undefined;
  const file = basename(fileOf(source));
  const values = table?.unpivot?.values ?? [];
  const branches: Branch[] = (values.length > 0 ? values : [undefined]).map((unpivot) => ({
    unpivot,
    cells: [],
    templated: [],
  }));
  const columns: Columns = {
    needed: [],
    asTheyAre: new Set(),
    branches,
    typed: [],
    constants: [],
    keep: [],
    shown: new Map(),
  };
  const need = (index: number) => {
    if (!columns.needed.includes(index)) columns.needed.push(index);
    return `r.c${index}`;
  };
  const fill = (template: string, unpivot: Unpivot) =>
    unpivot && table?.unpivot ? template.replaceAll(`{${table.unpivot.name}}`, () => unpivot.text) : template;
  const locate = (
    target: Target,
    names: readonly string[],
    at: Location,
    quiet: boolean,
  ): string | undefined => {
    for (const name of names) {
      const index = headers.find(name);
      if (index === 'twice') {
        problems.add('header-twice', { header: name, file, entity: entity.name, name: target.name }, at);
        return undefined;
      }
      if (index !== undefined) return need(index);
    }
    const data = { header: names[0] ?? '', file, entity: entity.name, name: target.name };
    if (!quiet) problems.add('header-absent', { ...data, near: headers.near(names[0] ?? '') }, at);
    return undefined;
  };

  for (const [i, target] of targets.entries()) {
    const map = table && mapOf(target, table.columns);
    if (map && !knownFormats(entity, target, map, problems)) continue;
    if (map?.value !== undefined) {
      const value = constantOf(entity, target, map.value, map.at, problems);
      if (value !== undefined) columns.constants.push({ target, value });
      continue;
    }
    const typed: Typed = { target, ...(map && { map }) };
    columns.typed.push(typed);
    const own = map?.column === undefined;
    const by = map?.formatBy;
    columns.shown.set(target.name, {
      header: map?.column ?? target.names[0] ?? target.name,
      formats: [...new Set([...(map?.formats ?? []), ...Object.values(by?.cases ?? {}).flat()])],
      ...(by && { by: by.column }),
    });
    if (own && table?.unpivot && target.names.includes(table.unpivot.name)) {
      typed.text = `t${i}`;
      for (const b of branches) b.cells.push({ name: `t${i}`, value: quoteLiteral(b.unpivot?.value ?? '') });
      continue;
    }
    const names = map?.column === undefined ? target.names : [map.column];
    const quiet = own && target.optional;
    const found: (string | undefined)[] = [];
    for (const branch of branches) {
      const filled = names.map((name) => fill(name, branch.unpivot));
      found.push(locate(target, filled, map?.at ?? source.at, quiet));
      // Without a template all branches read the same cell: one message is enough.
      if (filled.join() === names.join() && found.at(-1) === undefined) break;
    }
    if (found.includes(undefined)) {
      if (own && target.optional) {
        const answers = reading.plan
          ? answersOf(reading.plan, entity.name, target.name, ['otherwise', 'absent'])
          : '';
        const code = answers === '' ? 'header-absent-optional' : 'header-absent-answered';
        problems.add(code, { file, entity: entity.name, name: target.name, answers }, opened.headerAt);
      }
      continue;
    }
    typed.text = `t${i}`;
    // However many values there are: with one, a row without anything in its templated cells is left out all the same.
    const isTemplate = branches.some((branch) => names.some((name) => fill(name, branch.unpivot) !== name));
    for (const [b, branch] of branches.entries()) {
      const value = found[b] as string;
      branch.cells.push({ name: `t${i}`, value });
      if (isTemplate) branch.templated.push({ value, unknown: unknownTexts(map) });
    }
    if (map?.formatBy) {
      typed.by = `b${i}`;
      for (const branch of branches) {
        const by = locate(target, [fill(map.formatBy.column, branch.unpivot)], map.at, false);
        if (by !== undefined) branch.cells.push({ name: `b${i}`, value: by });
      }
    }
  }
  const named = Object.entries(table?.columns ?? {}).map(([name, map]) => ({ name, at: map.at }));
  checkNames(entity, targets, named, problems);
  for (const { header, values: kept } of table?.keep ?? []) {
    const index = headers.find(header);
    if (typeof index === 'number') {
      need(index);
      columns.keep.push({ index, values: kept });
    } else {
      const data = { header, file, near: headers.near(header) };
      problems.add(index === 'twice' ? 'keep-twice' : 'keep-absent', data, source.at);
    }
  }
  const failed = problems.diagnostics.slice(before).some((d) => d.severity === 'error');
  if (failed) return undefined;
  if (!table?.unpivot) takeExact(columns, opened);
  return columns;
}

function takeExact(columns: Columns, { exact = [] }: Opened): void {
  const cells = columns.branches[0]?.cells ?? [];
  const kept = new Set(columns.keep.map(({ index }) => index));
  for (const column of columns.typed) {
    const { value } = cells.find(({ name }) => name === column.text) ?? {};
    const index = columns.needed.find((i) => value === `r.c${i}`);
    const holds = index === undefined ? undefined : exact[index];
    if (index === undefined || !holds || kept.has(index) || !takesExact(column, holds)) continue;
    if (cells.filter((cell) => cell.value === value).length > 1) continue;
    column.exact = holds;
    columns.asTheyAre.add(index);
  }
}

/** Texts of a column that mean unknown, by `unknown` or by a value that is empty. */
function unknownTexts(map: ColumnMap | undefined): string[] {
  const mapped = Object.entries(map?.values ?? {}).flatMap(([cell, value]) =>
    value.trim() === '' ? [cell] : [],
  );
  return [...(map?.unknown ?? []), ...mapped].map((text) => text.trim());
}

function selectOf(branch: Branch, columns: Columns, table: string, line: string): string {
  const cells = branch.cells.map((cell) => `${cell.value} as ${cell.name}`);
  const conditions: string[] = columns.keep.map(({ index, values }) => {
    const list = values.map((value) => quoteLiteral(value.trim())).join(', ');
    return `coalesce(${trimmed(`r.c${index}`)}, '') in (${list})`;
  });
  const read = branch.cells.filter((cell) => cell.value.startsWith('r.c'));
  if (read.length > 0) {
    const exact = new Set([...columns.asTheyAre].map((i) => `r.c${i}`));
    const filled = (value: string) => (exact.has(value) ? `${value} is not null` : `${value} <> ''`);
    conditions.push(`(${[...new Set(read.map((cell) => filled(cell.value)))].join(' or ')})`);
  }
  if (branch.templated.length > 0) {
    const filled = branch.templated.map(({ value, unknown }) => {
      const text = trimmed(value);
      return unknown.length > 0
        ? `${text} not in (${unknown.map(quoteLiteral).join(', ')})`
        : `${text} is not null`;
    });
    conditions.push(`(${filled.map((f) => `coalesce(${f}, false)`).join(' or ')})`);
  }
  const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  return `select ${[`${line} as line`, ...cells].join(', ')} from ${table} r${where}`;
}
