/** What a job's process is asked, and what it says while it works. */
import type { Progress } from '../../engine/types.ts';
import type { Problem, TestState } from '../api.ts';

export type Task =
  | {
      kind: 'settle';
      /** Absolute. */
      contract: string;
      output: string;
      set: Record<string, string>;
      asOf?: string | undefined;
    }
  | { kind: 'demo'; folder: string; members?: number | undefined }
  | { kind: 'test'; files: string[] };

export type Said =
  | { said: 'progress'; progress: Progress }
  /** A run is whole: its folder. */
  | { said: 'run'; folder: string }
  | { said: 'done'; tests?: TestState }
  | { said: 'failed'; problem: Problem };
