export { chemotherapy } from './chemotherapy.ts';
export { chronicYear } from './chronic-year.ts';
export { messages, reasons } from './messages.ts';
export { trigger } from './trigger.ts';
