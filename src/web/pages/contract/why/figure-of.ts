import type { Explanation } from '../../../../server/api.ts';
import type { Figure } from '../../../app/queries.ts';

/** What to ask for to explain this further. */
export const figureOf = ({ entity, key, name, column }: Explanation): Figure => ({
  entity,
  key,
  term: column ?? name,
});
