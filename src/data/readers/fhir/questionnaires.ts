/**
 * QuestionnaireResponse → observations, a row per answer. Code type and code are the questionnaire's address and the item's link, or the item's own code where the
 * import has the Questionnaire and it gives one (LOINC before others) to no other item: so a contract's instrument finds the answers by either.
 */
import type { TextRow } from '../../import/format.ts';
import type { ClinicalContext, ClinicalRows } from './clinical.ts';
import { at, isObject, list, text } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { target } from './references.ts';
import { coding, day, notInForce, quantity } from './values.ts';

/** What a Questionnaire says of its items, by their links. */
export interface Questionnaire {
  url: string | undefined;
  items: ReadonlyMap<string, QuestionnaireItem>;
}

interface QuestionnaireItem {
  system: string | undefined;
  code: string | undefined;
  words: string | undefined;
  /** Answer's code → its weight, exact decimal text. */
  weights: ReadonlyMap<string, string>;
}

/** Extensions that give an answer a number: of R4, of STU3, of R5. */
const WEIGHTS = ['ordinalValue', 'questionnaire-ordinalValue', 'itemWeight'];

export function weightOf(of: Json | undefined): string | undefined {
  const found = list(of, 'extension').find((one) =>
    WEIGHTS.includes(text(one, 'url')?.split('/').at(-1) ?? ''),
  );
  return text(found, 'valueDecimal') ?? text(found, 'valueInteger');
}

/** Items at every depth, in the order written; without recursion, as nothing bounds the depth. */
function everyItem(of: JsonObject): JsonObject[] {
  const found: JsonObject[] = [];
  const waiting = list(of, 'item').toReversed();
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    found.push(item);
    const below = [...list(item, 'item'), ...list(item, 'answer').flatMap((answer) => list(answer, 'item'))];
    for (const one of below.toReversed()) waiting.push(one);
  }
  return found;
}

export function questionnaireOf(resource: JsonObject): Questionnaire {
  const items = everyItem(resource);
  const coded = items.map((item) => coding({ coding: at(item, 'code') ?? null }, ['loinc']));
  const uses = new Map<string, number>();
  for (const { system, code } of coded) {
    const name = `${system} ${code}`;
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const entries = items.flatMap((item, i): [string, QuestionnaireItem][] => {
    const link = text(item, 'linkId');
    const { system, code } = coded[i]!;
    const own = system !== undefined && code !== undefined && uses.get(`${system} ${code}`) === 1;
    const weights = new Map<string, string>();
    for (const option of [...list(item, 'answerOption'), ...list(item, 'option')]) {
      const [name, weight] = [
        text(option, 'valueCoding', 'code'),
        weightOf(option) ?? weightOf(at(option, 'valueCoding')),
      ];
      if (name !== undefined && weight !== undefined) weights.set(name, weight);
    }
    const said = own ? { system, code } : { system: undefined, code: undefined };
    return link === undefined ? [] : [[link, { ...said, words: text(item, 'text'), weights }]];
  });
  return { url: text(resource, 'url'), items: new Map(entries) };
}

/** Names under which a response may name it. */
export function namesOfQuestionnaire(resource: JsonObject): string[] {
  const [url, version, id] = [text(resource, 'url'), text(resource, 'version'), text(resource, 'id')];
  return [
    ...(url === undefined ? [] : [url, ...(version === undefined ? [] : [`${url}|${version}`])]),
    ...(id === undefined ? [] : [`Questionnaire/${id}`]),
  ];
}

export function questionnaireResponse(
  response: JsonObject,
  context: ClinicalContext,
): ClinicalRows | undefined {
  if (notInForce(response, ['in-progress'])) return undefined;
  const { beside, notes, registry } = context;
  const named = text(response, 'questionnaire') ?? text(response, 'questionnaire', 'reference');
  const contained = named?.startsWith('#')
    ? target({ reference: named }, response, beside).resource
    : undefined;
  const known = contained ? questionnaireOf(contained) : registry.questionnaire(named);
  const address = known?.url ?? (contained ? undefined : named?.split('|')[0]);
  if (address === undefined) notes.note('fhir-questionnaire-unnamed', named);
  const id = text(response, 'id') ?? text(response, 'identifier', 'value');
  const encounter = target(at(response, 'encounter'), response, beside);
  const common = {
    person_id: context.person(at(response, 'subject'), response),
    encounter_id: text(encounter.resource, 'id') ?? encounter.id,
    category: 'survey',
    observation_date: day(at(response, 'authored'), notes),
  };
  const seen = new Map<string, number>();
  const rows = everyItem(response).flatMap((item) =>
    list(item, 'answer').map((answer): TextRow => {
      const link = text(item, 'linkId');
      if (link === undefined) notes.note('fhir-answer-unlinked');
      const times = (seen.get(link ?? '') ?? 0) + 1;
      seen.set(link ?? '', times);
      const asked = link === undefined ? undefined : known?.items.get(link);
      const value = answered(answer, asked);
      if (value.value_number === undefined && value.value_text === undefined)
        notes.note('fhir-answer-unread', link);
      return {
        observation_id:
          id === undefined ? undefined : `${id}.${link ?? '?'}${times === 1 ? '' : `.${times}`}`,
        ...common,
        code_type: asked?.system ?? address,
        code: asked?.code ?? link,
        description: text(item, 'text') ?? asked?.words,
        ...value,
      };
    }),
  );
  return { table: 'observation', rows };
}

/** The code of an answer goes before its words, which belong to whoever wrote the questionnaire. */
function answered(
  answer: JsonObject,
  item: QuestionnaireItem | undefined,
): { value_number?: string | undefined; value_text?: string | undefined; unit?: string | undefined } {
  const coded = at(answer, 'valueCoding');
  if (isObject(coded)) {
    const code = text(coded, 'code');
    const weight = weightOf(coded) ?? weightOf(answer);
    return {
      value_number: weight ?? (code === undefined ? undefined : item?.weights.get(code)),
      value_text: code ?? text(coded, 'display'),
    };
  }
  const number = text(answer, 'valueInteger') ?? text(answer, 'valueDecimal');
  if (number !== undefined) return { value_number: number };
  const measured = at(answer, 'valueQuantity');
  if (isObject(measured))
    return {
      value_number: quantity(measured),
      unit: text(measured, 'unit') ?? text(measured, 'code'),
    };
  const said = ['String', 'Boolean', 'Date', 'DateTime', 'Time', 'Uri']
    .map((type) => text(answer, `value${type}`))
    .find((one) => one !== undefined);
  return {
    value_text: said ?? text(answer, 'valueReference', 'reference') ?? text(answer, 'valueAttachment', 'url'),
  };
}
