/** Why beside the page. What was asked on the way stays as a trail to go back on. */
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useAddress, useContractParam, writeFigure } from '../../../app/address.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import type { Figure as FigureOf } from '../../../app/queries.ts';
import { useSay } from '../../../app/settings.tsx';
import { Figure } from '../../../kit/figure.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { why as words } from '../../../words/why.ts';
import { WhyView } from './view.tsx';
import css from './why.module.css';

export default function WhyPanel({ figure }: { figure: FigureOf }) {
  const t = useSay();
  const [search, change] = useAddress();
  const contract = useContractParam();
  const id = writeFigure(figure);
  return (
    <Panel
      label={t(words.why)}
      focusOn={id}
      onClose={() => change({ why: undefined })}
      tools={
        <Link
          to="/contract/$contract/why"
          params={{ contract }}
          search={{ run: search['run'], why: id }}
          className={css.asPage}
        >
          {t(words.asPage)}
        </Link>
      }
    >
      <Trail figure={figure} />
      <WhyView key={id} figure={figure} />
    </Panel>
  );
}

/** Figures asked before this one, in order; asking one of them again takes the rest away. */
function Trail({ figure }: { figure: FigureOf }) {
  const t = useSay();
  const { detail } = useContract();
  const names = useNames(detail);
  const [trail, setTrail] = useState<FigureOf[]>([figure]);
  useEffect(() => {
    setTrail((old) => {
      const at = old.findIndex((one) => writeFigure(one) === writeFigure(figure));
      return at === -1 ? [...old.slice(-4), figure] : old.slice(0, at + 1);
    });
  }, [figure]);
  const before = trail.filter((one) => writeFigure(one) !== writeFigure(figure));
  if (before.length === 0) return null;
  return (
    <nav aria-label={t(words.trail)} className={css.trail}>
      {before.map((one) => (
        <span key={writeFigure(one)}>
          <Figure of={one}>{t(names.column(one.entity, one.term)) || one.term.replace(/#\d+$/, '')}</Figure>
          <span aria-hidden="true"> › </span>
        </span>
      ))}
    </nav>
  );
}
