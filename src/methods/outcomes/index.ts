export { curves } from './curves.ts';
export { messages, reasons } from './messages.ts';
export { timeToEvent } from './time-to-event.ts';
