/**
 * `npm test`: types and tests in one lane, style and the library's own tests in the other. Style and library use one core each and took a minute and
 * a half during which the other stood idle. What fails stops both.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const node = (...args: string[]) => [process.execPath, ...args];
/** By the npm that runs us, wherever it stands. */
const npm = (script: string) => {
  const { npm_execpath: own } = process.env;
  return [...(own ? node(own) : ['npm']), 'run', '--silent', script];
};

const running = new Set<ChildProcess>();

/** One step; what it says is seen at once, or when it is through. */
function step([command = '', ...args]: string[], seen: 'at once' | 'at its end'): Promise<number> {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: seen === 'at once' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const said: Buffer[] = [];
    child.stdout?.on('data', (words: Buffer) => said.push(words));
    child.stderr?.on('data', (words: Buffer) => said.push(words));
    child.on('error', (error) => said.push(Buffer.from(`${command}: ${error.message}\n`)));
    child.on('close', (code) => {
      running.delete(child);
      if (said.length > 0) process.stdout.write(Buffer.concat(said));
      done(code ?? 1);
    });
  });
}

async function lane(steps: string[][], seen: 'at once' | 'at its end'): Promise<void> {
  for (const words of steps) {
    if (process.exitCode) return;
    const code = await step(words, seen);
    if (code === 0) continue;
    console.error(`Failed with ${code}: ${words.slice(words[0] === process.execPath ? 1 : 0).join(' ')}`);
    process.exitCode ||= code;
    for (const other of running) other.kill();
    return;
  }
}

await Promise.all([
  lane([npm('types'), node('node_modules/vitest/vitest.mjs', 'run')], 'at once'),
  lane([npm('lint'), node('bin/openvbp.js', 'test')], 'at its end'),
]);
