/** Observations → answers of an instrument's items, each with why it does not count, if it does not. */
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { Instrument } from './instrument.ts';
import { rangeOf } from './instrument.ts';
import type { Link } from './links.ts';

interface AnswersOf {
  /** SQL name of the observations. */
  observation: string;
  instrument: Instrument;
  links: readonly Link[];
  /** Code type under which items stand by their own names. */
  codeType: string;
  /** ISO; what was answered later does not exist yet. */
  asOf: string;
  /** Condition on observations `o`. */
  only: string;
}

/**
 * A query: `person_id`, `day`, `item`, `answer` (integer), `written`, `_source`, `_file`, `_line`, `why`: null where the answer counts, else
 * `answer-unread`, `answer-outside`, `after-date`, or `answered-twice`: the item was answered that day already, by a lower line.
 *
 * An answer is what the links say it is; without links its number, or what the instrument says of its code, or a whole number as text.
 */
export function answersOf({ observation, instrument, links, codeType, asOf, only }: AnswersOf): string {
  const items = instrument.items.flatMap(({ item, codes }) => [
    itemRow(instrument, codeType, item, item),
    ...codes.map((code) => itemRow(instrument, '', code, item)),
  ]);
  const linked = links.map(({ questionnaire, link, item, answers }) =>
    itemRow(instrument, questionnaire, link, item, { mapped: answers !== undefined }),
  );
  const mapped = links.flatMap(({ questionnaire, link, answers }) =>
    Object.entries(answers ?? {}).map(
      ([text, answer]) =>
        `(${quoteLiteral(questionnaire)}, ${quoteLiteral(link)}, ${quoteLiteral(text)}, ${answer})`,
    ),
  );
  const coded = Object.entries(instrument.answer_codes).map(
    ([code, answer]) => `(${quoteLiteral(code)}, ${answer})`,
  );
  const number = `case when o.value_number = floor(o.value_number) then o.value_number::decimal(14,0)::varchar else o.value_number::varchar end`;
  const maps = `(values ${mapped.join(', ') || `('', '', '', 0)`})`;
  // What a link says of an observation goes before what its code would say.
  const once =
    links.length === 0
      ? ''
      : 'qualify row_number() over (partition by o._source, o._file, o._line, o.observation_id order by i.linked desc, i.item) = 1';
  return `select person_id, day, item, answer, written, _source, _file, _line,
      case when why is null and row_number() over (partition by person_id, day, item, why is null order by _source, _file, _line, observation_id) > 1
        then 'answered-twice' else why end as why
    from (
      select *, case when day > date ${quoteLiteral(asOf)} then 'after-date' when answer is null then 'answer-unread'
          when answer <> floor(answer) or answer not between least and most then 'answer-outside' end as why
      from (
        select o.observation_id, o.person_id, o.observation_date as day, i.item, i.least, i.most, o._source, o._file, o._line,
          coalesce(o.value_text, o.value_number::varchar) as written,
          case when i.mapped then coalesce(m.answer, n.answer) else coalesce(o.value_number, c.answer,
            case when regexp_full_match(o.value_text, '[0-9]{1,9}') then o.value_text::integer end) end::decimal(18,4) as answer
        from ${observation} o
        join (values ${[...items, ...linked].join(', ')}) i(code_type, code, item, least, most, linked, mapped)
          on i.code = o.code and (i.code_type = '' or i.code_type = o.code_type)
        left join ${maps} m(code_type, code, written, answer) on m.code_type = i.code_type and m.code = i.code and m.written = o.value_text
        left join ${maps} n(code_type, code, written, answer) on n.code_type = i.code_type and n.code = i.code and n.written = ${number}
        left join (values ${coded.join(', ') || `('', 0)`}) c(code, answer) on c.code = o.value_text
        where ${only} ${once}
      )
    )`;
}

function itemRow(
  instrument: Instrument,
  codeType: string,
  code: string,
  item: string,
  link?: { mapped: boolean },
): string {
  const { from, to } = rangeOf(instrument, item);
  return `(${quoteLiteral(codeType)}, ${quoteLiteral(code)}, ${quoteLiteral(item)}, ${from}, ${to}, ${link !== undefined}, ${link?.mapped ?? false})`;
}
