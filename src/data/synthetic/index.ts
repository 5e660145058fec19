export { synthesise } from './synthesise.ts';
export type { Synthesised, SynthesisRequest } from './synthesise.ts';
export { countries } from './countries.ts';
