/** Ways into JSON of which nothing is certain. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Checked, Diagnostic, Location } from '../../../language/diagnostic.ts';
import { report } from './messages.ts';
import type { Place, Resource } from './types.ts';

/** A document is read whole; a longer one belongs into NDJSON, which is read line by line. */
const LONGEST = 256 * 1024 * 1024;

export function isObject(value: unknown): value is Resource {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects in the list under a name; none where there is no list. */
export function listOf(value: unknown, name: string): Resource[] {
  const found = isObject(value) ? value[name] : undefined;
  return Array.isArray(found) ? found.filter(isObject) : [];
}

export function textOf(value: unknown, name: string): string | undefined {
  const found = isObject(value) ? value[name] : undefined;
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function objectOf(value: unknown, name: string): Resource | undefined {
  const found = isObject(value) ? value[name] : undefined;
  return isObject(found) ? found : undefined;
}

/** The resources in a Bundle, in order. */
export function resourcesOf(bundle: unknown): Resource[] {
  return listOf(bundle, 'entry').flatMap((entry): Resource[] => {
    const resource = objectOf(entry, 'resource');
    return resource ? [resource] : [];
  });
}

/** The code of a CodeableConcept, or of one of its codings. */
export function codeOf(concept: unknown): string | undefined {
  return listOf(concept, 'coding')
    .map((coding) => textOf(coding, 'code'))
    .find((code) => code !== undefined);
}

/** `url` without `|version`. */
export function withoutVersion(canonical: string): string {
  return canonical.split('|')[0] ?? canonical;
}

export async function readJson(file: string): Promise<Checked<unknown>> {
  const text = await readText(file);
  if (text.value === undefined) return { diagnostics: text.diagnostics };
  try {
    return { value: JSON.parse(text.value) as unknown, diagnostics: [] };
  } catch (error) {
    return { diagnostics: [notJson({ file, line: lineOf(text.value, error) }, error)] };
  }
}

async function readText(file: string): Promise<Checked<string>> {
  try {
    const { size } = await stat(file);
    if (size > LONGEST) return { diagnostics: [report('document-too-long', { megabytes: 256 }, { file })] };
    const text = await readFile(file, 'utf8');
    return { value: text.startsWith('\uFEFF') ? text.slice(1) : text, diagnostics: [] };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { diagnostics: [report('file-unreadable', { words }, { file })] };
  }
}

export function notJson(place: Place, error: unknown): Diagnostic {
  const words = error instanceof Error ? error.message : String(error);
  return report('not-json', { place: placeText(place), words }, located(place));
}

/** `patients.ndjson:12`, `patients.json[3]`, `patient.json`. */
export function placeText({ file, line, item }: Place): string {
  const name = basename(file);
  return line !== undefined ? `${name}:${line}` : item !== undefined ? `${name}[${item}]` : name;
}

export function located({ file, line }: Place): Location {
  return { file, ...(line !== undefined && { line }) };
}

/** The line V8 speaks of; where it names none the text ended too early, so the last. */
function lineOf(text: string, error: unknown): number {
  const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length;
}
