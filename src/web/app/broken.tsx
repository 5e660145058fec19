/** A page that fails to draw takes nothing else with it. */
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Button } from '../kit/button.tsx';
import { Empty } from '../kit/states.tsx';
import { frame } from '../words/frame.ts';
import { kit } from '../words/kit.ts';
import { useSay } from './settings.tsx';

export function PageBroken({ error, reset }: ErrorComponentProps) {
  const t = useSay();
  const router = useRouter();
  return (
    <Empty
      whole
      title={t(frame.broken)}
      action={
        <Button
          onClick={() => {
            reset();
            void router.invalidate();
          }}
        >
          {t(kit.again)}
        </Button>
      }
    >
      <p>{t(frame.brokenHint)}</p>
      <p>
        <code>{error instanceof Error ? error.message : String(error)}</code>
      </p>
    </Empty>
  );
}
