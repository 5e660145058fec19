/** In words: why rows are refused or passed over, and what is found about a source, of all formats. */
import type { Severity } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import * as common from '../import/messages.ts';
import * as cclf from './cclf/messages.ts';
import * as fhir from './fhir/messages.ts';
import * as x12 from './x12/messages.ts';

type Words = Readonly<Record<string, Localized>>;

/** By code; a code without words is shown as it is. */
export const refusals: Words = { ...cclf.refusals, ...fhir.refusals, ...x12.refusals, ...common.refusals };
export const passedOver: Words = {
  ...cclf.passedOver,
  ...fhir.passedOver,
  ...x12.passedOver,
  ...common.passedOver,
};
/** Of findings also how grave they are and what to do, where that was said. */
export const findings: Readonly<Record<string, Localized & { severity?: Severity; hint?: Localized }>> = {
  ...cclf.findings,
  ...fhir.findings,
  ...x12.findings,
  ...common.importFindings,
};
