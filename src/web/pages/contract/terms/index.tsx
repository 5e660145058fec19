/** Terms: the contract as a document a lawyer could read. */
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
