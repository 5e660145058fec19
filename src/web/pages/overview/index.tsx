import { useSay } from '../../app/settings.tsx';
import { PageTitle } from '../../kit/section.tsx';
import { frame } from '../../words/frame.ts';

export default function Overview() {
  const t = useSay();
  return <PageTitle title={t(frame.overview)} />;
}
