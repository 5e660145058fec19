export { portfolio, type Portfolio } from './portfolio.ts';
export { exchangeRates } from './rates.ts';
