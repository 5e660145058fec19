/** A formula in words, and below it the same with the values in place of the names. */
import type { Explanation } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames, type Names } from '../../../app/names.ts';
import { useLang, useSay, type Say } from '../../../app/settings.tsx';
import type { Lang } from '../../../words/define.ts';
import type { Currency } from '../../../kit/figure.tsx';
import { shownValue } from '../../../kit/format.ts';
import { kit } from '../../../words/kit.ts';
import { why as words } from '../../../words/why.ts';
import { inWords, normal, type Naming, type Piece } from './formula.ts';
import { isMissing } from './missing.ts';
import css from './why.module.css';

/** Formulas beyond this are no easier to read with figures in them. */
const LONGEST_WITH_VALUES = 240;

export function FormulaLine({ of, values = false }: { of: Explanation; values?: boolean }) {
  const t = useSay();
  const lang = useLang();
  const { detail, money } = useContract();
  const names = useNames(detail);
  const { formula } = of;
  if (formula === undefined || formula === of.name) return null;
  const filled =
    values && formula.length <= LONGEST_WITH_VALUES
      ? withValues(of, namingOf(of, names, t), { lang, money, t })
      : null;
  return (
    <div className={css.formula}>
      <p>
        <span className={css.equals}>= </span>
        {t(of.words) || formula}
      </p>
      {filled && (
        <p className={css.filled}>
          <span className="sr-only">{t(words.withValues)} </span>
          <span className={css.equals}>= </span>
          <Pieces list={filled} />
        </p>
      )}
    </div>
  );
}

function namingOf({ entity, children }: Explanation, names: Names, t: Say): Naming {
  return {
    t,
    title(name, list) {
      if (list === undefined) {
        const child = children.find((one) => one.name === name && one.title);
        if (child?.title) return child.title;
      }
      return names.inFormula(entity, name, list);
    },
  };
}

/** Null where nothing could be put in. */
function withValues(
  of: Explanation,
  naming: Naming,
  { lang, money, t }: { lang: Lang; money: Currency; t: Say },
): Piece[] | null {
  let put = 0;
  const shown = (child: Explanation): string => {
    put += 1;
    const value = shownValue(child.value, child.type, { lang, ...money }, { unit: false, places: 4 });
    return value?.short ?? t(isMissing(child) ? words.notGiven : kit.unknown);
  };
  const parts = new Map(
    of.children.flatMap((one) =>
      one.formula !== undefined && one.column !== undefined ? [[normal(one.formula), one]] : [],
    ),
  );
  const byName = new Map(of.children.filter((one) => one.column === undefined).map((one) => [one.name, one]));
  const pieces = inWords(of.formula ?? '', {
    ...naming,
    value(name) {
      const child =
        byName.get(name) ?? (name.includes('.') ? byName.get(name.split('.').at(-1) ?? '') : undefined);
      return child ? shown(child) : null;
    },
    given(name) {
      const child = byName.get(name);
      return child ? child.value !== null : null;
    },
    part(text) {
      const child = parts.get(text);
      return child ? shown(child) : null;
    },
  });
  return put === 0 ? null : pieces;
}

function Pieces({ list }: { list: readonly Piece[] }) {
  return (
    <>
      {list.map(({ kind, text }, i) => (
        <span key={i} className={css[kind]}>
          {text}
        </span>
      ))}
    </>
  );
}
