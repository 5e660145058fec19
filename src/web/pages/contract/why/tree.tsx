/**
 * What a figure was made from: a value a line, each opening its own. Up and down move between lines, right opens, left closes; the value itself is a
 * link that asks Why of it alone.
 */
import { useId, useState, type KeyboardEvent } from 'react';
import type { Explanation } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useWhy } from '../../../app/queries.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Cited } from '../../../kit/cited.tsx';
import { Figure, Value } from '../../../kit/figure.tsx';
import { shownDate } from '../../../kit/format.ts';
import { Asked } from '../../../kit/states.tsx';
import { Unverified } from '../../../kit/status.tsx';
import { why as words } from '../../../words/why.ts';
import { figureOf } from './figure-of.ts';
import { FormulaLine } from './formula-line.tsx';
import { ListOfFigure } from './list.tsx';
import { isMissing } from './missing.ts';
import { Reason } from './reason.tsx';
import { InTerms } from './in-terms.tsx';
import { ResultOf } from './result-row.tsx';
import css from './why.module.css';

export function Tree({ root }: { root: Explanation }) {
  const t = useSay();
  const children = root.children;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (!target.matches('[data-toggle]')) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-toggle]')];
    const at = all.indexOf(target);
    const open = target.getAttribute('aria-expanded');
    if (event.key === 'ArrowDown') all[at + 1]?.focus();
    else if (event.key === 'ArrowUp') all[at - 1]?.focus();
    else if (event.key === 'ArrowRight' && open === 'false') target.click();
    else if (event.key === 'ArrowLeft' && open === 'true') target.click();
    else return;
    event.preventDefault();
  };
  return (
    <section className={css.section} aria-label={t(words.made)} onKeyDown={onKeyDown}>
      {children.length > 0 && (
        <ul className={css.tree}>
          {children.map((child, i) => (
            <Node key={`${child.name} ${child.key} ${i}`} of={child} parent={root} />
          ))}
        </ul>
      )}
      <Details of={root} own />
    </section>
  );
}

const canOpen = (one: Explanation) =>
  one.cut === true ||
  one.children.length > 0 ||
  one.list !== undefined ||
  one.result !== undefined ||
  (one.kind === 'fact' && one.value !== null && one.read !== undefined);

const FIGURES = new Set(['term', 'aggregate', 'fact']);

function Node({ of, parent }: { of: Explanation; parent: Explanation }) {
  const t = useSay();
  const { detail, money } = useContract();
  const names = useNames(detail);
  const [open, setOpen] = useState(false);
  const id = useId();
  const title = t(of.title) || t(names.column(of.entity, of.name)) || t(names.parameter(of.name)) || of.name;
  const elsewhere = of.key !== parent.key && of.key !== '' && !['parameter', 'context'].includes(of.kind);
  const label = elsewhere ? t(words.of, { title, key: t(names.row(of.key)) }) : title;
  const missing = isMissing(of);
  const value = (
    <Value
      value={of.value}
      type={of.type}
      money={money}
      places={4}
      {...(missing && { absent: t(words.notGiven) })}
    />
  );
  return (
    <li className={css.node}>
      <div className={css.line}>
        {canOpen(of) ? (
          <button
            type="button"
            data-toggle
            className={css.toggle}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            <span aria-hidden="true" className={css.chevron} />
            <span>{label}</span>
          </button>
        ) : (
          <span className={css.leaf}>{label}</span>
        )}
        <InTerms of={of} title={title} />
        <span className={css.value}>
          {FIGURES.has(of.kind) && !missing ? <Figure of={figureOf(of)}>{value}</Figure> : value}
        </span>
      </div>
      {of.reason && !missing && <Reason reason={of.reason} of={of.key} />}
      <Notes of={of} />
      <div id={id}>{open && <Opened of={of} />}</div>
    </li>
  );
}

/** What stands under a value's name: its formula, the row of the table, since when, from where. */
function Notes({ of }: { of: Explanation }) {
  const t = useSay();
  const lang = useLang();
  const { from, matched, read, run, unverified, source } = of;
  const notes = [
    from && t(words.since, { date: shownDate(from, lang) }),
    matched !== undefined && t(words.tableRow, { row: matched }),
    read && !of.result && t(words.readFrom, read),
    run && t(words.takenFrom, { run: run.run, term: run.term }),
  ].filter((one): one is string => typeof one === 'string' && one !== '');
  const formula = of.formula !== undefined && of.formula !== of.name;
  if (!formula && notes.length === 0 && !unverified && !source) return null;
  return (
    <div className={css.notes}>
      {formula && <FormulaLine of={of} />}
      {(notes.length > 0 || unverified || source) && (
        <p>
          {notes.join(' · ')}
          {source && (
            <>
              {notes.length > 0 && ' · '}
              <Cited source={source} />
            </>
          )}{' '}
          {unverified && <Unverified />}
        </p>
      )}
    </div>
  );
}

/** What was not in the first answer is asked for now. */
function Opened({ of }: { of: Explanation }) {
  if (of.cut !== true && (of.children.length > 0 || of.list || of.result)) return <Inside of={of} />;
  return <Further of={of} />;
}

function Further({ of }: { of: Explanation }) {
  const { run } = useContract();
  const query = useWhy(run, figureOf(of), { depth: 1 });
  return <Asked query={query}>{(why) => <Inside of={why.explanation} />}</Asked>;
}

function Inside({ of }: { of: Explanation }) {
  return (
    <>
      {of.children.length > 0 && (
        <ul className={css.tree}>
          {of.children.map((child, i) => (
            <Node key={`${child.name} ${child.key} ${i}`} of={child} parent={of} />
          ))}
        </ul>
      )}
      <Details of={of} />
    </>
  );
}

/** A list's summary, or the row of a method's result with the claim lines behind it. */
function Details({ of, own = false }: { of: Explanation; own?: boolean }) {
  return (
    <>
      {own && <Notes of={{ ...of, formula: of.name }} />}
      {of.list && <ListOfFigure of={of} list={of.list} />}
      {of.result && <ResultOf of={of} result={of.result} />}
    </>
  );
}
