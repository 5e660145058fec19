export { compare } from './compare.ts';
export { differences } from './payments.ts';
