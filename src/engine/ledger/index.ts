export { readLedgers, type Ledgers } from './chain.ts';
export {
  appendBatch,
  ledgerFile,
  readLedger,
  type Head,
  type Ledger,
  type Posting,
  type Seal,
} from './file.ts';
export { positionsOf, type Position } from './positions.ts';
