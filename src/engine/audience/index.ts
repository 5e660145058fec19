export { hiddenFrom, hides, type Hidden, type PaymentPart } from './flow.ts';
export { audienceRules } from './rules.ts';
