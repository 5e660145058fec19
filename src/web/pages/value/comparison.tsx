/** Every provider and every measure, adjusted, with where it stands against expectation. */
import { useMemo, useState } from 'react';
import type { Value } from '../../../server/api.ts';
import { useSay } from '../../app/settings.tsx';
import { Button, csv, download } from '../../kit/button.tsx';
import { DataTable, readSort, rowsOf, writeSort, type Column } from '../../kit/data-table.tsx';
import { shownCount } from '../../kit/format.ts';
import { Section } from '../../kit/section.tsx';
import { kit } from '../../words/kit.ts';
import { value as words } from '../../words/value.ts';
import { useName } from './name.ts';
import { MARKS, type Figure, type Measure, type Provider } from './shown.ts';
import { useShown } from './use-shown.ts';
import css from './value.module.css';

export function Comparison({ report }: Value) {
  const t = useSay();
  const name = useName();
  const [sort, setSort] = useState<string | undefined>('-cycles');
  const rows = useMemo(() => ordered(report.providers, sort, name), [report.providers, sort, name]);
  const columns: Column<Provider>[] = [
    {
      id: 'provider',
      header: t(words.provider),
      width: 200,
      cell: (one) => <span title={name(one)}>{name(one)}</span>,
    },
    {
      id: 'cycles',
      header: t(words.cycles),
      align: 'right',
      width: 90,
      cell: ({ cycles }) => shownCount(cycles),
    },
    ...report.measures.map((measure): Column<Provider> => ({
      id: measure.name,
      header: t(measure.title),
      align: 'right',
      width: 150,
      cell: ({ figures }) => {
        const figure = figures[measure.name];
        return figure ? <Standing figure={figure} measure={measure} /> : '–';
      },
    })),
    {
      id: 'place',
      header: t(words.place),
      width: 190,
      sortable: false,
      cell: ({ quadrant }) => (quadrant ? t(words[quadrant]) : ''),
    },
  ];
  return (
    <Section
      title={t(words.comparison)}
      intro={t(words.comparisonHint)}
      tools={
        <Button
          kind="text"
          onClick={() =>
            download(
              `${report.condition}-providers.csv`,
              csv([
                [t(words.provider), t(words.cycles), ...report.measures.map(({ title }) => t(title))],
                ...rows.map((one) => [
                  name(one),
                  one.cycles,
                  ...report.measures.map((measure) => one.figures[measure.name]?.adjusted ?? null),
                ]),
              ]),
              'text/csv',
            )
          }
        >
          {t(kit.exportAs, { as: 'CSV' })}
        </Button>
      }
    >
      <DataTable
        label={t(words.comparison)}
        columns={columns}
        source={rowsOf(rows)}
        keyOf={(one) => one.provider ?? ''}
        sort={readSort(sort)}
        onSort={(next) => setSort(writeSort(next))}
      />
    </Section>
  );
}

function Standing({ figure, measure }: { figure: Figure; measure: Measure }) {
  const t = useSay();
  const { shown, shownInterval } = useShown();
  const { adjusted, adjustedInterval, standing, small } = figure;
  const text = shown(adjusted, measure.scale);
  const said = small ? t(words.few) : standing ? t(words[standing]) : '';
  return (
    <span title={`${shownInterval(adjustedInterval, measure.scale)}${said === '' ? '' : `, ${said}`}`}>
      {small && adjusted !== null ? (
        <span className={css.quiet}>({text})</span>
      ) : (
        <>
          {standing && MARKS[standing] !== '' && (
            <span className={css[standing.replace('rather-', '')]}>
              <span aria-hidden="true">{MARKS[standing]}</span>
              <span className="sr-only">{said}</span>{' '}
            </span>
          )}
          {text}
        </>
      )}
    </span>
  );
}

/** What is not known or of few cases stands last, however the rest is sorted. */
function ordered(
  list: readonly Provider[],
  sort: string | undefined,
  name: (one: Provider) => string,
): Provider[] {
  const by = readSort(sort);
  if (!by) return [...list];
  const turn = by.descending ? -1 : 1;
  const names = (a: Provider, b: Provider) => (name(a) < name(b) ? -1 : Number(name(a) > name(b)));
  if (by.id === 'provider') return list.toSorted((a, b) => turn * names(a, b));
  const number = (one: Provider) => {
    if (by.id === 'cycles') return one.cycles;
    const figure = one.figures[by.id];
    return figure && !figure.small ? figure.adjusted : null;
  };
  return list.toSorted((a, b) => {
    const [x, y] = [number(a), number(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || names(a, b);
    return turn * (x - y) || names(a, b);
  });
}
