/** Data: the quality report of the contract's folder, and the tables this run read. */
import type { Quality } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useAsk } from '../../../app/queries.ts';
import { useSay } from '../../../app/settings.tsx';
import { Asked, Loading, Notice } from '../../../kit/states.tsx';
import { data as words } from '../../../words/data.ts';
import { Report } from './report.tsx';
import { Sources } from './sources.tsx';

export default function DataPage() {
  const t = useSay();
  const { card, detail } = useContract();
  const folder = card?.data ?? null;
  // The run read a data folder, but it is not below this one.
  const elsewhere = folder === null && detail.manifest.data !== undefined;
  return (
    <>
      {elsewhere && (
        <Notice>
          {t(words.elsewhere)} {t(words.elsewhereHint)}
        </Notice>
      )}
      {folder !== null && <Folder path={folder} />}
      <Sources plain={folder === null && !elsewhere} />
    </>
  );
}

function Folder({ path }: { path: string }) {
  const query = useAsk<Quality>(['data', path, 'quality']);
  return (
    <Asked query={query} loading={<Loading lines={8} />}>
      {(found) => <Report path={path} {...found} />}
    </Asked>
  );
}
