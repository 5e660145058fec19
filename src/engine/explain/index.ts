export { explainResult } from './results.ts';
export { explain, openExplainer, type Explainer, type Figure } from './explain.ts';
