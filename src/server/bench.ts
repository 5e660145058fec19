/** What all routes share: the folder, the runs that are open, the jobs, and who listens. */
import type { TestState } from './api.ts';
import type { OpenRun, OpenRuns } from './runs/open-runs.ts';
import type { Folder } from './workspace/workspace.ts';
import type { Root } from './workspace/root.ts';
import type { Events } from './workspace/events.ts';
import type { Jobs } from './jobs/jobs.ts';

export interface Bench {
  root: Root;
  runs: OpenRuns;
  folder: Folder;
  jobs: Jobs;
  events: Events;
  /** The largest file taken, in megabytes. */
  uploadMb: number;
  /** What model tests said, by `us/mssp@2025.1`: as long as this server runs. */
  tests: Map<string, TestState>;
}

/** Opens the run a request names. */
export function useRun<T>(
  { root, runs }: Bench,
  name: string,
  use: (open: OpenRun) => Promise<T>,
): Promise<T> {
  const folder = root.at(name);
  return runs.use(folder, root.name(folder), use);
}
