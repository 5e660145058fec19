/** What takes time: settling, the demo, tests. */
import type { Progress } from '../../engine/types.ts';
import type { Problem } from './problem.ts';

/**
 * POST /contracts/:file/settle {set?, asOf?, output?} · POST /demo {members?} · POST /models/:model/test → 202 and the job. Without `output` a new
 * run beside the last one; a run that `output` names is replaced.
 */
export interface Job {
  id: string;
  kind: 'settle' | 'demo' | 'test';
  /** What it works on: a contract's file, a model, or the demo. */
  subject: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  progress: Progress | null;
  /** The run it made, below the folder. */
  run: string | null;
  problem: Problem | null;
}
// GET /jobs · GET /jobs/:id · GET /jobs/:id/events (server-sent `Job`s until it ends) · DELETE /jobs/:id cancels.
