/** The journal: what is booked at each closing, so that all that was booked of a row is what it stands at, accrued or settled. */

/** Where a row stands at a closing, in whole minor units. */
export type Standing = { kind: 'accrued' | 'settled'; amount: bigint };

export type EntryKind =
  /** Expected for the first time. */
  | 'accrue'
  /** Expected differently than before. */
  | 'adjust'
  /** No longer expected: it is final, cannot be told any more, or is gone. */
  | 'reverse'
  /** Final. */
  | 'settle'
  /** Final before, and final differently now. */
  | 'correct'
  /** Final before, and open again. */
  | 'reopen';

interface Entry {
  kind: EntryKind;
  amount: bigint;
}

/** What is booked to bring a row from where it stood to where it stands; nothing where neither changed. */
export function entries(before: Standing | undefined, now: Standing | undefined): Entry[] {
  if (before?.kind === now?.kind) {
    const change = (now?.amount ?? 0n) - (before?.amount ?? 0n);
    return change === 0n ? [] : [{ kind: now?.kind === 'settled' ? 'correct' : 'adjust', amount: change }];
  }
  const back: Entry[] =
    before === undefined
      ? []
      : [{ kind: before.kind === 'settled' ? 'reopen' : 'reverse', amount: -before.amount }];
  const on: Entry[] =
    now === undefined ? [] : [{ kind: now.kind === 'settled' ? 'settle' : 'accrue', amount: now.amount }];
  return [...back, ...on].filter(({ amount }) => amount !== 0n);
}
