/** The quality report, for people who have to trust the data or not: the verdict, what was found, what was read and refused, the months. */
import type { Quality } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Section } from '../../../kit/section.tsx';
import { Notice } from '../../../kit/states.tsx';
import { currencyName } from '../../../kit/units.ts';
import { data as words } from '../../../words/data.ts';
import { Accounted } from './accounted.tsx';
import { Columns } from './columns.tsx';
import { Findings } from './findings.tsx';
import { MoneyHeld } from './money.tsx';
import { Months } from './months-chart.tsx';
import { Refusals } from './refusals.tsx';

export function Report({ path, ...quality }: Quality & { path: string }) {
  const t = useSay();
  const lang = useLang();
  const { money } = useContract();
  const { report, summary } = quality;
  const worst = (['error', 'warning'] as const).find((one) =>
    report.findings.some(({ severity }) => severity === one),
  );
  const verdict = worst === 'error' ? words.notUsable : worst === 'warning' ? words.careful : words.usable;
  return (
    <>
      <Section
        title={t(words.folder, { path })}
        intro={`${t(summary)} ${t(words.amountsIn, { currency: currencyName(money.currency, lang) })}`}
      >
        <Notice tone={worst === 'error' ? 'bad' : worst === 'warning' ? 'wait' : 'note'}>
          <strong>{t(verdict)}</strong>
        </Notice>
      </Section>
      <Findings {...quality} />
      <Accounted {...quality} />
      <Refusals {...quality} />
      <MoneyHeld {...quality} />
      <Months {...quality} />
      <Columns {...quality} />
    </>
  );
}
