/** A list behind a figure: how many, what they come to, how they are spread, the largest; then all of them in the entity table. */
import { Link } from '@tanstack/react-router';
import type { Distribution, Explanation } from '../../../../server/api.ts';
import { useAddress, useContractParam } from '../../../app/address.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useAsk } from '../../../app/queries.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { minus, signOf, sum } from '../../../kit/decimal.ts';
import { Figure, Value } from '../../../kit/figure.tsx';
import { shownCount, shownValue } from '../../../kit/format.ts';
import { isNumber } from '../../../kit/units.ts';
import { why as words } from '../../../words/why.ts';
import { listOf } from './list-of.ts';
import css from './why.module.css';

type List = NonNullable<Explanation['list']>;

export function ListOfFigure({ of, list }: { of: Explanation; list: List }) {
  const t = useSay();
  const lang = useLang();
  const { detail, money } = useContract();
  const names = useNames(detail);
  const entity = (t(names.entity(list.entity)) || list.entity).toLocaleLowerCase(lang);
  if (list.count === 0) return <p className={css.listHead}>{t(words.listNone, { entity })}</p>;
  const read = listOf(of.formula ?? '');
  const shape = names.shape(list.entity);
  const term = read?.value && shape?.columns.some(({ name }) => name === read.value) ? read.value : null;
  const where = rowsWhere(of, list, read, shape?.columns ?? []);
  const rest = list.count - list.shown.length;
  const type = list.type;
  const left =
    list.function === 'sum' && of.value !== null && list.shown.every(({ value }) => value !== null)
      ? minus(String(of.value), sum(list.shown.map(({ value }) => String(value))))
      : null;
  return (
    <div className={css.list}>
      <p className={css.listHead}>{t(words.list, { count: shownCount(list.count), entity })}</p>
      {term && where && type && isNumber(type) && list.count > 5 && (
        <Spread list={list} term={term} where={where} />
      )}
      <p className={css.small}>{t(type && isNumber(type) ? words.largest : words.several)}</p>
      <ul className={css.elements}>
        {list.shown.map(({ key, value }) => (
          <li key={key} className={css.element}>
            <span className={css.key}>{t(names.row(key))}</span>
            <span className={css.value}>
              {type && term ? (
                <Figure of={{ entity: list.entity, key, term }}>
                  <Value value={value} type={type} money={money} />
                </Figure>
              ) : (
                type && <Value value={value} type={type} money={money} />
              )}
            </span>
          </li>
        ))}
        {rest > 0 && (
          <li className={`${css.element} ${css.small}`}>
            {left !== null && type && signOf(left) !== 0
              ? t(words.rest, {
                  count: shownCount(rest),
                  total: shownValue(left, type, { lang, ...money })?.short ?? '',
                })
              : t(words.restCount, { count: shownCount(rest) })}
          </li>
        )}
      </ul>
      <AllInTable entity={list.entity} where={where} count={list.count} {...(term && { sort: `-${term}` })} />
    </div>
  );
}

/** The same rows as conditions of the entity table; null where the formula says more than the table can be narrowed to. */
function rowsWhere(
  of: Explanation,
  list: List,
  read: ReturnType<typeof listOf>,
  columns: readonly { name: string; kind: string; type: { kind: string; entity?: string } }[],
): string[] | null {
  if (!read?.where || (read.list !== list.entity && of.entity !== 'agreement')) return null;
  if (of.entity === 'agreement' || of.key === '') return read.where;
  const references = columns.filter(({ type }) => type.kind === 'reference' && type.entity === of.entity);
  const [up] = references;
  if (references.length !== 1 || !up) return null;
  return [`${up.name}:eq:${of.key}`, ...read.where];
}

/** A row of bars and a line of words; shown only where the rows are those of the list. */
function Spread({ list, term, where }: { list: List; term: string; where: string[] }) {
  const t = useSay();
  const lang = useLang();
  const { run, money } = useContract();
  const { data } = useAsk<Distribution>(['runs', run, 'entities', list.entity, 'distribution', term], {
    where,
  });
  const { type } = list;
  if (!data || !type || data.count + data.unknown !== list.count || data.min === null) return null;
  const most = Math.max(...data.bins.map(({ count }) => count));
  const say = (value: string | null) => shownValue(value, type, { lang, ...money })?.short ?? '';
  const [min, max, median] = [say(data.min), say(data.max), say(data.median)];
  return (
    <div className={css.spread}>
      <svg
        viewBox={`0 0 ${data.bins.length} 10`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t(words.spreadOf, { count: shownCount(data.count), min, max })}
        className={css.bars}
      >
        {data.bins.map(({ from, count }, i) => {
          const tall = count === 0 ? 0 : Math.max(0.4, (count / most) * 10);
          return <rect key={from} x={i + 0.1} width={0.8} y={10 - tall} height={tall} />;
        })}
      </svg>
      <p className={css.small}>
        {t(words.spread, { median, min, max })}
        {data.unknown > 0 && ` ${t(words.unknowns, { count: shownCount(data.unknown) })}`}
      </p>
    </div>
  );
}

function AllInTable({
  entity,
  where,
  count,
  sort,
}: {
  entity: string;
  where: string[] | null;
  count: number;
  sort?: string;
}) {
  const t = useSay();
  const contract = useContractParam();
  const [search] = useAddress();
  if (!where) return null;
  return (
    <p className={css.small} data-screen-only>
      <Link
        to="/contract/$contract/result"
        params={{ contract }}
        search={{ run: search['run'], why: search['why'], entity, where: where.join('\n'), sort }}
        hash="rows"
      >
        {t(words.showAll, { count: shownCount(count) })}
      </Link>
    </p>
  );
}
