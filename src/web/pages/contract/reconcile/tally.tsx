import type { Localized, Reconciled } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useSay } from '../../../app/settings.tsx';
import { sum } from '../../../kit/decimal.ts';
import { Money } from '../../../kit/figure.tsx';
import { shownCount } from '../../../kit/format.ts';
import { reconcile as words } from '../../../words/reconcile.ts';
import type { Kind, Row } from './rows.ts';
import css from './reconcile.module.css';

/** Four numbers, each with its money: what agrees, what differs, what one side lacks. */
export function Tally({
  result,
  rows,
  inMoney,
}: {
  result: Reconciled;
  rows: readonly Row[];
  inMoney: boolean;
}) {
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
