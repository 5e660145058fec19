/** The figure and what it is made from, against the run before. */
import type { Explanation } from '../../../../server/api.ts';
import { Failure } from '../../../app/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useWhy, useWorkspace, type Figure } from '../../../app/queries.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { minus } from '../../../kit/decimal.ts';
import { Value } from '../../../kit/figure.tsx';
import { shownDate, signed, shownValue } from '../../../kit/format.ts';
import { PlainTable } from '../../../kit/plain-table.tsx';
import { Asked } from '../../../kit/states.tsx';
import { why as words } from '../../../words/why.ts';
import css from './why.module.css';

export function Against({ figure, now, previous }: { figure: Figure; now: Explanation; previous: string }) {
  const t = useSay();
  const lang = useLang();
  const { detail, money } = useContract();
  const names = useNames(detail);
  const query = useWhy(previous, figure, { depth: 2 });
  const date = useWorkspace().data?.runs.find(({ run }) => run === previous)?.asOf;
  if (query.error instanceof Failure && query.error.gone)
    return <p className={css.small}>{t(words.comparedNone)}</p>;
  return (
    <section className={css.section}>
      <h3>{t(words.compared, { date: date ? shownDate(date, lang) : previous })}</h3>
      <Asked query={query}>
        {({ explanation: before }) => {
          const rows = pairs(now, before).filter(([a, b]) => a.value !== b?.value);
          if (rows.length === 0) return <p className={css.small}>{t(words.comparedSame)}</p>;
          return (
            <PlainTable
              label={t(words.compare)}
              rows={rows}
              keyOf={([a], i) => `${a.name} ${i}`}
              columns={[
                {
                  id: 'figure',
                  header: t(words.figure),
                  cell: ([a]) => t(a.title) || t(names.column(a.entity, a.name)) || a.name,
                },
                {
                  id: 'before',
                  header: t(words.before),
                  align: 'right',
                  cell: ([a, b]) => (b ? <Value value={b.value} type={a.type} money={money} /> : '–'),
                },
                {
                  id: 'now',
                  header: t(words.now),
                  align: 'right',
                  cell: ([a]) => <Value value={a.value} type={a.type} money={money} />,
                },
                {
                  id: 'difference',
                  header: t(words.difference),
                  align: 'right',
                  cell: ([a, b]) => {
                    if (a.type.kind !== 'number' || a.value === null || !b || b.value === null) return '';
                    const change = minus(String(a.value), String(b.value));
                    return signed(
                      shownValue(change, a.type, { lang, ...money }, { unit: false })?.short ?? '',
                      change,
                    );
                  },
                },
              ]}
            />
          );
        }}
      </Asked>
    </section>
  );
}

/** The same figure in both runs: the root, then what stands under it by name and row. */
function pairs(now: Explanation, before: Explanation): [Explanation, Explanation | undefined][] {
  const all = (one: Explanation): Explanation[] => [one, ...one.children.flatMap(all)];
  const old = new Map(all(before).map((one) => [`${one.entity} ${one.key} ${one.column ?? one.name}`, one]));
  const seen = new Set<string>();
  return all(now).flatMap((one): [Explanation, Explanation | undefined][] => {
    const id = `${one.entity} ${one.key} ${one.column ?? one.name}`;
    if (seen.has(id)) return [];
    seen.add(id);
    return [[one, old.get(id)]];
  });
}
