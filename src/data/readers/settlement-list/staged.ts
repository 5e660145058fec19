/**
 * Lists kept between two readings. How a delivery numbers its diagnoses shows only in all of it, and files are read once: what is refused must
 * be refused once.
 */
import type { InputFile, Intake } from '../../import/format.ts';
import { cell } from './cells.ts';
import type { ListRecord, PartRow } from './record.ts';
import { emptyRecord } from './record.ts';

const TABLE = { schema: 'reader', name: 'settlement_lists' };
const PLACE = 'reader.settlement_lists';
const COLUMNS = [{ name: 'record', type: 'varchar' }] as const;
const PAGE = 2_000;

/** What was seen in all lists together. */
export interface Seen {
  /** A diagnosis of kind 4; several of kind 1 on a list; any of kind 2 or 3. */
  four: boolean;
  several: boolean;
  typed: boolean;
  /** Plans for readmission written 0, 1, 2. */
  plans: Set<string>;
}

export async function stage(records: AsyncIterable<ListRecord>, { warehouse }: Intake): Promise<Seen> {
  const seen: Seen = { four: false, several: false, typed: false, plans: new Set() };
  await warehouse.run(`create schema if not exists reader; drop table if exists ${PLACE}`);
  await warehouse.create(TABLE, COLUMNS);
  let held: string[] = [];
  const flush = async () => {
    await warehouse.insert(
      TABLE,
      COLUMNS,
      held.map((text) => [text]),
    );
    held = [];
  };
  for await (const record of records) {
    const kinds = record.parts.dise.map(({ values }) => cell(values.get('diag_type')));
    if (kinds.includes('4')) seen.four = true;
    if (kinds.filter((kind) => kind === '1').length > 1) seen.several = true;
    if (kinds.some((kind) => kind === '2' || kind === '3')) seen.typed = true;
    const plan = cell(record.info.get('days_rinp_flag_31'));
    if (plan !== undefined && plan.length === 1) seen.plans.add(plan);
    held.push(written(record));
    if (held.length === PAGE) await flush();
  }
  await flush();
  return seen;
}

export async function* staged({ warehouse }: Intake, files: readonly InputFile[]): AsyncIterable<ListRecord> {
  const byIndex = new Map(files.map((file) => [file.index, file]));
  const [[count] = []] = await warehouse.values(`select count(*) from ${PLACE}`);
  for (let from = 0; from < Number(count ?? 0); from += PAGE) {
    const rows = await warehouse.values(
      `select record from ${PLACE} where rowid >= ${from} and rowid < ${from + PAGE} order by rowid`,
    );
    for (const [text] of rows) yield reading(String(text), byIndex);
  }
  await warehouse.run(`drop table ${PLACE}`);
}

type Written = [
  file: number,
  line: number,
  info: [string, string][],
  parts: [string, number, number, [string, string][]][],
];

function written({ file, line, info, parts }: ListRecord): string {
  const rows = Object.entries(parts).flatMap(([node, list]) =>
    list.map((part) => [node, part.file.index, part.line, [...part.values]] as const),
  );
  return JSON.stringify([file.index, line, [...info], rows]);
}

function reading(text: string, files: ReadonlyMap<number, InputFile>): ListRecord {
  const [index, line, info, parts] = JSON.parse(text) as Written;
  const record = emptyRecord(files.get(index) as InputFile, line);
  for (const [field, value] of info) record.info.set(field, value);
  for (const [node, file, at, values] of parts) {
    const part: PartRow = { file: files.get(file) as InputFile, line: at, values: new Map(values) };
    record.parts[node as keyof ListRecord['parts']].push(part);
  }
  return record;
}
