/** A Measure resource read: groups, populations, stratifiers, how it is scored. */
import type { Checked, Diagnostic, Location } from '../../../language/diagnostic.ts';
import { hasErrors } from '../../../language/diagnostic.ts';
import { codeOf, listOf, objectOf, textOf } from './json.ts';
import { report } from './messages.ts';
import type { Measure, MeasureGroup, MeasurePopulation, Resource, Scoring } from './types.ts';

const SCORINGS: readonly Scoring[] = ['proportion', 'ratio', 'continuous-variable', 'cohort'];

/** How observations may be put together: what `score.ts` computes. */
const AGGREGATES: readonly string[] = ['sum', 'count', 'average', 'median', 'minimum', 'maximum'];

/** Extensions of the US guide (cqfm), the universal one (cqm), and FHIR's own. */
function extension(of: Resource, name: string): Resource | undefined {
  const urls = [
    `http://hl7.org/fhir/us/cqfmeasures/StructureDefinition/cqfm-${name}`,
    `http://hl7.org/fhir/uv/cqm/StructureDefinition/cqm-${name}`,
    `http://hl7.org/fhir/StructureDefinition/cqf-${name}`,
  ];
  return listOf(of, 'extension').find(({ url }) => urls.includes(String(url)));
}

interface Described {
  measure: Measure;
  /** The Measure as the engine reads it without doubt: an id for every group, population and stratifier, codes with their system. */
  resource: Resource;
}

export function measureOf(resource: Resource, at: Location): Checked<Described> {
  const url = textOf(resource, 'url') ?? `Measure/${textOf(resource, 'id') ?? '?'}`;
  const version = textOf(resource, 'version');
  const canonical = version === undefined ? url : `${url}|${version}`;
  const diagnostics: Diagnostic[] = [];
  const groups = listOf(resource, 'group').flatMap((group, place) => {
    const id = textOf(group, 'id') ?? `group-${place + 1}`;
    const scoring = scoringOf(group) ?? codeOf(resource['scoring']) ?? '';
    if (scoring === 'composite') {
      diagnostics.push(report('measure-composite', { measure: canonical }, at));
      return [];
    }
    if (!isScoring(scoring)) {
      const data = { measure: canonical, group: id, scoring, known: SCORINGS.join(', ') };
      diagnostics.push(report('measure-scoring', data, at));
      return [];
    }
    for (const [n, one] of listOf(group, 'stratifier').entries())
      if (!('criteria' in one)) {
        const stratifier = textOf(one, 'id') ?? String(n + 1);
        diagnostics.push(report('stratifier-components', { measure: canonical, group: id, stratifier }, at));
      }
    const read = groupOf(resource, group, id, scoring);
    for (const { type, expression, aggregate = '–' } of read.group.populations)
      if (type === 'measure-observation' && !AGGREGATES.includes(aggregate)) {
        const data = { measure: canonical, group: id, expression, aggregate, known: AGGREGATES.join(', ') };
        diagnostics.push(report('aggregate-unknown', data, at));
      }
    return [read];
  });
  if (codeOf(resource['scoring']) === 'composite' && diagnostics.length === 0)
    diagnostics.push(report('measure-composite', { measure: canonical }, at));
  const ids = groups.map(({ group }) => group.id);
  for (const [n, id] of ids.entries())
    if (ids.indexOf(id) !== n) diagnostics.push(report('group-twice', { measure: canonical, group: id }, at));
  if (!hasErrors(diagnostics) && groups.every(({ group }) => group.populations.length === 0))
    diagnostics.push(report('measure-empty', { measure: canonical }, at));
  if (hasErrors(diagnostics)) return { diagnostics };
  const period = objectOf(resource, 'effectivePeriod');
  const [start, end] = [textOf(period, 'start')?.slice(0, 10), textOf(period, 'end')?.slice(0, 10)];
  const day = /^\d{4}-\d{2}-\d{2}$/;
  const effective =
    start !== undefined && end !== undefined && day.test(start) && day.test(end) ? { start, end } : undefined;
  const title = textOf(resource, 'title') ?? textOf(resource, 'name') ?? url;
  const value = {
    measure: { canonical, title, effective, groups: groups.map(({ group }) => group) },
    resource: { ...resource, group: groups.map(({ plain }) => plain) },
  };
  return { value, diagnostics };
}

function isScoring(text: string): text is Scoring {
  return (SCORINGS as readonly string[]).includes(text);
}

function scoringOf(group: Resource): string | undefined {
  const concept = extension(group, 'scoring')?.['valueCodeableConcept'];
  return concept === undefined ? undefined : codeOf(concept);
}

/** Boolean unless the group, the measure, or (ratio) one of its populations says a resource. */
function basisOf(measure: Resource, group: Resource, scoring: Scoring): 'patient' | 'episode' {
  const say = (one: Resource) => textOf(extension(one, 'populationBasis'), 'valueCode');
  const own = say(group);
  const populations = listOf(group, 'population').flatMap((one) =>
    codeOf(one['code']) === 'measure-observation' ? [] : (say(one) ?? []),
  );
  const basis =
    own ??
    (scoring === 'ratio' && populations.length > 0
      ? (populations.find((one) => one !== 'boolean') ?? 'boolean')
      : say(measure));
  return basis === undefined || basis === 'boolean' ? 'patient' : 'episode';
}

const SYSTEM = 'http://terminology.hl7.org/CodeSystem/measure-population';

/** What identifies a population to the engine. */
export function populationId({ id, key }: MeasurePopulation): string {
  return id ?? key;
}

function groupOf(
  measure: Resource,
  group: Resource,
  id: string,
  scoring: Scoring,
): { group: MeasureGroup; plain: Resource } {
  const written = listOf(group, 'population').flatMap((source) => {
    const type = codeOf(source['code']);
    const expression = textOf(objectOf(source, 'criteria'), 'expression');
    return type === undefined || expression === undefined ? [] : [{ source, type, expression }];
  });
  const keys = uniqueKeys(
    written.map(({ type, source }) => ({
      key: type,
      id: written.filter((one) => one.type === type).length > 1 ? textOf(source, 'id') : undefined,
    })),
  );
  const populations = written.map(({ source, type, expression }, n): MeasurePopulation => ({
    key: keys[n] ?? type,
    id: textOf(source, 'id'),
    type,
    expression,
    code: source['code'],
    observes: undefined,
    aggregate: aggregateOf(source),
  }));
  for (const [n, { source }] of written.entries()) {
    const one = populations[n];
    if (one?.type === 'measure-observation') one.observes = observed(one, source, populations);
  }
  const stratifiers = listOf(group, 'stratifier').flatMap((source) => {
    const expression = textOf(objectOf(source, 'criteria'), 'expression');
    return expression === undefined ? [] : [{ source, expression }];
  });
  const strata = uniqueKeys(
    stratifiers.map(({ source }, n) => ({
      key: textOf(source, 'id') ?? textOf(objectOf(source, 'code'), 'text') ?? `stratum-${n + 1}`,
      id: undefined,
    })),
  );
  const keyed = stratifiers.map((one, n) => ({ ...one, key: strata[n] ?? '' }));
  const plain = {
    ...group,
    id,
    population: populations.map((one, n) => ({
      ...written[n]?.source,
      id: populationId(one),
      code: { coding: [{ system: SYSTEM, code: one.type }] },
    })),
    ...(keyed.length > 0 && {
      stratifier: keyed.map(({ source, key }) => ({ ...source, id: key, code: { text: key } })),
    }),
  };
  if (keyed.length === 0) delete (plain as Resource)['stratifier'];
  const basis = basisOf(measure, group, scoring);
  return { group: { id, scoring, basis, populations, stratifiers: keyed }, plain };
}

/** A code in the guides; measures as their stewards publish them write the word ("Sum") as a string. */
function aggregateOf(source: Resource): string | undefined {
  const found = extension(source, 'aggregateMethod');
  return (textOf(found, 'valueCode') ?? textOf(found, 'valueString'))?.toLowerCase();
}

/** As fqm-execution finds it: the measure population, else the one referred to, else by the customary names. */
function observed(
  one: MeasurePopulation,
  source: Resource,
  populations: readonly MeasurePopulation[],
): string | undefined {
  const reference = textOf(extension(source, 'criteriaReference'), 'valueString');
  const of = (type: string) => populations.find((other) => other.type === type)?.key;
  return (
    of('measure-population') ??
    populations.find(({ id }) => reference !== undefined && id === reference)?.key ??
    (one.expression === 'Denominator Observations'
      ? of('denominator')
      : one.expression === 'Numerator Observations'
        ? of('numerator')
        : undefined)
  );
}

function uniqueKeys(wanted: readonly { key: string; id: string | undefined }[]): string[] {
  const taken = new Map<string, number>();
  return wanted.map(({ key, id }) => {
    const name = id ?? key;
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return times === 1 ? name : `${name}-${times}`;
  });
}
