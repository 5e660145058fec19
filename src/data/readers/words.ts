/** All words of formats in one place, for reports: why something was refused or passed over, and what was found. A format adds its line here. */
import type { Localized } from '../../language/plan.ts';
import {
  importFindings,
  passedOver as importPassedOver,
  refusals as importRefusals,
} from '../import/messages.ts';
import * as fhir from './fhir/messages.ts';
import * as x12 from './x12/messages.ts';

type Words = Readonly<Record<string, Localized>>;

const formats: readonly { refusals: Words; passedOver: Words; findings: Words }[] = [fhir, x12];

export const refusals: Words = Object.assign({}, importRefusals, ...formats.map((one) => one.refusals));
export const passedOver: Words = Object.assign({}, importPassedOver, ...formats.map((one) => one.passedOver));
export const sourceFindings: Words = Object.assign({}, importFindings, ...formats.map((one) => one.findings));
