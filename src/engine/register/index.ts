export { completeness, register, type Register } from './register.ts';
