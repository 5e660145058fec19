/** What the document gives when it is run: a contract is settled, a model's tests are run. */
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { DocumentCard, ModelCard, ModelDetail } from '../../../server/api.ts';
import { isRunning, useAsk, useJobs, useModels, useSettle, useWorkspace } from '../../app/queries.ts';
import { JobProgress } from '../../app/settle.tsx';
import { useSettings } from '../../app/settings.tsx';
import { Button, linkButton } from '../../kit/button.tsx';
import { Money } from '../../kit/figure.tsx';
import { shownMoment } from '../../kit/format.ts';
import { Diagnostics, Failed, Notice } from '../../kit/states.tsx';
import { editor as words } from '../../words/editor.ts';
import { models as modelWords } from '../../words/models.ts';
import { Results, useTests } from '../models/tests.tsx';
import { modelOf } from './model-of.ts';
import css from './editor.module.css';

interface Props {
  file: string;
  kind: DocumentCard['kind'];
  changed: boolean;
  /** How often it was saved here. */
  saved: number;
  errors: number;
  save(): Promise<boolean>;
}

export function RunOrTests(props: Props) {
  const { data: models = [] } = useModels();
  if (props.kind === 'contract') return <Settle {...props} />;
  const model = props.kind === 'other' ? null : modelOf(props.file, models);
  return model ? <ModelTests {...props} model={model} /> : <None {...props} />;
}

function None({ kind }: Props) {
  const { t } = useSettings();
  return kind === 'other' ? null : <p className={css.quiet}>{t(words.noTestsHere)}</p>;
}

function Settle({ file, changed, errors, save }: Props) {
  const { t, lang } = useSettings();
  const settle = useSettle();
  const { data: jobs = [] } = useJobs();
  const { data: workspace } = useWorkspace();
  const job = jobs.findLast(({ kind, subject }) => kind === 'settle' && subject === file);
  const card = workspace?.contracts.find((one) => one.file === file);
  const latest = card?.latest ?? null;
  const run = async () => {
    if (!changed || (await save())) settle.mutate({ subject: file });
  };
  const running = job !== undefined && isRunning(job);
  return (
    <section className={css.outcome} aria-label={t(words.result)}>
      <h2>{t(words.result)}</h2>
      {running ? (
        <JobProgress job={job} />
      ) : (
        <Button kind="primary" disabled={errors > 0 || settle.isPending} onClick={() => void run()}>
          {t(changed ? words.settleSaves : words.settle)}
        </Button>
      )}
      {errors > 0 && <p className={css.quiet}>{t(words.cannotSettle)}</p>}
      {settle.error && <Failed error={settle.error} title={t(words.failed)} />}
      {job?.state === 'failed' && job.problem && (
        <Notice tone="bad">
          <strong>{t(words.failed)}</strong> {t(job.problem.message)}
          {job.problem.diagnostics && <Diagnostics list={job.problem.diagnostics} />}
        </Notice>
      )}
      {job?.state === 'cancelled' && <p className={css.quiet}>{t(words.cancelled)}</p>}
      {latest && (
        <div className={css.latest} role="status">
          <p className={css.quiet}>
            {job?.state === 'done' && job.run === latest.run ? t(words.settled) : t(words.lastRun)}{' '}
            {shownMoment(latest.written, lang)}
          </p>
          <ul>
            {latest.payments.map((payment) => (
              <li key={payment.id}>
                <span>{t(payment.title) || payment.id}</span>
                <strong>
                  <Money amount={payment.amount} money={latest} as="compact" />
                </strong>
              </li>
            ))}
          </ul>
          <Link to="/contract/$contract/result" params={{ contract: file }} className={linkButton}>
            {t(words.toResult)}
          </Link>
        </div>
      )}
    </section>
  );
}

function ModelTests({ model, saved, changed, errors, save }: Props & { model: ModelCard }) {
  const { t } = useSettings();
  const id = `${model.model}@${model.version}`;
  const tests = useTests(id);
  const { data: detail } = useAsk<ModelDetail>(['models', id]);
  const running = tests.job !== undefined && isRunning(tests.job);
  // Saved with errors the model cannot be tested: the problems stand on the left.
  const { start } = tests;
  const before = useRef(saved);
  useEffect(() => {
    if (before.current !== saved && errors === 0) start();
    before.current = saved;
  }, [saved, errors, start]);
  return (
    <section className={css.outcome} aria-label={t(words.testsTitle)}>
      <h2>{t(words.testsTitle)}</h2>
      <p className={css.quiet}>
        {t(words.runsForModel, { model: t(model.title) || model.model })} {t(words.testsOnSave)}
      </p>
      {running ? (
        <JobProgress job={tests.job as NonNullable<typeof tests.job>} />
      ) : (
        <Button disabled={tests.pending || errors > 0} onClick={() => (changed ? void save() : start())}>
          {t(detail?.tests ? modelWords.runAgain : modelWords.runTests)}
        </Button>
      )}
      {tests.error && <Failed error={tests.error} title={t(modelWords.testsFailed)} />}
      {tests.job?.state === 'failed' && tests.job.problem && (
        <Notice tone="bad">
          {t(modelWords.testsFailed)}: {t(tests.job.problem.message)}
        </Notice>
      )}
      {detail?.tests && !running && <Results tests={detail.tests} />}
    </section>
  );
}
