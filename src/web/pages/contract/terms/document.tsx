/** Numbered clauses made from titles: formulas as mathematics and in words, then the schedule of parameters. Prints on A4. */
import { useMemo } from 'react';
import type { Clause, Localized, TermsDocument as Terms } from '../../../../server/api.ts';
import { useSay } from '../../../app/settings.tsx';
import type { Figure as FigureOf } from '../../../app/queries.ts';
import { Cited } from '../../../kit/cited.tsx';
import { Figure, type Currency } from '../../../kit/figure.tsx';
import { placeOf } from './place.ts';
import { terms as words } from '../../../words/terms.ts';
import { inWords, plainText } from '../why/formula.ts';
import { MathOf } from './math.tsx';
import { Parameters } from './parameters.tsx';
import css from './terms.module.css';

const NO_MONEY: Currency = { currency: '', minorUnit: 2 };

export function TermsDocument({
  terms,
  money = NO_MONEY,
  facts = [],
  titles,
  at,
  example,
}: {
  terms: Terms;
  money?: Currency;
  facts?: readonly (readonly [string, string])[];
  /** What names in formulas are called; else what the clauses themselves tell. */
  titles?: Titles;
  /** The place that was asked for. */
  at?: string | undefined;
  /** Of a clause a figure whose Why can be opened. */
  example?: Example;
}) {
  const t = useSay();
  const { title, parties, clauses, parameters } = terms;
  const naming = useMemo(() => titles ?? titlesOf(terms), [titles, terms]);
  const groups = grouped(clauses);
  const changed = parameters.filter((one) => one.changed).length;
  const unverified = parameters.filter((one) => one.unverified).length;
  return (
    <article className={css.document}>
      <h2 className={css.title}>{t(title)}</h2>
      <dl className={css.facts}>
        {parties.map(({ role, title: roleTitle, id, name }) => (
          <div key={role}>
            <dt title={role}>{t(roleTitle) || role}</dt>
            <dd>
              {t(name) || id}
              {t(name) !== '' && id !== t(name) && <span className={css.quiet}> {id}</span>}
            </dd>
          </div>
        ))}
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {(changed > 0 || unverified > 0) && (
        <p className={css.quiet}>
          {[
            changed > 0 && t(words.changedCount, { count: changed }),
            unverified > 0 && t(words.unverifiedCount, { count: unverified }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {groups.map(({ head, members }) => (
        <section
          key={head.number}
          className={`${css.article} ${at === placeOf(head) ? css.there : ''}`}
          id={placeOf(head)}
        >
          <h3 className={css.articleTitle}>
            <span className={css.number}>{head.number}</span>
            {head.entity === 'agreement' && head.kind === 'entity' ? t(words.agreement) : t(head.title)}
            {head.kind !== 'entity' && <WhyOf clause={head} example={example} />}
          </h3>
          {head.kind !== 'entity' && <Body clause={head} naming={naming} />}
          {t(head.note) !== '' && head.kind === 'entity' && <p className={css.note}>{t(head.note)}</p>}
          {members.map((clause) => (
            <ClauseOf key={clause.number} {...{ clause, naming, at, example }} />
          ))}
        </section>
      ))}
      {parameters.length > 0 && <Parameters parameters={parameters} money={money} at={at} />}
    </article>
  );
}

type Example = (clause: Clause) => FigureOf | null;

/** What this clause comes to, of one row. */
function WhyOf({ clause, example }: { clause: Clause; example: Example | undefined }) {
  const t = useSay();
  const figure = example?.(clause);
  if (!figure) return null;
  return (
    <span className={css.why} data-screen-only>
      <Figure of={figure}>
        {figure.key === '' ? t(words.why) : t(words.whyOf, { key: figure.key })}
        <span className="sr-only"> {t(clause.title)}</span>
      </Figure>
    </span>
  );
}

type Titles = (entity: string, name: string, of?: string) => Localized | null;

function titlesOf({ clauses, parameters }: Terms): Titles {
  const found = new Map<string, Localized>();
  for (const { entity, name, kind, title } of clauses)
    found.set(kind === 'term' ? `${entity} ${name}` : name, title);
  for (const { name, title } of parameters) if (title) found.set(name, title);
  return (entity, name, of) => found.get(`${of ?? entity} ${name}`) ?? found.get(name) ?? null;
}

/** A clause without a point in its number begins an article. */
function grouped(clauses: readonly Clause[]): { head: Clause; members: Clause[] }[] {
  const groups: { head: Clause; members: Clause[] }[] = [];
  for (const clause of clauses) {
    const last = groups.at(-1);
    if (last && clause.number.startsWith(`${last.head.number}.`)) last.members.push(clause);
    else groups.push({ head: clause, members: [] });
  }
  return groups.filter(({ head, members }) => members.length > 0 || head.kind !== 'entity');
}

function ClauseOf({
  clause,
  naming,
  at,
  example,
}: {
  clause: Clause;
  naming: Titles;
  at: string | undefined;
  example: Example | undefined;
}) {
  const t = useSay();
  const place = placeOf(clause);
  return (
    <div className={`${css.clause} ${at === place ? css.there : ''}`} id={place}>
      <div className={css.clauseTitle}>
        <h4>
          <span className={css.number}>{clause.number}</span> {t(clause.title)}
        </h4>
        <WhyOf clause={clause} example={example} />
      </div>
      <Body clause={clause} naming={naming} />
    </div>
  );
}

function Body({ clause, naming }: { clause: Clause; naming: Titles }) {
  const t = useSay();
  const { math, words: said, note, source, formula } = clause;
  return (
    <div className={css.body}>
      {math && <MathOf markup={t(math)} />}
      {said && t(said) !== '' && <p className={css.words}>{t(said)}</p>}
      {!math && !said && formula && (
        <p className={css.words}>
          = {plainText(inWords(formula, { t, title: (name, of) => naming(clause.entity, name, of) }))}
        </p>
      )}
      {note && t(note) !== '' && <p className={css.note}>{t(note)}</p>}
      {source && (
        <p className={css.source}>
          <Cited words={words.source} source={source} />
        </p>
      )}
    </div>
  );
}
