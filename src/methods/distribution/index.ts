export { messages, reasons } from './messages.ts';
export { members } from './members.ts';
