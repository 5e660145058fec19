export { readLedgers } from './chain.ts';
export { appendBatch, ledgerFile, readLedger, type Ledger, type Posting } from './file.ts';
export { positionsOf, type Position } from './positions.ts';
