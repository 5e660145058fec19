/** Every row of an entity with every term: sorted, narrowed and added up by the server; the view is in the address. */
import { useMemo, useState } from 'react';
import { shownSource } from '../../../../language/sources.ts';
import type { EntityPage, EntityRow, EntityShape, ScalarType } from '../../../../server/api.ts';
import { useAddress } from '../../../app/address.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Button } from '../../../kit/button.tsx';
import { DataTable, readSort, writeSort, type Column } from '../../../kit/data-table.tsx';
import { sum } from '../../../kit/decimal.ts';
import { Value } from '../../../kit/figure.tsx';
import { allWhole, shownCount } from '../../../kit/format.ts';
import { Section } from '../../../kit/section.tsx';
import { Failed, Loading } from '../../../kit/states.tsx';
import { Tabs } from '../../../kit/tabs.tsx';
import { isFactor, isMoney, isNumber, isRatio, typeUnit } from '../../../kit/units.ts';
import { result as words } from '../../../words/result.ts';
import { tellingFirst } from '../telling.ts';
import { readConditions, writeCondition } from './conditions.ts';
import { calledInFull, Cell, Named } from './entity-cell.tsx';
import { FilterBar } from './filter-bar.tsx';
import { useRows } from './use-rows.ts';
import css from './result.module.css';

type ShapeColumn = EntityShape['columns'][number];

export function EntityTable() {
  const t = useSay();
  const { detail } = useContract();
  const [search, change] = useAddress();
  const { entities, summary } = detail;
  const paid = tellingFirst(summary.payments)[0]?.entity;
  const entity =
    entities.find(({ name }) => name === search['entity']) ??
    entities.find(({ name }) => name === paid) ??
    entities[0];
  if (!entity) return null;
  return (
    <div id="rows">
      <Section
        title={t(words.rows)}
        tools={
          entities.length > 1 && (
            <Tabs
              label={t(words.entity)}
              value={entity.name}
              onPick={(name) =>
                change({
                  entity: name === paid ? undefined : name,
                  where: undefined,
                  sort: undefined,
                  search: undefined,
                  columns: undefined,
                })
              }
              options={entities.map(({ name, title, rows }) => ({
                value: name,
                label: `${name === 'agreement' && !title ? t(words.whole) : t(title) || name} ${shownCount(rows)}`,
              }))}
            />
          )
        }
      >
        <Table key={entity.name} entity={entity} />
      </Section>
    </div>
  );
}

/** Payments of this entity, then its terms; facts and references, and what nobody has a value of, on request. */
function usualColumns(
  entity: EntityShape,
  payments: readonly string[],
  empty: ReadonlySet<string>,
): string[] {
  const terms = entity.columns
    .filter(({ name, kind }) => kind === 'term' && !empty.has(name))
    .map(({ name }) => name);
  const shown =
    terms.length > 0
      ? terms
      : entity.columns.filter(({ name, kind }) => kind !== 'key' && !empty.has(name)).map(({ name }) => name);
  const references = entity.columns.filter(({ kind }) => kind === 'reference').map(({ name }) => name);
  const first = payments.filter((name) => shown.includes(name));
  return [...new Set([...first, ...references, ...shown])];
}

/** Adding up is meant for amounts and counts, never for ratios, prices or weights. */
const addsUp = (type: ScalarType) =>
  type.kind === 'number' &&
  !isRatio(type) &&
  Object.values(type.dimensions).every((power) => power > 0) &&
  type.scale !== 15;

/** As wide as the keys that are seen, so that none is cut without need: a Chinese character takes two thirds more than a digit. */
function keyWidth(keys: readonly string[]): number {
  const widths = keys.map((key) =>
    [...key].reduce((sum, one) => sum + (/\p{Script=Han}/u.test(one) ? 14 : 8.5), 24),
  );
  return Math.ceil(Math.min(Math.max(150, ...widths), 290));
}

function Table({ entity }: { entity: EntityShape }) {
  const t = useSay();
  const { detail, run, money } = useContract();
  const lang = useLang();
  const names = useNames(detail);
  const [search, change] = useAddress();
  const conditions = useMemo(() => readConditions(search['where']), [search]);
  const rows = useMemo(
    () => ({ sort: search['sort'], search: search['search'], where: conditions.map(writeCondition) }),
    [search, conditions],
  );
  const { source, totals, error, retry, ready, loaded } = useRows(run, entity.name, rows);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const payments = detail.summary.payments.filter((one) => one.entity === entity.name);
  const empty = useMemo(
    () =>
      new Set(
        entity.columns
          .filter(({ name }) => source.total > 0 && totals[name]?.unknown === source.total)
          .map(({ name }) => name),
      ),
    [entity, totals, source.total],
  );
  const usual = usualColumns(
    entity,
    payments.map(({ formula }) => formula),
    empty,
  );
  const chosen = search['columns']?.split(',') ?? usual;
  const shown = chosen.flatMap((name) => entity.columns.find((one) => one.name === name) ?? []);
  const statusOf = new Map(payments.map(({ id, formula }) => [formula, id]));

  const sample = [...loaded.values()].slice(0, 100);
  const called = (id: string) => (id.includes(',') ? t(names.row(id)) : calledInFull(id, t(names.row(id))));
  const columns: Column<EntityRow>[] = [
    {
      id: 'key',
      header: t(names.entity(entity.name)) || t(words.key),
      width: keyWidth(sample.map(({ key }) => called(key))),
      cell: ({ key }) => <Named id={key} names={names} />,
    },
    ...shown.map((column): Column<EntityRow> => {
      const title = t(column.title) || t(titleOfReference(column, names.entity)) || column.name;
      const unit = isRatio(column.type) ? undefined : typeUnit(column.type, lang, money.currency);
      const formula = column.formula ? `= ${t(column.words) || column.formula}` : null;
      const payment = statusOf.get(column.name);
      const whole =
        isMoney(column.type) && allWhole(sample.map(({ values }) => values[column.name] as string | null));
      const factor = isFactor(
        column.type,
        sample.map(({ values }) => values[column.name] ?? null),
      );
      return {
        id: column.name,
        header: title,
        hint: [title, formula, column.source && shownSource(column.source, lang)].filter(Boolean).join('\n'),
        unit,
        align: isNumber(column.type) ? 'right' : 'left',
        width:
          column.type.kind === 'reference'
            ? keyWidth(sample.map((row) => called(String(row.values[column.name] ?? ''))))
            : widthOf(column, title),
        cell: (row) => (
          <Cell
            row={row}
            column={column}
            entity={entity.name}
            names={names}
            payment={payment}
            whole={whole}
            factor={factor}
          />
        ),
      };
    }),
  ];
  const picked = [...selected].flatMap((key) => loaded.get(key) ?? []);
  const foot: Record<string, React.ReactNode> = {
    key: t(picked.length > 0 ? words.totalSelected : words.totalOf, {
      count: shownCount(picked.length > 0 ? picked.length : source.total),
    }),
  };
  for (const column of shown) {
    if (!addsUp(column.type)) continue;
    const payment = statusOf.get(column.name);
    const total = picked.length > 0 ? totalOf(picked, column.name, payment) : totals[column.name];
    if (total) foot[column.name] = <Total total={total} type={column.type} />;
  }
  return (
    <>
      <FilterBar entity={entity} chosen={chosen} usual={usual} conditions={conditions} payments={payments} />
      {error !== null && <Failed error={error} retry={retry} />}
      {!ready && error === null && <Loading lines={6} />}
      {ready && (
        <DataTable
          label={t(words.rows)}
          columns={columns}
          source={source}
          keyOf={({ key }) => key}
          sort={readSort(search['sort'])}
          onSort={(sort) => change({ sort: writeSort(sort) }, { replace: true })}
          selected={selected}
          onSelect={setSelected}
          foot={source.total > 1 ? foot : {}}
        />
      )}
      {picked.length > 0 && (
        <p className={css.note}>
          <Button kind="text" onClick={() => setSelected(new Set())}>
            {t(words.unselect)}
          </Button>
        </p>
      )}
    </>
  );
}

type ColumnTotal = EntityPage['totals'][string];

/** Of the rows that are selected, as the server adds up all. */
function totalOf(rows: readonly EntityRow[], column: string, payment: string | undefined): ColumnTotal {
  const isOpen = ({ status }: EntityRow) => payment !== undefined && status[payment] === 'undetermined';
  const known = rows.flatMap((row) => {
    const value = row.values[column];
    return typeof value === 'string' && !isOpen(row) ? [value] : [];
  });
  return {
    sum: known.length > 0 ? sum(known) : null,
    unknown: rows.filter(({ values }) => (values[column] ?? null) === null).length,
    undetermined: rows.filter(isOpen).length,
  };
}

/** Unknown is not zero: how many rows are not in the sum stands below it. */
function Total({
  total: { sum: added, unknown, undetermined },
  type,
}: {
  total: ColumnTotal;
  type: ScalarType;
}) {
  const t = useSay();
  const { money } = useContract();
  const left = undetermined ? words.undeterminedLeft : words.unknownLeft;
  const count = undetermined || unknown;
  return (
    <span className={css.total}>
      {added === null ? '–' : <Value value={added} type={type} money={money} unit={false} />}
      {count > 0 && <span className={css.left}>{t(left, { count: shownCount(count) })}</span>}
    </span>
  );
}

const titleOfReference = ({ type }: ShapeColumn, title: (entity: string) => ShapeColumn['title']) =>
  type.kind === 'reference' ? title(type.entity) : null;

function widthOf({ type }: ShapeColumn, title: string): number {
  const words = isMoney(type) ? 132 : isNumber(type) ? 112 : type.kind === 'boolean' ? 92 : 140;
  return Math.min(190, Math.max(words, 60 + title.length * 2.4));
}
