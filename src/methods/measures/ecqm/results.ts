/** What the engine gave for a patient → what each thing counted is. */
import detailed from 'fqm-execution/build/calculation/DetailedResultsBuilder.js';
import { decimalOf } from './decimal.ts';
import { populationId } from './measure.ts';
import type { MeasureGroup, Resource, Unit } from './types.ts';

interface EnginePopulation {
  populationId?: string;
  result: boolean;
  observations?: unknown[] | null;
}

interface EngineGroup {
  populationResults?: EnginePopulation[];
  stratifierResults?: { strataCode: string; result: boolean; appliesResult: boolean }[];
  episodeResults?: {
    episodeId: string;
    populationResults: EnginePopulation[];
    stratifierResults?: { strataCode: string; result: boolean }[];
  }[];
}

/** Statements of the main library by name, as the engine left them. */
export type Statements = Record<string, unknown>;

/**
 * Which populations hold of which thing counted. That a numerator needs its denominator, an exclusion its population and so on is the
 * engine's rule (CQFM measure conformance, table 3-1), as is what a stratifier applies to.
 */
export function unitsOf(
  resource: Resource,
  source: Resource,
  group: MeasureGroup,
  statements: Statements,
): Unit[] {
  const build = detailed.createPopulationValues as unknown as (
    measure: Resource,
    group: Resource,
    statements: Statements,
  ) => EngineGroup;
  const found = build(resource, source, statements);
  if (group.basis === 'patient') {
    const unit = unitOf(group, found.populationResults ?? [], statements);
    const strata = group.stratifiers.map(
      ({ key }) =>
        found.stratifierResults?.find(({ strataCode }) => strataCode === key)?.appliesResult === true,
    );
    return [{ ...unit, strata }];
  }
  return (found.episodeResults ?? [])
    .map((one) => ({
      episode: one.episodeId,
      ...unitOf(group, one.populationResults, undefined),
      strata: group.stratifiers.map(
        ({ key }) => one.stratifierResults?.find(({ strataCode }) => strataCode === key)?.result === true,
      ),
    }))
    .sort((a, b) => (a.episode < b.episode ? -1 : a.episode > b.episode ? 1 : 0));
}

/** Of an episode the engine lists an observation twice where the measure names what it observes: once as declared, once with its value. */
function unitOf(
  { populations }: MeasureGroup,
  results: readonly EnginePopulation[],
  statements: Statements | undefined,
): Pick<Unit, 'members' | 'observations'> {
  const of = (id: string) => results.filter((one) => one.populationId === id);
  return {
    members: populations.map((one) => of(populationId(one)).some(({ result }) => result)),
    observations: populations.map((one) => {
      if (one.type !== 'measure-observation') return [];
      const found = of(populationId(one));
      const values = found.flatMap(({ observations }) => observations ?? []);
      // The engine passes over an observation of 0 of a patient, which is a value and not its absence.
      const zero = statements?.[`obs_func_${one.expression}`] === 0;
      if (zero && values.length === 0 && found.some((own) => own.result && own.observations !== null))
        return ['0'];
      return values.flatMap((value) => decimalOf(value) ?? []);
    }),
  };
}

/** A statement's value in a few words, for whoever asks why. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  // A resource as the engine wraps it.
  const json = (value as Record<string, Resource | undefined>)['_json'];
  if (json && typeof json['resourceType'] === 'string')
    return `${json['resourceType']}/${String(json['id'] ?? '?')}`;
  const text = String(value);
  return text.startsWith('[object') ? '{…}' : text;
}
