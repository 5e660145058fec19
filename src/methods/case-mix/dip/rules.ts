/** Rules of a DIP scheme from a document, YAML or JSON: what is written is checked, what is left out is the national specification's. */
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { reporter } from '../../../language/diagnostic.ts';
import { messages } from './messages.ts';
import type { DipRules } from './scheme.ts';
import { NATIONAL, PREFERENCES, TREATMENTS } from './scheme.ts';

const report = reporter(messages);

/** Largest document; lists of diagnoses may be long. */
const LARGEST = 20_000_000;

const words = z.string().trim().min(1);
const count = (least: number, most: number) =>
  z.union([z.number(), words.regex(/^\d+$/).transform(Number)]).pipe(z.number().int().min(least).max(most));
/** An exact decimal that is not negative, of at most six places: it stays text. */
const decimal = z
  .union([z.number().transform(String), words])
  .pipe(z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, 'a number of at most six places, without a sign'));
const above = decimal.refine((one) => /[1-9]/.test(one), 'a number above zero');
const bound = z.union([
  z.null(),
  z.literal(['', '~', 'null']).transform(() => null),
  decimal.transform(Number),
]);
const range = z.tuple([bound, bound]);
const yes = z.union([z.boolean(), z.literal(['true', 'false']).transform((one) => one === 'true')]);
const localized = z.strictObject({ en: words, zh: words });
const codes = z.array(words);

const condition = z.strictObject({
  age: range.optional(),
  days: range.optional(),
  stay: range.optional(),
  icu: range.optional(),
  died: yes.optional(),
  charlson: range.optional(),
  ratio: range.optional(),
  principal: words.optional(),
  other: words.optional(),
});
// Names stand in the result between slashes and semicolons.
const name = words.regex(/^[^/;]+$/, 'a name without / and ;');

const rules = z.strictObject({
  source: words.optional(),
  diagnosis: count(3, 12).optional(),
  category: count(1, 12).optional(),
  least: count(1, 1_000_000).optional(),
  years: z.array(above).min(1).max(20).optional(),
  prefer: z.array(z.enum(PREFERENCES)).max(PREFERENCES.length).optional(),
  conservative: z.enum(['always', 'without-procedures']).optional(),
  treatments: z.partialRecord(z.enum(TREATMENTS).exclude(['conservative', 'procedure']), codes).optional(),
  lists: z.record(words, codes).optional(),
  auxiliary: z
    .array(
      z.strictObject({
        name,
        title: localized.optional(),
        entries: z
          .array(
            z.strictObject({
              name,
              title: localized.optional(),
              when: condition,
              factor: decimal.optional(),
            }),
          )
          .min(1),
      }),
    )
    .max(30)
    .optional(),
  factors: z
    .array(z.strictObject({ group: words, directory: words, entry: words, factor: decimal }))
    .optional(),
});

/** A document of rules, which may stand alone. */
export function readRules(path: string): Checked<DipRules> {
  const bad = (at: string, why: string): Checked<DipRules> => ({
    diagnostics: [report('dip-document', { path, where: at, words: why }, { file: path })],
  });
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return bad('file', (error as NodeJS.ErrnoException).code ?? String(error));
  }
  if (text.length > LARGEST) return bad('file', `> ${LARGEST} bytes`);
  try {
    const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false, logLevel: 'error' });
    const [error] = document.errors;
    if (error) return bad('YAML', error.message);
    return checkRules(document.toJS({ maxAliasCount: 0 }), path);
  } catch (error) {
    return bad('YAML', error instanceof Error ? error.message : String(error));
  }
}

/** Rules as written, completed; names that lead nowhere are errors. */
export function checkRules(written: unknown, path: string): Checked<DipRules> {
  const parsed = rules.safeParse(written);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') || 'document';
    return {
      diagnostics: [report('dip-document', { path, where, words: issue?.message ?? '' }, { file: path })],
    };
  }
  const given = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
  const value = { ...NATIONAL, ...given } as DipRules;
  const diagnostics = names(value, path);
  return diagnostics.length > 0 ? { diagnostics } : { value, diagnostics };
}

function names({ lists, auxiliary, factors }: DipRules, path: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const look = (where: string, one: string, known: readonly string[]) => {
    if (!known.includes(one))
      diagnostics.push(
        report('dip-name', { path, where, name: one, known: known.join(', ') }, { file: path }),
      );
  };
  const twice = (where: string, all: readonly string[]) => {
    const again = all.find((one, i) => all.indexOf(one) !== i);
    if (again !== undefined)
      diagnostics.push(report('dip-document', { path, where, words: `${again} × 2` }, { file: path }));
  };
  twice(
    'auxiliary',
    auxiliary.map((one) => one.name),
  );
  for (const directory of auxiliary) {
    twice(
      `auxiliary.${directory.name}`,
      directory.entries.map((one) => one.name),
    );
    for (const entry of directory.entries)
      for (const list of [entry.when.principal, entry.when.other])
        if (list !== undefined) look(`auxiliary.${directory.name}.${entry.name}`, list, Object.keys(lists));
  }
  factors.forEach(({ directory, entry }, i) => {
    const found = auxiliary.find((one) => one.name === directory);
    look(
      `factors.${i}`,
      directory,
      auxiliary.map((one) => one.name),
    );
    if (found)
      look(
        `factors.${i}`,
        entry,
        found.entries.map((one) => one.name),
      );
  });
  return diagnostics;
}
