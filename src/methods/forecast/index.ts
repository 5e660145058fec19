export { yearEnd } from './year-end.ts';
