/** The models the folder can use: its own libraries, then the package's. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { checkModel, libraries, listModels, type LibraryModel } from '../../language/index.ts';
import type { Localized, Plan } from '../../language/plan.ts';
import type { ModelCard, ModelDetail } from '../api.ts';
import type { Bench } from '../bench.ts';
import { failure, valueOf } from '../http/problem.ts';
import { termsOfPlan } from '../terms/terms.ts';
import { graphOf } from './graph.ts';

const idOf = ({ model, version }: LibraryModel) => `${model}@${version}`;

function libraryOf({ root }: Bench): LibraryModel[] {
  return listModels(libraries(join(root.folder, 'contract.yaml')));
}

export async function modelCards(bench: Bench): Promise<ModelCard[]> {
  const cards: ModelCard[] = [];
  for (const model of libraryOf(bench)) cards.push(await cardOf(model));
  return cards;
}

/** `us/mssp@2025.1`, or the latest of `us/mssp`. */
export function modelNamed(bench: Bench, id: string): LibraryModel {
  const found = libraryOf(bench).findLast((one) => one.model === id || idOf(one) === id);
  if (!found) throw failure(404, 'no-model', { model: id.slice(0, 200) });
  return found;
}

export async function modelDetail(bench: Bench, id: string): Promise<ModelDetail> {
  const model = modelNamed(bench, id);
  const plan: Plan = valueOf(checkModel(model.file));
  const { title } = plan;
  return {
    card: await cardOf({ ...model, ...(title && { title }) }),
    readme: await readmeOf(dirname(model.file)),
    document: await readFile(model.file, 'utf8'),
    terms: termsOfPlan(plan, { title: title ?? { en: model.model, zh: model.model } }),
    graph: graphOf(plan),
    tests: bench.tests.get(idOf(model)) ?? null,
  };
}

/** From the document's own words: a library is listed without compiling it. */
async function cardOf(model: LibraryModel): Promise<ModelCard> {
  const text = await readFile(model.file, 'utf8').catch(() => '');
  return {
    model: model.model,
    version: model.version,
    family: model.model.split('/')[0] ?? '',
    title: model.title ?? { en: model.model, zh: model.model },
    ...(await headOf(model.file, text)),
    file: model.file,
    unverified: text.match(/^[^#\n]*\bunverified:\s*true\b/gm)?.length ?? 0,
  };
}

async function headOf(file: string, text: string): Promise<Pick<ModelCard, 'about' | 'source'>> {
  const end = text.search(/^(entities|parameters|terms|payments):/m);
  const read = (): { source?: unknown; note?: unknown } | null => {
    try {
      return parse(end < 0 ? text : text.slice(0, end)) as { source?: unknown; note?: unknown } | null;
    } catch {
      return null;
    }
  };
  const head = read();
  return {
    about: localized(head?.note) ?? beginning(await readmeOf(dirname(file))),
    source: typeof head?.source === 'string' ? head.source : null,
  };
}

function localized(note: unknown): Localized | null {
  if (typeof note === 'string') return { en: plain(note), zh: plain(note) };
  const { en, zh } = (note ?? {}) as { en?: unknown; zh?: unknown };
  return typeof en === 'string' && typeof zh === 'string' ? { en: plain(en), zh: plain(zh) } : null;
}

const plain = (text: string) =>
  text
    .replace(/[`*]/g, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();

/** The first paragraph of words, without the marks of Markdown. */
function beginning(readme: Localized | null): Localized | null {
  if (!readme) return null;
  const first = (text: string) =>
    plain(
      (text.split(/\n\s*\n/).find((part) => !/^\s*(#|\||```| {4}|[-*] |\[)/.test(part)) ?? '')
        // The link to the other language is no part of it.
        .replace(/\[(English|中文)\]\([^)]*\)/g, '')
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
    );
  const [en, zh] = [first(readme.en), first(readme.zh)];
  return en === '' || zh === '' ? null : { en, zh };
}

async function readmeOf(folder: string): Promise<Localized | null> {
  const read = (name: string) => {
    const file = join(folder, name);
    return existsSync(file) ? readFile(file, 'utf8') : Promise.resolve(undefined);
  };
  const [en, zh] = [await read('README.md'), await read('README.zh.md')];
  return en === undefined && zh === undefined ? null : { en: en ?? zh ?? '', zh: zh ?? en ?? '' };
}
