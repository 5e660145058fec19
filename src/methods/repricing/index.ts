export { feeSchedule } from './fee-schedule.ts';
export { messages, reasons } from './messages.ts';
