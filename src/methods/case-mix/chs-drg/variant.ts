/**
 * A city's variant of a scheme: a document that says what differs from the scheme below it, which is another file. Lists are added to and
 * taken from, categories and groups put in, replaced or taken out, with conditions of the city's own; what is not said stays.
 */
import { z } from 'zod';
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../../language/diagnostic.ts';
import { decimal, nothing, readDocument, truth, words } from '../../shared/document.ts';
import { messages } from './messages.ts';
import type { Condition, Scheme } from './scheme.ts';

const report = reporter(messages);

// Every scalar is text: a code such as 39.9500 is not a number.
const number = decimal.transform(Number);
const range = z.tuple([number, number]);
const condition = z.union([
  z.strictObject({ diagnosis: z.enum(['principal', 'any']), list: words }),
  z.strictObject({ procedure: z.enum(['main', 'any']), list: words }),
  z.strictObject({ ageDays: range }),
  z.strictObject({ ageYears: range }),
  z.strictObject({ weight: range }),
  z.strictObject({ sex: z.enum(['female', 'male']) }),
  z.strictObject({ surgery: z.literal('false').transform((): false => false) }),
  z.strictObject({
    fact: words.regex(/^[a-z_]+$/),
    within: z.tuple([z.union([nothing, number]), z.union([nothing, number])]),
  }),
  z.strictObject({ fact: words.regex(/^[a-z_]+$/), oneOf: z.array(words).min(1) }),
]);
const when = z.array(z.array(condition)).min(1);
/** `before`: the group or category it is offered a case before; else it comes last, or where the one it replaces stood. */
const place = { before: words.optional(), replace: truth.optional() };
const codes = z.array(words);
const complications = z.strictObject({
  add: z.record(words, z.union([nothing, words])).optional(),
  remove: codes.optional(),
});

const variant = z.strictObject({
  variant: z.literal('chs-drg'),
  version: words,
  source: words,
  base: words,
  of: words,
  lists: z
    .record(words, z.union([codes, z.strictObject({ add: codes.optional(), remove: codes.optional() })]))
    .optional(),
  mdcs: z.array(z.strictObject({ code: words, title: words, when, ...place })).optional(),
  adrgs: z.array(z.strictObject({ code: words, title: words, mdc: words, when, ...place })).optional(),
  drgs: z.array(z.strictObject({ code: words, adrg: words, title: words, ...place })).optional(),
  without: z
    .strictObject({ mdcs: codes.optional(), adrgs: codes.optional(), drgs: codes.optional() })
    .optional(),
  mcc: complications.optional(),
  cc: complications.optional(),
});

type Variant = z.infer<typeof variant>;

export const readVariant = (path: string): Checked<Variant> => readDocument(path, variant);

/** The scheme with what the variant changes. */
export function layered(base: Scheme, change: Variant, path: string): Checked<Scheme> {
  const diagnostics: Diagnostic[] = [];
  const unknown = (where: string, name: string) =>
    diagnostics.push(report('variant-unknown', { path, where, name }, { file: path }));
  if (base.version !== change.of) {
    const found = `${base.scheme} ${base.version}`;
    const data = { path, wanted: 'chs-drg', version: change.of, base: change.base, found };
    return { diagnostics: [report('variant-base', data, { file: path })] };
  }
  const lists: Record<string, readonly string[]> = { ...base.lists };
  for (const [name, said] of Object.entries(change.lists ?? {})) {
    if (Array.isArray(said)) {
      lists[name] = said;
      continue;
    }
    const { add = [], remove = [] } = said;
    const there = lists[name];
    if (!there) {
      diagnostics.push(report('variant-list-unknown', { path, name }, { file: path }));
      lists[name] = add;
      continue;
    }
    for (const code of remove) if (!there.includes(code)) unknown(`lists.${name}.remove`, code);
    lists[name] = [...new Set([...there.filter((code) => !remove.includes(code)), ...add])];
  }
  const placed = <T extends { code: string }>(
    where: string,
    own: readonly T[],
    more: readonly (T & { before?: string | undefined; replace?: boolean | undefined })[] = [],
    without: readonly string[] = [],
  ): T[] => {
    for (const code of without) if (!own.some((one) => one.code === code)) unknown(`without.${where}`, code);
    const found = own.filter(({ code }) => !without.includes(code));
    for (const { before, replace, ...rest } of more) {
      const one = rest as unknown as T;
      const at = found.findIndex(({ code }) => code === one.code);
      if (at >= 0 && !replace)
        diagnostics.push(report('variant-twice', { path, name: one.code }, { file: path }));
      if (at < 0 && replace) unknown(where, one.code);
      if (at >= 0) found.splice(at, 1);
      const next = before === undefined ? at : found.findIndex(({ code }) => code === before);
      if (before !== undefined && next < 0) unknown(`${where}.${one.code}.before`, before);
      found.splice(next < 0 ? found.length : next, 0, one);
    }
    return found;
  };
  const { without = {} } = change;
  const mdcs = placed('mdcs', base.mdcs, change.mdcs, without.mdcs);
  const adrgs = placed('adrgs', base.adrgs, change.adrgs, without.adrgs);
  const gone = new Set(without.adrgs);
  // Groups of an adjacent group that is taken out go with it.
  const drgs = placed(
    'drgs',
    base.drgs.filter(({ adrg }) => !gone.has(adrg)),
    change.drgs,
    without.drgs,
  );
  const complicating = (where: 'mcc' | 'cc') => {
    const { add = {}, remove = [] } = change[where] ?? {};
    const own = base[where];
    for (const code of remove) if (!Object.hasOwn(own, code)) unknown(`${where}.remove`, code);
    const kept = Object.entries(own).filter(([code]) => !remove.includes(code));
    for (const [code, list] of Object.entries(add))
      if (list !== null && !lists[list]) unknown(`${where}.${code}`, list);
    return Object.fromEntries([...kept, ...Object.entries(add)]);
  };
  const value: Scheme = {
    ...base,
    version: change.version,
    source: change.source,
    mdcs,
    adrgs,
    drgs,
    lists,
    mcc: complicating('mcc'),
    cc: complicating('cc'),
  };
  // Whatever is named must be there.
  for (const { code, when: all } of [...mdcs, ...adrgs])
    for (const one of all.flat() as Condition[])
      if ('list' in one && !lists[one.list]) unknown(code, one.list);
  for (const { code, mdc } of adrgs) if (!mdcs.some((one) => one.code === mdc)) unknown(code, mdc);
  for (const { code, adrg } of drgs) if (!adrgs.some((one) => one.code === adrg)) unknown(code, adrg);
  for (const { code } of adrgs) if (!drgs.some(({ adrg }) => adrg === code)) unknown(code, 'DRG');
  return hasErrors(diagnostics) ? { diagnostics } : { value, diagnostics };
}
