/** What matters most: each parameter alone, down and up, the largest effect first. Bars in a table, so that it is read as one too. */
import { useMemo } from 'react';
import type { RunDetail, ScalarType, Sensitivity } from '../../../../server/api.ts';
import { useAsk } from '../../../app/queries.ts';
import { useSay } from '../../../app/settings.tsx';
import { Button, csv, download } from '../../../kit/button.tsx';
import { minus, plus, signOf, toDraw } from '../../../kit/decimal.ts';
import { Select } from '../../../kit/field.tsx';
import { Money, Value, type Currency } from '../../../kit/figure.tsx';
import { isRatio } from '../../../kit/units.ts';
import { Section } from '../../../kit/section.tsx';
import { Asked } from '../../../kit/states.tsx';
import { kit } from '../../../words/kit.ts';
import { whatIf as words } from '../../../words/what-if.ts';
import { plain } from './steps.ts';
import css from './what-if.module.css';

interface Props {
  run: string;
  detail: RunDetail;
  money: Currency;
  payment: string;
  pick(payment: string): void;
  /** Go to the lever of a parameter. */
  show(parameter: string): void;
}

export function Tornado({ run, detail, money, payment, pick, show }: Props) {
  const t = useSay();
  const query = useAsk<Sensitivity>(
    ['runs', run, 'sensitivity'],
    { payment },
    {
      // Asked again until all is tried: bars come as they are known.
      refetchInterval: ({ state }) => (state.data && state.data.tried < state.data.of ? 50 : false),
    },
  );
  const options = detail.card.payments.map(({ id, title }) => ({ value: id, label: t(title) || id }));
  const chosen = options.find(({ value }) => value === payment)?.label ?? payment;
  return (
    <Section
      level={3}
      title={t(words.mattersMost)}
      intro={t(words.mattersMostHint)}
      tools={
        <>
          {options.length > 1 && (
            <Select
              label={t(words.sensitivityOf)}
              hideLabel
              options={options}
              value={payment}
              onPick={pick}
            />
          )}
          {query.data && query.data.bars.length > 0 && (
            <Button kind="text" onClick={() => exported(query.data, t)}>
              {t(kit.exportAs, { as: 'CSV' })}
            </Button>
          )}
        </>
      }
    >
      <Asked query={query}>
        {(found) => (
          <>
            {(found.tried === found.of || found.bars.length > 0) && (
              <Bars {...{ found, money, show, chosen }} />
            )}
            {found.tried < found.of && (
              <p className={css.quiet} role="status">
                <progress value={found.tried} max={found.of} className={css.progress} aria-hidden="true" />{' '}
                {t(words.tried, { tried: found.tried, of: found.of })}
              </p>
            )}
          </>
        )}
      </Asked>
    </Section>
  );
}

const exported = ({ payment, bars, amount }: Sensitivity, t: ReturnType<typeof useSay>) =>
  download(
    `${payment}-what-matters-most.csv`,
    csv([
      [t(words.parameter), t(words.low), t(words.atLow), t(words.today), t(words.high), t(words.atHigh)],
      ...bars.map((bar) => [bar.parameter, plain(bar.low), bar.atLow, amount, plain(bar.high), bar.atHigh]),
    ]),
    'text/csv',
  );

/** A bar nobody can see says nothing: what changes less than this share of the largest is drawn as a line. */
const LEAST = 0.4;

function Bars({
  found: { bars, amount },
  money,
  show,
  chosen,
}: {
  found: Sensitivity;
  money: Currency;
  show(parameter: string): void;
  chosen: string;
}) {
  const t = useSay();
  // A ratio about 1 is a factor at one end and would be a percentage at the other: then both are plain.
  const typeOf = ({ type, low, high }: Sensitivity['bars'][number]) =>
    isRatio(type) && [low, high].some((end) => Math.abs(toDraw(end)) > 1) ? undefined : type;
  const drawn = useMemo(() => {
    const change = (then: string | null) => (then === null ? null : minus(then, amount));
    const list = bars
      .map((bar) => ({ ...bar, down: change(bar.atLow), up: change(bar.atHigh) }))
      .filter(({ down, up }) => down === null || up === null || signOf(down) !== 0 || signOf(up) !== 0);
    const most = Math.max(
      ...list.flatMap(({ down, up }) => [down, up].map((one) => Math.abs(toDraw(one ?? '0')))),
      Number.MIN_VALUE,
    );
    return { list, share: (one: string | null) => (toDraw(one ?? '0') / most) * 50 };
  }, [bars, amount]);
  if (drawn.list.length === 0) return <p className={css.quiet}>{t(words.notSensitive)}</p>;
  return (
    <table role="table" className={css.tornado} aria-label={t(words.mattersMostFor, { payment: chosen })}>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            {t(words.parameter)}
          </th>
          <th scope="col" role="columnheader" className={css.right}>
            {t(words.low)}
          </th>
          <th scope="col" role="columnheader" className={css.barHead}>
            <Money amount={amount} money={money} as="compact" />
          </th>
          <th scope="col" role="columnheader">
            {t(words.high)}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {drawn.list.map((bar) => (
          <tr role="row" key={bar.parameter}>
            <th scope="row" role="rowheader">
              <Button kind="text" className={css.barName} onClick={() => show(bar.parameter)}>
                {t(bar.title) || bar.parameter}
              </Button>
            </th>
            <End at={bar.low} type={typeOf(bar)} change={bar.down} money={money} amount={amount} right />
            <td role="cell" className={css.bars}>
              <Bar share={drawn.share(bar.down)} kind="low" />
              <Bar share={drawn.share(bar.up)} kind="high" />
            </td>
            <End at={bar.high} type={typeOf(bar)} change={bar.up} money={money} amount={amount} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ share, kind }: { share: number; kind: 'low' | 'high' }) {
  const width = Math.max(Math.abs(share), share === 0 ? 0 : LEAST);
  return (
    <span
      className={`${css.bar} ${css[kind]}`}
      style={{ left: `${share < 0 ? 50 - width : 50}%`, width: `${width}%` }}
    />
  );
}

function End({
  at,
  type,
  change,
  amount,
  money,
  right = false,
}: {
  at: string;
  type: ScalarType | undefined;
  change: string | null;
  amount: string;
  money: Currency;
  right?: boolean;
}) {
  const t = useSay();
  return (
    <td role="cell" className={right ? css.right : undefined}>
      <span className={css.at}>{type ? <Value value={at} type={type} money={money} /> : plain(at)}</span>
      {change === null ? (
        <span>{t(words.unknownThen)}</span>
      ) : signOf(change) === 0 ? (
        <span className={css.quiet}>=</span>
      ) : (
        <span title={plus(amount, change)}>
          <Money amount={change} money={money} as="compact" unit={false} signed />
        </span>
      )}
    </td>
  );
}
