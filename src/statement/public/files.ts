/** `public.csv`, `public.json` and `public.html`: the same table for programs and for people. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fill, type Lang } from '../../language/diagnostic.ts';
import { grouped, shownDate, shownPeriod } from '../format/index.ts';
import { csvLine } from '../files/csv.ts';
import { both, escapeHtml, page } from '../files/html.ts';
import { words } from '../messages.ts';
import { titled, word } from '../words.ts';
import type { PublicStatement } from './public.ts';

const PUBLIC_FILES = ['public.csv', 'public.json', 'public.html'] as const;
/** Raised whenever a field of public.json changes meaning. */
const PUBLIC_VERSION = 1;
/** In the place of what is withheld. */
export const WITHHELD = '*';

/** Writes the files into a folder that is there; each appears whole or not at all. */
export async function writePublic(statement: PublicStatement, folder: string, engine: string): Promise<void> {
  const texts: Record<(typeof PUBLIC_FILES)[number], string> = {
    'public.csv': publicCsv(statement),
    'public.json': `${JSON.stringify({ version: PUBLIC_VERSION, ...statement }, null, 1)}\n`,
    'public.html': publicHtml(statement, engine),
  };
  const partial = (name: string) => join(folder, `.${name}.partial`);
  try {
    for (const [name, text] of Object.entries(texts)) await writeFile(partial(name), text);
    for (const name of PUBLIC_FILES) await rename(partial(name), join(folder, name));
  } catch (error) {
    for (const name of PUBLIC_FILES) await rm(partial(name), { force: true });
    throw error;
  }
}

const shown = (figure: string | number | null) => (figure === null ? WITHHELD : String(figure));

function publicCsv({ rows, payments, total, currency }: PublicStatement): string {
  const line = (from: string, to: string, { people, amounts }: PublicStatement['total']) =>
    csvLine([from, to, shown(people), ...amounts.map(shown), currency]);
  return [
    csvLine(['from', 'to', 'people', ...payments.map(({ id }) => id), 'currency']),
    ...rows.map((row) => line(row.from, row.to, row)),
    line('', 'total', total),
  ].join('');
}

/** Title of what was counted, and of what tells people apart: `Person in a year · person`. */
export function countedTitle({ counted }: PublicStatement, lang: Lang): string {
  const entity = titled(counted.title, counted.entity, lang);
  if (counted.column === undefined) return entity;
  return `${entity} · ${titled(counted.columnTitle, counted.column, lang)}`;
}

export function publicNote({ least, currency }: PublicStatement, lang: Lang): string {
  return fill(words.publicNote[lang], { mark: WITHHELD, least, currency });
}

/** A party by its name, where the contract gives one. */
export function partyTitle({ parties }: PublicStatement, id: string, lang: Lang): string {
  return titled(parties.find((party) => party.id === id)?.name, id, lang);
}

function publicHtml(statement: PublicStatement, engine: string): string {
  const { payments, rows, total } = statement;
  const name = (lang: Lang) =>
    `${titled(statement.title, statement.contract, lang)} · ${word('publicOf', lang)}`;
  const figure = (value: string | number | null) =>
    `<td class="n">${escapeHtml(value === null ? WITHHELD : grouped(String(value)))}</td>`;
  const heads = [
    ...(['publicFrom', 'publicTo'] as const).map(
      (one) => `<th scope="col">${both((lang) => words[one][lang])}</th>`,
    ),
    `<th scope="col" class="n">${both((lang) => word('people', lang, { name: countedTitle(statement, lang) }))}</th>`,
    ...payments.map(
      ({ id, title }) =>
        `<th scope="col" class="n">${both((lang) => `${titled(title, id, lang)} ${statement.currency}`)}</th>`,
    ),
  ];
  const party = (id: string) => `<td>${both((lang) => partyTitle(statement, id, lang))}</td>`;
  const lines = rows.map(
    ({ from, to, people, amounts }) =>
      `<tr>${party(from)}${party(to)}${figure(people)}${amounts.map(figure).join('')}</tr>`,
  );
  const main = `<p>${both((lang) => fill(`${shownPeriod(statement.period, lang)} · ${word('asOf', lang)} ${shownDate(statement.asOf, lang)}`, {}))}</p>
<p class="more">${both((lang) => publicNote(statement, lang))}</p>
<table><thead><tr>${heads.join('')}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
<tfoot><tr class="total"><th scope="row" colspan="2">${both((lang) => words.total[lang])}</th>${figure(total.people)}${total.amounts.map(figure).join('')}</tr></tfoot></table>`;
  return page(name, main, engine);
}
