/**
 * Reference: what the product needs and cannot ship, imported from the official publication into one file, with what it was made of, so that
 * every result can say by which version it came about.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeFolder, writeWhole } from '../../data/disk/folders.ts';
import type { Checked } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { importChsDrg } from './chs-drg/import.ts';
import type { Scheme } from './chs-drg/scheme.ts';
import { layered, readVariant } from './chs-drg/variant.ts';
import { importHcc } from './cms-hcc/read.ts';
import type { HccContent } from './cms-hcc/tables.ts';
import { dipFromFolder } from './dip/from-folder.ts';
import { readDipCatalogue, schemeOf } from './dip/read.ts';
import type { DipScheme } from './dip/scheme.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

export interface Reference<T = unknown> {
  reference: string;
  version: string;
  /** What it was made of. */
  files: { name: string; sha256: string }[];
  /** How many of what: shown to the user, and compared with what the publication says. */
  counts: Record<string, number>;
  /** Of the content as JSON, from the import. A document written by hand has none. */
  sha256?: string;
  content: T;
}

/** What an import may be told besides the publication. */
interface ImportOptions {
  /** DIP: a document of the city's rules. */
  rules?: string;
  /** DIP from a data folder: the years it is made of, the earliest first. */
  years?: readonly number[];
  /** DIP: a table of codes and names, to name groups by. */
  names?: string;
}

interface Kind {
  name: string;
  title: Localized;
  /** Where a user finds the publication. */
  from: Localized;
  version: string;
  /** The publication does not say of which edition it is: who imports it must. */
  yearly?: true;
  read(
    path: string,
    version: string,
    options: ImportOptions,
  ): Promise<Checked<Omit<Reference, 'reference' | 'version'>>>;
}

export const KINDS: readonly Kind[] = [
  {
    name: 'chs-drg',
    title: { en: 'CHS-DRG grouping scheme', zh: 'CHS-DRG 细分组方案' },
    from: {
      en: 'National Healthcare Security Administration, as text in seven parts (MDC, ADRG, DRG, detail, MCC, CC, exclusions)',
      zh: '国家医疗保障局，文本七部分（MDC、ADRG、DRG、ADRG 内涵、MCC、CC、排除表）',
    },
    version: '1.1',
    read: (path, version) => importChsDrg(path, version),
  },
  {
    name: 'dip',
    title: { en: 'DIP catalogue', zh: 'DIP 病种目录' },
    from: {
      en: 'a city’s catalogue as CSV with the columns dx, code, proc; or a data folder, of whose cases one is made (--years)',
      zh: '统筹地区病种目录，CSV 格式，列为 dx、code、proc；或数据文件夹，由其中病例编制（--years）',
    },
    version: '',
    read: (path, _version, options) =>
      existsSync(join(path, 'data.json'))
        ? dipFromFolder(path, options)
        : readDipCatalogue(path, options.rules, options.names),
  },
  {
    name: 'cms-hcc',
    title: { en: 'CMS-HCC and RxHCC tables', zh: 'CMS-HCC 与 RxHCC 模型表' },
    from: {
      en: 'Centers for Medicare & Medicaid Services, as CSV: diagnoses to categories, coefficients, hierarchies, and labels and edits where there are; a folder and a reference for each payment year (--edition 2026)',
      zh: '美国医疗保险和医疗补助服务中心（CMS），CSV 格式：诊断与类别对照、系数、层级，以及标签与校验（如有）；每个支付年度一个目录、一份参考文件（--edition 2026）',
    },
    version: '',
    yearly: true,
    read: (path, version) => importHcc(path, version),
  },
];

/** Reads the publication and writes the reference, whole or not at all. */
export async function importReference(
  kind: Kind,
  path: string,
  output: string,
  edition?: string,
  options: ImportOptions = {},
): Promise<Checked<Omit<Reference, 'content'>>> {
  if (!existsSync(path)) return { diagnostics: [report('cases-not-there', { path })] };
  const version = edition?.trim() ?? kind.version;
  if (kind.yearly && version === '') return { diagnostics: [report('scheme-edition')] };
  const { value, diagnostics } = await kind.read(path, version, options);
  if (!value) return { diagnostics };
  const { content, ...made } = value;
  // As it will be read: without what JSON leaves out.
  const sha256 = hash(JSON.stringify(content));
  const reference: Reference = { reference: kind.name, version, ...made, sha256, content };
  await makeFolder(dirname(output));
  await writeWhole(output, reference);
  const { content: _content, ...about } = reference;
  return { value: about, diagnostics };
}

/** An imported scheme, or a city's variant (YAML or JSON) of one that stands beside it. */
export function openScheme(path: string): Checked<Reference<Scheme>> {
  if (!existsSync(path) || !isVariant(path)) return open<Scheme>(path, 'chs-drg');
  const change = readVariant(path);
  if (!change.value) return { diagnostics: change.diagnostics };
  const base = openScheme(resolve(dirname(path), change.value.base));
  if (!base.value) return { diagnostics: base.diagnostics };
  const { value: content, diagnostics } = layered(base.value.content, change.value, path);
  if (!content) return { diagnostics };
  const { files, counts } = base.value;
  const { version } = content;
  return { value: { reference: 'chs-drg', version, files, counts, content }, diagnostics };
}

/** Its first words say so; the whole of a reference need not be read to know. */
function isVariant(path: string): boolean {
  return /^\s*(\{\s*)?(#[^\n]*\n\s*)*"?variant"?\s*:/.test(readFileSync(path, 'utf8').slice(0, 4000));
}

export function openCatalogue(path: string): Checked<Reference<DipScheme>> {
  const { value, diagnostics } = open<unknown>(path, 'dip');
  if (!value) return { diagnostics };
  const content = schemeOf(value.content, path);
  return content.value
    ? { value: { ...value, content: content.value }, diagnostics }
    : { diagnostics: content.diagnostics };
}

function open<T>(path: string, kind: string): Checked<Reference<T>> {
  if (!existsSync(path)) return { diagnostics: [report('scheme-not-there', { path, kind })] };
  try {
    const found = JSON.parse(readFileSync(path, 'utf8')) as Reference<T>;
    if (found.reference !== kind || found.content === undefined)
      return {
        diagnostics: [report('scheme-broken', { path, words: `reference: ${String(found.reference)}` })],
      };
    if (!isWhole(found)) return { diagnostics: [report('scheme-damaged', { path })] };
    return { value: found, diagnostics: [] };
  } catch (error) {
    return {
      diagnostics: [report('scheme-broken', { path, words: error instanceof Error ? error.message : '' })],
    };
  }
}

/** The content is what was imported. */
function isWhole({ sha256, content }: Reference): boolean {
  return sha256 === undefined || sha256 === hash(JSON.stringify(content));
}

/** Tables of a payment year: a reference, or of a folder of references the one of the year. */
export function openHcc(path: string, year?: number): Checked<Reference<HccContent>> {
  if (!existsSync(path) || !statSync(path).isDirectory()) {
    const one = open<HccContent>(path, 'cms-hcc');
    const version = one.value?.version ?? '';
    if (one.value && year !== undefined && version === '')
      return { diagnostics: [report('scheme-no-year', { path, year })] };
    // Tables whose version is no year are somebody's own, and serve for any.
    if (year === undefined || !/^\d{4}$/.test(version) || version === String(year)) return one;
    return { diagnostics: [report('scheme-choose', { path, kind: 'cms-hcc', year, found: version })] };
  }
  const { value: listed = [] } = listReferences(path);
  const own = listed.filter(({ reference }) => reference === 'cms-hcc');
  const fitting = year === undefined ? own : own.filter(({ version }) => version === String(year));
  const [one] = fitting;
  if (one && fitting.length === 1) return open<HccContent>(one.file, 'cms-hcc');
  const found = own.map(({ version, file }) => `${version} (${file})`).join(', ') || '–';
  return { diagnostics: [report('scheme-choose', { path, kind: 'cms-hcc', year: year ?? '', found })] };
}

interface Listed {
  file: string;
  reference: string;
  version: string;
  counts: Record<string, number>;
  /** The content is what was imported; false where it was changed or cut. */
  whole: boolean;
}

/** The references of a folder, by kind and version. Files that are something else are not listed. */
export function listReferences(folder: string): Checked<Listed[]> {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    return { diagnostics: [report('scheme-no-folder', { path: folder })] };
  const names = readdirSync(folder)
    .filter((name) => /\.json$/i.test(name))
    .sort();
  const value = names.flatMap((name): Listed[] => {
    const file = join(folder, name);
    try {
      const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<Reference>;
      const { reference, version = '', counts = {}, content } = found;
      if (reference === undefined || !KINDS.some((kind) => kind.name === reference)) return [];
      return [
        { file, reference, version, counts, whole: content !== undefined && isWhole(found as Reference) },
      ];
    } catch {
      return [];
    }
  });
  value.sort((a, b) => (`${a.reference} ${a.version}` < `${b.reference} ${b.version}` ? -1 : 1));
  return { value, diagnostics: [] };
}

function hash(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}
