/** From a value to its place in Terms. */
import { Link } from '@tanstack/react-router';
import type { Explanation } from '../../../../server/api.ts';
import { useAddress, useContractParam } from '../../../app/address.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useSay } from '../../../app/settings.tsx';
import { why as words } from '../../../words/why.ts';
import { placeOfValue } from '../terms/place.ts';
import css from './why.module.css';

export function InTerms({ of, title, said = false }: { of: Explanation; title: string; said?: boolean }) {
  const t = useSay();
  const contract = useContractParam();
  const [search] = useAddress();
  const names = useNames(useContract().detail);
  const at = placeOfValue(of, names);
  if (at === null) return null;
  return (
    <Link
      to="/contract/$contract/terms"
      params={{ contract }}
      search={{ run: search['run'], at }}
      // The place itself is scrolled to, not the top.
      resetScroll={false}
      className={css.inTerms}
      title={t(words.inTerms)}
      data-screen-only
    >
      {said ? (
        t(words.inTerms)
      ) : (
        <>
          <span aria-hidden="true">§</span>
          <span className="sr-only">{t(words.inTermsOf, { title })}</span>
        </>
      )}
    </Link>
  );
}
