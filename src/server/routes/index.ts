/** All routes below /api, by what they are about. */
import type { Routes } from '../http/define.ts';
import { editorRoutes } from './editor.ts';
import { dataRoutes } from './data.ts';
import { documentRoutes } from './documents.ts';
import { jobRoutes } from './jobs.ts';
import { modelRoutes } from './models.ts';
import { reconcileRoutes } from './reconcile.ts';
import { runRoutes } from './runs.ts';
import { termsRoutes } from './terms.ts';
import { valueRoutes } from './value.ts';
import { whatIfRoutes } from './what-if.ts';
import { whyRoutes } from './why.ts';
import { workspaceRoutes } from './workspace.ts';

export const routes: readonly Routes[] = [
  workspaceRoutes,
  jobRoutes,
  runRoutes,
  whyRoutes,
  termsRoutes,
  modelRoutes,
  whatIfRoutes,
  reconcileRoutes,
  dataRoutes,
  documentRoutes,
  editorRoutes,
  valueRoutes,
];
