/** Which of the measures that come with the product a data folder can answer: those whose codes are there and whose tables have rows. */
import { readDocument } from '../../shared/document.ts';
import { findDocument, shippedDocuments } from '../../shipped.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteIdentifier } from '../../../warehouse/warehouse.ts';
import { SHIPPED } from './ask.ts';
import type { Measure } from './document.ts';
import { measure as schema } from './document.ts';

export interface Skipped {
  measure: string;
  title: Measure['title'];
  /** A code list nobody gave, or a table without rows. */
  lacks: { list: string } | { table: string };
}

function shippedMeasures(): Measure[] {
  return shippedDocuments(SHIPPED).flatMap((name) => {
    const path = findDocument(name, '.', SHIPPED);
    const read = path === undefined ? undefined : readDocument(path, schema);
    return read?.value ? [read.value] : [];
  });
}

/** `given`: names of the code lists the user gave. */
export async function answerable(
  warehouse: Warehouse,
  given: ReadonlySet<string>,
): Promise<{ measures: string[]; skipped: Skipped[] }> {
  const filled = new Map<string, boolean>();
  const has = async (table: string): Promise<boolean> => {
    if (table === 'death') return true;
    if (table === 'stay') return (await has('medical_claim')) || (await has('inpatient_case'));
    const known = filled.get(table);
    if (known !== undefined) return known;
    const [row] = await warehouse.values(`select 1 from data.${quoteIdentifier(table)} limit 1`);
    filled.set(table, row !== undefined);
    return row !== undefined;
  };
  const measures: string[] = [];
  const skipped: Skipped[] = [];
  for (const document of shippedMeasures()) {
    const { measure, title, codes, events, of } = document;
    const list = Object.entries(codes).find(([name, { supplied }]) => supplied && !given.has(name))?.[0];
    // Events of optional lists need no table while the list is not given.
    const without = Object.entries(codes).flatMap(([name, { optional }]) =>
      optional && !given.has(name) ? [JSON.stringify({ codes: name })] : [],
    );
    const needed = Object.values(events).filter(
      ({ where }) => !without.some((list) => JSON.stringify(where).includes(list)),
    );
    const tables = [...new Set(needed.map(({ table }) => table))];
    if (of === 'person') tables.push('eligibility');
    const empty: string[] = [];
    for (const table of tables) if (!(await has(table))) empty.push(table);
    if (list !== undefined) skipped.push({ measure, title, lacks: { list } });
    else if (empty[0] !== undefined) skipped.push({ measure, title, lacks: { table: empty[0] } });
    else measures.push(measure);
  }
  return { measures, skipped };
}
