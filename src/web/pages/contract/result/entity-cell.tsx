/** A cell of the entity table: a value that leads to its explanation, with its payment's state where that is not final. */
import type { EntityRow, EntityShape } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import type { Names } from '../../../app/names.ts';
import { useSay } from '../../../app/settings.tsx';
import { Figure, Value } from '../../../kit/figure.tsx';
import { kit } from '../../../words/kit.ts';
import css from './result.module.css';

type ShapeColumn = EntityShape['columns'][number];

export const calledInFull = (id: string, name: string) => (name === id ? id : `${name} ${id}`);

/** A key, after the name of the party whose it is. */
export function Named({ id, names }: { id: string; names: Names }) {
  const t = useSay();
  const name = t(names.row(id));
  // A key of several parts is long enough said once.
  if (name === id || id.includes(','))
    return <span title={name === id ? id : calledInFull(id, name)}>{name}</span>;
  return (
    <span title={calledInFull(id, name)}>
      {name} <span className={css.dim}>{id}</span>
    </span>
  );
}

const SIGNS = { final: '', pending: '◷', undetermined: '?' } as const;

export function Cell({
  row,
  column,
  entity,
  names,
  payment,
  whole,
  factor,
}: {
  row: EntityRow;
  column: ShapeColumn;
  entity: string;
  names: Names;
  payment: string | undefined;
  whole: boolean;
  factor: boolean;
}) {
  const t = useSay();
  const { money } = useContract();
  const value = row.values[column.name] ?? null;
  const status = payment === undefined ? undefined : row.status[payment];
  const named = column.type.kind === 'reference' && typeof value === 'string';
  const shown = named ? (
    <Named id={value} names={names} />
  ) : (
    <Value
      value={value}
      type={column.type}
      money={money}
      unit={false}
      whole={whole}
      factor={factor}
      absent={column.kind === 'fact' ? <span className={css.dim}>–</span> : undefined}
    />
  );
  return (
    <>
      {status && status !== 'final' && (
        <span className={css.stateSign} title={t(kit[status])}>
          <span aria-hidden="true">{SIGNS[status]}</span>
          <span className="sr-only">{t(kit[status])}</span>
        </span>
      )}
      {column.kind === 'term' || (column.kind === 'fact' && value !== null) ? (
        <Figure of={{ entity, key: row.key, term: column.name }} quiet={column.kind === 'fact'}>
          {shown}
        </Figure>
      ) : (
        shown
      )}
    </>
  );
}
