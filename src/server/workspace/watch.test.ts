import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { watchBelow, type Watching } from './watch.ts';

let folder = '';
let watching: Watching | undefined;
let heard: string[] = [];
afterEach(() => {
  watching?.close();
  rmSync(folder, { recursive: true, force: true });
});

function begin(): void {
  folder = mkdtempSync(join(tmpdir(), 'openvbp-watch-'));
  mkdirSync(join(folder, 'aco'));
  writeFileSync(join(folder, 'aco/contract.yaml'), '');
  heard = [];
  watching = watchBelow(
    folder,
    (path) => heard.push(path),
    (name) => name.startsWith('.'),
  );
}

async function toldOf(path: string): Promise<void> {
  await expect.poll(() => heard, { timeout: 5000 }).toContain(path);
  heard = [];
}

it('a file saved by renaming over it is heard of every time', async () => {
  begin();
  for (const text of ['one', 'two', 'three']) {
    writeFileSync(join(folder, 'aco/.contract'), text);
    renameSync(join(folder, 'aco/.contract'), join(folder, 'aco/contract.yaml'));
    await toldOf('aco/contract.yaml');
  }
});

it('a folder that comes is watched, and one that was replaced', async () => {
  begin();
  for (const text of ['one', 'two']) {
    rmSync(join(folder, 'x.run'), { recursive: true, force: true });
    mkdirSync(join(folder, 'x.run'));
    await toldOf('x.run');
    writeFileSync(join(folder, 'x.run/run.json'), text);
    await toldOf('x.run/run.json');
  }
});
