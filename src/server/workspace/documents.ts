/** Documents as the editor reads and saves them: whole or not at all, and never over what somebody else wrote meanwhile. */
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DocumentText } from '../api.ts';
import { makeFolder } from '../../data/disk/folders.ts';
import { failure } from '../http/problem.ts';
import type { Root } from './root.ts';
import { EDITED } from './walk.ts';

const MOST_MB = 4;

const versionOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export async function readDocument(root: Root, file: string): Promise<DocumentText> {
  const path = pathOf(root, file);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw failure(404, 'no-document', { file });
  if (stat.size > MOST_MB * 2 ** 20)
    throw failure(413, 'document-too-large', { file, size: Math.ceil(stat.size / 2 ** 20), most: MOST_MB });
  return textOf(root, path, await readFile(path));
}

function textOf(root: Root, path: string, bytes: Uint8Array): DocumentText {
  const file = root.name(path);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { file, text, version: versionOf(bytes) };
  } catch {
    throw failure(415, 'document-not-text', { file });
  }
}

/** Writes where the file still is what the text was made from. Writers wait for one another. */
export function writeDocument(
  root: Root,
  file: string,
  text: string,
  version: string | null,
): Promise<{ conflict: boolean; document: DocumentText }> {
  const path = pathOf(root, file);
  const done = (writing.get(path) ?? Promise.resolve()).then(() => write(root, path, text, version));
  const settled = done.then(
    () => undefined,
    () => undefined,
  );
  writing.set(path, settled);
  void settled.then(() => writing.get(path) === settled && writing.delete(path));
  return done;
}

const writing = new Map<string, Promise<void>>();

async function write(root: Root, path: string, text: string, version: string | null) {
  const bytes = Buffer.from(text, 'utf8');
  const file = root.name(path);
  if (bytes.length > MOST_MB * 2 ** 20)
    throw failure(413, 'document-too-large', {
      file,
      size: Math.ceil(bytes.length / 2 ** 20),
      most: MOST_MB,
    });
  const there = existsSync(path) ? await readFile(path) : undefined;
  if (there === undefined ? version !== null : versionOf(there) !== version) {
    if (there === undefined) throw failure(404, 'no-document', { file });
    return { conflict: true, document: textOf(root, path, there) };
  }
  await makeFolder(dirname(path));
  const partial = join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
  try {
    const handle = await open(partial, 'w', there === undefined ? 0o644 : statSync(path).mode);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return { conflict: false, document: { file, text, version: versionOf(bytes) } };
}

function pathOf(root: Root, file: string): string {
  const path = root.at(file);
  if (!EDITED.test(path) || basename(path).startsWith('.'))
    throw failure(415, 'not-a-document', { file: root.name(path) });
  return path;
}
