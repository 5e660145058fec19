/** What a module exports is named somewhere: in another module, or a second time in its own. What nothing names is dead, and goes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const texts = ['src', 'test', 'bench'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({
      file: join(folder, file),
      text: readFileSync(join(root, folder, file), 'utf8'),
    })),
);

const EXPORTED =
  /^export (?:async )?(?:function\*?|const|let|abstract class|class|interface|type|enum) ([A-Za-z_$][\w$]*)/gm;

it('nothing is exported that nothing names', () => {
  const times = new Map<string, number>();
  for (const { text } of texts)
    for (const [name] of text.matchAll(/[A-Za-z_$][\w$]*/g)) times.set(name, (times.get(name) ?? 0) + 1);
  const exported = texts.flatMap(({ file, text }) =>
    [...text.matchAll(EXPORTED)].map(([, name = '']) => ({ file, name })),
  );
  expect(exported.length).toBeGreaterThan(1000);
  expect(exported.filter(({ name }) => times.get(name) === 1)).toEqual([]);
});
