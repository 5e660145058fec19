export { explain, type Figure } from './explain.ts';
