/** Rules of a DIP scheme from a document, YAML or JSON: what is written is checked, what is left out is the national specification's. */
import { z } from 'zod';
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { reporter } from '../../../language/diagnostic.ts';
import { checkValue, localized, nothing, readDocument, truth, words } from '../../shared/document.ts';
import { messages } from './messages.ts';
import type { DipRules } from './scheme.ts';
import { NATIONAL, PREFERENCES, TREATMENTS } from './scheme.ts';

const report = reporter(messages);

const count = (least: number, most: number) =>
  z
    .union([z.number(), words.regex(/^\d+$/, `${least}–${most}`).transform(Number)])
    .pipe(z.number().int().min(least).max(most));
/** An exact decimal that is not negative, of at most six places: it stays text. */
const decimal = z
  .union([z.number().transform(String), words])
  .pipe(z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, '0.123456'));
const above = decimal.refine((one) => /[1-9]/.test(one), '> 0');
const bound = z.union([nothing, decimal.transform(Number)]);
const range = z.tuple([bound, bound]);
const yes = z.union([z.boolean(), truth]);
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
const name = words.regex(/^[^/;]+$/, '[^/;]+');

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
  return completed(readDocument(path, rules), path);
}

/** Rules of a reference, as they were read before they were written there. */
export function checkRules(written: unknown, path: string): Checked<DipRules> {
  return completed(checkValue(written, path, rules), path);
}

/** What is left out is the national specification's; names that lead nowhere are errors. */
function completed(read: Checked<z.infer<typeof rules>>, path: string): Checked<DipRules> {
  if (!read.value) return { diagnostics: read.diagnostics };
  const given = Object.fromEntries(Object.entries(read.value).filter(([, value]) => value !== undefined));
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
