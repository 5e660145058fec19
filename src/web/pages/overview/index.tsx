/** Overview: who owes whom in each contract, what needs attention; in an empty folder, the way in. */
import { Link } from '@tanstack/react-router';
import type { Workspace } from '../../../server/api.ts';
import { useTitle } from '../../app/frame.tsx';
import { demoContract, useGuide } from '../../app/guide.tsx';
import { useWorkspace } from '../../app/queries.ts';
import { useLang, useSay } from '../../app/settings.tsx';
import { Button } from '../../kit/button.tsx';
import { shownCount, shownDate } from '../../kit/format.ts';
import { PlainTable } from '../../kit/plain-table.tsx';
import { PageTitle, Section } from '../../kit/section.tsx';
import { Asked, Notice } from '../../kit/states.tsx';
import { guide, overview as words } from '../../words/overview.ts';
import { Attention } from './attention.tsx';
import { Contracts } from './contracts.tsx';
import { EmptyFolder } from './empty.tsx';
import css from './overview.module.css';

export default function OverviewPage() {
  const t = useSay();
  const query = useWorkspace();
  useTitle(t(words.title));
  return (
    <Asked query={query}>
      {(workspace) => (workspace.empty ? <EmptyFolder /> : <Filled workspace={workspace} />)}
    </Asked>
  );
}

function Filled({ workspace }: { workspace: Workspace }) {
  const t = useSay();
  const { step, start } = useGuide();
  const { contracts, runs, data, name, partial } = workspace;
  const known = new Set(contracts.flatMap((one) => one.runs));
  const others = runs.filter(({ run }) => !known.has(run));
  return (
    <>
      <PageTitle
        title={t(words.title)}
        tools={
          step === null &&
          demoContract(contracts) && (
            <Button kind="text" onClick={start}>
              {t(guide.again)}
            </Button>
          )
        }
      >
        {name}
      </PageTitle>
      {partial && <Notice tone="wait">{t(words.partial)}</Notice>}
      <Attention contracts={contracts} />
      {contracts.length > 0 && <Contracts contracts={contracts} />}
      {others.length > 0 && <OtherRuns runs={others} />}
      {data.length > 0 && (
        <Section title={t(words.data)}>
          <PlainTable
            label={t(words.data)}
            rows={data}
            keyOf={({ path }) => path}
            columns={[
              {
                id: 'path',
                header: t(words.dataFolder),
                cell: ({ path }) => <DataLink path={path} contracts={contracts} />,
              },
              {
                id: 'members',
                header: t(words.members),
                align: 'right',
                cell: ({ members }) => (members === null ? '' : shownCount(members)),
              },
              {
                id: 'lines',
                header: t(words.lines),
                align: 'right',
                cell: ({ lines }) => (lines === null ? '' : shownCount(lines)),
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}

/** Data is read about in a contract that stands on it. */
function DataLink({ path, contracts }: { path: string; contracts: Workspace['contracts'] }) {
  const user = contracts.find(({ data, latest }) => data === path && latest !== null);
  if (!user) return <>{path}</>;
  return (
    <Link to="/contract/$contract/data" params={{ contract: user.file }} className={css.path}>
      {path}
    </Link>
  );
}

function OtherRuns({ runs }: { runs: Workspace['runs'] }) {
  const t = useSay();
  const lang = useLang();
  return (
    <Section title={t(words.otherRuns)}>
      <ul className={css.plain}>
        {runs.map(({ run, contract, asOf }) => (
          <li key={run}>
            <Link to="/contract/$contract/result" params={{ contract: '-' }} search={{ run }}>
              {contract}
            </Link>{' '}
            <span className={css.quiet}>
              {run} · {t(words.asOf, { date: shownDate(asOf, lang) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
