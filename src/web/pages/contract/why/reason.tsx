/** Why there is no value: which fact is missing, and for whom. */
import type { Explanation } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useSay } from '../../../app/settings.tsx';
import { why as words } from '../../../words/why.ts';
import css from './why.module.css';

type ReasonOf = NonNullable<Explanation['reason']>;

export function useReason(): (reason: ReasonOf, key?: string) => string {
  const t = useSay();
  const names = useNames(useContract().detail);
  return ({ kind, entity, name, key }, here) => {
    const said = t(words[`reason_${kind}`], {
      entity: t(names.entity(entity)) || entity,
      name: t(names.column(entity, name)) || t(names.parameter(name)) || name,
    });
    return key === '' || key === here ? said : t(words.reasonOf, { reason: said, key: t(names.row(key)) });
  };
}

export function Reason({ reason, of }: { reason: ReasonOf; of?: string }) {
  const say = useReason();
  return <p className={css.reason}>{say(reason, of)}</p>;
}
