export { accrue, type Accrual, type JournalEntry } from './accrue.ts';
export { accrualRules } from './rules.ts';
