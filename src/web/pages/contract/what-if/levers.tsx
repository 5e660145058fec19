/** What can be moved: a slider with a sensible range, a field for any value, and the way back. */
import { useState } from 'react';
import type { Levers } from '../../../../server/api.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Button } from '../../../kit/button.tsx';
import { Field } from '../../../kit/field.tsx';
import { Value, type Currency } from '../../../kit/figure.tsx';
import { Empty } from '../../../kit/states.tsx';
import { Mark } from '../../../kit/status.tsx';
import { shownCount } from '../../../kit/format.ts';
import { typeUnit } from '../../../kit/units.ts';
import { whatIf as words } from '../../../words/what-if.ts';
import type { Changes } from './scenario.ts';
import { isNumber, plain, positions, sameNumber, valueAt } from './steps.ts';
import css from './what-if.module.css';

type Lever = Levers['levers'][number];

interface Props {
  levers: readonly Lever[];
  others: Levers['others'];
  shown: Changes;
  money: Currency;
  set(name: string, value: string | null, now?: boolean): void;
}

/** A search only where a list is long. */
const LONG = 8;

export function LeverList({ levers, others, shown, money, set }: Props) {
  const t = useSay();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = levers.filter(({ parameter, title }) =>
    `${parameter} ${title.en} ${title.zh}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      {levers.length > LONG && (
        <Field
          label={t(words.findParameter)}
          hideLabel
          type="search"
          placeholder={t(words.findParameter)}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      {levers.length === 0 && <Empty title={t(words.noLevers)}>{t(words.noLeversHint)}</Empty>}
      {levers.length > 0 && found.length === 0 && <p className={css.quiet}>{t(words.noParameter)}</p>}
      <ul className={css.levers}>
        {found.map((lever) => (
          <OneLever key={lever.parameter} {...{ lever, money, set }} now={shown[lever.parameter]} />
        ))}
      </ul>
      {others.length > 0 && (
        <p className={css.quiet}>
          {t(words.others)}{' '}
          {others
            .map(({ title, figures }) => t(words.otherOne, { title: t(title), figures: shownCount(figures) }))
            .join(t(words.otherNext))}
        </p>
      )}
    </>
  );
}

function OneLever({
  lever,
  now,
  money,
  set,
}: {
  lever: Lever;
  now: string | undefined;
  money: Currency;
  set: Props['set'];
}) {
  const t = useSay();
  const lang = useLang();
  const { parameter, type, changed, unverified } = lever;
  const unit = typeUnit(type, lang, money.currency);
  const name = t(lever.title) || parameter;
  const moved = now !== undefined && !sameNumber(now, lever.written);
  const value = now ?? lever.written;
  // The unit stands behind the name.
  const today = <Value value={lever.value} type={type} money={money} unit={false} />;
  const put = (text: string, at?: boolean) =>
    set(parameter, sameNumber(text, lever.written) ? null : text, at);
  return (
    <li className={`${css.lever} ${moved ? css.moved : ''}`} id={`lever-${parameter}`}>
      <div className={css.leverName}>
        <span>
          {name}
          {unit && <span className={css.unit}> {unit}</span>}
        </span>
        {changed && <Mark tone="accent">{t(words.inContract)}</Mark>}
        {unverified && <Mark tone="wait">{t(words.unverified)}</Mark>}
      </div>
      {type.kind === 'boolean' ? (
        <label className={css.switch}>
          <input
            type="checkbox"
            aria-label={name}
            checked={value === 'true'}
            onChange={(event) => put(String(event.target.checked), true)}
          />
          {t(value === 'true' ? words.yes : words.no)}
        </label>
      ) : (
        <div className={css.leverMove}>
          <Slider lever={lever} value={value} name={name} put={put} />
          <ValueField lever={lever} value={value} name={name} put={put} />
        </div>
      )}
      <div className={css.leverFoot}>
        <span>
          {t(words.today)} {today}
        </span>
        {moved && (
          <>
            {isNumber(value) && type.kind === 'number' && (
              <strong>
                {t(words.changed)} <Value value={plain(value)} type={type} money={money} unit={false} />
              </strong>
            )}
            <Button kind="text" onClick={() => set(parameter, null, true)}>
              {t(words.back, { value: plain(lever.written) })}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

interface Moved {
  lever: Lever;
  value: string;
  name: string;
  put(text: string, now?: boolean): void;
}

function Slider({ lever: { low, high, step, type, written }, value, name, put }: Moved) {
  const t = useSay();
  const scale = type.kind === 'number' ? positions(low, high, step, isNumber(value) ? value : written) : null;
  if (!scale) return null;
  return (
    <input
      type="range"
      className={css.slider}
      aria-label={t(words.slider, { name })}
      aria-valuetext={value}
      min={0}
      max={scale.count}
      step={1}
      value={scale.position}
      onChange={(event) => put(valueAt(low, high, step, Number(event.target.value)))}
    />
  );
}

/** What is typed is tried when the hand rests; what cannot be computed is said where the result stands. */
function ValueField({ lever, value, name, put }: Moved) {
  const t = useSay();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      className={css.field}
      type={lever.type.kind === 'date' ? 'date' : 'text'}
      inputMode={lever.type.kind === 'number' ? 'decimal' : undefined}
      aria-label={t(words.field, { name })}
      title={lever.type.kind === 'number' ? t(words.range, { low: lever.low, high: lever.high }) : undefined}
      value={typed ?? plain(value)}
      spellCheck={false}
      onChange={(event) => {
        setTyped(event.target.value);
        if (event.target.value.trim() !== '') put(event.target.value.trim());
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
