/** What this run read: each bound table with what was read, kept and left out; results of methods; what reading them found. */
import { Link } from '@tanstack/react-router';
import type { DocumentCard, RunManifest } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useAsk } from '../../../app/queries.ts';
import { useSay } from '../../../app/settings.tsx';
import { shownCount } from '../../../kit/format.ts';
import { PlainTable } from '../../../kit/plain-table.tsx';
import { Section } from '../../../kit/section.tsx';
import { Diagnostics, Empty } from '../../../kit/states.tsx';
import { data as words } from '../../../words/data.ts';
import css from './data.module.css';

type Source = RunManifest['sources'][number];

export function Sources({ plain }: { plain: boolean }) {
  const t = useSay();
  const { detail } = useContract();
  const { sources, methods = [], diagnostics } = detail.manifest;
  const entity = (name: string) => t(detail.entities.find((one) => one.name === name)?.title) || name;
  return (
    <>
      <Section title={t(words.sources)} intro={plain ? t(words.sourcesLead) : undefined}>
        {sources.length === 0 ? (
          <Empty title={t(words.noSources)}>{t(words.noSourcesHint)}</Empty>
        ) : (
          <PlainTable<Source>
            label={t(words.sources)}
            rows={sources}
            keyOf={(one, i) => `${one.entity} ${one.file} ${i}`}
            columns={[
              { id: 'entity', header: t(words.entity), cell: (one) => entity(one.entity) },
              { id: 'file', header: t(words.file), cell: (one) => <File name={one.file} /> },
              { id: 'read', header: t(words.read), align: 'right', cell: (one) => shownCount(one.read) },
              { id: 'kept', header: t(words.kept), align: 'right', cell: (one) => shownCount(one.kept) },
              {
                id: 'leftOut',
                header: t(words.leftOut),
                align: 'right',
                cell: (one) => (one.leftOut > 0 ? <strong>{shownCount(one.leftOut)}</strong> : '0'),
              },
              {
                id: 'hash',
                header: t(words.hash),
                cell: (one) => (
                  <code title={one.sha256} className={css.hash}>
                    {one.sha256.slice(0, 12)}
                  </code>
                ),
              },
            ]}
          />
        )}
      </Section>
      {methods.length > 0 && (
        <Section title={t(words.methods)}>
          <PlainTable
            label={t(words.methods)}
            rows={methods}
            keyOf={(one) => one.name}
            columns={[
              { id: 'name', header: t(words.result), cell: (one) => one.name },
              { id: 'method', header: t(words.method), cell: (one) => <code>{one.method}</code> },
              {
                id: 'options',
                header: t(words.options),
                cell: (one) => (
                  <details>
                    <summary>{t(words.optionCount, { count: Object.keys(one.options).length })}</summary>
                    <dl className={css.options}>
                      {Object.entries(one.options).map(([name, value]) => (
                        <div key={name}>
                          <dt>{name}</dt>
                          <dd>{value}</dd>
                        </div>
                      ))}
                    </dl>
                  </details>
                ),
              },
              { id: 'rows', header: t(words.rows), align: 'right', cell: (one) => shownCount(one.rows) },
            ]}
          />
        </Section>
      )}
      <Section title={t(words.remarks)}>
        {diagnostics.length === 0 ? (
          <p className={css.quiet}>{t(words.noRemarks)}</p>
        ) : (
          <Diagnostics list={diagnostics} />
        )}
      </Section>
    </>
  );
}

function File({ name }: { name: string }) {
  const t = useSay();
  const { file } = useContract();
  const { data = [] } = useAsk<DocumentCard[]>(['documents']);
  // Beside the contract first: two contracts may each have a `providers.csv`.
  const beside = file?.includes('/') ? `${file.slice(0, file.lastIndexOf('/'))}/${name}` : name;
  const found = data.find((one) => one.file === beside) ?? data.find((one) => one.file.endsWith(`/${name}`));
  if (!found) return <>{name === '' ? t(words.inContract) : name}</>;
  return (
    <Link to="/editor" search={{ file: found.file }} title={t(words.openFile, { file: found.file })}>
      {name}
    </Link>
  );
}
