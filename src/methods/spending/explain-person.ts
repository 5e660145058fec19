/** The lines behind a row of a person and a time, made for that person alone. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { ExplainContext } from '../method.ts';
import { makeLines } from './line-table.ts';
import { spendingLines } from './lines.ts';
import { yearsOf } from './options.ts';
import { spendingPeople } from './people.ts';

/** `where` says in SQL, of the second part of the key, which lines belong to the row. */
export async function explainPerson(
  context: ExplainContext,
  where: (when: string) => string,
): Promise<Diagnostic[]> {
  const [person = '', when = ''] = context.key;
  const asked = yearsOf(context);
  const lines = asked.value && (await spendingLines(context, asked.value));
  if (!asked.value || !lines?.value) return [...asked.diagnostics, ...(lines?.diagnostics ?? [])];
  const only = `person_id = ${quoteLiteral(person)}`;
  const people = await spendingPeople(context, asked.value, { only });
  await makeLines(context, context.lines, {
    lines: lines.value,
    years: asked.value,
    people,
    key: quoteLiteral(`${person},${when}`),
    only: `c.${only}`,
    where: where(when),
  });
  return [];
}
