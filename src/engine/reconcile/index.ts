export { figureOf, ourRows } from './ours.ts';
export { reconcile } from './reconcile.ts';
