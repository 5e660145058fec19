export { writeAccrual } from './accrual.ts';
