/** The shapes between reading a measure, computing it in threads, and what becomes of the results. */
import type { Evidence } from '../../method.ts';

/** A measure as far as it decides what is counted; expressions are names of statements of its main library. */
export interface Measure {
  /** `url|version`; where the measure has no url, `Measure/id`. */
  canonical: string;
  title: string;
  /** `effectivePeriod`, days, both inclusive as FHIR writes them. */
  effective: { start: string; end: string } | undefined;
  groups: MeasureGroup[];
}

export interface MeasureGroup {
  /** As in the measure; `group-1`, `group-2`, … by place where it has none. */
  id: string;
  scoring: Scoring;
  /** What is counted: patients, or episodes (resources such as Encounter). */
  basis: 'patient' | 'episode';
  populations: MeasurePopulation[];
  stratifiers: { key: string; expression: string; source: Resource }[];
}

export type Scoring = 'proportion' | 'ratio' | 'continuous-variable' | 'cohort';

export interface MeasurePopulation {
  /** Unique in the group: the type, or where several share it the id, or `type-2`. */
  key: string;
  id: string | undefined;
  /** http://terminology.hl7.org/CodeSystem/measure-population: `denominator`, `measure-observation`, … */
  type: string;
  expression: string;
  /** FHIR CodeableConcept of the measure, as it is. */
  code: unknown;
  /** Of an observation: the key of the population whose members it observes. */
  observes: string | undefined;
  /** Of an observation: `sum`, `average`, `median`, `minimum`, `maximum`, `count`. */
  aggregate: string | undefined;
}

/** What one thing counted (a patient, or an episode) is. Lists stand in the order of the group's populations and stratifiers. */
export interface Unit {
  /** The resource's id; absent where patients are counted. */
  episode?: string;
  members: boolean[];
  /** Observed values as decimal text, per population; of those that are no observation none. */
  observations: string[][];
  strata: boolean[];
}

export interface PatientResult {
  patient: string;
  place: Place;
  /** Why it could not be computed; then `groups` is empty: unknown is not zero. */
  failed?: string;
  /** In the order of the measure's groups: things counted, in the order of their ids. */
  groups: Unit[][];
  /** `Type/id` of resources the logic looked at, in order; where asked for. */
  evaluated?: string[];
  /** What the statements of the main library gave; where asked for. */
  statements?: { statement: string; value: string }[];
  /** By statement of a population: what its value was made from; where asked for. */
  traces?: Record<string, Evidence[]>;
}

/** A line of NDJSON, or the item of a list (from 0) in a document. */
export interface Place {
  file: string;
  line?: number;
  item?: number;
}

/** A FHIR resource of which nothing is certain but that it is an object. */
export type Resource = Record<string, unknown>;

/** All of one patient: its id and a Bundle of its resources, and where it was read. */
export interface Patient {
  id: string;
  bundle: { resourceType: 'Bundle'; type: 'collection'; entry: { resource: Resource }[] };
  place: Place;
}

/** What the threads are told once. */
export interface Task {
  bundle: Resource;
  measure: Measure;
  /** ISO instants with milliseconds, UTC. */
  period: { start: string; end: string };
  /** What `Now()` and `Today()` of the logic are: ISO instant. */
  now: string;
  trustProfiles: boolean;
  evaluated: boolean;
  /** Patients whose statements are wanted. */
  explain: string[];
}
