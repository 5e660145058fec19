export * from './format/index.ts';
export * from './types.ts';
export {
  boundTo,
  isNothing,
  lackOf,
  paymentHead,
  pendingTerm,
  Summarizer,
  titleOf,
  wholeSummary,
  type RunFacts,
} from './summarize.ts';
export { explanationSentence, oneLine } from './explanation.ts';
export { formulaInMath } from './formula/math.ts';
export { called } from './formula/names.ts';
export { formulaInWords } from './formula/words.ts';
export { owedSentence, type Way } from './owed.ts';
export { parameterNotes } from './parameters.ts';
export { STATEMENT_FILES, STATEMENT_VERSION, summarize, writeStatement } from './write.ts';
export { rowCount, shownReason, titled, word, type Word } from './words.ts';
