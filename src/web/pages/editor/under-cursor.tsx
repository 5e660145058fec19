/** What the cursor stands on: its type, unit and documentation, and its value for a row of a run. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { DocumentCard, EntityPage, Hover, RunDetail } from '../../../server/api.ts';
import { ask } from '../../app/api.ts';
import { useAsk, useModels, useWorkspace } from '../../app/queries.ts';
import { useSay } from '../../app/settings.tsx';
import { Field, Select } from '../../kit/field.tsx';
import { editor as words } from '../../words/editor.ts';
import { useResting } from './check.ts';
import type { Place } from './code-editor.tsx';
import { modelOf } from './model-of.ts';
import css from './editor.module.css';

/** The run and the row whose values are shown. */
interface ChosenRow {
  run: string | null;
  runs: readonly string[];
  detail: RunDetail | null;
  entity: string | null;
  key: string | null;
  pick(change: { run?: string; entity?: string; key?: string }): void;
  /** What a hover is asked with. */
  asked: { run?: string; entity?: string; entityKey?: string };
}

/** The runs of a contract, or of any contract of a model. */
export function useRow(file: string, kind: DocumentCard['kind']): ChosenRow {
  const { data: workspace } = useWorkspace();
  const { data: models } = useModels();
  const model = kind === 'contract' ? null : modelOf(file, models ?? [])?.model;
  const runs = useMemo(
    () =>
      (kind === 'contract'
        ? workspace?.contracts.find((one) => one.file === file)?.runs
        : workspace?.runs.filter((one) => one.model === model).map(({ run }) => run)) ?? [],
    [workspace, kind, file, model],
  );
  const [picked, setPicked] = useState<{ run?: string; entity?: string; key?: string }>({});
  const run = picked.run ?? runs[0] ?? null;
  const { data: detail = null } = useAsk<RunDetail>(['runs', run ?? ''], {}, { enabled: run !== null });
  const entity =
    detail?.entities.find(({ name }) => name === picked.entity)?.name ??
    detail?.summary.payments[0]?.entity ??
    detail?.entities[0]?.name ??
    null;
  const key = picked.key ?? detail?.summary.payments.find((one) => one.entity === entity)?.example ?? null;
  return useMemo(
    () => ({
      run,
      runs,
      detail,
      entity,
      key,
      pick: (change) => setPicked((before) => ({ ...before, ...change })),
      asked: {
        ...(run !== null && { run }),
        ...(entity !== null && { entity }),
        ...(key !== null && { entityKey: key }),
      },
    }),
    [run, runs, detail, entity, key],
  );
}

const REST = 200;

export function UnderCursor({
  file,
  text,
  place,
  row,
}: {
  file: string;
  text: string;
  place: Place;
  row: ChosenRow;
}) {
  const t = useSay();
  const asked = useMemo(() => ({ file, text, ...place, ...row.asked }), [file, text, place, row.asked]);
  const rested = useResting(asked, REST);
  const query = useQuery<Hover | null>({
    queryKey: ['hover', rested],
    queryFn: ({ signal }) => ask<Hover | null>(['hover'], {}, { method: 'POST', body: rested, signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
  const found = query.data ?? null;
  return (
    <section aria-label={t(words.underCursor)} className={css.under}>
      <h2>{t(words.underCursor)}</h2>
      <div role="status">
        {found === null ? (
          <p className={css.quiet}>{t(words.nothingUnderCursor)}</p>
        ) : (
          <>
            <p className={css.underName}>{found.name}</p>
            <dl className={css.facts}>
              {found.type !== null && <Fact name={t(words.type)} value={found.type} />}
              {found.unit !== null && <Fact name={t(words.unit)} value={found.unit} />}
              {found.value !== null && <Fact name={t(words.value)} value={found.value} strong />}
            </dl>
            {found.documentation && <p className={css.said}>{t(found.documentation)}</p>}
          </>
        )}
      </div>
      <RowChoice row={row} />
    </section>
  );
}

function Fact({ name, value, strong = false }: { name: string; value: string; strong?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={strong ? css.strong : undefined}>{value}</dd>
    </div>
  );
}

const SUGGESTED = 20;

function RowChoice({ row }: { row: ChosenRow }) {
  const t = useSay();
  const { run, runs, detail, entity, key, pick } = row;
  const [typed, setTyped] = useState<string | null>(null);
  const search = useResting(typed ?? '');
  const { data: page } = useAsk<EntityPage>(
    ['runs', run ?? '', 'entities', entity ?? ''],
    { offset: 0, limit: SUGGESTED, ...(search !== '' && { search }) },
    { enabled: run !== null && entity !== null, placeholderData: keepPreviousData },
  );
  if (run === null) return <p className={css.quiet}>{t(words.valueNeedsRun)}</p>;
  return (
    <fieldset className={css.row}>
      <legend>{t(words.valueOf)}</legend>
      {runs.length > 1 && (
        <Select
          label={t(words.chosenRun)}
          value={run}
          onPick={(picked) => pick({ run: picked })}
          options={runs.map((one) => ({ value: one, label: one.split('/').at(-1) ?? one }))}
        />
      )}
      {(detail?.entities.length ?? 0) > 1 && (
        <Select
          label={t(words.chosenEntity)}
          value={entity ?? ''}
          onPick={(picked) => {
            setTyped(null);
            pick({ entity: picked });
          }}
          options={(detail?.entities ?? []).map((one) => ({
            value: one.name,
            label: t(one.title) || one.name,
          }))}
        />
      )}
      <Field
        label={t(words.chosenRow)}
        list="editor-rows"
        value={typed ?? key ?? ''}
        placeholder={t(words.noRow)}
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.value !== '') pick({ key: event.target.value });
        }}
      />
      <datalist id="editor-rows">
        {page?.rows.map((one) => (
          <option key={one.key} value={one.key} />
        ))}
      </datalist>
    </fieldset>
  );
}
