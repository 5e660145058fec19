import type { Explanation } from '../../../../server/api.ts';

/** A fact nobody gave: its being unknown is no puzzle. */
export const isMissing = ({ kind, value, reason, entity, key, name }: Explanation) =>
  kind === 'fact' &&
  value === null &&
  reason?.kind === 'missing' &&
  reason.entity === entity &&
  reason.key === key &&
  reason.name === name;
