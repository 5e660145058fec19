export { ageSex } from './age-sex.ts';

export { factors, stratify } from './stratify/stratify.ts';
