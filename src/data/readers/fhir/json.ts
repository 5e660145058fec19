/** JSON with exact numbers, and safe ways into documents of which nothing is certain. */

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** A number of sixteen or more digits may not survive as floating point. */
const LONG = /[\d.]{17,}/;

/** Throws `SyntaxError`. Numbers come as they are written: those that floating point would change, as text. */
export function parseJson(text: string): Json {
  if (!LONG.test(text)) return JSON.parse(text) as Json;
  return JSON.parse(text, (_name, value: Json, context?: { source?: string }) => {
    const source = context?.source;
    return typeof value === 'number' && source !== undefined && String(value) !== source
      ? plainNumber(source)
      : value;
  }) as Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands under the names, one in the other; of a list its first. Undefined where any is missing or of another kind. */
export function at(value: Json | undefined, ...names: string[]): Json | undefined {
  let here = value;
  for (const name of names) {
    if (Array.isArray(here)) here = here[0];
    if (!isObject(here)) return undefined;
    here = Object.hasOwn(here, name) ? here[name] : undefined;
  }
  return here;
}

/** The text there, trimmed; a number or boolean as text. Undefined where there is none. */
export function text(value: Json | undefined, ...names: string[]): string | undefined {
  const found = at(value, ...names);
  const one = Array.isArray(found) ? found[0] : found;
  if (typeof one === 'string') return one.trim() || undefined;
  return typeof one === 'number' || typeof one === 'boolean' ? plainNumber(String(one)) : undefined;
}

/** The objects in the list there; one object is a list of it. */
export function list(value: Json | undefined, ...names: string[]): JsonObject[] {
  const found = at(value, ...names);
  if (Array.isArray(found)) return found.filter(isObject);
  return isObject(found) ? [found] : [];
}

/** `1.2e3` → `1200`, digit by digit: FHIR allows exponents. */
function plainNumber(written: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d*))?[eE]([+-]?\d{1,3})$/.exec(written);
  if (!parts) return written;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
