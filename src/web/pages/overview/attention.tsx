/** What keeps a contract from being settled and done, each with the page that tells more. */
import { Link } from '@tanstack/react-router';
import type { ContractCard } from '../../../server/api.ts';
import { useSay } from '../../app/settings.tsx';
import { shownCount } from '../../kit/format.ts';
import { Section } from '../../kit/section.tsx';
import { overview as words } from '../../words/overview.ts';
import css from './overview.module.css';

interface Item {
  card: ContractCard;
  words: string;
  sign: string;
  tone: 'bad' | 'wait' | 'quiet';
  /** Where it is told more of. */
  page: 'result' | 'editor';
}

export function Attention({ contracts }: { contracts: readonly ContractCard[] }) {
  const t = useSay();
  const items = contracts.flatMap((card): Item[] => {
    const { latest, diagnostics } = card;
    const count = (state: 'undetermined' | 'pending') =>
      latest?.payments.reduce((all, one) => all + one[state], 0) ?? 0;
    const [undetermined, pending] = [count('undetermined'), count('pending')];
    const warnings = Math.max(latest?.warnings ?? 0, diagnostics.warnings);
    const said: (Item | false)[] = [
      diagnostics.errors > 0 && {
        card,
        tone: 'bad',
        sign: '!',
        page: 'editor',
        words: t(words.errors, { count: diagnostics.errors }),
      },
      undetermined > 0 && {
        card,
        tone: 'bad',
        sign: '?',
        page: 'result',
        words: t(words.undetermined, { count: shownCount(undetermined) }),
      },
      pending > 0 && {
        card,
        tone: 'wait',
        sign: '◷',
        page: 'result',
        words: t(words.pending, { count: shownCount(pending) }),
      },
      latest?.stale === true && { card, tone: 'wait', sign: '↻', page: 'result', words: t(words.stale) },
      latest === null &&
        diagnostics.errors === 0 && {
          card,
          tone: 'quiet',
          sign: '○',
          page: 'result',
          words: t(words.unsettled),
        },
      warnings > 0 && {
        card,
        tone: 'quiet',
        sign: '!',
        page: 'result',
        words: t(words.warnings, { count: warnings }),
      },
    ];
    return said.filter((one): one is Item => one !== false);
  });
  if (contracts.length === 0) return null;
  return (
    <Section title={t(words.attention)}>
      {items.length === 0 ? (
        <p className={css.allWell}>
          <span aria-hidden="true">✓ </span>
          {t(words.attentionNone)}
        </p>
      ) : (
        <ul className={css.attention}>
          {items.map(({ card, words: said, sign, tone, page }, i) => (
            <li key={i} className={css.item}>
              <span aria-hidden="true" className={`${css.sign} ${css[tone]}`}>
                {sign}
              </span>
              <span className={css.what}>
                {page === 'editor' ? (
                  <Link to="/editor" search={{ file: card.file }}>
                    {t(card.title) || card.contract}
                  </Link>
                ) : (
                  <Link to="/contract/$contract/result" params={{ contract: card.file }}>
                    {t(card.title) || card.contract}
                  </Link>
                )}
                <span>{said}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
