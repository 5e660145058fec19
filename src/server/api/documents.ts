/** Documents and what the editor asks. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';

/** GET /documents: the YAML and CSV files below the folder an editor opens. */
export interface DocumentCard {
  file: string;
  kind: 'contract' | 'model' | 'tests' | 'other';
}
/** GET /documents/:file. PUT {text, version}: 409 with the present `DocumentText` where somebody else wrote in between. */
export interface DocumentText {
  file: string;
  text: string;
  /** Hash of the text. */
  version: string;
}
/** POST /check {file, text}: the same checker as `openvbp check`, on text not saved yet. */
export interface CheckedText {
  diagnostics: Diagnostic[];
}
/** POST /complete {file, text, line, column} (from 1). */
export interface Completions {
  from: number;
  items: {
    label: string;
    kind: 'key' | 'name' | 'function' | 'value';
    detail: Localized | null;
    insert: string;
  }[];
}
/** POST /hover {file, text, line, column, run?, entityKey?}: type, unit, documentation and, of a run, the value. */
export interface Hover {
  name: string;
  type: string | null;
  unit: string | null;
  documentation: Localized | null;
  value: string | null;
}
