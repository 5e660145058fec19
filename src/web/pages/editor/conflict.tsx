/** Both texts, and the choice: nothing is written over unseen. */
import { useMemo, type ReactNode } from 'react';
import { useSay } from '../../app/settings.tsx';
import { Button, CopyButton } from '../../kit/button.tsx';
import { editor as words } from '../../words/editor.ts';
import { lineDifferences, type DifferentLine } from './line-differences.ts';
import css from './editor.module.css';

/** Lines alike shown round a difference. */
const ROUND = 3;

type Shown = DifferentLine | { kind: 'gap'; count: number };

export function Conflict({
  file,
  mine,
  theirs,
  busy,
  takeMine,
  takeTheirs,
  goOn,
}: {
  file: string;
  mine: string;
  theirs: string;
  busy: boolean;
  takeMine(): void;
  takeTheirs(): void;
  goOn(): void;
}) {
  const t = useSay();
  const lines = useMemo(() => folded(lineDifferences(mine, theirs)), [mine, theirs]);
  return (
    <section
      className={css.conflict}
      role="alertdialog"
      aria-labelledby="conflict-title"
      aria-describedby="conflict-hint"
    >
      <h3 id="conflict-title">{t(words.conflict, { file })}</h3>
      <p id="conflict-hint">{t(words.conflictHint)}</p>
      <div className={css.choices}>
        <Button onClick={goOn} autoFocus>
          {t(words.editBoth)}
        </Button>
        <Button onClick={takeTheirs}>{t(words.takeTheirs)}</Button>
        <Button onClick={takeMine} disabled={busy}>
          {t(words.takeMine)}
        </Button>
        <CopyButton text={mine}>{t(words.copyMine)}</CopyButton>
      </div>
      <div className={css.differences} tabIndex={0} role="group" aria-label={t(words.conflictHint)}>
        <table>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t(words.mine)}</th>
              <th scope="col">{t(words.theirs)}</th>
              <th scope="col" />
            </tr>
          </thead>
          <tbody>
            {lines.map((line, i) => (
              <Line key={i} line={line} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Line({ line }: { line: Shown }): ReactNode {
  const t = useSay();
  if (line.kind === 'gap')
    return (
      <tr className={css.gap}>
        <td />
        <td />
        <td>{t(words.sameLines, { count: line.count })}</td>
      </tr>
    );
  const sign = { same: ' ', mine: '−', theirs: '+' }[line.kind];
  return (
    <tr className={css[`line_${line.kind}`]}>
      <td className={css.lineNumber}>{line.mine ?? ''}</td>
      <td className={css.lineNumber}>{line.theirs ?? ''}</td>
      <td>
        <span className={css.lineSign}>
          <span aria-hidden="true">{sign}</span>
          {line.kind !== 'same' && (
            <span className="sr-only">{t(line.kind === 'mine' ? words.onlyMine : words.onlyTheirs)}</span>
          )}
        </span>
        <code>{line.text}</code>
      </td>
    </tr>
  );
}

/** Only what differs, with a few lines round it. */
function folded(lines: readonly DifferentLine[]): Shown[] {
  const near = new Set<number>();
  lines.forEach(({ kind }, i) => {
    if (kind === 'same') return;
    for (let at = i - ROUND; at <= i + ROUND; at += 1) near.add(at);
  });
  const shown: Shown[] = [];
  lines.forEach((line, i) => {
    const last = shown.at(-1);
    if (near.has(i)) shown.push(line);
    else if (last?.kind === 'gap') last.count += 1;
    else shown.push({ kind: 'gap', count: 1 });
  });
  return shown;
}
