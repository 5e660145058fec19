export { ecqm } from './method.ts';
