/** The model library as the commands see it: models, and the tests and notes beside them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../../language/diagnostic.ts';
import type { LibraryModel } from '../../language/index.ts';

/** Of the working folder's `models/`, where there is one, and of the package. */
export async function libraryModels(): Promise<LibraryModel[]> {
  const { libraries, listModels } = await import('../../language/index.ts');
  return listModels(libraries(join(process.cwd(), 'contract.yaml')));
}

/** The test documents in `tests/` of a model's folder, in order of name. */
export function testFilesBeside(folder: string): string[] {
  return yamlFiles(join(folder, 'tests'));
}

/** The YAML documents of a folder, in order of name; none where there is no such folder. */
export function yamlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** The model's README in the language, else in the other; undefined where it has none. */
export function readmeBeside(folder: string, lang: Lang): string | undefined {
  const names = ['README.zh.md', 'README.md'];
  for (const name of lang === 'zh' ? names : names.toReversed()) {
    const file = join(folder, name);
    if (existsSync(file)) return readFileSync(file, 'utf8');
  }
  return undefined;
}
