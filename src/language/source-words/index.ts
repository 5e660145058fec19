/**
 * What models say beside their citations, in Chinese, by family of models: a remark, the name of a paper, or a whole source. A citation without a
 * remark needs no entry. `../sources.ts` takes sources apart and looks their parts up here; `rules.ts` has what follows a pattern.
 */
import { COMMON } from './common.ts';
import { CN } from './cn.ts';
import { DRUG } from './drug.ts';
import { GENERIC } from './generic.ts';
import { UK } from './uk.ts';
import { US } from './us.ts';

export const FAMILIES: Record<string, string>[] = [COMMON, CN, DRUG, GENERIC, UK, US];

export const KNOWN: ReadonlyMap<string, string> = new Map(
  FAMILIES.flatMap((family) => Object.entries(family)),
);
