/** All methods. A family adds its own here, in one line. */
import type { MethodSignature } from '../language/method.ts';
import { attribution } from './attribution/index.ts';
import { audit } from './audit/index.ts';
import { cmsHcc } from './case-mix/cms-hcc/method.ts';
import { comorbidity } from './case-mix/comorbidity/method.ts';
import { given } from './case-mix/given.ts';
import { groupWeights } from './case-mix/group-weights.ts';
import { dipCatalogue, dipFactors } from './case-mix/dip/catalogue-method.ts';
import { dip } from './case-mix/dip/method.ts';
import { chsDrg } from './case-mix/methods.ts';
import { costing } from './costing/index.ts';
import { members } from './distribution/index.ts';
import { hospitalEfficiency } from './efficiency/method.ts';
import { chemotherapy, chronicYear, trigger } from './episodes/index.ts';
import { yearEnd } from './forecast/index.ts';
import { measurePerson, measureRate } from './measures/documents/index.ts';
import { ecqm } from './measures/ecqm/index.ts';
import type { Method } from './method.ts';
import { curves, followUp, scores, timeToEvent } from './outcomes/index.ts';
import { feeSchedule } from './repricing/index.ts';
import { spending } from './spending/index.ts';
import { ageSex, factors, stratify } from './risk/index.ts';

export const METHODS: readonly Method[] = [
  ...attribution,
  ...spending,
  trigger,
  chemotherapy,
  chronicYear,
  yearEnd,
  members,
  feeSchedule,
  ageSex,
  stratify,
  factors,
  timeToEvent,
  curves,
  followUp,
  scores,
  ...audit,
  ...costing,
  hospitalEfficiency,
  ...comorbidity,
  cmsHcc,
  chsDrg,
  dipCatalogue,
  dipFactors,
  dip,
  given,
  groupWeights,
  ecqm,
  measureRate,
  measurePerson,
];

export function findMethod(name: string): Method | undefined {
  return METHODS.find((method) => method.name === name);
}

/** What the checking of contracts knows of them. */
export function methodSignatures(methods: readonly Method[] = METHODS): MethodSignature[] {
  return methods.map(({ name, title, options, columns }) => ({ name, title, options, columns }));
}
