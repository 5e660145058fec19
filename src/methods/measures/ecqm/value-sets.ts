/** The value sets the logic uses: there, listed, and complete; or named with the way out. */
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { listOf, objectOf, textOf, withoutVersion } from './json.ts';
import { report } from './messages.ts';
import type { Resource } from './types.ts';

/**
 * The ValueSet resources that the definitions of the ELM mean. A definition is made to name the one the bundle has: its url, and no version,
 * since the engine looks for exactly what is named. (The ELM given is changed.)
 */
export function usedValueSets(
  file: string,
  resources: readonly Resource[],
  definitions: ReadonlyMap<Resource, { library: string; name: string }>,
): Checked<Resource[]> {
  const at = { file };
  const diagnostics: Diagnostic[] = [];
  const used = new Map<string, Resource>();
  const [missing, unlisted] = [new Set<string>(), new Set<string>()];
  for (const [definition, { name }] of definitions) {
    const id = textOf(definition, 'id') ?? '';
    const [url = '', inId] = id.split('|');
    const version = textOf(definition, 'version') ?? inId;
    const found = latest(
      resources.filter((one) => means(one, url)),
      version,
    );
    const title = `${name} (${url})`;
    if (!found) {
      missing.add(title);
      continue;
    }
    const own = textOf(found, 'version');
    if (version !== undefined && own !== version)
      diagnostics.push(report('value-set-version', { set: title, version, found: own ?? '–' }, at));
    const listed = listing(found);
    if (listed === undefined) unlisted.add(title);
    const total = objectOf(found, 'expansion')?.['total'];
    if (listed !== undefined && typeof total === 'number' && total > listed && !used.has(urlOf(found)))
      diagnostics.push(report('value-set-incomplete', { set: title, listed, total }, at));
    used.set(urlOf(found), found);
    definition['id'] = urlOf(found);
    delete definition['version'];
  }
  for (const [code, sets] of [
    ['value-set-missing', missing],
    ['value-set-not-expanded', unlisted],
  ] as const)
    if (sets.size > 0)
      diagnostics.push(report(code, { count: sets.size, sets: [...sets].sort().join('; ') }, at));
  if (missing.size + unlisted.size > 0) return { diagnostics };
  return { value: [...used.entries()].map(([url, one]) => ({ ...one, url })), diagnostics };
}

function urlOf(valueSet: Resource): string {
  return withoutVersion(textOf(valueSet, 'url') ?? '');
}

/** By url; `urn:oid:…` also by the identifier, or by the object identifier a url ends in. */
function means(valueSet: Resource, id: string): boolean {
  const url = urlOf(valueSet);
  if (url === '') return false;
  if (url === id) return true;
  const oid = id.replace(/^urn:oid:/, '');
  if (!/^[\d.]+$/.test(oid)) return false;
  return (
    url.endsWith(`/${oid}`) ||
    url === `urn:oid:${oid}` ||
    listOf(valueSet, 'identifier').some(({ value }) => value === oid || value === `urn:oid:${oid}`)
  );
}

/** The version asked for, else the last by name: versions of value sets are dates. */
function latest(found: readonly Resource[], version: string | undefined): Resource | undefined {
  const exact = found.find((one) => textOf(one, 'version') === version);
  if (version !== undefined && exact) return exact;
  return found.toSorted((a, b) => ((textOf(a, 'version') ?? '') < (textOf(b, 'version') ?? '') ? 1 : -1))[0];
}

/** How many entries are listed; undefined where the codes follow from a rule that nobody has carried out. */
function listing(valueSet: Resource): number | undefined {
  const expansion = objectOf(valueSet, 'expansion');
  const contains = listOf(expansion, 'contains');
  if (contains.length > 0) return entries(contains);
  if (expansion && (expansion['total'] === 0 || Array.isArray(expansion['contains']))) return 0;
  const compose = objectOf(valueSet, 'compose');
  const include = listOf(compose, 'include');
  if (include.length === 0 || listOf(compose, 'exclude').length > 0) return undefined;
  const rule = include.some(
    (one) => 'filter' in one || 'valueSet' in one || listOf(one, 'concept').length === 0,
  );
  return rule ? undefined : include.reduce((sum, one) => sum + listOf(one, 'concept').length, 0);
}

function entries(contains: readonly Resource[]): number {
  return contains.reduce((sum, one) => sum + 1 + entries(listOf(one, 'contains')), 0);
}
