export { portfolio, type Portfolio, type PortfolioRow, type PortfolioTotal } from './portfolio.ts';
export { exchangeRates, type ExchangeRates } from './rates.ts';
