/** The folder: its contracts, runs and data, and what changes in it. */
import type { Localized } from '../../language/plan.ts';
import type { Job } from './jobs.ts';

/** GET /workspace. `empty`: no contract, run or data below the folder: the page offers the demo. */
export interface Workspace {
  name: string;
  version: string;
  empty: boolean;
  contracts: ContractCard[];
  /** Runs whose contract is not here, too. Newest first. */
  runs: RunCard[];
  /** `members`: rows of enrolment; `lines`: claim lines, medical and pharmacy. */
  data: { path: string; members: number | null; lines: number | null }[];
  /** The folder holds more than the server looks through (50,000 entries): something may be missing here. */
  partial: boolean;
  /** The largest file the server takes, in megabytes: the page says so before it sends one. */
  uploadMb: number;
}

export interface ContractCard {
  file: string;
  contract: string;
  title: Localized | null;
  model: string;
  modelTitle: Localized | null;
  period: { from: string; to: string } | null;
  currency: string | null;
  /** Its data folder, below the served one; null where it has plain tables, or data elsewhere. */
  data: string | null;
  diagnostics: { errors: number; warnings: number };
  /** Paths of its runs, newest first; `latest` is the first of them. */
  runs: string[];
  latest: RunCard | null;
  /** Against the run before it; null where there is none or either is undetermined. */
  change: { payment: string; difference: string }[] | null;
}

export interface RunCard {
  run: string;
  contract: string;
  model: string;
  currency: string;
  minorUnit: number;
  period: { from: string; to: string };
  asOf: string;
  /** When `run.json` was written (the folder's clock, not part of the run), ISO. */
  written: string;
  /**
   * Of each payment: what is final and pending together and what of it is pending, rows by status, the two sides of its largest flow by
   * name (the id, where they have none), and how many pairs of parties it flows between.
   */
  payments: {
    id: string;
    title: Localized | null;
    from: Localized | null;
    to: Localized | null;
    flows: number;
    amount: string;
    pendingAmount: string;
    final: number;
    pending: number;
    undetermined: number;
  }[];
  warnings: number;
  /** The documents or the data are not what they were when the run was made. */
  stale: boolean;
}

/** GET /events (server-sent): something below the folder changed; the page asks again for what it shows. */
export type FolderEvent = { kind: 'changed'; paths: string[] } | { kind: 'job'; job: Job };
