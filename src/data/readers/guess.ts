/** What a file looks like, by its first bytes: for whoever named another format. A guess is only ever said, never acted on. */
import { basename } from 'node:path';
import type { Localized } from '../../language/plan.ts';
import { canonicalTable } from '../canonical/index.ts';
import { guessDelimiter, splitRow } from '../tables/readers/records.ts';
import { partOf } from './cclf/cclf.ts';
import { LAYOUT } from './cclf/layout.ts';
import { FORMATS } from './index.ts';
import { NEEDED as RIF } from './rif/columns.ts';
import { listPlace, pagePlace } from './settlement-list/fields.ts';
import { head } from './shared/bytes.ts';
import { headersOf, isParquet } from './shared/headers.ts';
import { NEEDED as SYNTHEA } from './synthea/columns.ts';
import { TUVA_TABLES } from './tuva/tuva.ts';
import { kindOf } from './x12/choose.ts';

interface Guess {
  /** As on the command line; absent where no format reads it. */
  format?: string;
  words: Localized;
}

const SAMPLE = 1 << 16;

/** Undefined where nothing can be said, or the file cannot be read. */
export async function guessFormat(path: string): Promise<Guess | undefined> {
  const start = await head(path, SAMPLE).catch(() => undefined);
  if (!start || start.length === 0) return undefined;
  const binary = start.subarray(0, 4).toString('latin1');
  if (binary === '%PDF') return { words: { en: 'a PDF document', zh: 'PDF 文档' } };
  if (binary === 'PAR1' || isParquet(path)) {
    const headers = (await headersOf(path).catch(() => undefined)) ?? [];
    return byHeaders(path, headers) ?? table(true, headers);
  }
  if (binary.startsWith('PK'))
    return /\.xlsx$/i.test(path)
      ? { format: 'csv', words: { en: 'a workbook', zh: '电子表格' } }
      : { words: { en: 'a ZIP archive: unpack it first', zh: 'ZIP 压缩包，请先解压' } };
  const text = decoded(start);
  if (text.includes('\0')) return undefined;
  return byText(path, text.replace(/^\ufeff/, '').trimStart());
}

function decoded(bytes: Buffer): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (wide) return new TextDecoder('utf-16le').decode(bytes);
  const text = new TextDecoder('utf-8').decode(bytes);
  // The last character may be cut; more than that is another encoding.
  return text.slice(0, -4).includes('\ufffd') ? new TextDecoder('gb18030').decode(bytes) : text;
}

function byText(path: string, text: string): Guess | undefined {
  const transaction = kindOf(text);
  if (transaction === '835' || transaction === '837') return named(`x12-${transaction}`);
  if (transaction !== undefined)
    return { words: { en: `X12 (${transaction})`, zh: `X12 报文（${transaction}）` } };
  if (/^[{[]/.test(text)) {
    if (/"resourceType"\s*:/.test(text)) return named('fhir');
    const names = new Set([...text.matchAll(/"([^"]{2,40})"\s*:/g)].map(([, name]) => name ?? ''));
    return known([...names], listPlace) ? named('settlement-list') : undefined;
  }
  const line = text.split(/\r\n|\n|\r/, 1)[0] ?? '';
  if (Object.values(LAYOUT).some((fields) => line.length === lengthOf(fields))) return named('cclf');
  const delimiter = guessDelimiter(text);
  const headers = splitRow(line, delimiter).map((header) => header.trim());
  const second =
    text
      .slice(line.length)
      .trimStart()
      .split(/\r\n|\n|\r/, 1)[0] ?? '';
  // A letter has commas too: a table has as many cells in its second line.
  return byHeaders(path, headers) ?? table(splitRow(second, delimiter).length === headers.length, headers);
}

function table(even: boolean, { length }: readonly string[]): Guess | undefined {
  if (!even || length < 2) return undefined;
  return { format: 'csv', words: { en: 'a table with columns of its own', zh: '自有列名的表格' } };
}

function lengthOf(fields: readonly { length: number }[]): number {
  return fields.reduce((sum, { length }) => sum + length, 0);
}

/** Fields a header must have of a list before it is taken for one. */
const ENOUGH = 5;

function known(headers: readonly string[], place: (header: string) => unknown): number {
  const found = headers.filter((header) => place(header) !== undefined).length;
  return found >= ENOUGH ? found : 0;
}

function byHeaders(path: string, headers: readonly string[]): Guess | undefined {
  const upper = new Set(headers.map((header) => header.toUpperCase()));
  const lower = new Set(headers.map((header) => header.toLowerCase()));
  const all = (names: readonly string[], of: ReadonlySet<string>) =>
    names.length > 0 && names.every((name) => of.has(name));
  if (upper.has('BENE_ID') && Object.values(RIF).some((names) => all(names, upper))) return named('rif');
  if (partOf(basename(path)) !== undefined || upper.has('CUR_CLM_UNIQ_ID')) return named('cclf');
  const tuva = TUVA_TABLES.some((table) => {
    const { columns } = canonicalTable(table);
    const required = columns.filter((column) => column.required).map(({ name }) => name);
    return all(required, lower) && columns.filter(({ name }) => lower.has(name)).length >= ENOUGH;
  });
  if (tuva) return named('tuva');
  if (Object.values(SYNTHEA).some((names) => names.length > 1 && all(names, upper))) return named('synthea');
  const [list, page] = [known(headers, listPlace), known(headers, pagePlace)];
  if (page > list) return named('front-page');
  return list > 0 ? named('settlement-list') : undefined;
}

function named(format: string): Guess {
  return { format, words: FORMATS.find(({ name }) => name === format)!.title };
}
