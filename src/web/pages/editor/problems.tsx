/** Problems of the text as it stands: the gravest first; each leads to its place. */
import { Link } from '@tanstack/react-router';
import type { Diagnostic, DocumentCard } from '../../../server/api.ts';
import { useAsk } from '../../app/queries.ts';
import { useSay } from '../../app/settings.tsx';
import { Button } from '../../kit/button.tsx';
import { kit } from '../../words/kit.ts';
import { editor as words } from '../../words/editor.ts';
import { isHere, type Place } from './code-editor.tsx';
import type { Check } from './check.ts';
import css from './editor.module.css';

const GRAVITY = ['error', 'warning', 'note'];

export function Problems({
  check,
  file,
  checked,
  goTo,
}: {
  check: Check;
  file: string;
  checked: boolean;
  goTo(place: Place): void;
}) {
  const t = useSay();
  const { diagnostics, busy, failed } = check;
  const count = (severity: string) => diagnostics.filter((one) => one.severity === severity).length;
  const sorted = diagnostics.toSorted(
    (a, b) =>
      GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity) || (a.at?.line ?? 0) - (b.at?.line ?? 0),
  );
  return (
    <section className={css.problems} aria-label={t(words.problems)} aria-busy={busy}>
      <header className={css.problemsHead}>
        <h2>{t(words.problems)}</h2>
        <span className={css.quiet} role="status">
          {!checked
            ? ''
            : failed
              ? t(words.notChecked)
              : diagnostics.length > 0
                ? t(words.tallied, { errors: count('error'), warnings: count('warning') })
                : busy
                  ? t(words.checking)
                  : ''}
        </span>
      </header>
      {!checked ? (
        <p className={css.quiet}>{t(words.notDocument)}</p>
      ) : diagnostics.length === 0 && !failed && !busy ? (
        <p className={css.fine}>✓ {t(words.noProblems)}</p>
      ) : (
        <ul>
          {sorted.map((one, i) => (
            <li key={i} className={css.problem} data-severity={one.severity}>
              <p>
                <span className={css[one.severity]}>{t(kit[one.severity])}</span> {t(one.message)}
              </p>
              {one.hint && <p className={css.quiet}>{t(one.hint)}</p>}
              <At one={one} file={file} goTo={goTo} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function At({ one: { at }, file, goTo }: { one: Diagnostic; file: string; goTo(place: Place): void }) {
  const t = useSay();
  const { data = [] } = useAsk<DocumentCard[]>(['documents']);
  if (!at) return null;
  const { line, column = 1 } = at;
  if (isHere(at.file, file) && line !== undefined)
    return (
      <Button kind="text" onClick={() => goTo({ line, column })}>
        {t(words.place, { line })}
      </Button>
    );
  const said = line === undefined ? at.file : t(words.placeIn, { file: at.file, line });
  const other = data.find((card) => isHere(at.file, card.file));
  return other ? (
    <Link to="/editor" search={{ file: other.file, line: line === undefined ? undefined : String(line) }}>
      {said}
    </Link>
  ) : (
    <span className={css.quiet}>{said}</span>
  );
}
