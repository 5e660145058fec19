/** The lines of one episode: its person's claims alone decide it, so nobody else's are read. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { ExplainContext, MethodContext } from '../method.ts';

export async function explainEpisode(
  context: ExplainContext,
  compute: (context: MethodContext) => Promise<Diagnostic[]>,
): Promise<Diagnostic[]> {
  const { warehouse } = context;
  const key = quoteLiteral(context.key[0] ?? '');
  const person = `(select person_id from ${context.own} where episode_id = ${key})`;
  const into = context.temporary();
  const found = await compute({
    ...context,
    into,
    table: (name) => `(select * from ${context.table(name)} where person_id = ${person})`,
  });
  await warehouse.run(`drop table if exists ${into}`);
  if (found.some(({ severity }) => severity === 'error')) return found;
  await warehouse.run(`delete from ${context.lines} where key <> ${key}`);
  return found;
}
