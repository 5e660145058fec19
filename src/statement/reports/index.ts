export { writeAccrual } from './accrual.ts';
export { writePortfolio } from './portfolio.ts';
