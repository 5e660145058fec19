export { messages, reasons } from './messages.ts';
export { yearEnd } from './year-end.ts';
