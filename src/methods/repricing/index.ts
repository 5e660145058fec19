export { feeSchedule } from './fee-schedule.ts';
