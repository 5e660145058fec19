/** What README and guide show is what the program does: their documents run, their outputs are its own. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { folderWith, openvbp, removeFolders } from './command.ts';

afterAll(removeFolders);

const root = resolve(import.meta.dirname, '../..');
const page = (name: string) => readFileSync(join(root, name), 'utf8');

/** Fenced YAML that begins with `# name.yaml`, by name. */
function yamlIn(text: string): Record<string, string> {
  const blocks = [...text.matchAll(/```yaml\n# ([\w-]+\.yaml)\n([\s\S]*?)```/g)];
  return Object.fromEntries(blocks.map(([, name = '', yaml = '']) => [name, yaml]));
}

/** Indented blocks, without their indent and their `$` lines; `…` at the start stands for what was left out. */
function outputsIn(text: string): string[] {
  return [...text.matchAll(/(?:^ {4}.*\n|^\n(?= {4}))+/gm)]
    .map(([block]) => block.replace(/^ {4}/gm, ''))
    .flatMap((block) => block.split(/^\$ .*\n/m))
    .map((block) => block.replace(/^…+\n/, '').trim())
    .filter((block) => /[├─│]/.test(block));
}

/** A line may be wider or narrower than here. */
const squeezed = (text: string) => text.replace(/[ \n]+/g, ' ').trim();

describe.each([
  ['README.md', 'en'],
  ['README.zh.md', 'zh'],
])('%s', (name, lang) => {
  it('shows a contract that settles, and what is printed of it', () => {
    const cwd = folderWith(yamlIn(page(name)));
    const settled = openvbp(['settle', 'aco.yaml', '--lang', lang], { cwd });
    expect(settled.code).toBe(0);
    const args = [
      'explain',
      'my-aco.run',
      'aco=A1001,2022',
      'shared_savings',
      '--depth',
      '1',
      '--lang',
      lang,
    ];
    const explained = openvbp(args, { cwd, env: { COLUMNS: '110' } });
    const outputs = outputsIn(page(name));
    expect(outputs).toHaveLength(2);
    expect(squeezed(settled.out)).toContain(squeezed(outputs[0] as string));
    expect(explained.out).toContain(outputs[1]);
  });
});

describe.each(['en', 'zh'])('the guide in %s', (lang) => {
  it('shows a model and tests that pass', () => {
    const cwd = folderWith(yamlIn(page(`docs/guide/${lang}/model.md`)));
    expect(openvbp(['check', 'model.yaml', 'tests.yaml'], { cwd })).toMatchObject({ code: 0, err: '' });
    expect(openvbp(['test', 'tests.yaml'], { cwd })).toMatchObject({ code: 0, out: '1 passed, 0 failed\n' });
  });

  it('shows the contract of the demonstration, its statement and an explanation', () => {
    const cwd = folderWith();
    const contract = join(root, 'examples/oncology/oncology.yaml');
    const shown = /```yaml\n([\s\S]*?)```/.exec(page(`docs/guide/${lang}/contract.md`))?.[1] ?? '';
    const table = join(root, 'examples/oncology/oncology.csv');
    writeFileSync(join(cwd, 'oncology.csv'), readFileSync(table));
    writeFileSync(join(cwd, 'oncology.yaml'), shown);
    expect(openvbp(['check', 'oncology.yaml'], { cwd })).toMatchObject({ code: 0, err: '' });

    const env = { COLUMNS: '100' };
    const settled = openvbp(['settle', contract, '--lang', lang], { cwd, env });
    expect(settled.code).toBe(0);
    for (const output of outputsIn(page(`docs/guide/${lang}/settle.md`)))
      expect(settled.out).toContain(output);
    const explained = openvbp(['explain', 'oncology-demo.run', 'treatment=P003', 'due', '--lang', lang], {
      cwd,
      env,
    });
    for (const output of outputsIn(page(`docs/guide/${lang}/explain.md`)))
      expect(explained.out).toContain(output);
  });
});

describe('the demonstration', () => {
  const cwd = folderWith();
  let shown = '';

  it.each(['zh', 'en'])(
    'goes from claims to who owes whom, and back down to the lines, in %s',
    { timeout: 180_000 },
    (lang) => {
      const { code, out, err } = openvbp(['demo', '--lang', lang], { cwd, env: { COLUMNS: '120' } });
      shown = out;
      expect(err).toBe('');
      expect(code).toBe(0);
      // Five contracts; one way of a payment a line, from and to.
      expect(out.match(/^\$ openvbp settle /gm)).toHaveLength(5);
      expect(out).toMatch(/aco-1 +(Medicare|联邦医疗保险) +[\d,]+\.\d\d$/m);
      // A group saved something and got nothing: the rate is below the minimum.
      expect(out).toMatch(/aco-2 .* +0\.00 USD +=/);
      const [rate = '', minimum = ''] = [...out.matchAll(/(\d[\d.]*) ?%/g)]
        .map(([, value]) => value)
        .slice(-2);
      expect(Number(rate)).toBeLessThan(Number(minimum));
      // The lines of its costliest patient, each with where it was read, add up to the amount in the row above them.
      const counted = /^ {2}(?:counted|计入) +(\d+) +([\d,.]+)$/m.exec(out);
      const amount = /^ {2}(?:Amount|金额) +([\d,.]+) USD$/m.exec(out);
      expect(Number(counted?.[1])).toBeGreaterThan(5);
      expect(counted?.[2]).toBe(amount?.[1]);
      expect(out).toMatch(/^ {2}2023-\d\d-\d\d +C\d+ \/ \d+ .*members 1–5000:\d+$/m);
    },
  );

  it('says three commands to try next, which run', { timeout: 120_000 }, () => {
    const commands = [...shown.matchAll(/^ {4}(openvbp .*)$/gm)].map(([, command = '']) =>
      command.split(' ').slice(1),
    );
    expect(commands.map(([name]) => name)).toEqual(['what-if', 'quality', 'models']);
    const [carried, quality] = commands as string[][];
    expect(openvbp(carried!, { cwd }).out).toMatch(/Shared losses +0\.00/);
    // What it says of data is tested elsewhere, and takes its time; here that it has data to read.
    expect(existsSync(join(cwd, quality![1]!, 'data.json'))).toBe(true);
  });
});
