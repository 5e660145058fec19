/**
 * The table of `models/README.md`: every arrangement the library promises (rows A14 to A27b, and A2 in England) names a test that exists, says
 * where its numbers come from, and cites them. That the tests pass is for `openvbp test models` to say.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const models = resolve(import.meta.dirname, '../../models');
const wanted = 'A14 A15 A16 A17 A18 A19 A19b A20 A21 A22 A23 A24 A25 A26 A27 A27b'.split(' ');

interface Line {
  row: string;
  model: string;
  test: string;
  cites: string[];
}

function linesOf(file: string): Line[] {
  return [...readFileSync(join(models, file), 'utf8').matchAll(/^\| (A\d+b?) \|(.*)\|$/gm)].map((match) => {
    const [, model = '', test = '', cites = ''] = (match[2] as string)
      .split(' | ')
      .map((cell) => cell.trim());
    const terms = cites === '—' ? [] : cites.split('; ');
    return { row: match[1] as string, model: model.replaceAll('`', ''), test, cites: terms };
  });
}

interface ModelTest {
  name: string;
  source?: string;
  note?: string;
}

/** The tests of a model, each with its own text for looking figures up. */
function testsOf(model: string): (ModelTest & { text: string })[] {
  const folder = join(models, model, 'tests');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => {
    const { tests } = parse(readFileSync(join(folder, file), 'utf8')) as { tests: ModelTest[] };
    return tests.map((test) => ({ ...test, text: JSON.stringify(test) }));
  });
}

const plain = (text: string) => text.replaceAll(/[\s,]/g, '').toLowerCase();

describe('the table of the library', () => {
  const lines = linesOf('README.md');

  it('has a line for every row', () => {
    const rows = new Set(lines.map(({ row }) => row));
    expect(wanted.filter((row) => !rows.has(row))).toEqual([]);
  });

  it('is the same in both languages', () => {
    expect(linesOf('README.zh.md')).toEqual(lines);
  });

  it.each(lines.map((line) => [`${line.row} ${line.model}: ${line.test}`, line] as const))(
    '%s',
    (_, line) => {
      const test = testsOf(line.model).find(({ name }) => name === line.test);
      expect(test, `no such test in models/${line.model}/tests`).toBeDefined();
      expect(test?.source ?? test?.note, 'the test says where its figures come from').toBeTruthy();
      const said = plain(`${test?.text} ${readFileSync(join(models, line.model, 'model.yaml'), 'utf8')}`);
      expect(line.cites.filter((term) => !said.includes(plain(term)))).toEqual([]);
    },
  );
});
