export { explain, openExplainer, type Explainer, type Figure } from './explain.ts';
