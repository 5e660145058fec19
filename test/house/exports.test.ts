/**
 * What a module exports another module imports, or it is private: so that a reader sees what a file offers, and what only it needs can change
 * without a look elsewhere. What is left over when its last reader goes is found here too.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
/** Read by people who use this package: what it names is theirs. */
const PUBLIC = join(root, 'src/index.ts');
const CATALOGUE = /\/messages(\/[\w-]+)?\.ts$/;
/** Named by the description of the server's interface, and by those who read it (src/server/http/describe.test.ts). */
const DESCRIBED = /\/src\/server\/api\.ts$/;
interface Module {
  exports: string[];
  /** What it takes from other modules: a name, or `*` for all that is there. */
  takes: { from: string; name: string }[];
  /** Modules all of whose names it passes on. */
  passes: string[];
  text: string;
}

const DECLARED =
  /^export (?:declare )?(?:async )?(?:function\*?|const|let|abstract class|class|interface|type|enum) ([A-Za-z_$][\w$]*)/gm;
const LISTED =
  /^(?:export|import)\s(?:type )?(?:[\w$]+, )?(\{[^}]*\}|\*(?: as [\w$]+)?)(?: from '(\.[^']+)')?;/gm;
/** `const { a } = await import('./x.ts')`, `const x = …`, `(await import('./x.ts')).a`, and the type `import('./x.ts').A`. */
const LATER = /(?:(\{[^{}]*\}|\w+) =\s+await\s+)?\bimport\(\s*'(\.[^']+)',?\s*\)\)?(?:\.([\w$]+))?/g;

/** Of `{ type a, b as c }`: `[a, a]`, `[b, c]`. */
const namesIn = (list: string) =>
  list
    .replaceAll(/[{}]|\btype /g, '')
    .split(',')
    .map((one) => one.trim().split(/ as |: /) as [string, string?])
    .filter(([name]) => name !== '')
    .map(([name, as = name]) => [name, as] as const);

function read(file: string): Module {
  const text = readFileSync(file, 'utf8');
  const found: Module = {
    exports: [...text.matchAll(DECLARED)].map(([, name = '']) => name),
    takes: [],
    passes: [],
    text,
  };
  const at = (path: string) => resolve(dirname(file), path);
  for (const [whole, list = '', path] of text.matchAll(LISTED)) {
    const names = list.startsWith('{') ? namesIn(list) : [];
    if (whole.startsWith('export')) found.exports.push(...names.map(([, as]) => as));
    if (path === undefined) continue;
    const from = at(path);
    if (list === '*' && whole.startsWith('export')) found.passes.push(from);
    else if (list.startsWith('*')) found.takes.push({ from, name: '*' });
    else found.takes.push(...names.map(([name]) => ({ from, name })));
  }
  for (const [, list = '', path = '', name] of text.matchAll(LATER)) {
    const names = list.startsWith('{') ? namesIn(list).map(([one]) => one) : [name ?? (list && '*')];
    found.takes.push(...names.map((one) => ({ from: at(path), name: one })));
  }
  return found;
}

it('nothing is exported that no other module imports', () => {
  const files = ['src', 'test', 'bench'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(root, folder, file)),
  );
  const modules = new Map([...files, join(root, 'vitest.config.ts')].map((file) => [file, read(file)]));
  const taken = new Set<string>();
  const take = (file: string, name: string): void => {
    taken.add(`${file} ${name}`);
    for (const passed of modules.get(file)?.passes ?? []) take(passed, name);
  };
  for (const { takes } of modules.values()) for (const { from, name } of takes) take(from, name);
  for (const name of modules.get(PUBLIC)?.exports ?? []) take(PUBLIC, name);

  let exported = 0;
  const unread: string[] = [];
  for (const [file, { exports, text }] of modules) {
    exported += exports.length;
    if (DESCRIBED.test(file)) continue;
    for (const name of exports) {
      if (taken.has(`${file} ${name}`) || taken.has(`${file} *`)) continue;
      // A test reads catalogues whole, so that what only they themselves need is exported, too.
      if (CATALOGUE.test(file) && text.split(new RegExp(`\\b${name}\\b`)).length > 2) continue;
      unread.push(`${relative(root, file)} ${name}`);
    }
  }
  expect(exported).toBeGreaterThan(1000);
  expect(unread).toEqual([]);
});
