/** Where something stands: file and line; a link where the file can be opened here. */
import { Link } from '@tanstack/react-router';
import type { DocumentCard, QualityReport } from '../../../../server/api.ts';
import { useAsk } from '../../../app/queries.ts';
import { useSay } from '../../../app/settings.tsx';
import { data as words } from '../../../words/data.ts';
import css from './data.module.css';

type Example = QualityReport['findings'][number]['examples'][number];

/** Documents by the last part of their path: an import knows a file's name, not where it came from. Two of one name: neither. */
function useOpenable(file: string | undefined): string | null {
  const { data = [] } = useAsk<DocumentCard[]>(['documents'], {}, { enabled: file !== undefined });
  if (file === undefined) return null;
  const found = data.filter((one) => one.file === file || one.file.endsWith(`/${file}`));
  return found.length === 1 ? (found[0]?.file ?? null) : null;
}

export function Place({ example: { file, line, key, text, words: said } }: { example: Example }) {
  const t = useSay();
  const openable = useOpenable(file);
  const at = [file, line === undefined ? undefined : t(words.line, { line })]
    .filter(Boolean)
    .join(t(words.placeComma));
  return (
    <span className={css.place}>
      {at !== '' &&
        (openable === null ? (
          <span>{at}</span>
        ) : (
          <Link to="/editor" search={{ file: openable, line }} title={t(words.openFile, { file: openable })}>
            {at}
          </Link>
        ))}
      {said && <span>{t(said)}</span>}
      {key !== undefined && key !== '' && <span>{key}</span>}
      {text !== undefined && text !== '' && <code>{text}</code>}
    </span>
  );
}
