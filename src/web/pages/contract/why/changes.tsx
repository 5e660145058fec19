/** What would change the figure: single parameters, and what it would then be. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ScalarType } from '../../../../server/api.ts';
import { useAddress, useContractParam } from '../../../app/address.ts';
import { useContract } from '../../../app/contract.tsx';
import { useWhyNot, type Figure } from '../../../app/queries.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Button } from '../../../kit/button.tsx';
import { grouped, rounded, signOf } from '../../../kit/decimal.ts';
import { Value } from '../../../kit/figure.tsx';
import { shownValue } from '../../../kit/format.ts';
import { isFactor, isMoney } from '../../../kit/units.ts';
import { Asked } from '../../../kit/states.tsx';
import { kit } from '../../../words/kit.ts';
import { why as words } from '../../../words/why.ts';
import css from './why.module.css';

const SHOWN = 6;

export function Changes({
  figure,
  type,
  needs,
  lacking,
}: {
  figure: Figure;
  type: ScalarType;
  needs: readonly string[];
  /** Which fact is missing, of whom, and where it would come from. */
  lacking: string | null;
}) {
  const t = useSay();
  const lang = useLang();
  const { run, money } = useContract();
  const contract = useContractParam();
  const [search] = useAddress();
  const query = useWhyNot(run, figure);
  const [all, setAll] = useState(false);
  /** As a contract writes it, made readable: `false` → no, `966116777.125` → 966,116,777 USD. Both ends of a ratio are read alike. */
  const written = (of: ScalarType, text: string | null, beside: string): string => {
    if (text === null) return t(words.notGiven);
    const style = { lang, ...money };
    if (of.kind !== 'number') return shownValue(text, of, style)?.short ?? text;
    if (!/^-?\d+(\.\d+)?$/.test(text)) return grouped(text);
    const factor = isFactor(of, [text, beside]);
    return shownValue(text, of, style, { places: 4, factor })?.short ?? text;
  };
  /** What moves an amount by less than can be paid changes nothing. */
  const tells = (difference: string | null) =>
    difference === null || !isMoney(type) || signOf(rounded(difference, money.minorUnit)) !== 0;
  return (
    <section className={css.section}>
      <h3>{t(words.change)}</h3>
      {lacking !== null && (
        <p className={css.lacking}>
          <strong>{t(words.giveFirst)}</strong> {lacking}
        </p>
      )}
      {needs.map((one) => (
        <p key={one}>{one}</p>
      ))}
      <Asked query={query}>
        {({ changes: found, complete }) => {
          const changes = found.filter(({ difference }) => tells(difference));
          return changes.length === 0 ? (
            lacking === null && (
              <p className={css.small}>{t(complete ? words.changeNone : words.changeNoneTried)}</p>
            )
          ) : (
            <>
              <ul className={css.changes}>
                {changes.slice(0, all ? undefined : SHOWN).map((one, i) => (
                  <li key={i} className={css.changed}>
                    <span>
                      {t(one.title)}{' '}
                      <span className={css.small}>
                        {t(words.changeTo, {
                          from: written(one.type, one.from, one.to),
                          to: written(one.type, one.to, one.from ?? one.to),
                        })}
                      </span>
                    </span>
                    <span className={css.value}>
                      <Value value={one.value} type={type} money={money} places={4} />
                      {one.difference !== null && signOf(one.difference) !== 0 && (
                        <span className={css.small}>
                          {'\u00a0'}
                          <span aria-hidden="true">{signOf(one.difference) > 0 ? '▲' : '▼'}</span>
                          <span className="sr-only">{t(signOf(one.difference) > 0 ? kit.up : kit.down)}</span>
                        </span>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
              {changes.length > SHOWN && (
                <p className={css.small} data-screen-only>
                  <Button kind="text" onClick={() => setAll(!all)}>
                    {t(all ? kit.less : kit.more)}
                  </Button>
                </p>
              )}
              <p className={css.small} data-screen-only>
                {t(words.changeIntro)} {!complete && t(words.changePart)}{' '}
                <Link to="/contract/$contract/what-if" params={{ contract }} search={{ run: search['run'] }}>
                  {t(words.changeMore)}
                </Link>
              </p>
            </>
          );
        }}
      </Asked>
    </section>
  );
}
