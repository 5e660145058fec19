/** Agreed, differing, missing: counts and money first, then row by row with our explanation beside theirs. */
import { useMemo, useState } from 'react';
import type { Localized, Reconciled } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useSay } from '../../../app/settings.tsx';
import { Button, csv, download } from '../../../kit/button.tsx';
import { DataTable, readSort, rowsOf, writeSort, type Column } from '../../../kit/data-table.tsx';
import { compared, negated, signOf, sum } from '../../../kit/decimal.ts';
import { Field } from '../../../kit/field.tsx';
import { Change, Figure, Money, Value } from '../../../kit/figure.tsx';
import { shownCount } from '../../../kit/format.ts';
import { Section } from '../../../kit/section.tsx';
import { Diagnostics, Notice } from '../../../kit/states.tsx';
import { Tabs } from '../../../kit/tabs.tsx';
import { isMoney, typeUnit } from '../../../kit/units.ts';
import { useLang } from '../../../app/settings.tsx';
import { reconcile as words } from '../../../words/reconcile.ts';
import css from './reconcile.module.css';

type Kind = 'differing' | 'missingHere' | 'missingThere';

interface Row {
  kind: Kind;
  key: string;
  line: number | null;
  theirs: string | null;
  ours: string | null;
  difference: string | null;
  because: Localized | null;
}

const SIGNS: Record<Kind, string> = { differing: '≠', missingHere: '←', missingThere: '→' };

function rowsIn({ differ, onlyTheirs, onlyOurs }: Reconciled): Row[] {
  const none = { ours: null, theirs: null, line: null, difference: null, because: null };
  return [
    ...differ.map((one): Row => ({ ...none, kind: 'differing', ...one })),
    ...onlyTheirs.map((one): Row => ({ ...none, kind: 'missingHere', ...one })),
    ...onlyOurs.map((one): Row => ({ ...none, kind: 'missingThere', ...one })),
  ];
}

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
    { id: 'key', header: t(words.key), width: 150, cell: ({ key }) => key },
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
      width: 420,
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

/** Four numbers, each with its money: what agrees, what differs, what one side lacks. */
function Tally({ result, rows, inMoney }: { result: Reconciled; rows: readonly Row[]; inMoney: boolean }) {
  const t = useSay();
  const { money } = useContract();
  const known = (kind: Kind, of: 'difference' | 'theirs' | 'ours') =>
    rows.flatMap((row) => (row.kind === kind && row[of] !== null ? [row[of]] : []));
  const parts = [
    { id: 'agreed', count: result.agree, words: null, amounts: [] as string[] },
    {
      id: 'differing',
      count: result.differ.length,
      words: words.money,
      amounts: known('differing', 'difference'),
    },
    {
      id: 'missingHere',
      count: result.onlyTheirs.length,
      words: words.theirMoney,
      amounts: known('missingHere', 'theirs'),
    },
    {
      id: 'missingThere',
      count: result.onlyOurs.length,
      words: words.ourMoney,
      amounts: known('missingThere', 'ours'),
    },
  ] as const;
  return (
    <dl className={css.tally}>
      {parts.map(({ id, count, words: said, amounts }) => (
        <div key={id} data-tally={id}>
          <dt>{t(words[id])}</dt>
          <dd className={css.count}>{shownCount(count)}</dd>
          {said && inMoney && count > 0 && (
            <dd className={css.quiet}>
              <Said words={said} amount={sum(amounts)} signed={id === 'differing'} money={money} />
            </dd>
          )}
          {said && count > amounts.length && (
            <dd className={css.quiet}>{t(words.unknownAmounts, { count: count - amounts.length })}</dd>
          )}
        </div>
      ))}
    </dl>
  );
}

/** Words round an amount that keeps its own hover. */
function Said({
  words: said,
  amount,
  signed,
  money,
}: {
  words: Localized;
  amount: string;
  signed: boolean;
  money: ReturnType<typeof useContract>['money'];
}) {
  const t = useSay();
  const [before = '', after = ''] = t(said, { amount: '\u0000' }).split('\u0000');
  return (
    <>
      {before}
      <Money amount={amount} money={money} as="compact" signed={signed} />
      {after}
    </>
  );
}

function narrowed(rows: readonly Row[], by: { kind: Kind | 'all'; search: string; least: string }): Row[] {
  const wanted = by.search.trim().toLowerCase();
  const least = /^\d+(\.\d+)?$/.test(by.least.trim()) ? by.least.trim() : null;
  const size = (text: string) => (signOf(text) < 0 ? negated(text) : text);
  return rows.filter(
    ({ kind, key, difference, theirs, ours }) =>
      (by.kind === 'all' || kind === by.kind) &&
      key.toLowerCase().includes(wanted) &&
      // What is unknown may be anything: it stays.
      (least === null || compared(size(difference ?? theirs ?? ours ?? least), least) >= 0),
  );
}

/** Unsorted: the kinds in their order, the largest difference first. */
function ordered(rows: readonly Row[], sort: string | undefined): Row[] {
  const by = readSort(sort);
  const number = (text: string | null) => text ?? '0';
  const size = (text: string | null) => (text === null ? '0' : signOf(text) < 0 ? negated(text) : text);
  const kinds: Kind[] = ['differing', 'missingHere', 'missingThere'];
  return rows.toSorted((a, b) => {
    if (!by)
      return (
        kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
        compared(size(b.difference ?? b.theirs ?? b.ours), size(a.difference ?? a.theirs ?? a.ours)) ||
        (a.key < b.key ? -1 : 1)
      );
    const turn = by.descending ? -1 : 1;
    const order =
      by.id === 'key'
        ? a.key < b.key
          ? -1
          : Number(a.key > b.key)
        : by.id === 'line'
          ? (a.line ?? 0) - (b.line ?? 0)
          : compared(number(a[by.id as 'theirs']), number(b[by.id as 'theirs']));
    return turn * order || (a.key < b.key ? -1 : 1);
  });
}
