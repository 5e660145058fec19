/** Documents that come with the product, under `reference/`: instruments, value sets, measures. Named without their ending: `eq-5d-5l`. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { packageLibrary } from '../language/documents/library.ts';

/** A path beside the contract, or of that name in a shipped folder; undefined where there is neither. */
export function findDocument(text: string, beside: string, shipped?: string): string | undefined {
  const own = isAbsolute(text) ? text : resolve(beside, text);
  if (isFile(own)) return own;
  if (shipped === undefined || !shippedDocuments(shipped).includes(text)) return undefined;
  return join(shippedFolder(shipped) ?? '', `${text}.yaml`);
}

/** Names of the documents in a folder of `reference/`, in order; those in folders below with theirs: `eq-5d-5l/china`. */
export function shippedDocuments(folder: string): string[] {
  const root = shippedFolder(folder);
  if (root === undefined) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length).replaceAll('\\', '/'))
    .sort();
}

function shippedFolder(folder: string): string | undefined {
  const models = packageLibrary();
  const path = models && join(dirname(models), 'reference', folder);
  return path !== undefined && existsSync(path) ? path : undefined;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
