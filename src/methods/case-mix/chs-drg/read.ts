/** The official text of CHS-DRG, as published in seven parts, turned into a scheme document. */
import type { Adrg, Alternatives, Condition, Drg, Mdc, Scheme } from './scheme.ts';
import { SURGERY } from './scheme.ts';

/** The parts of the publication, as text. */
export interface OfficialText {
  mdc: string;
  drg: string;
  detail: string;
  mcc: string;
  cc: string;
  exclusions: string;
}

/** A line of the publication that says something this reader does not know: nothing is guessed. Lines count from 1. */
export class UnknownHeading extends Error {
  readonly group: string;
  readonly heading: string;
  readonly line: number;
  constructor(group: string, heading: string, line: number) {
    super(`${group}: ${heading}`);
    this.group = group;
    this.heading = heading;
    this.line = line;
  }
}

const DIAGNOSIS = String.raw`[A-Z]\d\d\S*`;
const CODE = new RegExp(String.raw`^(${DIAGNOSIS}|\d\d\.\S+)\s`);
const ADRG = /^([A-Z]{2}\d) (.*)$/;

/** Lists under one heading of the detail, with the line that introduces each. */
interface Section {
  code: string;
  title: string;
  mdc: string;
  lists: { heading: string; line: number; codes: string[] }[];
}

interface Detail {
  sections: Section[];
  principal: Map<string, string[]>;
  regions: { name: string; codes: string[] }[];
}

export function readScheme(text: OfficialText, version: string): Scheme {
  const detail = readDetail(text.detail);
  const lists: Record<string, readonly string[]> = {};
  const listed = (name: string, codes: readonly string[]) => {
    lists[name] = codes;
    return name;
  };
  for (const [mdc, codes] of detail.principal) listed(`MDC${mdc}`, codes);
  detail.regions.forEach(({ codes }, i) => listed(`MDCZ ${i + 1}`, codes));
  lists[SURGERY] = surgeries(detail.sections);
  const adrgs: Adrg[] = detail.sections.map((section) => ({
    code: section.code,
    title: section.title,
    mdc: `MDC${section.mdc}`,
    when: conditionsOf(section, listed),
  }));
  const exclusions = readExclusions(text.exclusions);
  for (const [name, codes] of exclusions) lists[name] = codes;
  return {
    scheme: 'chs-drg',
    version,
    source: `国家医疗保障疾病诊断相关分组（CHS-DRG）细分组方案 ${version}`,
    mdcs: readMdcs(text.mdc, detail, premature(adrgs, lists)),
    adrgs,
    drgs: readDrgs(text.drg),
    lists,
    mcc: readComplications(text.mcc),
    cc: readComplications(text.cc),
  };
}

function readDetail(text: string): Detail {
  const sections: Section[] = [];
  const principal = new Map<string, string[]>();
  const regions: Detail['regions'] = [];
  let mdc = '';
  let codes: string[] | undefined;
  let section: Section | undefined;
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    const code = CODE.exec(line)?.[1];
    if (code !== undefined) {
      codes?.push(code);
      continue;
    }
    const category = /^MDC([A-Z]) (主诊表)?/.exec(line);
    const group = ADRG.exec(line);
    if (category) {
      [, mdc = ''] = category;
      section = undefined;
      codes = category[2] === undefined ? undefined : [];
      if (codes) principal.set(mdc, codes);
    } else if (group) {
      section = { code: group[1] ?? '', title: plain(group[2] ?? ''), mdc, lists: [] };
      sections.push(section);
      codes = undefined;
    } else if (section) {
      codes = [];
      if (line !== '') section.lists.push({ heading: line, line: i + 1, codes });
    } else if (line.endsWith('创伤')) {
      // Category Z lists its principal diagnoses by region of the body.
      codes = [];
      regions.push({ name: line, codes });
    }
  }
  return { sections, principal, regions };
}

/**
 * Surgery: what is listed for surgical groups (second letter A to J), and is not also a procedure outside the theatre (K to Q), unless a
 * list of other operations in theatre (`其他手术室操作`: ZJ1) has it. A code whose extensions are listed stands for them.
 */
function surgeries(sections: readonly Section[]): string[] {
  const of = (letters: string) =>
    sections
      .filter(({ code }) => letters.includes(code.charAt(1)))
      .flatMap(({ lists }) => lists.flatMap((l) => l.codes));
  const withStems = (codes: readonly string[]) =>
    codes
      .filter((code) => /^\d/.test(code))
      .flatMap((code) => [code, code.replace(/^(\d\d\.\d{4})x.*/, '$1')]);
  const theatre = new Set(
    withStems(
      sections
        .filter(({ title }) => title.includes('其他手术室操作'))
        .flatMap(({ lists }) => lists.flatMap((l) => l.codes)),
    ),
  );
  const outside = new Set(withStems(of('KLMNOPQ')));
  return [...new Set(withStems(of('ABCDEFGHIJ')))]
    .filter((code) => theatre.has(code) || !outside.has(code))
    .sort();
}

type Listed = (name: string, codes: readonly string[]) => string;

/** What a section's headings say must be met. */
function conditionsOf({ code, title, lists }: Section, listed: Listed): Alternatives {
  const name = (i: number) => listed(`${code} ${i + 1}`, lists[i]?.codes ?? []);
  // Newborns are under 29 days; a group of older infants, and groups by birth weight, say so in their titles.
  const older = INFANTS.exec(tight(title));
  if (older) return [[{ ageDays: [Number(older[1]), 366] }, { ageYears: [0, 1] }]];
  const newborn: Condition = { ageDays: [0, NEWBORN_DAYS] };
  const neonate = code.startsWith('P') ? [newborn] : [];
  const weight = weightOf(tight(title));
  if (weight) return [[newborn, { diagnosis: 'any', list: name(0) }, { weight }]];
  const surgery: Condition = { procedure: 'main', list: SURGERY };
  if (lists.some(({ heading }) => heading.endsWith('且无手术'))) return [[{ surgery: false }]];
  if (lists.length === 0) return [[{ procedure: 'any', list: SURGERY }]];
  if (lists.some(({ heading }) => heading.endsWith('全部手术'))) return [[surgery]];
  const headings = lists.map(({ heading }) => heading);
  if (headings.includes('主要诊断：')) return combinations(lists, name);
  const one = lists.flatMap(({ heading, line }, i): Condition[] => {
    if (heading === '包含以下主要诊断：') return [{ diagnosis: 'principal', list: name(i) }];
    if (heading === '包含以下主要手术或操作：') return [{ procedure: 'main', list: name(i) }];
    if (heading === '同时包含以下手术：' || heading === '和') return [{ procedure: 'any', list: name(i) }];
    // Operations of patients with HIV: the diagnoses are listed, the operations are all.
    if (heading === '包含以下诊断：') return [{ diagnosis: 'principal', list: name(i) }, surgery];
    throw new UnknownHeading(code, heading, line);
  });
  return [[...neonate, ...one]];
}

/** MDCP: 出生年龄＜29天. */
const NEWBORN_DAYS = 29;
const INFANTS = /(\d+)天≤出生年龄＜1周岁/;

/** Birth weight in grams, half-open, as a title says it: `＜1500g`, `1500-1999g`, `＞2499g`. */
function weightOf(title: string): readonly [number, number] | undefined {
  const [, below, from, to, above] = /出生体重(?:＜(\d+)|(\d+)-(\d+)|＞(\d+))g/.exec(title) ?? [];
  if (below !== undefined) return [1, Number(below)];
  if (from !== undefined) return [Number(from), Number(to) + 1];
  return above === undefined ? undefined : [Number(above) + 1, 1_000_000];
}

/** A title without the marks of line breaks. */
const plain = (title: string) => title.replaceAll('~~', '');

/** For matching: without blanks, signs full-width. */
const tight = (title: string) =>
  title.replaceAll(/\s/g, '').replaceAll('<', '＜').replaceAll('>', '＞').replaceAll('≦', '≤');

/** `包含以下主要诊断+手术表 1+手术表 2`, `或包含…`: sums of numbered tables, each an alternative. */
function combinations(lists: Section['lists'], name: (i: number) => string): Alternatives {
  const diagnosis = lists.findIndex(({ heading }) => heading === '主要诊断：');
  const table = (number: string) =>
    lists.findIndex(({ heading }) => new RegExp(`^手术(表)? ?${number}：$`).test(heading));
  return lists.flatMap(({ heading }) => {
    if (!/^或?包含以下主要诊断\+/.test(heading)) return [];
    const tables = [...heading.matchAll(/手术表 ?(\d)/g)].map(([, number = '']): Condition => ({
      procedure: 'any',
      list: name(table(number)),
    }));
    return [[{ diagnosis: 'principal', list: name(diagnosis) }, ...tables]];
  });
}

/** Before all others: transplants, the young, HIV, several injuries; then what belongs to one sex, then the rest by letter. */
const FIRST = ['A', 'P', 'Y', 'Z', 'M', 'N'];

function readMdcs(text: string, { regions, principal }: Detail, lists: readonly string[]): Mdc[] {
  const found = text.split(/\r?\n/).flatMap((line): Mdc[] => {
    const [, letter = '', title = ''] = /^MDC([A-Z]) (.*)$/.exec(line) ?? [];
    return letter === ''
      ? []
      : [{ code: `MDC${letter}`, title, when: enter(letter, regions, principal, lists) }];
  });
  const place = (code: string) => {
    const at = FIRST.indexOf(code.charAt(3));
    return at === -1 ? FIRST.length : at;
  };
  return found.sort((a, b) => place(a.code) - place(b.code) || (a.code < b.code ? -1 : 1));
}

/** Lists of diagnoses of the groups by birth weight; of those that say the same the first. */
function premature(adrgs: readonly Adrg[], lists: Readonly<Record<string, readonly string[]>>): string[] {
  const found = new Map<string, string>();
  for (const conditions of adrgs.flatMap(({ when }) => when)) {
    if (!conditions.some((one) => 'weight' in one)) continue;
    for (const one of conditions)
      if ('diagnosis' in one) {
        const codes = (lists[one.list] ?? []).join(' ');
        if (!found.has(codes)) found.set(codes, one.list);
      }
  }
  return [...found.values()];
}

function enter(
  letter: string,
  regions: Detail['regions'],
  principal: Detail['principal'],
  lists: readonly string[],
): Alternatives {
  if (letter === 'A') return [[]];
  const listed: Condition = { diagnosis: 'principal', list: `MDC${letter}` };
  if (letter === 'P') {
    const young: Condition = { ageYears: [0, 1] };
    // Prematurity is listed with its groups, not with the category.
    const born = lists.map((list): Condition[] => [young, { diagnosis: 'principal', list }]);
    return [[young, listed], ...born];
  }
  if (letter === 'Z')
    return regions.flatMap((_, i) =>
      regions.flatMap((__, j): Condition[][] =>
        i === j
          ? []
          : [
              [
                { diagnosis: 'principal', list: `MDCZ ${i + 1}` },
                { diagnosis: 'any', list: `MDCZ ${j + 1}` },
              ],
            ],
      ),
    );
  if (letter === 'M') return [[listed, { sex: 'male' }]];
  if (letter === 'N') return [[listed, { sex: 'female' }]];
  return principal.has(letter) ? [[listed]] : [];
}

function readDrgs(text: string): Drg[] {
  return text.split(/\r?\n/).flatMap((line): Drg[] => {
    const [, code = '', title = ''] = /^([A-Z]{2}\d\d) (.*)$/.exec(line) ?? [];
    return code === '' ? [] : [{ code, adrg: code.slice(0, 3), title }];
  });
}

/** Entries `code name 表 7-N` or `… 无`; where the publication breaks a page several stand in one line. */
function readComplications(text: string): Record<string, string | null> {
  const entries = text
    .replaceAll(/\r?\n/g, ' ')
    .matchAll(/([A-Z]\d\d\.\S+) (.+?) (?:表 ?(7-\d+)|无)(?= |$)/g);
  return Object.fromEntries([...entries].map(([, code = '', , table]) => [code, table ?? null]));
}

function readExclusions(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let codes: string[] | undefined;
  for (const line of text.split(/\r?\n/))
    for (const part of line.trim().split(/\s+(?=表 ?7-\d+)|\s+(?=[A-Z]\d\d\.)/)) {
      const [, table] = /^表 ?(7-\d+)/.exec(part) ?? [];
      const code = CODE.exec(`${part} `)?.[1];
      if (table !== undefined) {
        codes = found.get(table) ?? [];
        found.set(table, codes);
      } else if (code !== undefined) codes?.push(code);
    }
  return found;
}
