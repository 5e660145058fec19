/** Whether what was read of an official text can be the whole of it: what a version is known to have, and what the text itself names. */
import type { Diagnostic } from '../../../language/diagnostic.ts';
import { reporter } from '../../../language/diagnostic.ts';
import { COUNTED, messages } from './messages.ts';
import type { Scheme } from './scheme.ts';
import { SURGERY } from './scheme.ts';

const report = reporter(messages);

/**
 * What versions are known to have. A version that is not here is taken as it is: its groups may be as many and be called as they like.
 * 1.1: 国家医保局《CHS-DRG 细分组方案（1.1 版）》: its groups and complications as the publication says; the entries of its lists counted in the text.
 */
const COUNTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '1.1': {
    mdc: 26,
    adrg: 376,
    drg: 628,
    mcc: 4678,
    cc: 16_568,
    lists: 445,
    diagnoses: 61_476,
    procedures: 27_304,
    mccWithTable: 4643,
    ccWithTable: 16_435,
    tables: 223,
    excluded: 28_300,
  },
};

const EXCLUSION = /^7-\d+$/;

/** Entries of the lists, whatever group they are of: a text that lost lines within a part has fewer. */
function entriesOf({ lists, mcc, cc }: Scheme): Record<string, number> {
  const all = Object.entries(lists);
  const tables = all.filter(([name]) => EXCLUSION.test(name));
  const others = all.filter(([name]) => !EXCLUSION.test(name) && name !== SURGERY);
  const count = (these: typeof all, form: RegExp) =>
    these.reduce((sum, [, codes]) => sum + codes.filter((code) => form.test(code)).length, 0);
  const withTable = (complications: Scheme['mcc']) =>
    Object.values(complications).filter((table) => table !== null).length;
  return {
    lists: others.length,
    diagnoses: count(others, /^[A-Z]/),
    procedures: count(others, /^\d/),
    mccWithTable: withTable(mcc),
    ccWithTable: withTable(cc),
    tables: tables.length,
    excluded: count(tables, /./),
  };
}

export function verified(path: string, scheme: Scheme, counts: Record<string, number>): Diagnostic[] {
  const { version } = scheme;
  const empty = Object.entries(counts).filter(([, count]) => count === 0);
  if (empty.length > 0)
    return [report('scheme-empty', { path, found: empty.map(([name]) => `${name} 0`).join(', ') })];
  const all = { ...counts, ...entriesOf(scheme) };
  return Object.entries(COUNTS[version] ?? {}).flatMap(([what, expected]) => {
    const found = all[what] ?? 0;
    if (found === expected) return [];
    const words = COUNTED[what as keyof typeof COUNTED];
    const said = (name: string) => report('scheme-count', { path, version, what: name, expected, found });
    const [en, zh] = [said(words.en), said(words.zh)];
    return [{ ...en, message: { en: en.message.en, zh: zh.message.zh } }];
  });
}

/** Of any version: lists that groups and complications name are there and hold something. */
export function named(path: string, { mdcs, adrgs, lists, mcc, cc }: Scheme): Diagnostic[] {
  const asked = [...mdcs, ...adrgs].flatMap(({ code, when }) =>
    when.flat().flatMap((one) => ('list' in one ? [{ by: code, list: one.list }] : [])),
  );
  const tables = Object.entries({ ...cc, ...mcc }).flatMap(([by, list]) =>
    list === null ? [] : [{ by, list }],
  );
  const gone = (these: typeof asked) => these.filter(({ list }) => (lists[list] ?? []).length === 0);
  const [group] = gone(asked);
  const [table] = gone(tables);
  const different = (these: typeof asked) => new Set(gone(these).map(({ list }) => list)).size;
  return [
    ...(group ? [report('scheme-list-empty', { path, ...group, count: different(asked) })] : []),
    ...(table ? [report('scheme-table-missing', { path, ...table, count: different(tables) })] : []),
  ];
}
