export { ageSex } from './age-sex.ts';
export { messages, reasons } from './messages.ts';
export { factors, stratify } from './stratify/stratify.ts';
