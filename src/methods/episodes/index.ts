export { chemotherapy } from './chemotherapy.ts';
export { chronicYear } from './chronic-year.ts';

export { trigger } from './trigger.ts';
