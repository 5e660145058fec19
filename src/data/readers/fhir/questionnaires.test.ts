import { describe, expect, it } from 'vitest';
import { ndjson } from './samples.ts';
import { codes, read, say } from './testing.ts';

const ADDRESS = 'https://clinic.example/Questionnaire/phq-9';
const ordinal = (value: number) => ({
  url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue',
  valueDecimal: value,
});
const loinc = (code: string) => ({ system: 'http://loinc.org', code });
const response = (more: Record<string, unknown> = {}) => ({
  resourceType: 'QuestionnaireResponse',
  id: 'r1',
  questionnaire: `${ADDRESS}|2.0`,
  status: 'completed',
  subject: { reference: 'Patient/p1' },
  authored: '2024-03-01T09:30:00+08:00',
  item: [
    { linkId: 'q1', answer: [{ valueCoding: { code: 'several' } }] },
    {
      linkId: 'group',
      item: [
        { linkId: 'q2', answer: [{ valueInteger: 3 }] },
        { linkId: 'q3', answer: [{ valueCoding: { ...loinc('LA6570-1'), extension: [ordinal(2)] } }] },
      ],
    },
  ],
  ...more,
});
const questionnaire = {
  resourceType: 'Questionnaire',
  id: 'q',
  url: ADDRESS,
  item: [
    {
      linkId: 'q1',
      text: 'First',
      code: [loinc('44250-9')],
      answerOption: [{ valueCoding: { code: 'several' }, extension: [ordinal(1)] }],
    },
    {
      linkId: 'group',
      item: [
        { linkId: 'q2', code: [loinc('1-1')] },
        { linkId: 'q3', code: [loinc('1-1')] },
      ],
    },
  ],
};
const columns = ['observation_id', 'code_type', 'code', 'value_number', 'value_text'];

describe('answered questionnaires', () => {
  it('are a row per answer, under the questionnaire’s address and the item’s link', async () => {
    const result = await read(ndjson(response()));
    expect(say(result, ...columns)).toEqual([
      `r1.q1 ${ADDRESS} q1  several`,
      `r1.q2 ${ADDRESS} q2 3 `,
      `r1.q3 ${ADDRESS} q3 2 LA6570-1`,
    ]);
    expect(result.rows[0]!.row).toMatchObject({
      person_id: 'p1',
      observation_date: '2024-03-01',
      category: 'survey',
    });
  });

  it('are told items’ codes and answers’ weights by the questionnaire, wherever in the import it stands; a code of two items is none', async () => {
    const wanted = [
      `r1.q1 loinc 44250-9 1 several`,
      `r1.q2 ${ADDRESS} q2 3 `,
      `r1.q3 ${ADDRESS} q3 2 LA6570-1`,
    ];
    const after = await read(ndjson(response(), questionnaire));
    expect(say(after, ...columns)).toEqual(wanted);
    expect(after.passedOver).toEqual({ 'fhir-questionnaire': 1 });
    const contained = response({ contained: [questionnaire], questionnaire: '#q' });
    expect(say(await read(ndjson(contained)), ...columns)).toEqual(wanted);
    const byId = response({ questionnaire: 'https://else.example/Questionnaire/q' });
    expect(say(await read(ndjson(questionnaire, byId)), ...columns)[0]).toBe(wanted[0]);
  });

  it('answered several times, or within an answer, keep every answer', async () => {
    const item = [
      {
        linkId: 'knee',
        answer: [
          { valueString: 'left', item: [{ linkId: 'pain', answer: [{ valueDecimal: 7.5 }] }] },
          { valueBoolean: true },
          { valueQuantity: { value: 2, unit: 'h' } },
          { valueDate: '2024-02' },
        ],
      },
    ];
    expect(
      say(await read(ndjson(response({ item }))), 'observation_id', 'value_number', 'value_text', 'unit'),
    ).toEqual([
      'r1.knee  left ',
      'r1.knee.2  true ',
      'r1.knee.3 2  h',
      'r1.knee.4  2024-02 ',
      'r1.pain 7.5  ',
    ]);
  });

  it('that are drafts or empty are passed over, and what is odd is said', async () => {
    const result = await read(
      ndjson(
        response({ status: 'in-progress' }),
        response({ status: 'entered-in-error' }),
        response({ item: [{ linkId: 'q1' }] }),
        response({ questionnaire: undefined, authored: '2024', item: [{ answer: [{ valueCoding: {} }] }] }),
      ),
    );
    expect(result.passedOver).toEqual({
      'fhir-not-in-force': 1,
      'fhir-entered-in-error': 1,
      'fhir-no-answers': 1,
    });
    expect(say(result, ...columns)).toEqual(['r1.?    ']);
    expect(codes(result).toSorted()).toEqual([
      'fhir-answer-unlinked',
      'fhir-answer-unread',
      'fhir-date-partial',
      'fhir-questionnaire-unnamed',
    ]);
  });

  it('of every wrong kind of value are no crash, and no answer is lost', async () => {
    const odd = [
      null,
      0,
      '',
      ' ',
      'x',
      [],
      [[]],
      [null],
      {},
      { coding: 1 },
      { code: {} },
      true,
      { reference: '#q' },
    ];
    const kinds = [
      'valueCoding',
      'valueInteger',
      'valueDecimal',
      'valueQuantity',
      'valueBoolean',
      'valueReference',
      'item',
    ];
    const answers = kinds.flatMap((kind) =>
      odd.map((value) => response({ item: [{ linkId: 'q1', answer: [{ [kind]: value }] }] })),
    );
    const outer = ['questionnaire', 'authored', 'subject', 'encounter', 'contained', 'identifier', 'id'];
    const rest = outer.flatMap((name) => odd.map((value) => response({ [name]: value })));
    const forms = odd.flatMap((value) => [
      { ...questionnaire, item: value },
      { ...questionnaire, url: value },
      { ...questionnaire, item: [{ linkId: value, code: value, answerOption: value }] },
    ]);
    const result = await read(ndjson(...answers, ...rest, ...forms));
    expect(result.refused).toEqual([]);
    expect(result.rows).toHaveLength(answers.length + 3 * rest.length);
  });

  it('nested without end are read without a crash', async () => {
    let deep: object = { linkId: 'x', answer: [{ valueInteger: 1 }] };
    for (let i = 0; i < 2000; i += 1) deep = { linkId: 'g', item: [deep] };
    expect((await read(ndjson(response({ item: [deep] })))).rows).toHaveLength(1);
  });
});

describe('Observations of a survey', () => {
  it('keep the answer’s code, and its weight as its number, panels and their members alike', async () => {
    const survey = { coding: [{ code: 'survey' }] };
    const said = { coding: [{ ...loinc('LA6571-9'), display: 'words', extension: [ordinal(3)] }] };
    const common = {
      resourceType: 'Observation',
      status: 'final',
      category: [survey],
      effectiveDateTime: '2024-03-01',
    };
    const item = { ...common, id: 'o1', code: { coding: [loinc('44250-9')] }, valueCodeableConcept: said };
    const panel = {
      ...common,
      id: 'o2',
      code: { coding: [loinc('44249-1')] },
      component: [{ code: { coding: [loinc('44255-8')] }, valueCodeableConcept: said }],
    };
    expect(say(await read(ndjson(item, panel)), ...columns)).toEqual([
      'o1 loinc 44250-9 3 LA6571-9',
      'o2.1 loinc 44255-8 3 LA6571-9',
    ]);
  });
});
