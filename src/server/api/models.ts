/** Models of the library and of the folder. */
import type { Localized } from '../../language/plan.ts';
import type { TermsDocument } from './terms.ts';

/** GET /models. */
export interface ModelCard {
  model: string;
  version: string;
  family: string;
  title: Localized;
  /** What it is, in a sentence or two: its note, else how its description begins; null where it has neither. */
  about: Localized | null;
  source: string | null;
  file: string;
  unverified: number;
}
/** GET /models/:model. */
export interface ModelDetail {
  card: ModelCard;
  readme: Localized | null;
  document: string;
  terms: TermsDocument;
  graph: Graph;
  /** The last known state of its tests; null where they were not run in this server. */
  tests: TestState | null;
}
export interface Graph {
  nodes: {
    id: string;
    kind: 'fact' | 'parameter' | 'term' | 'payment';
    entity: string | null;
    title: Localized;
  }[];
  edges: { from: string; to: string }[];
}
export interface TestState {
  passed: number;
  failed: number;
  cases: { name: string; passed: boolean; message: Localized | null }[];
}
