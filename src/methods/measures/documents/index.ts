export { measurePerson, measureRate } from './methods.ts';
