/** The editor: documents on the left, problems under them, the text, and on the right what is under the cursor and what a run gives. */
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { DocumentCard } from '../../../server/api.ts';
import { useAddress } from '../../app/address.ts';
import { useTitle } from '../../app/frame.tsx';
import { useAsk } from '../../app/queries.ts';
import { useSay } from '../../app/settings.tsx';
import { primaryLink } from '../../kit/button.tsx';
import { Asked, Empty } from '../../kit/states.tsx';
import { frame } from '../../words/frame.ts';
import { editor as words } from '../../words/editor.ts';
import { Documents } from './documents.tsx';
import { Desk } from './desk.tsx';
import css from './editor.module.css';

export default function EditorPage() {
  const t = useSay();
  const [search, change] = useAddress();
  const documents = useAsk<DocumentCard[]>(['documents']);
  const file = search['file'];
  useTitle(file?.split('/').at(-1) ?? t(words.title), file && t(words.title));
  // A first look shows a document rather than an empty desk.
  const first = documents.data?.find(({ kind }) => kind === 'contract')?.file;
  useEffect(() => {
    if (file === undefined && first !== undefined) change({ file: first }, { replace: true });
  }, [file, first, change]);
  return (
    <>
      <h1 className="sr-only">{t(words.title)}</h1>
      <Asked query={documents}>
        {(all) =>
          all.length === 0 && file === undefined ? (
            <Empty
              title={t(words.noDocuments)}
              action={
                <Link to="/" className={primaryLink}>
                  {t(frame.toOverview)}
                </Link>
              }
            >
              {t(words.noDocumentsHint)}
            </Empty>
          ) : file === undefined ? (
            <div className={css.desk}>
              <Documents all={all} file={null} />
              <Empty title={t(words.choose)}>{t(words.chooseHint)}</Empty>
            </div>
          ) : (
            <Desk key={file} file={file} all={all} line={Number(search['line']) || null} />
          )
        }
      </Asked>
    </>
  );
}
