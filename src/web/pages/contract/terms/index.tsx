/** Terms: the contract as a document a lawyer could read. */
import { useEffect, useMemo } from 'react';
import type { Clause, RunDetail } from '../../../../server/api.ts';
import { useAddress } from '../../../app/address.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useTerms } from '../../../app/queries.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Button } from '../../../kit/button.tsx';
import { shownDate, shownPeriod } from '../../../kit/format.ts';
import { Asked } from '../../../kit/states.tsx';
import { terms as words } from '../../../words/terms.ts';
import { TermsDocument } from './document.tsx';
import css from './terms.module.css';

export default function TermsPage() {
  const t = useSay();
  const lang = useLang();
  const { detail, money, run } = useContract();
  const names = useNames(detail);
  const query = useTerms(run);
  const { summary } = detail;
  const [{ at }] = useAddress();
  useEffect(() => {
    if (at === undefined || !query.data) return;
    document.getElementById(at)?.scrollIntoView({ block: 'center' });
  }, [at, query.data]);
  const rows = useMemo(() => examplesOf(detail), [detail]);
  const example = ({ entity, name, kind }: Clause) => {
    const key = entity === 'agreement' ? '' : rows.get(entity);
    return key === undefined ? null : { entity, key, term: kind === 'payment' ? names.paid(name) : name };
  };
  return (
    <Asked query={query}>
      {(terms) => (
        <>
          <div className={css.intro} data-screen-only>
            <p>{t(words.intro)}</p>
            <Button onClick={() => print()}>{t(words.print)}</Button>
          </div>
          <TermsDocument
            terms={terms}
            money={money}
            titles={names.inFormula}
            at={at}
            example={example}
            facts={[
              [
                t(words.model),
                `${t(summary.modelTitle) || summary.model} (${summary.model} ${summary.modelVersion})`,
              ],
              [t(words.period), shownPeriod(summary.period, lang)],
              [t(words.asOf), shownDate(summary.asOf, lang)],
            ]}
          />
        </>
      )}
    </Asked>
  );
}

/** Of each entity a row whose figures can be asked for: those of the paths of money, and the largest of each payment. */
function examplesOf({ waterfalls, summary }: RunDetail): Map<string, string> {
  const found = new Map<string, string>();
  const put = (entity: string | null, key: string | null | undefined) => {
    if (entity !== null && key !== null && key !== undefined && !found.has(entity)) found.set(entity, key);
  };
  for (const { entity, example } of summary.payments) put(entity, example);
  for (const { entity, key, steps } of waterfalls) {
    put(entity, key);
    for (const step of steps) put(step.entity, step.key);
  }
  return found;
}
