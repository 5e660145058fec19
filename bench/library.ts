/** `openvbp check` on the whole library, and what one of its models costs. A guide: 1 s. */
import { checkModel, checkTests, listModels } from '../src/language/index.ts';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

export default async function bench(): Promise<void> {
  const models = listModels();
  const start = performance.now();
  let files = 0;
  for (const { file } of models) {
    checkModel(file);
    files += 1;
    const tests = join(dirname(file), 'tests');
    for (const test of existsSync(tests) ? readdirSync(tests).filter((name) => name.endsWith('.yaml')) : []) {
      checkTests(join(tests, test));
      files += 1;
    }
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `  ${models.length} models, ${files} documents: ${seconds.toFixed(2)} s, ${((seconds * 1000) / files).toFixed(0)} ms each`,
  );
}
