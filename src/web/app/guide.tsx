/** The first steps through the demo: a line at the foot of the page that leads from one to the next, and never comes back once closed. */
import { Link, useNavigate } from '@tanstack/react-router';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import type { ContractCard } from '../../server/api.ts';
import { Button, linkButton } from '../kit/button.tsx';
import { guide as words } from '../words/overview.ts';
import { useWorkspace } from './queries.ts';
import { useSay } from './settings.tsx';
import css from './guide.module.css';

const PLACE = 'openvbp.guide';
const DONE = 'done';

interface Guide {
  /** 0-based; null: not shown. */
  step: number | null;
  start(): void;
  go(step: number | null): void;
}

const Context = createContext<Guide>({ step: null, start() {}, go() {} });
export const useGuide = () => useContext(Context);

function kept(): number | null {
  try {
    const found = localStorage.getItem(PLACE);
    return found === null || found === DONE ? null : Number(found);
  } catch {
    return null;
  }
}

export function GuideProvider({ children }: { children: ReactNode }) {
  const [step, setStep] = useState<number | null>(kept);
  const value = useMemo(() => {
    const go = (to: number | null) => {
      setStep(to);
      try {
        localStorage.setItem(PLACE, to === null ? DONE : String(to));
      } catch {
        // Shown again the next time.
      }
    };
    return { step, go, start: () => go(0) };
  }, [step]);
  return <Context value={value}>{children}</Context>;
}

/** The contract the steps are about: that of the demo. */
export const demoContract = (contracts: readonly ContractCard[]) =>
  contracts.find(
    ({ contract, file }) => contract === 'shared-savings-2023' && file.includes('shared-savings'),
  );

const STEPS = [
  { title: words.s1, text: words.s1Text, to: '/contract/$contract/result', search: {} },
  {
    title: words.s2,
    text: words.s2Text,
    to: '/contract/$contract/result',
    search: { why: 'provider/aco-2/shared_savings' },
  },
  { title: words.s3, text: words.s3Text, to: '/contract/$contract/what-if', search: {} },
  { title: words.s4, text: words.s4Text, to: '/contract/$contract/terms', search: {} },
] as const;

export function GuideLine() {
  const t = useSay();
  const { step, go } = useGuide();
  const navigate = useNavigate();
  const { data } = useWorkspace();
  const contract = demoContract(data?.contracts ?? [])?.file;
  const at = step === null ? undefined : STEPS[step];
  if (step === null || !at || contract === undefined) return null;
  const walk = (next: number) => {
    go(next);
    const there = STEPS[next];
    if (there) void navigate({ to: there.to, params: { contract }, search: there.search });
  };
  return (
    <aside className={css.guide} aria-label={t(words.title)} data-screen-only>
      <div className={css.inner}>
        <p className={css.count}>{t(words.step, { n: step + 1, all: STEPS.length })}</p>
        <div className={css.words}>
          <p className={css.title}>{t(at.title)}</p>
          <p>{t(at.text)}</p>
        </div>
        <div className={css.tools}>
          <Link to={at.to} params={{ contract }} search={at.search} className={linkButton}>
            {t(words.go)}
          </Link>
          {step > 0 && <Button onClick={() => walk(step - 1)}>{t(words.back)}</Button>}
          {step < STEPS.length - 1 ? (
            <Button kind="primary" onClick={() => walk(step + 1)}>
              {t(words.next)}
            </Button>
          ) : (
            <Button kind="primary" onClick={() => go(null)}>
              {t(words.done)}
            </Button>
          )}
          <button type="button" className={css.close} onClick={() => go(null)} aria-label={t(words.dismiss)}>
            <span aria-hidden="true">×</span>
          </button>
        </div>
      </div>
    </aside>
  );
}
