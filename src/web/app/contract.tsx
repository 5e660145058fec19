/** The pages of one contract: which run is looked at, what is to be known about it, and Why beside whatever page is open. */
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { createContext, lazy, Suspense, useContext, useMemo, type ReactNode } from 'react';
import type { ContractCard, RunDetail, Workspace } from '../../server/api.ts';
import { linkButton, primaryLink } from '../kit/button.tsx';
import { Select } from '../kit/field.tsx';
import type { Currency } from '../kit/figure.tsx';
import { shownDate, shownMoment, shownPeriod } from '../kit/format.ts';
import { Beside } from '../kit/panel.tsx';
import { PageTitle } from '../kit/section.tsx';
import { Asked, Empty, Failed, Loading, Notice } from '../kit/states.tsx';
import { frame } from '../words/frame.ts';
import { readFigure, useAddress, useContractParam } from './address.ts';
import { Failure } from './api.ts';
import { useTitle } from './frame.tsx';
import { useRun, useWorkspace } from './queries.ts';
import { SettleControl } from './settle.tsx';
import { useSay, useSettings } from './settings.tsx';
import css from './contract.module.css';

const WhyPanel = lazy(() => import('../pages/contract/why/panel.tsx'));

/** What a contract's pages know: `useContract()`. */
interface Open {
  /** The contract's file; null where only the run is here. */
  file: string | null;
  card: ContractCard | null;
  /** The run's path below the folder. */
  run: string;
  detail: RunDetail;
  money: Currency;
}

const Context = createContext<Open | null>(null);

export function useContract(): Open {
  const open = useContext(Context);
  if (!open) throw new Error('outside a contract');
  return open;
}

export function ContractLayout() {
  const workspace = useWorkspace();
  return <Asked query={workspace}>{(found) => <Found workspace={found} />}</Asked>;
}

/** Which run the address means: the one it names, else the contract's latest. */
function Found({ workspace }: { workspace: Workspace }) {
  const t = useSay();
  const file = useContractParam();
  const [search] = useAddress();
  const card = workspace.contracts.find((one) => one.file === file) ?? null;
  const run = search['run'] ?? card?.runs[0] ?? null;
  if (!card && run === null)
    return (
      <Empty whole title={t(frame.noContract)} action={<ToOverview />}>
        {t(frame.noContractHint, { file })}
      </Empty>
    );
  if (run === null && card) return <NotSettled card={card} />;
  return <WithRun key={run} card={card} run={run as string} />;
}

function ToOverview() {
  const t = useSay();
  return (
    <Link to="/" className={primaryLink}>
      {t(frame.toOverview)}
    </Link>
  );
}

function NotSettled({ card }: { card: ContractCard }) {
  const t = useSay();
  const { lang } = useSettings();
  useTitle(t(card.title) || card.contract);
  return (
    <>
      <PageTitle title={t(card.title) || card.contract}>
        {t(card.modelTitle) || card.model}
        {card.period && ` · ${shownPeriod(card.period, lang)}`}
      </PageTitle>
      <Errors card={card} />
      <Empty title={t(frame.noRun)} action={<SettleControl file={card.file} primary />}>
        {t(frame.noRunHint)}
      </Empty>
    </>
  );
}

function WithRun({ card, run }: { card: ContractCard | null; run: string }) {
  const t = useSay();
  const query = useRun(run);
  const gone = query.error instanceof Failure && query.error.gone;
  const open = useMemo<Open | null>(
    () =>
      query.data
        ? {
            file: card?.file ?? null,
            card,
            run,
            detail: query.data,
            money: {
              currency: query.data.summary.currency,
              minorUnit: query.data.summary.minorUnit,
              words: query.data.words,
            },
          }
        : null,
    [card, run, query.data],
  );
  if (gone)
    return (
      <Empty
        whole
        title={t(frame.runGone)}
        action={
          card && card.runs.some((one) => one !== run) ? (
            <Link
              to="."
              search={((old: object) => ({ ...old, run: undefined, why: undefined })) as never}
              className={primaryLink}
            >
              {t(frame.latestRun)}
            </Link>
          ) : card ? (
            <SettleControl file={card.file} primary />
          ) : (
            <ToOverview />
          )
        }
      >
        {t(frame.runGoneHint, { run })}
      </Empty>
    );
  if (!open)
    return query.error ? (
      <Failed error={query.error} retry={() => void query.refetch()} />
    ) : (
      <Loading lines={8} />
    );
  return (
    <Context value={open}>
      <Head open={open} />
      <Why>
        <Outlet />
      </Why>
    </Context>
  );
}

function Why({ children }: { children: ReactNode }) {
  const [search] = useAddress();
  const figure = readFigure(search['why']);
  const own = useRouterState({ select: ({ location }) => location.pathname.endsWith('/why') });
  return (
    <Beside
      panel={
        figure && !own ? (
          <Suspense fallback={<Loading />}>
            <WhyPanel figure={figure} />
          </Suspense>
        ) : null
      }
    >
      {children}
    </Beside>
  );
}

const PAGES = [
  { to: 'result', words: frame.result },
  { to: 'why', words: frame.why },
  { to: 'terms', words: frame.terms },
  { to: 'what-if', words: frame.whatIf },
  { to: 'data', words: frame.data },
  { to: 'runs', words: frame.runs },
  { to: 'reconcile', words: frame.reconcile },
] as const;

function Head({ open }: { open: Open }) {
  const { lang, t } = useSettings();
  const { card, detail, run } = open;
  const { summary } = detail;
  const [search, change] = useAddress();
  const contract = useContractParam();
  const page = useRouterState({ select: ({ location }) => location.pathname.split('/').at(-1) });
  const title = t(summary.title) || summary.contract;
  const here = PAGES.find(({ to }) => to === page);
  useTitle(title, here && t(here.words));
  const runs = card?.runs ?? [run];
  return (
    <div data-screen-only>
      <PageTitle
        title={title}
        tools={
          <>
            {card && <SettleControl file={card.file} again />}
            <Link
              to="/contract/$contract/statement"
              params={{ contract }}
              search={{ run: search['run'] }}
              className={linkButton}
            >
              {t(frame.statement)}
            </Link>
          </>
        }
      >
        <span>{t(summary.modelTitle) || summary.model}</span>
        <span className={css.dot}>{shownPeriod(summary.period, lang)}</span>
        <span className={runs.length < 2 ? css.dot : css.pick}>
          {runs.length < 2 ? (
            t(frame.runOf, {
              date: shownDate(summary.asOf, lang),
              written: shownMoment(detail.card.written, lang),
            })
          ) : (
            <RunPicker
              runs={runs}
              run={run}
              onPick={(picked) => change({ run: picked === runs[0] ? undefined : picked })}
            />
          )}
        </span>
      </PageTitle>
      {card && <Errors card={card} settled />}
      {detail.card.stale && <Notice tone="wait">{t(frame.stale)}</Notice>}
      {card && runs[0] !== run && (
        <Notice
          action={
            <Link to="." search={((old: object) => ({ ...old, run: undefined })) as never}>
              {t(frame.latestRun)}
            </Link>
          }
        >
          {t(frame.older)}
        </Notice>
      )}
      <nav aria-label={t(frame.ofContract)} className={css.tabs}>
        {PAGES.map(({ to, words }) => (
          <Link
            key={to}
            to={`/contract/$contract/${to}`}
            params={{ contract }}
            search={{ run: search['run'], why: to === 'why' || search['why'] ? search['why'] : undefined }}
            activeOptions={{ includeSearch: false }}
            className={css.tab}
          >
            {t(words)}
          </Link>
        ))}
      </nav>
    </div>
  );
}

function RunPicker({
  runs,
  run,
  onPick,
}: {
  runs: readonly string[];
  run: string;
  onPick: (run: string) => void;
}) {
  const { lang, t } = useSettings();
  const { data } = useWorkspace();
  const words = (path: string) => {
    const found = data?.runs.find((one) => one.run === path);
    const name = path.split('/').at(-1) ?? path;
    return found ? t(frame.runAsOf, { run: name, date: shownDate(found.asOf, lang) }) : name;
  };
  return (
    <span className={css.picker}>
      <Select
        label={t(frame.run)}
        hideLabel
        value={run}
        onPick={onPick}
        options={[...new Set([...runs, run])].map((path) => ({ value: path, label: words(path) }))}
      />
    </span>
  );
}

function Errors({ card, settled = false }: { card: ContractCard; settled?: boolean }) {
  const t = useSay();
  const count = card.diagnostics.errors;
  if (count === 0) return null;
  return (
    <Notice
      tone="bad"
      action={
        <Link to="/editor" search={{ file: card.file }}>
          {t(frame.openEditor)}
        </Link>
      }
    >
      {t(settled ? frame.hasErrors : frame.hasErrorsUnsettled, { count })}
    </Notice>
  );
}
