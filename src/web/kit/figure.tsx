/** Figures on a page. A figure that was computed is a link: it opens Why beside the page. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Constant, ScalarType } from '../../server/api.ts';
import { writeFigure } from '../app/address.ts';
import { useLang, useSay } from '../app/settings.tsx';
import type { Figure as FigureOf } from '../app/queries.ts';
import { kit } from '../words/kit.ts';
import { negated, signOf } from './decimal.ts';
import {
  compactMoney,
  exactMoney,
  pageNumber,
  shownValue,
  signed as withSign,
  type Words,
} from './format.ts';
import { currencyName } from './units.ts';
import css from './figure.module.css';

export interface Currency {
  currency: string;
  minorUnit: number;
  /** What texts of the model are called, wherever its values stand. */
  words?: Words | undefined;
}

/** Money: `compact` 12.4 million USD, `page` 45,867,446 (whole; the unit stands in the header), `full` to the cent. In full on hover, always. */
export function Money({
  amount,
  money,
  as = 'page',
  unit = as !== 'page',
  signed = false,
  whole = false,
}: {
  amount: string | null;
  money: Currency;
  as?: 'compact' | 'page' | 'full';
  unit?: boolean;
  /** A change: with + or −. */
  signed?: boolean;
  /** In a column of large amounts: without cents, like them. */
  whole?: boolean;
}) {
  const lang = useLang();
  const t = useSay();
  if (amount === null) return <span className={css.unknown}>{t(kit.unknown)}</span>;
  const style = { lang, ...money };
  const exact = exactMoney(amount, style);
  let shown =
    as === 'compact'
      ? compactMoney(amount, style)
      : as === 'full'
        ? exact
        : `${pageNumber(amount, money.minorUnit, whole)}${unit ? ` ${currencyName(money.currency, lang)}` : ''}`;
  if (!unit && as !== 'page') shown = shown.replace(` ${currencyName(money.currency, lang)}`, '');
  return (
    <span className={css.number} title={exact}>
      {signed ? withSign(shown, amount) : shown}
    </span>
  );
}

/** A change of money, with arrow, sign and a word for those who hear the page: never by colour alone. */
export function Change({
  amount,
  money,
  as = 'compact',
}: {
  amount: string;
  money: Currency;
  as?: 'compact' | 'page' | 'full';
}) {
  const t = useSay();
  const sign = signOf(amount);
  if (sign === 0) return <span className={css.same}>{t(kit.unchanged)}</span>;
  return (
    <span className={sign > 0 ? css.up : css.down}>
      <span aria-hidden="true">{sign > 0 ? '▲' : '▼'}</span>
      <span className="sr-only">{t(sign > 0 ? kit.up : kit.down)}</span>{' '}
      <Money amount={sign > 0 ? amount : negated(amount)} money={money} as={as} />
    </span>
  );
}

/** A value of any type; `unit={false}` where the header has it. */
export function Value({
  value,
  type,
  money,
  unit = true,
  places,
  absent,
  whole,
  factor,
}: {
  value: Constant;
  type: ScalarType;
  money: Currency;
  unit?: boolean;
  places?: number;
  /** Money in a column of large amounts: without cents, like them. */
  whole?: boolean;
  /** A ratio in a column of coefficients: no percentage, like them. */
  factor?: boolean;
  /** What stands for an unknown value. */
  absent?: ReactNode;
}) {
  const lang = useLang();
  const t = useSay();
  const shown = shownValue(
    value,
    type,
    { lang, ...money },
    {
      unit,
      ...(places !== undefined && { places }),
      ...(whole !== undefined && { whole }),
      ...(factor !== undefined && { factor }),
    },
  );
  if (!shown) return <span className={css.unknown}>{absent ?? t(kit.unknown)}</span>;
  if (type.kind !== 'number') return <>{shown.short}</>;
  return (
    <span className={css.number} {...(shown.full !== shown.short && { title: shown.full })}>
      {shown.short}
    </span>
  );
}

/** Makes what it holds a link that opens Why of this figure beside the page (within a contract's pages). */
export function Figure({
  of,
  children,
  quiet = false,
}: {
  of: FigureOf;
  children: ReactNode;
  quiet?: boolean;
}) {
  return (
    <Link
      to="."
      search={((old: Record<string, unknown>) => ({ ...old, why: writeFigure(of) })) as never}
      resetScroll={false}
      className={quiet ? css.quiet : css.figure}
      data-why={`${of.entity} ${of.key} ${of.term}`}
    >
      {children}
    </Link>
  );
}
