/** Lists as tables: wide files, a row a list with numbered columns; and files of one part each, joined by the list's number. */
import type { Location } from '../../../language/diagnostic.ts';
import type { TableSource } from '../../../language/agreement.ts';
import { quoteIdentifier } from '../../../warehouse/warehouse.ts';
import type { FormatOptions, InputFile, Intake } from '../../import/format.ts';
import { HEADER_WITHIN, headerPlace } from '../../import/header-line.ts';
import { trimmed } from '../../tables/trim.ts';
import { openFile } from '../shared/open-table.ts';
import type { Node, Place } from './fields.ts';
import { isUnkept, NODES } from './fields.ts';
import { amount, cell } from './cells.ts';
import type { ListRecord } from './record.ts';
import { CODE_OF, emptyRecord, fillWide } from './record.ts';

/** Numbers a list is known by, the surest first. */
const KEYS = ['setl_id', 'list_sn', 'mdtrt_id'];
const PAGE = 2_000;

interface Sheet {
  file: InputFile;
  view: string;
  headers: readonly string[];
  places: (Place | undefined)[];
  node: Node;
}

export async function* tableRecords(
  files: readonly InputFile[],
  intake: Intake,
  placeOf: (header: string) => Place | undefined,
  options: FormatOptions,
): AsyncIterable<ListRecord> {
  const sheets: Sheet[] = [];
  for (const file of files) sheets.push(...(await sheetsOf(file, intake, placeOf, options)));
  const lists = sheets.filter(({ node }) => node === 'info');
  const details = sheets.filter(({ node }) => node !== 'info');
  for (const list of lists) yield* listRecords(list, details, intake);
  for (const detail of details) await refuseOrphans(detail, lists, intake);
}

async function sheetsOf(
  file: InputFile,
  intake: Intake,
  placeOf: (header: string) => Place | undefined,
  options: FormatOptions,
): Promise<Sheet[]> {
  const isBook = /\.xlsx$/i.test(file.path);
  const sheets: Sheet[] = [];
  const knows = (header: string) => placeOf(header) !== undefined;
  for (const { sheet, header, above } of isBook ? await sheetsIn(file.path, knows) : [FIRST_ROW]) {
    const source: TableSource & { at: Location } = {
      at: { file: file.path },
      kind: 'table',
      file: file.path,
      format: isBook ? 'xlsx' : 'csv',
      ...(sheet !== undefined && { sheet }),
      encoding: options['encoding'] ?? 'utf-8',
      header,
      columns: {},
      keep: [],
    };
    if (header > 1) {
      const examples = [{ at: { file: file.path, line: header } }];
      intake.find({ code: 'header-below', file, count: 1, examples });
    }
    const opened = await openFile(file, source, intake, knows);
    if (!opened) continue;
    const places = opened.headers.map((header, i) => placeOf(header) ?? placeOf((above[i] ?? '') + header));
    const unknown = opened.headers.filter((header, i) => !places[i] && !isUnkept(header) && header !== '');
    const notKept = opened.headers.filter(
      (header, i) => !places[i] && !unknown.includes(header) && header !== '',
    );
    const tell = (code: string, keys: readonly string[]) => {
      if (keys.length > 0)
        intake.find({ code, file, count: keys.length, examples: keys.map((key) => ({ key })) });
    };
    tell('header-unknown', unknown);
    tell('field-not-kept', notKept);
    const node = nodeOf(places, `${file.path.split('/').at(-1)} ${sheet ?? ''}`);
    sheets.push({ file, view: opened.view, headers: opened.headers, places, node });
  }
  return sheets;
}

interface SheetIn {
  sheet?: string;
  /** Row of the headers, from 1. */
  header: number;
  /** Headings over several columns: 编码 and 名称 under 医疗机构 are 医疗机构编码 and 医疗机构名称. */
  above: readonly string[];
}

const FIRST_ROW: SheetIn = { header: 1, above: [] };

/** Sheets of a workbook with anything in them; one that cannot be opened is left to the reader, which says why. */
async function sheetsIn(path: string, knows: (header: string) => boolean): Promise<SheetIn[]> {
  const { default: exceljs } = await import('exceljs');
  try {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(path);
    const sheets = workbook.worksheets.filter((sheet) => sheet.actualRowCount > 0);
    const found = sheets.map((sheet) => {
      const first = (sheet.getRows(1, HEADER_WITHIN) ?? []).map((row) =>
        Array.from({ length: sheet.columnCount }, (_, i) => row.getCell(i + 1).text),
      );
      const place = headerPlace(first, knows);
      return { sheet: sheet.name, header: place + 1, above: first[place - 1] ?? [] };
    });
    return found.length > 0 ? found : [FIRST_ROW];
  } catch {
    return [FIRST_ROW];
  }
}

/** A file is of one part if its columns are that part's and not a list's own: a list has a hospital, a stay or a record. */
function nodeOf(places: readonly (Place | undefined)[], name: string): Node {
  const fields = places.flatMap((place) => (place?.node === 'info' ? [place.field] : []));
  if (fields.some((field) => ['fixmedins_code', 'medcasno', 'adm_time', 'dscg_time', 'gend'].includes(field)))
    return 'info';
  const named = Object.entries(NODES).find(([node]) => name.toLowerCase().includes(node));
  if (named) return named[1];
  const counts = new Map<Node, number>();
  for (const place of places)
    if (place && place.node !== 'info') counts.set(place.node, (counts.get(place.node) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'info';
}

/** The first number that both have: SQL of it in each. */
function joined(list: Sheet, detail: Sheet): [string, string] | undefined {
  const at = (sheet: Sheet, field: string) =>
    sheet.places.findIndex((place) => place?.node === 'info' && place.field === field);
  for (const field of KEYS) {
    const [a, b] = [at(list, field), at(detail, field)];
    if (a < 0 || b < 0) continue;
    return [
      trimmed(`i.${quoteIdentifier(list.headers[a] as string)}`),
      trimmed(`d.${quoteIdentifier(detail.headers[b] as string)}`),
    ];
  }
  return undefined;
}

async function* listRecords(
  list: Sheet,
  details: readonly Sheet[],
  intake: Intake,
): AsyncIterable<ListRecord> {
  const { warehouse } = intake;
  const table = `reader.${quoteIdentifier(`lists_${list.file.index}_${list.view.replace(/\W/g, '')}`)}`;
  const columns = list.headers.map((header) => `i.${quoteIdentifier(header)}`);
  const joins: string[] = [];
  const lists: string[] = [];
  const used: Sheet[] = [];
  for (const detail of details) {
    const on = joined(list, detail);
    if (!on) continue;
    const alias = `d${used.length}`;
    const cells = detail.headers.map((header) => `d.${quoteIdentifier(header)}::varchar`);
    joins.push(
      `left join (select ${on[1]} as k, list([d._line::varchar, ${cells.join(', ')}] order by d._line) as r
         from ${detail.view} d where ${on[1]} is not null group by 1) ${alias} on ${alias}.k = ${on[0]}`,
    );
    lists.push(`${alias}.r as ${alias}`);
    used.push(detail);
  }
  await warehouse.run(
    `create or replace table ${table} as
     select i._line as line, ${[...columns.map((column, i) => `${column} as c${i}`), ...lists].join(', ')}
     from ${list.view} i ${joins.join(' ')} order by i._line`,
  );
  try {
    const [[count] = []] = await warehouse.values(`select count(*) from ${table}`);
    for (let from = 0; from < Number(count ?? 0); from += PAGE) {
      const rows = await warehouse.values(
        `select * from ${table} where rowid >= ${from} and rowid < ${from + PAGE} order by rowid`,
      );
      for (const [line, ...cells] of rows) {
        const record = emptyRecord(list.file, Number(line));
        fillWide(record, list.places, cells.slice(0, columns.length) as (string | null)[]);
        for (const [i, detail] of used.entries()) {
          for (const row of (cells[columns.length + i] ?? []) as (string | null)[][])
            fillDetail(record, detail, row);
        }
        yield record;
      }
    }
  } finally {
    await warehouse.run(`drop table if exists ${table}`);
  }
}

function fillDetail(record: ListRecord, detail: Sheet, [line, ...cells]: (string | null)[]): void {
  const node = detail.node as Exclude<Node, 'info'>;
  const values = new Map<string, string>();
  for (const [i, place] of detail.places.entries()) {
    const text = cells[i];
    if (!place || place.node === 'info') continue;
    if (text !== null && text !== undefined && text.trim() !== '') values.set(place.field, text);
    else if (place.field === CODE_OF[node] && !values.has(place.field)) values.set(place.field, '');
  }
  if (values.size > 0) record.parts[node].push({ file: detail.file, line: Number(line), values });
}

/** Rows of a part whose list is nowhere: nobody can say whose they are. */
async function refuseOrphans(detail: Sheet, lists: readonly Sheet[], intake: Intake): Promise<void> {
  const known = lists.flatMap((list) => {
    const on = joined(list, detail);
    return on ? [`not exists (select 1 from ${list.view} i where ${on[0]} = ${on[1]})`] : [];
  });
  const place = detail.places.findIndex((one) => one && ['amt', 'fund_payamt'].includes(one.field));
  const money = place < 0 ? 'null' : `d.${quoteIdentifier(detail.headers[place] as string)}`;
  const rows = await intake.warehouse.values(
    `select d._line, ${money}, concat_ws(',', ${detail.headers.map((header) => `d.${quoteIdentifier(header)}`).join(', ')})
     from ${detail.view} d ${known.length > 0 ? `where ${known.join(' and ')}` : ''} order by d._line`,
  );
  for (const [line, sum, text] of rows) {
    const paid = amount(cell(sum as string | null));
    intake.refuse({
      file: detail.file,
      line: Number(line),
      ...(detail.node === 'item' && { table: 'cost_item' }),
      reason: 'list-missing',
      text: String(text ?? ''),
      ...(paid !== undefined && { amount: paid }),
    });
  }
}
