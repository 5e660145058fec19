export { whatIf } from './what-if.ts';
