/** Checking documents against the model they name. */
export { checkAgreement, knownParameters } from './agreement.ts';

export { checkTest, checkTestNames, checkTestPeriod } from './tests.ts';
