/** How the command is called: help, languages, colours, mistakes. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { BIN, CONTRACT, example, folderWith, MODEL, openvbp, removeFolders } from './command.ts';

afterAll(removeFolders);

const COLOUR = new RegExp(String.raw`\u001b\[`);

describe('help', () => {
  it('lists the commands and exit codes, in the language asked for', () => {
    const english = openvbp(['--help']);
    expect(english.code).toBe(0);
    expect(english.out).toMatch(/Usage: openvbp/);
    expect(english.out).toMatch(/settle .*compute a contract/);
    expect(english.out).toMatch(/Exit codes:/);
    const chinese = openvbp(['settle', '--help', '--lang', 'zh']);
    expect(chinese.out).toMatch(/用法： openvbp settle/);
    expect(chinese.out).toMatch(/选项：/);
    expect(chinese.out).not.toMatch(/Usage:|Options:|Arguments:|display help/);
  });

  it('takes the language from LC_ALL, LC_MESSAGES, LANG, in this order', () => {
    const out = (env: Record<string, string>) => openvbp([], { env }).out;
    expect(out({ LANG: 'zh_CN.UTF-8' })).toContain('用法：');
    expect(out({ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US.UTF-8' })).toContain('Usage:');
    expect(out({ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8' })).toContain('用法：');
    expect(openvbp(['--lang', 'en'], { env: { LANG: 'zh_CN.UTF-8' } }).out).toContain('Usage:');
  });

  it('says its version', () => {
    expect(openvbp(['--version']).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('mistakes in the call', () => {
  it('exit with 2 and say the way out', () => {
    const unknown = openvbp(['setle']);
    expect(unknown.code).toBe(2);
    expect(unknown.out).toBe('');
    expect(unknown.err).toContain('There is no command "setle".');
    expect(unknown.err).toContain('Did you mean "settle"?');
    expect(openvbp(['settle']).err).toContain('missing-argument');
    expect(openvbp(['settle', '--frobnicate']).err).toMatch(/no option --frobnicate/);
    expect(openvbp(['settle', 'nowhere.yaml']).err).toContain('There is no file nowhere.yaml.');
    expect(openvbp(['explain', 'nowhere', 'aco=A1', 'x']).err).toContain('no-run');
  });

  it('are told in Chinese to who reads Chinese', () => {
    const { code, err } = openvbp(['settle', 'nowhere.yaml', '--lang', 'zh']);
    expect(code).toBe(2);
    expect(err).toContain('错误[no-file] 找不到文件 nowhere.yaml。');
    expect(err).toContain('提示：');
  });

  it('are JSON where JSON is asked for, with both languages', () => {
    const ran = openvbp(['setle', '--json']);
    expect(ran.code).toBe(2);
    expect(ran.err).toBe('');
    expect(ran.json()).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'unknown-command', severity: 'error' }],
    });
    expect(ran.json().diagnostics[0]?.message.zh).toBe('没有命令“setle”。');
  });
});

describe('colours', () => {
  it('stay out of a pipe, unless they are asked for', () => {
    const args = ['settle', 'nowhere.yaml'];
    expect(openvbp(args).err).not.toMatch(COLOUR);
    expect(openvbp(args, { env: { FORCE_COLOR: '1' } }).err).toMatch(COLOUR);
    expect(openvbp(args, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).err).not.toMatch(COLOUR);
  });
});

describe('check', () => {
  it('passes a sound contract', () => {
    const { code, out, err } = openvbp(['check', 'contract.yaml'], { cwd: example() });
    expect(err).toBe('');
    expect(out).toBe('contract.yaml is sound: contract example-2023\n');
    expect(code).toBe(0);
  });

  it('shows a broken document as a compiler would: place, code, line, caret, way out', () => {
    const cwd = folderWith({ 'model.yaml': MODEL.replace('savings * share', 'savngs * share') });
    const { code, err } = openvbp(['check', 'model.yaml'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/model\.yaml:18:24: error\[[\w-]+\] .*savngs/);
    expect(err).toMatch(/ {3}18 │ {5}earned: \{ formula: savngs \* share/);
    expect(err).toMatch(/│ {24}\^/);
    expect(err).toMatch(/hint: .*savings/);
  });

  it('reports every document under --json', () => {
    const cwd = folderWith({
      'model.yaml': MODEL,
      'contract.yaml': CONTRACT.replace('plan,', 'plan, nme: x,'),
    });
    const ran = openvbp(['check', 'model.yaml', 'contract.yaml', '--json'], { cwd });
    expect(ran.code).toBe(2);
    expect(ran.json().ok).toBe(false);
    expect(ran.json().result).toMatchObject([
      { kind: 'model', ok: true },
      { kind: 'contract', ok: false },
    ]);
  });
});

describe('schema', () => {
  it('prints the JSON Schema of each document', () => {
    for (const kind of ['model', 'contract', 'tests']) {
      const { code, out } = openvbp(['schema', kind]);
      expect(code, kind).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ type: 'object' });
    }
    expect(openvbp(['schema', 'poem']).code).toBe(2);
  });
});

describe('models', () => {
  it('lists the library in either language, and as JSON', () => {
    expect(openvbp(['models']).out).toMatch(
      /United States\n(.*\n)*? {2}us\/mssp .*Medicare Shared Savings Program/,
    );
    expect(openvbp(['models', '--lang', 'zh']).out).toMatch(/cn\/dip .*分值/);
    const ran = openvbp(['models', '--json']);
    expect(ran.json().result.map(({ model }: { model: string }) => model)).toContain('us/mssp');
  });

  it('describes one: payments, entities, parameters with dates and sources', () => {
    const { code, out } = openvbp(['models', 'us/mssp']);
    expect(code).toBe(0);
    expect(out).toMatch(/Payments\n/);
    expect(out).toMatch(/Jan 1, 2021/);
    expect(out).toMatch(/42 CFR/);
    // What a column of a bound table must hold: its name, its kind, what it is.
    expect(out).toMatch(/beneficiaries +people +\S/);
    expect(out).toMatch(/quality_score +ratio \(0.85 is 85 %\), optional +\S/);
  });

  it('suggests the one that was meant', () => {
    const { code, err } = openvbp(['models', 'us/msp']);
    expect(code).toBe(2);
    expect(err).toContain('Did you mean "us/mssp"?');
  });
});

describe('standard output on a full disk', () => {
  it.skipIf(!existsSync('/dev/full'))('is an error in words, not a stack', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [BIN, 'models', '--lang', 'en'], {
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error\[system-refused\] The system refused: ENOSPC/m);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
