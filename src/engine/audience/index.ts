export { hiddenFrom, hides, type Hidden, type PaymentPart } from './flow.ts';
export { audienceRules, type AudienceRules } from './rules.ts';
