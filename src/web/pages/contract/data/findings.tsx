/** What looks wrong, the gravest first, each with where it is and what to do. */
import { useState } from 'react';
import type { Quality, QualityReport, Severity } from '../../../../server/api.ts';
import { useSay } from '../../../app/settings.tsx';
import { Button } from '../../../kit/button.tsx';
import { grouped } from '../../../kit/decimal.ts';
import { shownCount } from '../../../kit/format.ts';
import { Section } from '../../../kit/section.tsx';
import { Tabs } from '../../../kit/tabs.tsx';
import { kit } from '../../../words/kit.ts';
import { data as words } from '../../../words/data.ts';
import { percentOf } from './labels.ts';
import { Place } from './place.tsx';
import css from './data.module.css';

type Finding = QualityReport['findings'][number];
const SEVERITIES = ['error', 'warning', 'note'] as const;
/** As many as can be read; the others on demand. */
const SHOWN = 12;
const EXAMPLES = 3;

export function Findings({ report: { findings } }: Quality) {
  const t = useSay();
  const [severity, setSeverity] = useState<Severity | 'all'>('all');
  const [all, setAll] = useState(false);
  const counts = new Map(
    SEVERITIES.map((one) => [one, findings.filter((found) => found.severity === one).length]),
  );
  const wanted = findings.filter((one) => severity === 'all' || one.severity === severity);
  const shown = all ? wanted : wanted.slice(0, SHOWN);
  return (
    <Section
      title={t(words.findings)}
      tools={
        findings.length > 1 && (
          <Tabs
            label={t(words.findings)}
            value={severity}
            onPick={setSeverity}
            options={[
              { value: 'all', label: `${t(words.all)} ${findings.length}` },
              ...SEVERITIES.map((one) => ({ value: one, label: `${t(words[one])} ${counts.get(one)}` })),
            ]}
          />
        )
      }
    >
      {wanted.length === 0 && <p className={css.quiet}>{t(words.nothing)}</p>}
      <ul className={css.findings}>
        {shown.map((one, i) => (
          <One key={i} finding={one} />
        ))}
      </ul>
      {shown.length < wanted.length && (
        <Button onClick={() => setAll(true)}>
          {t(kit.more)} ({shownCount(wanted.length - shown.length)})
        </Button>
      )}
    </Section>
  );
}

function One({ finding }: { finding: Finding }) {
  const t = useSay();
  const { severity, message, hint, count, of, amount, examples } = finding;
  const [all, setAll] = useState(false);
  const share = of === undefined ? null : percentOf(count, of);
  return (
    <li className={css.finding}>
      <span className={`${css.severity} ${css[severity]}`}>{t(kit[severity])}</span>
      <div className={css.said}>
        <p>{t(message)}</p>
        {severity !== 'note' && <p className={css.quiet}>{t(hint)}</p>}
        {examples.length > 0 && (
          <ul className={css.places}>
            {examples.slice(0, all ? undefined : EXAMPLES).map((one, i) => (
              <li key={i}>
                <Place example={one} />
              </li>
            ))}
            {!all && examples.length > EXAMPLES && (
              <li>
                <Button kind="text" onClick={() => setAll(true)}>
                  {t(words.examples, { count: examples.length })}
                </Button>
              </li>
            )}
          </ul>
        )}
      </div>
      <dl className={css.figures}>
        <div>
          <dt className="sr-only">{t(words.count)}</dt>
          <dd className={css.number}>{grouped(count)}</dd>
          {share !== null && <dd className={css.quiet}>{t(words.percent, { share })}</dd>}
        </div>
        {amount !== undefined && (
          <div>
            <dt className={css.quiet}>{t(words.amount)}</dt>
            <dd>{grouped(amount)}</dd>
          </div>
        )}
      </dl>
    </li>
  );
}
