/** Agreed, differing, missing: counts and money first, then row by row with our explanation beside theirs. */
import { useMemo, useState } from 'react';
import type { Reconciled } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useSay } from '../../../app/settings.tsx';
import { Button, csv, download } from '../../../kit/button.tsx';
import { DataTable, readSort, rowsOf, writeSort, type Column } from '../../../kit/data-table.tsx';
import { Field } from '../../../kit/field.tsx';
import { Change, Figure, Money, Value } from '../../../kit/figure.tsx';
import { shownCount } from '../../../kit/format.ts';
import { Section } from '../../../kit/section.tsx';
import { Diagnostics, Notice } from '../../../kit/states.tsx';
import { Tabs } from '../../../kit/tabs.tsx';
import { isMoney, typeUnit } from '../../../kit/units.ts';
import { useLang } from '../../../app/settings.tsx';
import { reconcile as words } from '../../../words/reconcile.ts';
import { narrowed, ordered, rowsIn, type Kind, type Row } from './rows.ts';
import { Tally } from './tally.tsx';
import css from './reconcile.module.css';

const SIGNS: Record<Kind, string> = { differing: '≠', missingHere: '←', missingThere: '→' };

/** Pixels, about: a Han character is twice as wide as a letter. */
const widthOf = (text: string) =>
  24 + 7.5 * (text.length + (text.match(/[\u2e80-\u9fff\uff00-\uffef]/g)?.length ?? 0));

export function Findings({ result }: { result: Reconciled }) {
  const t = useSay();
  const lang = useLang();
  const { detail, money } = useContract();
  const rows = useMemo(() => rowsIn(result), [result]);
  const [kind, setKind] = useState<Kind | 'all'>('all');
  const [search, setSearch] = useState('');
  const [least, setLeast] = useState('');
  const [sort, setSort] = useState<string | undefined>();
  const { entity, term } = result.figure;
  const column = detail.entities
    .find(({ name }) => name === entity)
    ?.columns.find(({ name }) => name === term);
  const type = column?.type ?? { kind: 'number' as const, dimensions: { money: 1 }, scale: 6 as const };
  const inMoney = isMoney(type);
  const shown = useMemo(
    () => ordered(narrowed(rows, { kind, search, least }), sort),
    [rows, kind, search, least, sort],
  );
  const counts = {
    differing: result.differ.length,
    missingHere: result.onlyTheirs.length,
    missingThere: result.onlyOurs.length,
  };
  const none = rows.length === 0;

  const amount = (value: string | null) =>
    inMoney ? (
      <Money amount={value} money={money} />
    ) : (
      <Value value={value} type={type} money={money} unit={false} />
    );
  /** What the agreement calls a party that a row is. */
  const named = (key: string) => t(detail.summary.parties.find(({ id }) => id === key)?.name);
  /** The longest explanation is seen whole, if need be by moving the table. */
  const explained = Math.max(420, ...rows.map(({ because }) => widthOf(t(because))));
  const unit = typeUnit(type, lang, money.currency);
  const columns: Column<Row>[] = [
    {
      id: 'kind',
      header: t(words.kind),
      width: 150,
      sortable: false,
      cell: (row) => (
        <span className={css[row.kind]}>
          <span aria-hidden="true" className={css.sign}>
            {SIGNS[row.kind]}
          </span>
          {t(words[row.kind])}
        </span>
      ),
    },
    {
      id: 'key',
      header: t(words.key),
      width: rows.some(({ key }) => named(key) !== '') ? 330 : 150,
      cell: ({ key }) => (
        <>
          {key} <span className={css.quiet}>{named(key)}</span>
        </>
      ),
    },
    {
      id: 'line',
      header: t(words.line),
      align: 'right',
      width: 76,
      cell: ({ line }) => (line === null ? '' : shownCount(line)),
    },
    {
      id: 'theirs',
      header: t(words.theirs),
      unit,
      align: 'right',
      width: 140,
      cell: (row) => (row.kind === 'missingThere' ? '–' : amount(row.theirs)),
    },
    {
      id: 'ours',
      header: t(words.ours),
      unit,
      align: 'right',
      width: 140,
      cell: (row) =>
        row.kind === 'missingHere' ? (
          '–'
        ) : (
          <Figure of={{ entity, key: row.key, term }}>{amount(row.ours)}</Figure>
        ),
    },
    {
      id: 'difference',
      header: t(words.difference),
      unit,
      align: 'right',
      width: 150,
      cell: ({ difference }) =>
        difference === null ? (
          ''
        ) : inMoney ? (
          <Change amount={difference} money={money} as="page" />
        ) : (
          amount(difference)
        ),
    },
    {
      id: 'because',
      header: t(words.because),
      width: explained,
      sortable: false,
      cell: ({ because }) => <span title={t(because)}>{t(because)}</span>,
    },
  ];

  return (
    <Section
      title={t(words.title)}
      tools={
        rows.length > 0 && (
          <Button
            onClick={() =>
              download(
                `${detail.summary.contract}-${t(words.exportName)}.csv`,
                csv([
                  [
                    words.kind,
                    words.key,
                    words.line,
                    words.theirs,
                    words.ours,
                    words.difference,
                    words.because,
                  ].map((one) => t(one)),
                  ...shown.map((row) => [
                    t(words[row.kind]),
                    row.key,
                    row.line,
                    row.theirs,
                    row.ours,
                    row.difference,
                    row.because && t(row.because),
                  ]),
                ]),
                'text/csv',
              )
            }
          >
            {t(words.export)}
          </Button>
        )
      }
    >
      <p className={css.summary} role="status">
        {none
          ? `✓ ${t(words.bothAgree)}`
          : t(words.summary, {
              agree: shownCount(result.agree),
              of: shownCount(result.of),
              differ: shownCount(counts.differing),
              theirs: shownCount(counts.missingHere),
              ours: shownCount(counts.missingThere),
            })}
      </p>
      {result.agree === 0 && counts.differing === 0 && result.of > 0 && (
        <Notice tone="wait">{t(words.keyUnlike)}</Notice>
      )}
      {result.diagnostics.length > 0 && (
        <Notice tone="wait">
          <Diagnostics list={result.diagnostics} />
        </Notice>
      )}
      <Tally result={result} rows={rows} inMoney={inMoney} />
      {!none && (
        <>
          <div className={css.filter}>
            <Tabs
              label={t(words.kind)}
              value={kind}
              onPick={setKind}
              options={[
                { value: 'all', label: `${t(words.all)} ${shownCount(rows.length)}` },
                ...(['differing', 'missingHere', 'missingThere'] as const).map((value) => ({
                  value,
                  label: `${t(words[value])} ${shownCount(counts[value])}`,
                })),
              ]}
            />
            <Field
              label={t(words.filter)}
              hideLabel
              type="search"
              placeholder={t(words.filter)}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <Field
              label={t(words.larger)}
              hideLabel
              inputMode="decimal"
              placeholder={t(words.larger)}
              value={least}
              onChange={(event) => setLeast(event.target.value)}
            />
          </div>
          <DataTable
            label={t(words.title)}
            columns={columns}
            source={rowsOf(shown)}
            keyOf={(row) => `${row.kind} ${row.key} ${row.line ?? ''}`}
            sort={readSort(sort)}
            onSort={(next) => setSort(writeSort(next))}
            empty={t(words.nothingMatches)}
          />
          {shown.length < rows.length && (
            <p className={css.quiet}>
              {t(words.shown, { shown: shownCount(shown.length), count: shownCount(rows.length) })}
            </p>
          )}
        </>
      )}
    </Section>
  );
}
