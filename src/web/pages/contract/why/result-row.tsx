/** Where a fact comes from claims: the row a method computed, and the claim lines behind it, a page at a time. */
import { useState } from 'react';
import type { Explanation } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useWhy } from '../../../app/queries.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Button } from '../../../kit/button.tsx';
import { exactAmount, exactMoney, shownCount, shownDate } from '../../../kit/format.ts';
import { grouped } from '../../../kit/decimal.ts';
import { PlainTable } from '../../../kit/plain-table.tsx';
import { kit } from '../../../words/kit.ts';
import { why as words } from '../../../words/why.ts';
import { figureOf } from './figure-of.ts';
import css from './why.module.css';

type Result = NonNullable<Explanation['result']>;
type Lines = NonNullable<Result['lines']>;

export function ResultOf({ of, result }: { of: Explanation; result: Result }) {
  const t = useSay();
  const lang = useLang();
  const { run, money } = useContract();
  const [page, setPage] = useState(1);
  const query = useWhy(run, figureOf(of), { depth: 1, page });
  const found = query.data?.explanation.result ?? result;
  const shown = (value: string | null, type: string) => {
    if (value === null) return t(kit.unknown);
    if (type === 'money') return exactMoney(value, { lang, ...money });
    if (type === 'boolean') return t(value === 'true' ? kit.yes : kit.no);
    return /^-?\d+\.\d+$/.test(value) ? grouped(value) : value;
  };
  return (
    <div className={css.result}>
      <p className={css.listHead}>{t(result.title)}</p>
      <p className={css.small}>
        {t(words.method, { name: result.name, method: result.method })} [{result.key}]
      </p>
      <dl className={css.columns}>
        {result.columns
          .filter(({ key }) => !key)
          .map(({ name, title, type, value, words: said }) => (
            <div key={name}>
              <dt>{t(title)}</dt>
              <dd>{said ? t(said) : shown(value, type)}</dd>
            </div>
          ))}
      </dl>
      {found.lines && <LinesOf lines={found.lines} onPage={setPage} busy={query.isFetching} />}
    </div>
  );
}

function LinesOf({ lines, onPage, busy }: { lines: Lines; onPage: (page: number) => void; busy: boolean }) {
  const t = useSay();
  const lang = useLang();
  const { money } = useContract();
  const amount = (text: string | null) => (text === null ? '–' : exactAmount(text, money.minorUnit));
  const state = (counted: boolean, said: Lines['shown'][number]['words'], reason: string | null) =>
    counted && reason === null ? t(words.counted) : t(said) || reason || t(words.notCounted);
  return (
    <div aria-busy={busy}>
      <p className={css.listHead}>{t(words.lines, { count: shownCount(lines.total) })}</p>
      <ul className={css.groups}>
        {lines.groups.map((one, i) => (
          <li key={i} className={css.element}>
            <span>
              {state(one.counted, one.words, one.reason)} · {shownCount(one.count)}
            </span>
            <span className={css.value}>{amount(one.amount)}</span>
          </li>
        ))}
      </ul>
      <PlainTable
        label={t(words.lines, { count: shownCount(lines.total) })}
        rows={lines.shown}
        keyOf={(_, i) => String(i)}
        columns={[
          {
            id: 'date',
            header: t(words.lineDate),
            cell: ({ date }) =>
              date === null ? '–' : <span className={css.nowrap}>{shownDate(date, lang)}</span>,
          },
          {
            id: 'claim',
            header: t(words.lineClaim),
            cell: ({ claim, claimLine }) => (
              <span className={css.nowrap}>
                {[claim ?? '–', claimLine].filter((one) => one !== null).join(' / ')}
              </span>
            ),
          },
          { id: 'amount', header: t(words.lineAmount), align: 'right', cell: (line) => amount(line.amount) },
          {
            id: 'counted',
            header: t(words.lineCounted),
            cell: (line) => state(line.counted, line.words, line.reason),
          },
          {
            id: 'read',
            header: t(words.lineRead),
            cell: ({ file, line }) =>
              line === null ? '–' : <span className={css.small}>{`${file ?? '–'}:${line}`}</span>,
          },
        ]}
      />
      {lines.pages > 1 && (
        <div className={css.pages} data-screen-only>
          <Button disabled={lines.page <= 1} onClick={() => onPage(lines.page - 1)}>
            {t(words.earlier)}
          </Button>
          <span>{t(words.page, { page: lines.page, pages: lines.pages })}</span>
          <Button disabled={lines.page >= lines.pages} onClick={() => onPage(lines.page + 1)}>
            {t(words.later)}
          </Button>
        </div>
      )}
    </div>
  );
}
