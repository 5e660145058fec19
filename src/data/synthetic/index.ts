export { synthesise } from './synthesise.ts';

export { countries } from './countries.ts';
