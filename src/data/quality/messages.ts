/** What the quality report finds: its grade, in words, and what to do about it. The words of the report itself are in `messages/`. */
import { defineMessages } from '../../language/diagnostic.ts';
import { rowFindings } from './messages/rows.ts';
import { sourceFindings } from './messages/sources.ts';
import { tableFindings } from './messages/tables.ts';

export const findings = defineMessages({ ...sourceFindings, ...tableFindings, ...rowFindings });

export type Code = keyof typeof findings;
