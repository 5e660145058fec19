/**
 * Cells of CSVs that people open in a spreadsheet. A text that begins as a formula does (=, +, -, @, a tab or a return; in full width too) would be
 * computed there, and what came from a claim could reach out of the sheet: it is led by an apostrophe, which spreadsheets show as text.
 * Numbers are left as they are, so that figures stay figures. Who reads such a file by program takes the apostrophe off again (`unled`).
 */
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';

const BEGINS = '^[=+\\-@\\t\\r＝＋－＠]';
const NUMBER = '[+-]?\\d+(\\.\\d+)?';

const begins = new RegExp(BEGINS, 'u');
const number = new RegExp(`^${NUMBER}$`);

/** Text as a spreadsheet may have it. */
export function led(text: string): string {
  return begins.test(text) && !number.test(text) ? `'${text}` : text;
}

/** What was led, as it was. */
export function unled(text: string): string {
  return text.startsWith("'") && led(text.slice(1)) === text ? text.slice(1) : text;
}

/** RFC 4180: quoted only where it must be; an unknown value is an empty cell. */
export function csvCell(value: string | null | undefined): string {
  const text = led(value ?? '');
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The same in SQL, of a text expression. */
export function ledSql(text: string): string {
  return `case when regexp_matches(${text}, '${BEGINS}') and not regexp_full_match(${text}, '${NUMBER}') then '''' || ${text} else ${text} end`;
}

/** What was led, as it was, in SQL. */
export function unledSql(text: string): string {
  const rest = `substr(${text}, 2)`;
  return `case when starts_with(${text}, '''') and ${ledSql(rest)} = ${text} then ${rest} else ${text} end`;
}

/** A query with its texts led, as it is to be written to a CSV. */
export async function ledQuery(warehouse: Warehouse, query: string): Promise<string> {
  const described = await warehouse.values(`select column_name, column_type from (describe ${query})`);
  const texts = described
    .filter(([, type]) => String(type) === 'VARCHAR')
    .map(([name]) => quoteIdentifier(String(name)));
  if (texts.length === 0) return query;
  return `select * replace (${texts.map((name) => `${ledSql(name)} as ${name}`).join(', ')}) from (${query})`;
}
