export { appendBatch, ledgerFile, readLedger, type Ledger, type Posting, type Seal } from './file.ts';
export { positionsOf, type Position } from './positions.ts';
