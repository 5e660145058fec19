/** Diagnoses a score cannot know: written like another edition, or no codes of ICD-10 at all. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

/** ICD-10-CM: three to seven characters. ICD-10 with the extensions of the Chinese editions: `A18000X063`. */
const FORM = {
  'ICD-10-CM': '[A-Z][0-9][0-9A-Z]{1,5}',
  'ICD-10': '[A-Z][0-9][0-9A-Z]{1,9}',
} as const;
/** Ends of the Chinese editions: two noughts after the fourth character, or an extension of x and three digits. */
const CHINESE = `regexp_matches(code, '^[A-Z][0-9]{2}([0-9]00|[0-9X][0-9]{0,2}X[0-9]{3})$')`;

/** `diagnoses` has `code`, and `_line` where it was read from `file`. */
export async function strangeCodes(
  warehouse: Warehouse,
  diagnoses: string,
  edition: keyof typeof FORM,
  file?: string,
): Promise<Diagnostic[]> {
  const no = edition === 'ICD-10' ? 'false' : CHINESE;
  const bad = `not (${no}) and not regexp_full_match(code, '${FORM[edition]}')`;
  const [[all, cn, firstCn, none, firstNone, line] = []] = await warehouse.values(
    `select count(*), count(*) filter (where ${no}), min(code) filter (where ${no}), count(*) filter (where ${bad}),
       min_by(code, (line, code)) filter (where ${bad}), min(line) filter (where ${bad})
     from (select code, ${file === undefined ? 'null::bigint' : 'min(_line)'} as line from ${diagnoses} group by code)`,
  );
  const found: Diagnostic[] = [];
  // A few codes of the American edition end so too.
  if (Number(cn) * 10 > Number(all))
    found.push(report('codes-chinese', { count: Number(cn), all: Number(all), code: String(firstCn) }));
  if (Number(none) === 0) return found;
  const data = { count: Number(none), all: Number(all), code: String(firstNone) };
  const at = file === undefined || line === null ? undefined : { file, line: Number(line) };
  return [
    ...found,
    at ? report('codes-malformed-line', { ...data, line: at.line }, at) : report('codes-malformed', data),
  ];
}
