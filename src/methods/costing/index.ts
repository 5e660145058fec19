export { costToCharge } from './cost-to-charge.ts';
export { groupMargin } from './group-margin.ts';
