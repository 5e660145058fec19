/** A figure: what it is, what it was made from, what would change it. The same beside a page, as a page, and in print. */
import { useState } from 'react';
import type { Why } from '../../../../server/api.ts';
import { ask, Failure } from '../../../app/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useWhy, type Figure as FigureOf } from '../../../app/queries.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Button, CopyButton, download } from '../../../kit/button.tsx';
import { Money, Value } from '../../../kit/figure.tsx';
import { isMoney } from '../../../kit/units.ts';
import { Asked, Empty, Notice } from '../../../kit/states.tsx';
import { Status } from '../../../kit/status.tsx';
import { why as words } from '../../../words/why.ts';
import { Against } from './against.tsx';
import { FormulaLine } from './formula-line.tsx';
import { InTerms } from './in-terms.tsx';
import { Reason } from './reason.tsx';
import { Tree } from './tree.tsx';
import { useWordsOf } from './in-words.ts';
import { Changes } from './changes.tsx';
import css from './why.module.css';

/** How deep the first answer goes; what lies deeper is asked for when it is opened. */
const DEPTH = 4;
const DEPTH_OF_FILE = 12;

export function WhyView({ figure, wide = false }: { figure: FigureOf; wide?: boolean }) {
  const { run } = useContract();
  const t = useSay();
  const query = useWhy(run, figure, { depth: DEPTH });
  if (query.error instanceof Failure && query.error.gone)
    return <Empty title={t(words.noFigure)}>{t(query.error.problem.message)}</Empty>;
  return <Asked query={query}>{(why) => <Shown figure={figure} why={why} wide={wide} />}</Asked>;
}

function Shown({ figure, why, wide }: { figure: FigureOf; why: Why; wide: boolean }) {
  const t = useSay();
  const lang = useLang();
  const { card, detail, run, money } = useContract();
  const names = useNames(detail);
  const { explanation: root, status, awaits } = why;
  const [comparing, setComparing] = useState(false);
  const previous = card?.runs[card.runs.indexOf(run) + 1];
  const { words: figureSaid, reason, needs } = useWordsOf(root);
  // Of what is not final a figure alone, copied into a letter, would be a promise.
  const standing =
    root.value === null || status === null || status === 'final' ? null : t(words[`stands_${status}`]);
  const said = standing === null ? figureSaid : `${figureSaid}${lang === 'zh' ? '' : ' '}${standing}`;
  // A missing fact decides everything: no price is worth moving before it is there.
  const lacking = awaits && (status === 'undetermined' || root.value === null) ? t(awaits) : null;
  const title = t(root.title) || t(names.column(root.entity, root.name)) || root.name;
  const whole =
    root.entity === 'agreement' || root.key === ''
      ? title
      : t(words.of, { title, key: t(names.row(root.key)) });
  return (
    <article className={wide ? css.wide : css.view}>
      <header className={css.head}>
        <h2 className={css.title}>{whole}</h2>
        <p className={css.amount}>
          <Value value={root.value} type={root.type} money={money} places={4} />
          {status && (
            <span className={css.status}>
              <Status status={status} />
            </span>
          )}
        </p>
        {isMoney(root.type) && root.value !== null && <Full value={String(root.value)} />}
        {standing !== null && <p className={css.full}>{standing}</p>}
      </header>
      {awaits && (
        <Notice tone="wait">
          <strong>{t(status === 'undetermined' ? words.missing : words.awaits)}</strong> {t(awaits)}
        </Notice>
      )}
      {!awaits && root.reason && <Reason reason={root.reason} />}
      {reason !== null && <p className={css.because}>{reason}</p>}
      <FormulaLine of={root} values />
      <Tree root={root} />
      {root.kind !== 'fact' && (root.value !== null || lacking !== null) && (
        <Changes figure={figure} type={root.type} needs={needs} lacking={lacking} />
      )}
      <section className={css.section}>
        <h3>{t(words.inWords)}</h3>
        <p className={css.sentence}>{said}</p>
        <div className={css.tools} data-screen-only>
          <CopyButton text={said}>{t(words.copyWords)}</CopyButton>
          <Button onClick={() => void asFile(run, figure)}>{t(words.asFile)}</Button>
          <InTerms of={root} title={title} said />
          {previous && !comparing && <Button onClick={() => setComparing(true)}>{t(words.compare)}</Button>}
        </div>
      </section>
      {previous && comparing && <Against figure={figure} now={root} previous={previous} />}
    </article>
  );
}

/** Rounded above, in full here: what is argued about is the cent. */
function Full({ value }: { value: string }) {
  const { money } = useContract();
  return (
    <p className={css.full}>
      <Money amount={value} money={money} as="full" />
    </p>
  );
}

async function asFile(run: string, { entity, key, term }: FigureOf): Promise<void> {
  const whole = await ask<Why>(['runs', run, 'explain'], { entity, key, term, depth: DEPTH_OF_FILE });
  const name = ['why', key, term].join('-').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
  download(`${name}.json`, `${JSON.stringify(whole, null, 1)}\n`, 'application/json');
}
