/** What lies below the folder: contracts, runs, data folders and documents, told by their names and first lines. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentCard } from '../api.ts';

interface Found {
  runs: string[];
  data: string[];
  documents: { file: string; kind: DocumentCard['kind'] }[];
  /** Reports of `openvbp value … -o report.json`. */
  values: string[];
  /** Not everything was looked at: the folder holds more than the server takes in. */
  partial: boolean;
}

const MOST_ENTRIES = 50_000;
const DEEPEST = 12;
const PASSED_OVER = /^(\..*|node_modules|dist|.*\.partial)$/;
export const EDITED = /\.(ya?ml|csv|md)$/i;

export async function walk(root: string): Promise<Found> {
  const found: Found = { runs: [], data: [], documents: [], values: [], partial: false };
  let entries = 0;
  const visit = async (folder: string, depth: number): Promise<void> => {
    const list = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const names = new Set(list.map(({ name }) => name));
    if (names.has('run.json') && names.has('run.duckdb')) return void found.runs.push(folder);
    if (names.has('data.json')) return void found.data.push(folder);
    for (const entry of list.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      entries += 1;
      if (entries > MOST_ENTRIES || depth > DEEPEST) {
        found.partial = true;
        return;
      }
      const path = join(folder, entry.name);
      if (PASSED_OVER.test(entry.name)) continue;
      // Links are followed by nobody: they may lead in circles, or out.
      if (entry.isDirectory()) await visit(path, depth + 1);
      else if (entry.isFile() && EDITED.test(entry.name)) {
        const kind = kindOf(path);
        if (kind !== undefined) found.documents.push({ file: path, kind });
      } else if (entry.isFile() && entry.name.endsWith('.json') && isValue(path)) found.values.push(path);
    }
  };
  await visit(root, 0);
  return found;
}

const HEAD = 16 * 1024;
const kinds = new Map<string, { stamp: string; kind: DocumentCard['kind'] }>();

/** By the keys at the left margin. Read again only when the file has changed. */
function kindOf(file: string): DocumentCard['kind'] | undefined {
  if (!/\.ya?ml$/i.test(file)) return 'other';
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return undefined;
  const stamp = `${stat.mtimeMs} ${stat.size}`;
  const known = kinds.get(file);
  if (known?.stamp === stamp) return known.kind;
  const head = headOf(file);
  const kind = /^["']?contract["']?[ \t]*:/m.test(head)
    ? 'contract'
    : /^["']?tests["']?[ \t]*:/m.test(head)
      ? 'tests'
      : /^["']?model["']?[ \t]*:/m.test(head)
        ? 'model'
        : 'other';
  kinds.set(file, { stamp, kind });
  return kind;
}

/** A report of value begins with its condition, as it is written. */
const isValue = (file: string) => /^\s*\{\s*"condition"\s*:\s*"/.test(headOf(file));

function headOf(file: string): string {
  try {
    const handle = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(HEAD);
      return bytes.toString('utf8', 0, readSync(handle, bytes, 0, HEAD, 0));
    } finally {
      closeSync(handle);
    }
  } catch {
    return '';
  }
}
