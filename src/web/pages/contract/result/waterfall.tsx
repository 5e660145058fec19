/**
 * The path from the first amount to the payment. It is a table whose middle column is drawn: it needs no second one, reads aloud, prints, and each
 * value is a link to its Why.
 */
import { useState } from 'react';
import type { Waterfall } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Button, csv, download } from '../../../kit/button.tsx';
import { grouped, plus, rounded, signOf, toDraw, trimmed } from '../../../kit/decimal.ts';
import { Figure, Money, Value } from '../../../kit/figure.tsx';
import { signed } from '../../../kit/format.ts';
import { Section } from '../../../kit/section.tsx';
import { Status } from '../../../kit/status.tsx';
import { Tabs } from '../../../kit/tabs.tsx';
import { currencyName } from '../../../kit/units.ts';
import { kit } from '../../../words/kit.ts';
import { result as words } from '../../../words/result.ts';
import css from './waterfall.module.css';

export function Waterfalls() {
  const t = useSay();
  const { detail } = useContract();
  const names = useNames(detail);
  const { waterfalls, summary } = detail;
  const drawn = waterfalls.filter(({ steps }) => steps.length > 1);
  const [picked, pick] = useState<string | null>(null);
  // An advance is one step from last year's money: what takes the most to see comes first.
  const telling = drawn
    .filter(({ steps }) => signOf(steps.at(-1)?.value) !== 0)
    .toSorted((a, b) => b.steps.length - a.steps.length);
  const shown = drawn.find(({ payment }) => payment === picked) ?? telling[0] ?? drawn[0];
  if (!shown) return null;
  const title = (id: string) => t(summary.payments.find((one) => one.id === id)?.title) || id;
  return (
    <Section
      title={t(words.pathPlain)}
      intro={t(words.pathOf, { key: t(names.row(shown.key)), payment: title(shown.payment) })}
      tools={
        <>
          {drawn.length > 1 && (
            <Tabs
              label={t(words.payment)}
              value={shown.payment}
              onPick={pick}
              options={drawn.map(({ payment }) => ({ value: payment, label: title(payment) }))}
            />
          )}
          <Button
            kind="text"
            onClick={() =>
              download(
                `${shown.payment}-${shown.key}.csv`,
                csv([
                  [t(words.step), t(words.value)],
                  ...shown.steps.map((step) => [t(step.title), step.value]),
                ]),
                'text/csv',
              )
            }
          >
            {t(kit.exportAs, { as: t(kit.exportCsv) })}
          </Button>
        </>
      }
    >
      <Steps waterfall={shown} />
      {!shown.exact && <p className={css.note}>{t(words.pathRest)}</p>}
    </Section>
  );
}

interface Bar {
  from: string;
  to: string;
}

/** Where each bar begins and ends: a level stands on the ground, a change on what was before. */
function barsOf(steps: Waterfall['steps']): (Bar | null)[] {
  let at = '0';
  return steps.map(({ kind, value }) => {
    if (value === null || kind === 'factor') return null;
    const from = kind === 'level' ? '0' : at;
    at = kind === 'level' ? value : plus(at, value);
    return { from, to: at };
  });
}

function Steps({ waterfall }: { waterfall: Waterfall }) {
  const t = useSay();
  const lang = useLang();
  const { money } = useContract();
  const { steps, entity, key } = waterfall;
  const bars = barsOf(steps);
  const ends = bars.flatMap((bar) => (bar ? [toDraw(bar.from), toDraw(bar.to)] : [0]));
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const span = high - low || 1;
  const place = (value: string) => ((toDraw(value) - low) / span) * 100;
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">{t(words.step)}</th>
          <th scope="col" className={css.barHead}>
            <span className="sr-only">{t(words.change)}</span>
          </th>
          <th scope="col" className={css.right}>
            {currencyName(money.currency, lang)}
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, i) => {
          const bar = bars[i];
          const down = step.kind === 'change' && signOf(step.value) < 0;
          const [a, b] = bar ? [place(bar.from), place(bar.to)] : [0, 0];
          const last = i === steps.length - 1;
          return (
            <tr key={`${i} ${step.name}`} className={step.kind === 'level' ? css.level : undefined}>
              <th scope="row">{t(step.title)}</th>
              <td className={css.barCell} aria-hidden="true">
                {step.kind !== 'factor' && (
                  <svg viewBox="0 0 100 10" preserveAspectRatio="none" className={css.bars}>
                    <line
                      x1={place('0')}
                      x2={place('0')}
                      y1="0"
                      y2="10"
                      className={css.ground}
                      vectorEffect="non-scaling-stroke"
                    />
                    {bar && (
                      <rect
                        x={Math.min(a, b)}
                        width={Math.max(Math.abs(b - a), 0.25)}
                        y="1.5"
                        height="7"
                        className={
                          step.kind === 'level' ? (last ? css.end : css.ground2) : down ? css.down : css.up
                        }
                      />
                    )}
                  </svg>
                )}
              </td>
              <td className={css.right}>
                {step.term === null ? (
                  <StepValue step={step} />
                ) : (
                  <Figure of={{ entity: step.entity ?? entity, key: step.key ?? key, term: step.term }}>
                    <StepValue step={step} />
                  </Figure>
                )}
                {step.status && step.status !== 'final' && (
                  <span className={css.status}>
                    <Status status={step.status} />
                  </span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A factor has its own unit, money that of the column. */
function StepValue({ step: { kind, value, type } }: { step: Waterfall['steps'][number] }) {
  const { money } = useContract();
  // The cent's fraction that rounding adds: `+0` would say that nothing was.
  if (
    kind === 'change' &&
    value !== null &&
    signOf(value) !== 0 &&
    signOf(rounded(value, money.minorUnit)) === 0
  )
    return <>{signed(grouped(trimmed(value)), value)}</>;
  return kind === 'factor' && type ? (
    <Value value={value} type={type} money={money} />
  ) : (
    <Money amount={value} money={money} signed={kind === 'change'} />
  );
}
