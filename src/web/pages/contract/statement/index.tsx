import { Empty } from '../../../kit/states.tsx';
import { useSay } from '../../../app/settings.tsx';
import { kit } from '../../../words/kit.ts';

export default function Page() {
  const t = useSay();
  return <Empty title={t(kit.nothing)} />;
}
