/** What the quality report finds: its grade, in words, and what to do about it. The words of the report itself are in `messages/`. */
import { defineMessages } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { rowFindings } from './messages/rows.ts';
import { sourceFindings } from './messages/sources.ts';
import { tableFindings } from './messages/tables.ts';

/** Each says what to do about it: the report has a place for that in every finding. */
const all = { ...sourceFindings, ...tableFindings, ...rowFindings } satisfies Record<
  string,
  { hint: Localized }
>;

export const findings = defineMessages(all);

export type Code = keyof typeof findings;
