/**
 * What the server and the pages say to each other. Types only: the pages import nothing else of ours.
 *
 * All addresses are below `/api`. `:file`, `:run`, `:data` are paths below the served folder, percent-encoded whole
 * (`examples%2Faco%2Fcontract.yaml`); `:model` is `us/mssp@2025.1`. Amounts and values are exact decimal digits ("45867446.00");
 * rounding and grouping are the page's. Text for people is `Localized`. A failure is `Problem` with a status of 4xx or 5xx.
 */
import type { Comparison } from '../engine/types.ts';
import type { CheckedText, Completions, DocumentCard, DocumentText, Hover } from './api/documents.ts';
import type { Job } from './api/jobs.ts';
import type { ModelCard, ModelDetail } from './api/models.ts';
import type { Quality } from './api/quality.ts';
import type { FileColumns, Reconciled } from './api/reconcile.ts';
import type { Distribution, EntityPage, RunDetail, Timeline, Waterfall } from './api/runs.ts';
import type { TermsDocument } from './api/terms.ts';
import type { Value, ValueCard } from './api/value.ts';
import type { Levers, Sensitivity, WhatIf } from './api/what-if.ts';
import type { WhatWouldChangeIt, Why } from './api/why.ts';
import type { FolderEvent, Workspace } from './api/workspace.ts';

// What answers are made of, under names of its own in the description.
export type { QualityReport } from '../data/quality/report.ts';
export type {
  Comparison,
  Difference,
  Progress,
  Reconciliation,
  RunManifest,
  Scenario,
  Status,
} from '../engine/types.ts';
export type { Diagnostic, Severity } from '../language/diagnostic.ts';
export type { Constant, Localized, ScalarType } from '../language/plan.ts';
export type { ValueReport } from '../methods/value/report.ts';
export type { ParameterNote, StatementSummary } from '../statement/types.ts';

export type * from './api/documents.ts';
export type * from './api/jobs.ts';
export type * from './api/models.ts';
export type * from './api/problem.ts';
export type * from './api/quality.ts';
export type * from './api/reconcile.ts';
export type * from './api/runs.ts';
export type * from './api/terms.ts';
export type * from './api/value.ts';
export type * from './api/what-if.ts';
export type * from './api/why.ts';
export type * from './api/workspace.ts';

/** What each address answers with a status of 2xx (and 409, of a document). The routes are held to it, and the OpenAPI document is made from it. */
export interface Answers {
  'GET /workspace': Workspace;
  'GET /jobs': Job[];
  'GET /jobs/:id': Job;
  'DELETE /jobs/:id': Job;
  'POST /contracts/:file/settle': Job;
  'POST /demo': Job;
  'POST /models/:model/test': Job;
  'GET /runs/:run': RunDetail;
  'GET /runs/:run/entities/:entity': EntityPage;
  'GET /runs/:run/entities/:entity/distribution/:term': Distribution;
  'GET /runs/:run/timeline': Timeline;
  'GET /runs/:run/waterfall': Waterfall;
  'GET /runs/:run/compare/:other': Comparison;
  'GET /runs/:run/explain': Why;
  'GET /runs/:run/why-not': WhatWouldChangeIt;
  'GET /runs/:run/terms': TermsDocument;
  'GET /runs/:run/levers': Levers;
  'POST /runs/:run/what-if': WhatIf;
  'GET /runs/:run/sensitivity': Sensitivity;
  'POST /runs/:run/reconcile': Reconciled;
  'POST /columns': FileColumns;
  'GET /data/:data/quality': Quality;
  'GET /value': ValueCard[];
  'GET /value/:file': Value;
  'GET /models': ModelCard[];
  'GET /models/:model': ModelDetail;
  'GET /documents': DocumentCard[];
  'GET /documents/:file': DocumentText;
  'PUT /documents/:file': DocumentText;
  'POST /check': CheckedText;
  'POST /complete': Completions;
  'POST /hover': Hover | null;
}

/** What is sent as it happens: the data of each message is one. */
export interface Streams {
  'GET /events': FolderEvent;
  'GET /jobs/:id/events': Job;
}
