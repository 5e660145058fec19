export { accrue, type Accrual, type AccrualTotal, type JournalEntry } from './accrue.ts';
export { accrualRules, type AccrualRules } from './rules.ts';
