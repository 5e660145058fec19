/** Settle a contract from the page: progress while it runs, a way to stop it, the result or what is wrong when it ends. */
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Job } from '../../server/api.ts';
import { Button } from '../kit/button.tsx';
import { Failed, Notice } from '../kit/states.tsx';
import { frame } from '../words/frame.ts';
import { isRunning, useCancel, useJobs, useSettle } from './queries.ts';
import { useSay } from './settings.tsx';
import css from './settle.module.css';

export function SettleControl({
  file,
  again = false,
  primary = false,
}: {
  file: string;
  again?: boolean;
  primary?: boolean;
}) {
  const t = useSay();
  const settle = useSettle();
  const navigate = useNavigate();
  const { data } = useJobs();
  const jobs = data ?? [];
  const job = jobs.findLast(({ kind, subject }) => kind === 'settle' && subject === file);
  const mine = useRef<string | null>(null);
  useEffect(() => {
    if (!job) return;
    if (isRunning(job)) mine.current = job.id;
    else if (job.state === 'done' && mine.current === job.id) {
      mine.current = null;
      void navigate({ to: '.', search: ((old: object) => ({ ...old, run: undefined })) as never });
    }
  }, [job, navigate]);
  // A server that was started again knows nothing of it; a run is whole or not there, so nothing is half done.
  const lost = data !== undefined && mine.current !== null && !jobs.some(({ id }) => id === mine.current);
  const failed = job?.state === 'failed' && mine.current === job.id ? job.problem : null;
  if (job && isRunning(job)) return <JobProgress job={job} />;
  return (
    <>
      <Button
        kind={primary ? 'primary' : 'plain'}
        disabled={settle.isPending}
        onClick={() => settle.mutate({ subject: file })}
      >
        {t(again ? frame.settleAgain : frame.settle)}
      </Button>
      {settle.error && <Failed error={settle.error} title={t(frame.settleFailed)} />}
      {lost && <Notice tone="wait">{t(frame.jobLost)}</Notice>}
      {failed && <JobFailed job={job as Job} />}
      {job?.state === 'cancelled' && mine.current === job.id && <Notice>{t(frame.cancelled)}</Notice>}
    </>
  );
}

function JobFailed({ job }: { job: Job }) {
  const t = useSay();
  return job.problem ? (
    <div className={css.failed} role="alert">
      <Notice tone="bad">
        <strong>{t(frame.settleFailed)}</strong> {t(job.problem.message)}
        {job.problem.diagnostics?.slice(0, 5).map((one, i) => (
          <p key={i}>{t(one.message)}</p>
        ))}
      </Notice>
    </div>
  ) : null;
}

/** What a job is doing, how far it is, and a way to stop it. */
export function JobProgress({ job }: { job: Job }) {
  const t = useSay();
  const cancel = useCancel();
  const { progress } = job;
  const words =
    job.state === 'waiting'
      ? t(frame.waiting)
      : progress
        ? t(frame[`stage_${progress.stage}`], { name: progress.name })
        : t(frame.starting);
  return (
    <div className={css.progress} role="status">
      <progress
        className={css.bar}
        aria-label={words}
        {...(progress && progress.total > 0 && { value: progress.done, max: progress.total })}
      />
      <span className={css.words}>{words}</span>
      <Button kind="text" disabled={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
        {t(frame.cancel)}
      </Button>
    </div>
  );
}
