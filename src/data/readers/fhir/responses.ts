/**
 * ClaimResponse: what an insurer answers to a Claim, where no ExplanationOfBenefit says it (NPHIES, NHCX, openIMIS). Its amounts stand on the lines
 * of the Claim, by their sequence; what it states of the claim as a whole as in any claim.
 */
import type { TextRow } from '../../import/format.ts';
import type { Amounts } from './adjudication.ts';
import { claimAmounts, itemAmounts, noughts, restOf } from './claims.ts';
import type { Differs } from './claims.ts';
import { at, list, text } from './json.ts';
import type { JsonObject } from './json.ts';
import { target } from './references.ts';
import type { Beside } from './references.ts';
import { day } from './values.ts';
import type { Notes } from './values.ts';

export interface Answer {
  /** The Claim it answers. */
  name: string;
  /** The later of several stands. */
  created: string;
  paidDate?: string;
  /** By the sequence of the line. */
  items: Record<string, Amounts>;
  stated: Amounts;
}

/** Undefined where it names no Claim, or no amount: one that is queued, or failed. */
export function answerOf(response: JsonObject, beside: Beside, notes: Notes): Answer | undefined {
  const named = target(at(response, 'request'), response, beside);
  const name = named.id ?? named.identifier?.value;
  const items: Record<string, Amounts> = {};
  for (const item of list(response, 'item')) {
    const amounts = itemAmounts(item, notes);
    const sequence = text(item, 'itemSequence');
    if (sequence !== undefined && Object.keys(amounts).length > 0) items[sequence] = amounts;
  }
  const stated = claimAmounts(response, notes);
  if (name === undefined || (Object.keys(items).length === 0 && Object.keys(stated).length === 0))
    return undefined;
  const paidDate = day(at(response, 'payment', 'date'), notes);
  return {
    name,
    created: text(response, 'created') ?? '',
    ...(paidDate !== undefined && { paidDate }),
    items,
    stated,
  };
}

/** The rows of a Claim with the amounts of its answer; what the answer says nothing of stays as the Claim has it. */
export function answeredRows(rows: readonly TextRow[], answer: Answer, differs: Differs): TextRow[] {
  const lines = rows
    .toSorted((a, b) => Number(a['claim_line_number']) - Number(b['claim_line_number']))
    .map((row) => ({
      ...row,
      ...(answer.paidDate !== undefined && { paid_date: answer.paidDate }),
      ...answer.items[row['claim_line_number'] ?? ''],
    }));
  const { rest, nothing } = restOf(answer.stated, lines, { differs });
  return lines.map((line, i) => ({
    ...line,
    ...Object.fromEntries(
      Object.entries({ ...nothing, ...(i === 0 ? rest : noughts(rest)) }).filter(
        ([money]) => (line as TextRow)[money] === undefined,
      ),
    ),
  }));
}
