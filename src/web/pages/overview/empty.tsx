/** An empty folder: the demo, with what it is doing while it is made, and other ways in. */
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useGuide } from '../../app/guide.tsx';
import { isRunning, useDemo, useJobs } from '../../app/queries.ts';
import { useSay } from '../../app/settings.tsx';
import { JobProgress } from '../../app/settle.tsx';
import { Button, linkButton } from '../../kit/button.tsx';
import { Failed, Notice } from '../../kit/states.tsx';
import { overview as words } from '../../words/overview.ts';
import css from './overview.module.css';

export function EmptyFolder() {
  const t = useSay();
  const { start } = useGuide();
  const demo = useDemo();
  const { data: jobs = [] } = useJobs();
  const job = jobs.findLast(({ kind }) => kind === 'demo');
  const running = job && isRunning(job);
  const watched = useRef(false);
  useEffect(() => {
    if (running) watched.current = true;
    // The steps begin where the demo does; whoever closed them before asked for it anew.
    if (job?.state === 'done' && watched.current) {
      watched.current = false;
      start();
    }
  }, [running, job, start]);
  return (
    <div className={css.welcome}>
      <h1>{t(words.emptyTitle)}</h1>
      <p className={css.lead}>{t(words.emptyText)}</p>
      {running ? (
        <JobProgress job={job} />
      ) : (
        <Button kind="primary" disabled={demo.isPending} onClick={() => demo.mutate({})}>
          {t(words.makeDemo)}
        </Button>
      )}
      {demo.error && <Failed error={demo.error} title={t(words.demoFailed)} />}
      {job?.state === 'failed' && job.problem && (
        <Notice tone="bad">
          <strong>{t(words.demoFailed)}</strong> {t(job.problem.message)}
        </Notice>
      )}
      {job?.state === 'cancelled' && <Notice>{t(words.demoCancelled)}</Notice>}
      <h2 className={css.own}>{t(words.ownTitle)}</h2>
      <p className={css.ownText}>{t(words.ownText)}</p>
      <p className={css.ways}>
        <Link to="/models" className={linkButton}>
          {t(words.readModels)}
        </Link>
      </p>
    </div>
  );
}
