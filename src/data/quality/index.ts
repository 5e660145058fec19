/** The quality report of a data folder. */
export { OF_COLUMNS } from './account.ts';
export { assess, assessOpened } from './assess.ts';

export { currencyNote, inCurrency } from './currency.ts';
export { columnLabel, passedWords, refusalWords, tableLabel } from './found.ts';
export { qualityPage } from './html/page.ts';
export { reportWords } from './messages/report.ts';
export type * from './report.ts';
export { grouped, incompleteMonths, moneyLabel, percentText, summaryOf, unreadCount } from './summary.ts';
