/** What of answers is odd, said once with its number. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import type { Link } from './instruments/links.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

export async function oddAnswers(
  context: MethodContext,
  answers: string,
  { links }: { links: readonly Link[] },
): Promise<Diagnostic[]> {
  const { warehouse, at } = context;
  const diagnostics: Diagnostic[] = [];
  const odd = await warehouse.rows(
    `select why, count(*) as count, arg_min(item, place) as item, arg_min(written, place) as text, min(_line) filter (where place = least) as line
     from (select *, (_source, _file, _line, item) as place, min((_source, _file, _line, item)) over (partition by why) as least
       from ${answers} a where why in ('answer-unread', 'answer-outside') or (why = 'answered-twice' and exists (
         from ${answers} b where b.person_id = a.person_id and b.day = a.day and b.item = a.item and b.why is null and b.answer <> a.answer)))
     group by why order by why`,
  );
  for (const { why, count, item, text, line } of odd) {
    const data = {
      count: Number(count),
      item: String(item),
      line: Number(line),
      text: String(text ?? '').slice(0, 60),
    };
    diagnostics.push(report(String(why) as 'answer-unread' | 'answer-outside' | 'answered-twice', data, at));
  }
  return [...diagnostics, ...(await unlinked(context, links))];
}

/** Links that nothing in the data has, and answers of linked questionnaires that no link takes. */
async function unlinked(context: MethodContext, links: readonly Link[]): Promise<Diagnostic[]> {
  if (links.length === 0) return [];
  const rows = links.map(
    ({ questionnaire, link }) => `(${quoteLiteral(questionnaire)}, ${quoteLiteral(link)})`,
  );
  const list = `(values ${rows.join(', ')}) l(code_type, code)`;
  const observation = context.table('observation');
  const [found] = await context.warehouse.rows(
    `select count(*) as count, arg_min(code_type, (code_type, code)) as questionnaire, arg_min(code, (code_type, code)) as link
     from ${list} where not exists (from ${observation} o where o.code_type = l.code_type and o.code = l.code)`,
  );
  const [other] = await context.warehouse.rows(
    `select count(*) as count, arg_min(code_type, (code_type, code)) as questionnaire, arg_min(code, (code_type, code)) as link
     from ${observation} o where code_type in (select code_type from ${list})
       and not exists (from ${list} where l.code_type = o.code_type and l.code = o.code)`,
  );
  const of = (row: typeof found) => ({
    count: Number(row?.['count']),
    questionnaire: String(row?.['questionnaire']),
    link: String(row?.['link']),
  });
  return [
    ...(Number(found?.['count']) > 0 ? [report('link-unseen', of(found), context.at)] : []),
    ...(Number(other?.['count']) > 0 ? [report('answers-unlinked', of(other), context.at)] : []),
  ];
}
