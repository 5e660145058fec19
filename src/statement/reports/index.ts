export { writeAccrual } from './accrual.ts';
export { writePortfolio } from './portfolio.ts';
export { HIDDEN, sharedStatement, writeAudience } from './audience.ts';
export { writeRegister } from './register.ts';
