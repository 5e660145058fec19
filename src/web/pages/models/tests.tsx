/** The model's own tests: what is known of them, and a button to run them. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ModelDetail, TestState } from '../../../server/api.ts';
import { isRunning, useJobs, useModelTest } from '../../app/queries.ts';
import { JobProgress } from '../../app/settle.tsx';
import { useSay } from '../../app/settings.tsx';
import { Button } from '../../kit/button.tsx';
import { Foreign } from '../../kit/cited.tsx';
import { Empty, Failed, Notice } from '../../kit/states.tsx';
import { models as words } from '../../words/models.ts';
import css from './models.module.css';

/** Starts a model's tests and asks for their state when they end. */
export function useTests(model: string) {
  const client = useQueryClient();
  const start = useModelTest();
  const { data: jobs = [] } = useJobs();
  const job = jobs.findLast(({ kind, subject }) => kind === 'test' && subject === model);
  const state = job?.state;
  const before = useRef(state);
  useEffect(() => {
    if (before.current !== state && state === 'done')
      void client.invalidateQueries({ queryKey: ['models', model] });
    before.current = state;
  }, [state, client, model]);
  return { job, start: () => start.mutate({ subject: model }), error: start.error, pending: start.isPending };
}

export function Tests({ model: { card, tests } }: { model: ModelDetail }) {
  const t = useSay();
  const run = useTests(`${card.model}@${card.version}`);
  const running = run.job !== undefined && isRunning(run.job);
  const button = (
    <Button kind={tests ? 'plain' : 'primary'} onClick={run.start} disabled={run.pending}>
      {t(tests ? words.runAgain : words.runTests)}
    </Button>
  );
  return (
    <>
      {run.job && running && <JobProgress job={run.job} />}
      {run.error && <Failed error={run.error} title={t(words.testsFailed)} />}
      {run.job?.state === 'failed' && run.job.problem && (
        <Notice tone="bad">
          {t(words.testsFailed)}: {t(run.job.problem.message)}
        </Notice>
      )}
      {!tests && !running && (
        <Empty title={t(words.notRun)} action={button}>
          {t(words.notRunHint)}
        </Empty>
      )}
      {tests && <Results tests={tests} tools={!running && button} />}
    </>
  );
}

export function Results({ tests, tools }: { tests: TestState; tools?: React.ReactNode }) {
  const t = useSay();
  const count = tests.passed + tests.failed;
  // What fails stands first.
  const cases = tests.cases.toSorted((a, b) => Number(a.passed) - Number(b.passed));
  return (
    <>
      <div className={css.verdict} role="status">
        <strong className={tests.failed > 0 ? css.failed : css.passed}>
          {count === 0
            ? t(words.noTests)
            : tests.failed === 0
              ? `✓ ${t(words.allPass, { count })}`
              : `✗ ${t(words.someFail, { failed: tests.failed, count })}`}
        </strong>
        {tools}
      </div>
      <ul className={css.cases}>
        {cases.map(({ name, passed, message }, i) => (
          <li key={`${name} ${i}`}>
            <span className={passed ? css.passed : css.failed}>
              <span aria-hidden="true">{passed ? '✓' : '✗'}</span>
              <span className="sr-only">{t(passed ? words.passed : words.failed)}</span>
            </span>
            <div>
              <Foreign>{name}</Foreign>
              {message && <p className={css.message}>{t(message)}</p>}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
